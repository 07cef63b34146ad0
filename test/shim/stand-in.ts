import { EventEmitter } from 'node:events';

/** What the language or a debugger asks of any object; an absent one is no gap in the shim. */
const harmless = new Set([
  'then',
  'toJSON',
  'toString',
  'valueOf',
  'inspect',
  'nodeType',
  'prototype',
  'length',
]);

export function gap(what: string): Error {
  return new Error(
    `The Electron shim has no ${what}: write it in test/shim, or run this under Electron itself.`,
  );
}

/** Sits at the end of a prototype chain, so that only what nobody defines reaches it. */
function loudChain(end: object): object {
  return new Proxy(end, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target || harmless.has(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw gap(`${receiver instanceof Loud ? receiver.shimName : 'such object'}.${key}`);
    },
  });
}

/**
 * Base of every stand-in: an event emitter on which a member that Electron has and the shim lacks throws a sentence
 * instead of reading as undefined, because a silent gap would let a test pass that Electron fails.
 */
export class Loud extends EventEmitter {
  readonly shimName: string;

  constructor(shimName: string) {
    super();
    this.shimName = shimName;
    this.setMaxListeners(0);
  }
}
Object.setPrototypeOf(Loud.prototype, loudChain(EventEmitter.prototype));

/** The members a stand-in may have: each with Electron's own type. The emitter's own methods come from Node. */
export type PartOf<T> = { [K in Exclude<keyof T, keyof NodeJS.EventEmitter>]?: T[K] };

/** The one place where a checked part is called the whole: what is absent throws when touched. */
export function standsFor<T>(part: PartOf<T> & Loud): T {
  return part as unknown as T;
}

/** As `standsFor`, for an object that emits nothing. */
export function plainStandIn<T extends object>(name: string, part: PartOf<T>): T {
  const chain = new Proxy(Object.prototype, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target || harmless.has(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw gap(`${name}.${key}`);
    },
  });
  Object.setPrototypeOf(part, chain);
  return part as T;
}

/** An export that Electron has and the shim lacks: importing it is free, touching it is not. */
export function missing(name: string): never {
  const fail = (): never => {
    throw gap(name);
  };
  return new Proxy(function absent() {}, {
    get: (_target, key) => (typeof key === 'symbol' ? undefined : fail()),
    apply: fail,
    construct: fail,
  }) as never;
}

/** Electron's event object as far as handlers use it. */
export class PreventableEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
