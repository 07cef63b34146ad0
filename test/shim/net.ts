import http from 'node:http';
import https from 'node:https';
import type * as Electron from 'electron';
import { gap, Loud, plainStandIn, standsFor, type PartOf } from './stand-in.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One request of the main process, over Node's network: no proxy, and Node's own certificates. */
class ShimRequest extends Loud implements PartOf<Electron.ClientRequest> {
  readonly #request: http.ClientRequest;

  constructor({
    url,
    method = 'GET',
    headers = {},
    redirect = 'follow',
  }: Electron.ClientRequestConstructorOptions) {
    super('request');
    if (url === undefined || redirect !== 'manual')
      throw gap('net.request but for a URL with manual redirects');
    const send = url.startsWith('https:') ? https.request : http.request;
    this.#request = send(url, { method, headers });
    this.#request.on('response', (message) => this.#answered(message));
    this.#request.on('error', (error) => this.emit('error', error));
    this.#request.on('close', () => this.emit('close'));
  }

  end(body?: string | Buffer): Electron.ClientRequest {
    this.#request.end(body);
    return standsFor<Electron.ClientRequest>(this);
  }

  abort(): void {
    this.#request.destroy();
    this.emit('abort');
  }

  #answered(message: http.IncomingMessage): void {
    const { statusCode = 0, headers } = message;
    const { location } = headers;
    if (!redirects.has(statusCode) || location === undefined) {
      this.emit('response', message);
      return;
    }
    const to = new URL(location, `${this.#request.protocol}//${this.#request.host}`).href;
    this.emit('redirect', statusCode, 'GET', to, headers);
    this.#request.destroy();
    this.emit('error', new Error('Redirect was cancelled'));
  }
}

export const net = plainStandIn<Electron.Net>('net', {
  request: (options) => {
    if (typeof options === 'string') throw gap('net.request of a mere address');
    return standsFor<Electron.ClientRequest>(new ShimRequest(options));
  },
});
