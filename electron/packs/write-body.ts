import { createHash, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress } from 'node:zlib';
import { chunkHash, lengthOf, sealer } from './chunks.ts';
import type { PackManifest } from './format.ts';
import { saltLength } from './format.ts';

/** Lines that are given to the compressor together. */
const batch = 1 << 16;

/**
 * Compresses lines, seals them in chunks and writes them to an open file.
 * @param chunk bytes of compressed rows in each chunk
 * @returns what the manifest says of the body
 */
export async function writeBody(
  to: FileHandle,
  lines: AsyncIterable<string> | Iterable<string>,
  { contentKey, packId, chunk }: { contentKey: Uint8Array; packId: string; chunk: number },
): Promise<Pick<PackManifest, 'salt' | 'body'>> {
  const salt = randomBytes(saltLength);
  const seal = sealer({ contentKey, salt, packId });
  const hash = createHash('sha256').update(salt);
  const chunks: string[] = [];
  let size = salt.length;
  let longest = 0;
  await to.writeFile(salt);
  const put = async (plain: Buffer, last: boolean): Promise<void> => {
    const sealed = seal(plain, last);
    const length = lengthOf(sealed);
    hash.update(length).update(sealed);
    chunks.push(chunkHash(length, sealed));
    size += length.length + sealed.length;
    longest = Math.max(longest, sealed.length);
    await to.writeFile(Buffer.concat([length, sealed]));
  };
  let waiting: Buffer[] = [];
  let held = 0;
  for await (const piece of compressed(lines)) {
    waiting.push(piece);
    held += piece.length;
    // The last chunk is sealed as the last, so something is always kept back.
    while (held > chunk) {
      const all = Buffer.concat(waiting);
      await put(all.subarray(0, chunk), false);
      waiting = [all.subarray(chunk)];
      held = all.length - chunk;
    }
  }
  await put(Buffer.concat(waiting), true);
  return { salt: salt.toString('hex'), body: { size, sha256: hash.digest('hex'), chunks, longest } };
}

async function* compressed(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  const brotli = createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    },
  });
  // A failure of the lines reaches the reader through `brotli`.
  pipeline(Readable.from(batches(lines)), brotli, () => {});
  for await (const piece of brotli) yield asBuffer(piece);
}

/** Measured on ICD-10-CM and on two and a half million edit pairs: see docs/packs.md. */
const quality = 6;

async function* batches(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const line of lines) {
    text += `${line}\n`;
    if (text.length < batch) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

function asBuffer(piece: unknown): Buffer {
  if (Buffer.isBuffer(piece)) return piece;
  throw new TypeError('a compressor gives bytes');
}
