/**
 * The network as this folder is given it: shaped like `fetch`. The program hands in Chromium's network stack, which
 * knows the system's proxy and certificates; tests hand in Node's.
 */
export type Web = (address: string, request: WebRequest) => Promise<WebAnswer>;

export interface WebRequest {
  method: 'GET' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  /** A redirect would carry the licence key to another host. */
  redirect: 'error';
  signal: AbortSignal;
}

/** What is used of a `Response`. */
export interface WebAnswer {
  status: number;
  headers: { get(name: string): string | null };
  body: ReadableStream<Uint8Array> | null;
}

/** What a conversation with the endpoint needs of the program. */
export interface WebParts {
  web: Web;
  /** Waits, handed in so that tests need not; rejects when `signal` aborts. */
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** Milliseconds since 1970, for `Retry-After` with a date. */
  now: () => number;
  /** Longest time one attempt may take, in milliseconds. */
  patience: number;
}
