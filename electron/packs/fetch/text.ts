import { notAsPromised, Passing } from './failures.ts';
import { persist } from './persist.ts';
import { ask, failureOf } from './request.ts';
import type { AddressRules, WebParts } from './web.ts';

export interface TextRequest {
  address: string;
  rules: AddressRules;
  /** Largest answer that is read, in bytes. */
  most: number;
  signal: AbortSignal;
}

/** A small text as it is on the server now: a page of links, the index of a feed. */
export interface Text {
  text: string;
  /** After redirects: what links in it are relative to. */
  url: URL;
}

/**
 * @throws AppError `network-down`, `network-refused`, `download-damaged` (longer than allowed, or no UTF-8), `cancelled`
 */
export async function fetchText(parts: WebParts, request: TextRequest): Promise<Text> {
  return persist(
    () => readOnce(parts, request),
    () => 0,
    parts,
    request.signal,
  );
}

async function readOnce(parts: WebParts, { address, rules, most, signal }: TextRequest): Promise<Text> {
  const answer = await ask(parts, { address, rules, signal, headers: { 'cache-control': 'no-cache' } });
  try {
    const failure = failureOf(answer, parts.now());
    if (failure) throw failure;
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of answer.pieces()) {
      pieces.push(piece);
      length += piece.length;
      if (length > most) throw notAsPromised(nameOf(answer.url), `it is longer than ${most} bytes`);
    }
    const promised = Number(answer.header('content-length') ?? length);
    if (answer.header('content-encoding') === null && length < promised) {
      throw new Passing(notAsPromised(nameOf(answer.url), 'it was cut off'));
    }
    return { text: decoded(Buffer.concat(pieces), answer.url), url: answer.url };
  } finally {
    answer.close();
  }
}

function decoded(bytes: Buffer, url: URL): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notAsPromised(nameOf(url), 'it is not text');
  }
}

function nameOf(url: URL): string {
  return `${url.host}${url.pathname}`;
}
