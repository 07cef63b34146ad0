import { createDecipheriv } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Fact } from '../codeset/facts.ts';
import type { ReleaseDraft, WrittenCodeSet } from '../codeset/rows.ts';
import { systemCode } from '../codeset/disk-errors.ts';
import { removeCodeSet } from '../codeset/finish.ts';
import { hashFile } from '../codeset/manifest.ts';
import { writeCodeSet } from '../codeset/writer.ts';
import { AppError } from '../contract/errors.ts';
import type { PackManifest } from './format.ts';
import { checkOf, longestManifest, longestRow, packManifestSchema, packMagic } from './format.ts';
import type { PackLine } from './rows.ts';
import { parsePackLine } from './rows.ts';

/**
 * Installs every code set of a public pack into `folder`, each under a new random key. The body's hash is checked
 * before anything is decrypted, and nothing answers from the new files until the caller names them in
 * `library.json`. A pack that turns out damaged half-way leaves none of them.
 *
 * @throws AppError `not-found`, `pack-damaged`, `disk-full`, `read-only`
 */
export async function installPack(
  file: string,
  folder: string,
  report: (progress: { done: number | null; detail: string }) => void = () => {},
): Promise<WrittenCodeSet[]> {
  const { manifest, bodyAt } = await readPackManifest(file);
  await checkBody(file, manifest, bodyAt);
  const total = manifest.sets.flatMap(({ releases }) => releases).reduce((sum, { rows }) => sum + rows, 0);
  const lines = new PackLines(rowsOf(file, manifest, bodyAt), basename(file));
  const written: WrittenCodeSet[] = [];
  let before = 0;
  try {
    for (const { line, releases } of manifest.sets) {
      // The writer takes releases in its own order; a pack of several editions of one line is held until then.
      const drafts: ReleaseDraft[] = [];
      for (const { rows, ...release } of releases)
        drafts.push({ ...release, facts: await lines.release(rows) });
      const onProgress = (count: number): void => {
        report({ done: total === 0 ? null : (before + count) / total, detail: line });
      };
      const draft = { line, starter: manifest.starter, releases: drafts };
      written.push(await writeCodeSet(draft, folder, { onProgress }));
      before += releases.reduce((sum, { rows }) => sum + rows, 0);
    }
    await lines.expectEnd();
  } catch (error) {
    for (const set of written) await removeCodeSet(folder, set.file);
    throw error;
  } finally {
    await lines.close();
  }
  return written;
}

/** @throws AppError `not-found`, `pack-damaged` */
export async function readPackManifest(file: string): Promise<{ manifest: PackManifest; bodyAt: number }> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new AppError('not-found', `The pack ${basename(file)} could not be opened.`, { cause: error });
  });
  try {
    const fixed = Buffer.alloc(packMagic.length + 4);
    const { bytesRead } = await handle.read(fixed, 0, fixed.length, 0);
    if (bytesRead < fixed.length || fixed.toString('latin1', 0, packMagic.length) !== packMagic) {
      throw damaged(file, 'it is not a Case2Code pack');
    }
    const length = fixed.readUInt32LE(packMagic.length);
    if (length > longestManifest) throw damaged(file, 'its manifest is damaged');
    const head = Buffer.alloc(length);
    const read = await handle.read(head, 0, length, fixed.length);
    if (read.bytesRead < length) throw damaged(file, 'it is cut off');
    const manifest = packManifestSchema.safeParse(jsonOf(head.toString()));
    if (!manifest.success || checkOf(manifest.data) !== manifest.data.check) {
      throw damaged(file, 'its manifest is damaged', manifest.error);
    }
    return { manifest: manifest.data, bodyAt: fixed.length + length };
  } finally {
    await handle.close();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function checkBody(file: string, manifest: PackManifest, bodyAt: number): Promise<void> {
  const { sha256, size } = await hashFile(file, bodyAt);
  if (size < manifest.bodySize) throw damaged(file, 'it is cut off');
  if (size > manifest.bodySize || sha256 !== manifest.bodySha256) {
    throw damaged(file, 'its content is not what its manifest says');
  }
}

/** The lines of the decrypted body. A failure anywhere in the chain ends the iteration with that failure. */
async function* rowsOf(file: string, manifest: PackManifest, bodyAt: number): AsyncGenerator<string> {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(manifest.contentKey, 'hex'),
    Buffer.from(manifest.iv, 'hex'),
  );
  decipher.setAuthTag(Buffer.from(manifest.tag, 'hex'));
  const rows = createGunzip();
  const feeding = pipeline(createReadStream(file, { start: bodyAt }), decipher, rows);
  // Its failure reaches the reader through `rows`; without a handler it would be reported twice.
  feeding.catch(() => {});
  let rest = '';
  // Split by hand: a row may hold characters that others take for the end of a line, and must not grow without end.
  for await (const chunk of rows.setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > longestRow) throw new RangeError('a row is too long');
    yield* parts;
  }
  if (rest !== '') yield rest;
  // Here the cipher has authenticated the whole body.
  await feeding;
}

/** Hands the lines of a pack out release by release. */
class PackLines {
  readonly #lines: AsyncGenerator<string>;
  readonly #name: string;
  #next: PackLine | undefined;

  constructor(lines: AsyncGenerator<string>, name: string) {
    this.#lines = lines;
    this.#name = name;
  }

  /** Exactly as many rows as the manifest says. */
  async release(expected: number): Promise<Fact[]> {
    if ((await this.#peek())?.is !== 'release') throw damaged(this.#name, 'its rows are not in order');
    this.#next = undefined;
    const facts: Fact[] = [];
    for (let line = await this.#peek(); line && line.is !== 'release'; line = await this.#peek()) {
      this.#next = undefined;
      facts.push(line.is === 'code' ? { table: 'code', row: line.row } : { table: 'text', row: line.row });
      if (facts.length > expected) break;
    }
    if (facts.length !== expected) {
      throw damaged(this.#name, 'it does not hold the rows that its manifest counts');
    }
    return facts;
  }

  async expectEnd(): Promise<void> {
    if (await this.#peek()) throw damaged(this.#name, 'its rows are not in order');
  }

  async close(): Promise<void> {
    await this.#lines.return(undefined);
  }

  async #peek(): Promise<PackLine | undefined> {
    if (this.#next) return this.#next;
    try {
      const line = await this.#lines.next();
      this.#next = line.done ? undefined : parsePackLine(line.value);
    } catch (error) {
      if (systemCode(error) === 'ENOSPC') throw error;
      throw damaged(this.#name, 'its rows cannot be read', error);
    }
    return this.#next;
  }
}

function damaged(file: string, what: string, cause?: unknown): AppError {
  return new AppError(
    'pack-damaged',
    `The pack ${basename(file)} was not installed: ${what}. Fetch it again; nothing was changed.`,
    { cause },
  );
}
