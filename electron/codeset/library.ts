import { randomBytes } from 'node:crypto';
import { readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lineSchema } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import { replaceFile } from './atomic-file.ts';
import { systemCode } from './disk-errors.ts';
import { readManifest } from './manifest.ts';
import { isWhollyShipped } from './releases.ts';

const entrySchema = z.object({
  file: z.string().regex(/^[a-z0-9]+-[0-9a-f]{16}\.c2c$/),
  wrappedKey: z.string().optional(),
});

/**
 * Why a file is kept that does not answer: a newer one took its place, it was rolled back from, or its line was
 * removed.
 */
const keptBecause = ['replaced', 'rolled-back', 'removed'] as const;

/**
 * `library.json`: which file answers for which line. It is the only file of a library that is ever replaced; the
 * code-set files are immutable and named by their content. `wrappedKey` is the file's key sealed under the install
 * key; a library built by the terminal has key files instead. `kept` names one file more of a line at most: the one to
 * go back, or forward, to. Files written before `kept` was known have none.
 */
const librarySchema = z.object({
  format: z.literal('case2code library'),
  version: z.literal(1),
  lines: z.partialRecord(lineSchema, entrySchema),
  kept: z.partialRecord(lineSchema, entrySchema.extend({ because: z.enum(keptBecause) })).default({}),
});
export type Library = z.infer<typeof librarySchema>;

const emptyLibrary: Library = { format: 'case2code library', version: 1, lines: {}, kept: {} };

/** Where a damaged `library.json` is kept; each under a name of its own. */
export const damagedName = /^library\.damaged-[0-9a-f]{8}\.json$/;

export function libraryFileOf(folder: string): string {
  return join(folder, 'library.json');
}

/**
 * Reads `library.json`; null when the folder holds none.
 * @throws AppError `library-header-damaged` when it is there but cannot be read as one, `library-future-schema` when
 *   a newer version of this program wrote it
 */
export async function readLibrary(folder: string): Promise<Library | null> {
  let text: string;
  try {
    text = await readFile(libraryFileOf(folder), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null;
    throw new AppError('read-only', `${libraryFileOf(folder)} could not be read.`, { cause: error });
  }
  try {
    const json: unknown = JSON.parse(text);
    const newer = z
      .object({ format: librarySchema.shape.format, version: z.number().min(2) })
      .safeParse(json);
    if (newer.success) throw fromTheFuture(folder);
    return librarySchema.parse(json);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'library-header-damaged',
      `${libraryFileOf(folder)} is damaged. The code-set files beside it are untouched.`,
      { cause: error },
    );
  }
}

function fromTheFuture(folder: string): AppError {
  return new AppError(
    'library-future-schema',
    `${libraryFileOf(folder)} was made by a newer version of this program. Update the program; the library is left as it is.`,
  );
}

/**
 * Lets `entries` answer for their lines, in one atomic step; the other lines, and what is kept, stay as they are. What
 * answered before is named no more.
 */
export function replaceLines(folder: string, entries: Library['lines']): Promise<Library> {
  return changeLibrary(folder, ({ lines }) => ({ lines: { ...lines, ...entries } }));
}

/** Replaces `library.json` by what `change` makes of it, in one atomic step. */
export async function changeLibrary(
  folder: string,
  change: (library: Library) => Partial<Pick<Library, 'lines' | 'kept'>>,
): Promise<Library> {
  const before = (await readLibrary(folder)) ?? emptyLibrary;
  const after: Library = { ...before, ...change(before) };
  await replaceFile(libraryFileOf(folder), `${JSON.stringify(after, null, 2)}\n`);
  return after;
}

/**
 * Throws when `library.json` is gone but code sets that the user added lie in the folder: the starter set must not
 * take their place in silence. What a first start left half done holds starter files only and is no such case.
 *
 * @throws AppError `library-missing`
 */
export async function refuseLostLibrary(folder: string, library: Library | null): Promise<void> {
  if (library) return;
  const manifests = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.c2c.json'));
  for (const name of manifests) {
    const manifest = await readManifest(join(folder, name.slice(0, -'.json'.length))).catch(() => null);
    if (!manifest || isWhollyShipped(manifest)) continue;
    throw new AppError(
      'library-missing',
      `library.json is gone from ${folder}; the code sets beside it, ${manifest.editions[0]?.name ?? manifest.line} among them, are untouched but cannot be opened without it. Put it back from a backup, or restore the starter set and add your library again.`,
    );
  }
}

/**
 * Makes room for a new `library.json`: a damaged one is moved aside with its bytes, a readable one is copied
 * aside. Code sets beside such a copy are not deleted at the next start: it may name them.
 *
 * @throws AppError `readLibrary`'s, but for `library-header-damaged`
 */
export async function setLibraryAside(folder: string): Promise<void> {
  const aside = join(folder, `library.damaged-${randomBytes(4).toString('hex')}.json`);
  try {
    const library = await readLibrary(folder);
    await refuseLostLibrary(folder, library);
    // Its keys may open again with another keyring: the entries that give way are kept.
    if (library) await replaceFile(aside, JSON.stringify(library));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'library-header-damaged') await rename(libraryFileOf(folder), aside);
    // Nothing to move: the empty file only says that code sets nobody names may still be wanted.
    else if (error.code === 'library-missing') await replaceFile(aside, '');
    else throw error;
  }
}
