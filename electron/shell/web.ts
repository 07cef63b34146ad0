import { Readable } from 'node:stream';
import type { IncomingMessage, ProxyConfig, Session } from 'electron';
import { net, session } from 'electron';

/** What `fetchOverChromium` is asked with; the shape that packs/fetch and licence/activation ask in. */
interface WebRequest {
  /** `GET` where it is not said. */
  method?: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Statuses whose answers have no body; a `Response` refuses one. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

let downloads: Session | undefined;
let proxy: ProxyConfig = { mode: 'system' };

/** How every request of this program goes out from the next one on; said by a managed policy. */
export async function useProxy(config: ProxyConfig): Promise<void> {
  proxy = config;
  await downloads?.setProxy(config);
}

/** In memory: no cookies, no cache, nothing is remembered of where the program has been. Made at the first request. */
async function downloadSession(): Promise<Session> {
  if (downloads) return downloads;
  downloads = session.fromPartition('downloads', { cache: false });
  // As in the window's own session: it would fetch a dictionary for the system's language.
  downloads.setSpellCheckerLanguages([]);
  await downloads.setProxy(proxy);
  return downloads;
}

/**
 * One request over Chromium's network stack, which knows the system's proxy and the certificates that a clinic has
 * installed. A redirect is an answer like any other: whoever asked decides whether to follow it.
 */
export async function fetchOverChromium(
  address: string,
  { method = 'GET', headers, body, signal }: WebRequest,
): Promise<Response> {
  const over = await downloadSession();
  return new Promise((resolve, reject) => {
    const request = net.request({
      url: address,
      method,
      headers,
      session: over,
      redirect: 'manual',
      cache: 'no-store',
    });
    const stop = (): void => {
      request.abort();
      reject(new Error('The request was ended.'));
    };
    if (signal.aborted) {
      stop();
      return;
    }
    // Kept until the body has been read, too: the request's own "close" comes before its answer.
    signal.addEventListener('abort', stop, { once: true });
    request.on('redirect', (status, _method, location) => {
      resolve(new Response(null, { status, headers: { location } }));
    });
    request.on('response', (message) => {
      resolve(responseOf(message));
    });
    // After a redirect it is the request's own end, and nobody waits for it any more.
    request.on('error', reject);
    request.end(body);
  });
}

function responseOf(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of [value].flat()) headers.append(name, one);
  }
  const { statusCode: status } = message;
  if (bodiless.has(status)) return new Response(null, { status, headers });
  // It is a stream of Node's, and its types say only that it is an emitter.
  const body = Readable.toWeb(message as unknown as Readable) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(body, { status, headers });
}
