import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { editionSchema, lineSchema, sourceSchema } from '../contract/codes.ts';
import { releaseSchema } from '../contract/editions.ts';
import { AppError } from '../contract/errors.ts';
import { replaceFile } from './atomic-file.ts';
import { schemaVersion } from './schema.ts';

/** Bytes of the first page, and of each of the blocks it is compared by. */
const firstPage = 4096;
const block = 256;

/** The pack that a file came from, or that most of it came from where something was imported beside it. */
export const packOriginSchema = z.object({
  id: z.string(),
  /** Goes up with every pack of a line: what has a lower one is an old pack again. */
  serial: z.number().int(),
  /** Who signed it: `keyIdOf` the public key. */
  keyId: z.string(),
  /** Whether it is the starter set's; left out like `Release.shipped`: see `isStarterPack`. */
  starter: z.boolean().optional(),
});
export type PackOrigin = z.infer<typeof packOriginSchema>;

/**
 * Lies in the clear beside a code-set file and lets a program tell, before opening it, a wrong key, a truncation, a
 * foreign file and a future schema apart. It holds no licensed text. `check` covers the other fields, so that a
 * damaged manifest shows.
 */
export const manifestSchema = z.object({
  format: z.literal('case2code code set'),
  schema: z.number().int().min(1),
  line: lineSchema,
  /** The editions that its codes answer from, newest first. */
  editions: z.array(editionSchema).min(1),
  /** Everything it was made from. */
  releases: z.array(releaseSchema).min(1),
  sources: z.array(sourceSchema),
  notices: z.array(z.string()),
  /** True where some release came with the program. */
  starter: z.boolean(),
  pack: packOriginSchema.optional(),
  codes: z.number().int(),
  /** One-way value of the key: see `keyCheck`. */
  keyCheck: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  /** Short hashes of the first page's blocks: they tell a damaged header from a foreign file. */
  head: z.array(z.string()),
  /** The (encrypted) first block itself, base64: tells what is left of a cut-off file from a short foreign one. */
  start: z.string(),
  check: z.string(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export function manifestFileOf(file: string): string {
  return `${file}.json`;
}

/** Writes the manifest of a finished file. */
export async function writeManifest(file: string, fields: Omit<Manifest, 'check'>): Promise<Manifest> {
  // Through the schema first: `check` is made from what a reader will get, in the order in which it gets it.
  const checked = manifestSchema.parse({ ...fields, check: '' });
  const manifest = { ...checked, check: checkOf(checked) };
  await replaceFile(manifestFileOf(file), `${JSON.stringify(manifest, null, 2)}\n`, 0o644);
  return manifest;
}

/**
 * Reads and checks the manifest of a code-set file.
 * @throws AppError `library-missing`, `library-foreign`, `library-header-damaged`, `library-future-schema`,
 *   `library-past-schema`
 */
export async function readManifest(file: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(manifestFileOf(file), 'utf8');
  } catch (error) {
    throw new AppError('library-missing', `${file} has no manifest beside it, so it cannot be opened.`, {
      cause: error,
    });
  }
  return parseManifest(text, file);
}

export function parseManifest(text: string, file: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new AppError('library-header-damaged', `The manifest of ${file} is damaged.`, { cause: error });
  }
  const shape = z.object({ format: z.string(), schema: z.number() }).safeParse(json);
  if (!shape.success || shape.data.format !== 'case2code code set') {
    throw new AppError('library-foreign', `${file} is not a Case2Code code set.`);
  }
  if (shape.data.schema > schemaVersion) {
    throw new AppError(
      'library-future-schema',
      `${file} was made by a newer version of this program (schema ${shape.data.schema}, this version reads ${schemaVersion}). Update the program; the file is left as it is.`,
    );
  }
  if (shape.data.schema < schemaVersion) {
    throw new AppError(
      'library-past-schema',
      `${file} was made by an earlier version of this program. Build or install it again; the file is left as it is.`,
    );
  }
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success || checkOf(manifest.data) !== manifest.data.check) {
    throw new AppError('library-header-damaged', `The manifest of ${file} is damaged.`);
  }
  return manifest.data;
}

function checkOf(fields: Omit<Manifest, 'check'> & { check?: string }): string {
  const { check: _, ...rest } = fields;
  const sorted = Object.fromEntries(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

/** SHA-256 and size of a file from byte `start` on, streaming. */
export async function hashFile(file: string, start = 0): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    createReadStream(file, { start, highWaterMark: 1 << 20 }),
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
      }
    },
  );
  return { sha256: hash.digest('hex'), size };
}

/** Size of a file, its first block and the short hashes of its first page's blocks. */
export async function readHead(file: string): Promise<{ size: number; start: Buffer; head: string[] }> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(firstPage), 0, firstPage, 0);
    const head: string[] = [];
    for (let at = 0; at < bytesRead; at += block) {
      const bytes = buffer.subarray(at, Math.min(at + block, bytesRead));
      head.push(createHash('sha256').update(bytes).digest('hex').slice(0, 8));
    }
    return { size, start: buffer.subarray(0, Math.min(block, bytesRead)), head };
  } finally {
    await handle.close();
  }
}
