import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createBrotliDecompress } from 'node:zlib';
import { chunkHash, opener } from './chunks.ts';
import type { PackManifest } from './format.ts';
import { longestLine, saltLength, tagLength } from './format.ts';
import type { PackHead } from './head.ts';
import { refused } from './refusals.ts';

/** A part of the body: what stands before it (a chunk's length) and its bytes. */
interface Part {
  is: 'salt' | 'chunk' | 'left-over';
  length: Buffer;
  bytes: Buffer;
}

/** The salt, then chunk after chunk; then all that is left, where what follows is no chunk or only its beginning. */
async function* partsOf(file: string, bodyAt: number, longest: number): AsyncGenerator<Part> {
  const handle = await open(file, 'r');
  try {
    let at = bodyAt;
    const read = async (length: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
      at += bytesRead;
      return buffer.subarray(0, bytesRead);
    };
    const none = Buffer.alloc(0);
    yield { is: 'salt', length: none, bytes: await read(saltLength) };
    for (;;) {
      const length = await read(4);
      if (length.length === 0) return;
      const expected = length.length === 4 ? length.readUInt32LE() : 0;
      if (expected <= tagLength || expected > longest) {
        yield { is: 'left-over', length, bytes: none };
        for (let left = await read(longest); left.length > 0; left = await read(longest))
          yield { is: 'left-over', length: none, bytes: left };
        return;
      }
      const bytes = await read(expected);
      yield { is: bytes.length === expected ? 'chunk' : 'left-over', length, bytes };
    }
  } finally {
    await handle.close();
  }
}

/**
 * Compares every byte of a pack's body with its manifest, and says in which way it differs. Needs no key.
 * @throws AppError `pack-truncated`, `pack-damaged`, `pack-rearranged`, `pack-swapped`
 */
export async function checkBody(file: string, head: PackHead, { body, salt }: PackManifest): Promise<void> {
  const hash = createHash('sha256');
  const found: string[] = [];
  let begins = '';
  let read = 0;
  for await (const { is, length, bytes } of partsOf(file, head.bodyAt, body.longest)) {
    hash.update(length).update(bytes);
    if (is === 'salt') begins = bytes.toString('hex');
    if (is === 'chunk') found.push(chunkHash(length, bytes));
    read += length.length + bytes.length;
    // One part or byte too many is enough to tell by: what somebody appended is neither kept nor read to its end.
    if (found.length > body.chunks.length || read > body.size) break;
  }
  const size = head.size - head.bodyAt;
  if (size === body.size && hash.digest('hex') === body.sha256) return;
  const known = new Set(body.chunks);
  const ours = found.filter((chunk) => known.has(chunk));
  if (ours.length === 0 && begins !== salt && size > saltLength) {
    throw refused('pack-swapped', file, 'its content is not the one of its manifest but of another pack');
  }
  const moved = found.some((chunk, place) => known.has(chunk) && body.chunks[place] !== chunk);
  if (moved || new Set(ours).size < ours.length) {
    throw refused('pack-rearranged', file, 'its parts are not in their order');
  }
  if (size < body.size && found.every((chunk, place) => chunk === body.chunks[place])) {
    throw refused('pack-truncated', file, 'it is cut off');
  }
  throw refused('pack-damaged', file, 'its content is not what its manifest says');
}

/**
 * The lines of the decrypted body, chunk by chunk: a chunk that is not the one of its place ends them with a failure,
 * and so does a line without end.
 */
export async function* linesIn(
  file: string,
  head: PackHead,
  manifest: PackManifest,
  contentKey: Uint8Array,
): AsyncGenerator<string> {
  const { body, id: packId } = manifest;
  const salt = Buffer.from(manifest.salt, 'hex');
  const opened = opener({ contentKey, salt, packId });
  const plain = async function* (): AsyncGenerator<Buffer> {
    let place = 0;
    for await (const { is, bytes } of partsOf(file, head.bodyAt, body.longest)) {
      if (is === 'salt') continue;
      place += 1;
      yield opened(bytes, place === body.chunks.length);
    }
    if (place !== body.chunks.length) throw new RangeError('chunks are missing');
  };
  const rows = createBrotliDecompress();
  // A failure anywhere in the chain reaches the reader through `rows`.
  pipeline(Readable.from(plain()), rows, () => {});
  let rest = '';
  // Split by hand: a row may hold characters that others take for the end of a line, and must not grow without end.
  for await (const chunk of rows.setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > longestLine) throw new RangeError('a row is too long');
    yield* parts;
  }
  if (rest !== '') yield rest;
}
