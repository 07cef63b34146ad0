/**
 * The network as this folder is given it: shaped like `fetch`, asked with `GET` only, and never following a redirect
 * by itself. The program hands in Chromium's network stack, which knows the system's proxy; tests hand in Node's.
 */
export type Web = (address: string, request: WebRequest) => Promise<WebAnswer>;

export interface WebRequest {
  headers: Record<string, string>;
  redirect: 'manual';
  signal: AbortSignal;
}

/** What is used of a `Response`. */
export interface WebAnswer {
  status: number;
  headers: { get(name: string): string | null };
  body: ReadableStream<Uint8Array> | null;
}

/** Where a download may go. Everything else is refused before a connection is made. */
export interface AddressRules {
  /** Hosts, with their port where it is not 443: "www.cms.gov", "packs.clinic.example:8443". */
  hosts: readonly string[];
  /** Also plain http on this computer itself: for tests. */
  loopback?: boolean;
}

/** Waiting, handed in so that tests need not. Rejects when `signal` aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** What every request needs. */
export interface WebParts {
  web: Web;
  sleep: Sleep;
  /** Milliseconds since 1970, for `Retry-After` with a date. */
  now: () => number;
  /** Longest wait for an answer to begin, and between two pieces of it, in milliseconds. */
  patience: number;
}

/** The parts of a running program around its network stack. */
export function webParts(web: Web, patience = 60_000): WebParts {
  return { web, sleep: sleepFor, now: Date.now, patience };
}

function sleepFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', give);
      resolve();
    }, milliseconds);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
