/** Structured clone as text: both ends of the binding between page and main process speak it. */
export interface Wire {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Playwright's bindings carry JSON; Electron's IPC carries structured clones. `structuredClone` refuses what Electron
 * refuses (functions, symbols), and the tags keep what JSON would lose: undefined, dates, bytes, maps, cycles.
 *
 * The function is self-contained: its source text is also run in the page.
 */
export function makeWire(): Wire {
  type Tagged = null | boolean | number | string | [string, ...unknown[]];
  const views = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
  };
  const wide = { Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView };
  type View = new (buffer: ArrayBuffer) => ArrayBufferView;
  const viewTypes = new Map<string, View>(Object.entries({ ...views, ...wide }));

  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  const pack = (value: unknown, seen: Map<object, number>): Tagged => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value === undefined) return ['undefined'];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['number', Object.is(value, -0) ? '-0' : String(value)];
    const object = value;
    const known = seen.get(object);
    if (known !== undefined) return ['same', known];
    seen.set(object, seen.size);
    const inner = (item: unknown) => pack(item, seen);
    const pairs = (items: Iterable<[unknown, unknown]>) => [...items].map(([k, v]) => [inner(k), inner(v)]);
    if (Array.isArray(object)) return ['array', Array.from(object, inner)];
    if (object instanceof Date) return ['date', Number.isNaN(object.getTime()) ? null : object.getTime()];
    if (object instanceof RegExp) return ['regexp', object.source, object.flags];
    if (object instanceof Map) return ['map', pairs(object)];
    if (object instanceof Set) return ['set', [...object].map(inner)];
    if (object instanceof Error) return ['error', object.name, object.message, object.stack ?? ''];
    if (object instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(object))];
    if (ArrayBuffer.isView(object)) {
      const bytes = new Uint8Array(object.buffer, object.byteOffset, object.byteLength);
      return ['view', object.constructor.name, toBase64(bytes)];
    }
    return ['object', pairs(Object.entries(object))];
  };

  const unpack = (tagged: Tagged, made: unknown[]): unknown => {
    if (!Array.isArray(tagged)) return tagged;
    const [tag, a, b, c] = tagged;
    const keep = <T>(value: T): T => {
      made.push(value);
      return value;
    };
    const inner = (item: unknown) => unpack(item as Tagged, made);
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(a as string);
      case 'number':
        return Number(a);
      case 'same':
        return made[a as number];
      case 'array': {
        const array: unknown[] = keep([]);
        for (const item of a as unknown[]) array.push(inner(item));
        return array;
      }
      case 'date':
        return keep(new Date(a === null ? Number.NaN : (a as number)));
      case 'regexp':
        return keep(new RegExp(a as string, b as string));
      case 'map': {
        const map = keep(new Map<unknown, unknown>());
        for (const [k, v] of a as [unknown, unknown][]) map.set(inner(k), inner(v));
        return map;
      }
      case 'set': {
        const set = keep(new Set<unknown>());
        for (const item of a as unknown[]) set.add(inner(item));
        return set;
      }
      case 'error': {
        const error = keep(new Error(b as string));
        error.name = a as string;
        error.stack = c as string;
        return error;
      }
      case 'buffer':
        return keep(fromBase64(a as string).buffer);
      case 'view': {
        const type = viewTypes.get(a as string) ?? Uint8Array;
        return keep(new type(fromBase64(b as string).buffer));
      }
      case 'object': {
        const object = keep<Record<string, unknown>>({});
        for (const [k, v] of a as [string, unknown][])
          Object.defineProperty(object, k, {
            value: inner(v),
            enumerable: true,
            writable: true,
            configurable: true,
          });
        return object;
      }
      default:
        throw new Error(`The wire knows no ${tag}.`);
    }
  };

  return {
    encode: (value) => JSON.stringify(pack(structuredClone(value), new Map())),
    decode: (text) => unpack(JSON.parse(text) as Tagged, []),
  };
}
