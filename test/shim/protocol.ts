import type * as Electron from 'electron';
import { registerScheme } from './origin.ts';
import { Loud, standsFor, type PartOf } from './stand-in.ts';

type Handler = (request: Request) => Response | Promise<Response>;

class ShimProtocol extends Loud implements PartOf<Electron.Protocol> {
  readonly handlers = new Map<string, Handler>();

  constructor() {
    super('protocol');
  }

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    registerScheme(schemes);
  }

  handle(scheme: string, handler: (request: Request) => ReturnType<Handler>): void {
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }
}

const shimProtocol = new ShimProtocol();
export const protocol = standsFor<Electron.Protocol>(shimProtocol);

/** Asks the program's own handler; null where none is registered for the scheme. */
export async function serve(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Buffer | null,
): Promise<Response | null> {
  const handler = shimProtocol.handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) return null;
  const init = body === null || method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) };
  return handler(new Request(url, { method, headers, ...init }));
}
