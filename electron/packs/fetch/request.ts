import { systemCode } from '../../codeset/disk-errors.ts';
import type { AppError } from '../../contract/errors.ts';
import { allowedAddress } from './addresses.ts';
import type { Passing } from './failures.ts';
import { busy, cancelled, cutOff, notGiven, untrusted } from './failures.ts';
import type { AddressRules, WebAnswer, WebParts } from './web.ts';

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Answers of a server that may answer otherwise in a while. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export interface Ask {
  address: string;
  rules: AddressRules;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

/** An answer whose body has not been read. */
export interface Answer {
  /** After redirects. */
  url: URL;
  status: number;
  header: (name: string) => string | null;
  /** The body, piece by piece; throws `Passing` when it breaks or falls silent, `cancelled`. Once only. */
  pieces: () => AsyncGenerator<Uint8Array>;
  /** Lets the connection go, however much was read. */
  close: () => void;
}

/**
 * Sends one `GET` and follows its redirects by hand, each of them under the rules.
 *
 * @throws AppError `network-refused` for an address against the rules or a certificate that is not trusted,
 *   `cancelled`; `Passing` when nothing answers in time
 */
export async function ask({ web, patience }: WebParts, request: Ask): Promise<Answer> {
  const { rules, signal } = request;
  const connection = new Connection(signal, patience);
  let url = allowedAddress(request.address, rules);
  try {
    for (let hop = 0; ; hop++) {
      const headers = {
        accept: '*/*',
        // Lengths and ranges count the bytes of the file, not those of a compressed copy.
        'accept-encoding': 'identity',
        'user-agent': 'Mozilla/5.0 (compatible; Case2Code-Desktop)',
        ...request.headers,
      };
      const asked = web(url.href, { headers, redirect: 'manual', signal: connection.signal });
      const answer = await connection.within(asked, url.host);
      if (!redirects.has(answer.status)) return opened(answer, url, connection);
      const location = answer.headers.get('location');
      await letGo(answer.body);
      if (location === null || hop >= mostRedirects) throw notGiven(url, answer.status);
      url = allowedAddress(location, rules, url);
    }
  } catch (error) {
    connection.end();
    throw error;
  }
}

/** The failure that an answer's status is, or null for one that carries what was asked for. */
export function failureOf(answer: Answer, now: number): Passing | AppError | null {
  const { status, url } = answer;
  if (status >= 200 && status < 300) return null;
  if (passing.has(status)) return busy(url.host, status, waitOf(answer.header('retry-after'), now));
  return notGiven(url, status);
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds or a date; milliseconds from `now`. */
export function waitOf(value: string | null, now: number): number {
  if (value === null) return 0;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

function opened({ status, headers, body }: WebAnswer, url: URL, connection: Connection): Answer {
  const reader = body?.getReader();
  // One piece is always asked for ahead: what waits in a stream is lost when its connection breaks.
  const ahead = (): Promise<ReadableStreamReadResult<Uint8Array>> | undefined => {
    const read = reader?.read();
    read?.catch(() => {});
    return read;
  };
  let next = ahead();
  const close = (): void => {
    connection.end();
    reader?.cancel().catch(() => {});
  };
  return {
    url,
    status,
    header: (name) => headers.get(name),
    close,
    async *pieces() {
      while (next) {
        const { done, value } = await connection.within(next, url.host);
        if (done) return;
        next = ahead();
        yield value;
      }
    },
  };
}

async function letGo(body: ReadableStream<Uint8Array> | null): Promise<void> {
  await body?.cancel().catch(() => {});
}

/** One request's clock and its tie to the caller's signal. */
class Connection {
  readonly #control = new AbortController();
  readonly #caller: AbortSignal;
  readonly #patience: number;
  readonly #stop = (): void => {
    this.#control.abort();
  };

  constructor(caller: AbortSignal, patience: number) {
    if (caller.aborted) throw cancelled();
    this.#caller = caller;
    this.#patience = patience;
    caller.addEventListener('abort', this.#stop, { once: true });
  }

  get signal(): AbortSignal {
    return this.#control.signal;
  }

  end(): void {
    this.#caller.removeEventListener('abort', this.#stop);
    this.#control.abort();
  }

  /** Waits for one step of the request; every way it can fail is told apart here. */
  async within<T>(step: Promise<T>, host: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const stopped = new Promise<never>((_resolve, reject) => {
      const giveUp = (): void => {
        reject(new Error('stopped'));
      };
      timer = setTimeout(this.#stop, this.#patience);
      this.signal.addEventListener('abort', giveUp, { once: true });
    });
    // Whichever loses the race below may still fail, and nobody listens to it any more.
    stopped.catch(() => {});
    step.catch(() => {});
    try {
      return await Promise.race([step, stopped]);
    } catch (error) {
      if (this.#caller.aborted) throw cancelled();
      if (isUntrusted(error)) throw untrusted(host, error);
      throw cutOff(host, error);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Node puts the code of a certificate error into the cause, Chromium into the message. */
function isUntrusted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const said = `${systemCode(error.cause) ?? ''} ${error.message}`;
  return /CERT|UNABLE_TO_VERIFY|ERR_SSL|ERR_TLS/.test(said);
}
