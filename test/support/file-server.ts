import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificate, certificateKey } from './certificate.ts';

/** A file as the server gives it; a header that is null is not sent. */
export interface ServedFile {
  bytes: Buffer;
  etag: string | null;
  lastModified: string | null;
  type: string;
}

/** What was asked for. */
export interface Asked {
  path: string;
  range: string | null;
  ifRange: string | null;
  ifNoneMatch: string | null;
}

/** The answer that a well-behaved server would give; a behaviour changes it, or answers in its own way. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Answers instead of the server. `count` is how many requests came before; null leaves it to the server. */
export type Behaviour = (turn: {
  asked: Asked;
  count: number;
  reply: Reply;
  response: ServerResponse;
}) => Reply | 'handled';

/** A server of static files on this computer, as a CDN gives them, that misbehaves on order. */
export class FileServer {
  readonly files = new Map<string, ServedFile>();
  readonly asked: Asked[] = [];
  behave: Behaviour = ({ reply }) => reply;
  readonly #server: Server;
  readonly #scheme: string;

  private constructor(scheme: string) {
    this.#scheme = scheme;
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      this.#answer(request, response);
    };
    this.#server =
      scheme === 'https'
        ? createSecureServer({ cert: certificate, key: certificateKey }, answer)
        : createServer(answer);
  }

  static async start(scheme: 'http' | 'https' = 'http'): Promise<FileServer> {
    const server = new FileServer(scheme);
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  address(path: string): string {
    return `${this.#scheme}://${this.host}${path}`;
  }

  /** Puts a file at `path` and returns its address. */
  put(path: string, bytes: Buffer | string, fields: Partial<ServedFile> = {}): string {
    const content = Buffer.from(bytes);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    this.files.set(path, {
      bytes: content,
      etag: `"${hash}"`,
      lastModified: 'Tue, 01 Sep 2026 12:00:00 GMT',
      type: 'application/octet-stream',
      ...fields,
    });
    return this.address(path);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  #answer({ url, headers }: IncomingMessage, response: ServerResponse): void {
    const header = (name: string): string | null => {
      const value = headers[name];
      return typeof value === 'string' ? value : null;
    };
    const asked: Asked = {
      path: new URL(url ?? '/', this.address('/')).pathname,
      range: header('range'),
      ifRange: header('if-range'),
      ifNoneMatch: header('if-none-match'),
    };
    this.asked.push(asked);
    const file = this.files.get(asked.path);
    const reply = file ? replyOf(file, asked) : { status: 404, headers: {}, body: Buffer.from('none') };
    const given = this.behave({ asked, count: this.asked.length - 1, reply, response });
    if (given === 'handled') return;
    response.writeHead(given.status, { 'content-length': String(given.body.length), ...given.headers });
    response.end(given.body);
  }
}

function replyOf(file: ServedFile, asked: Asked): Reply {
  const headers: Record<string, string> = { 'content-type': file.type, 'accept-ranges': 'bytes' };
  if (file.etag !== null) headers['etag'] = file.etag;
  if (file.lastModified !== null) headers['last-modified'] = file.lastModified;
  const { bytes } = file;
  if (file.etag !== null && asked.ifNoneMatch === file.etag)
    return { status: 304, headers, body: Buffer.alloc(0) };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(asked.range ?? '') ?? [];
  const isSame = asked.ifRange === null || [file.etag, file.lastModified].includes(asked.ifRange);
  if (first === undefined || !isSame) return { status: 200, headers, body: bytes };
  const from = Number(first);
  if (from >= bytes.length) {
    return {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${bytes.length}` },
      body: Buffer.alloc(0),
    };
  }
  const to = last ? Math.min(Number(last), bytes.length - 1) : bytes.length - 1;
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}` },
    body: bytes.subarray(from, to + 1),
  };
}
