import type { Stats } from 'node:fs';
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { temporaryForm } from '../../codeset/atomic-file.ts';
import { packName } from './feed.ts';
import { notesSuffix, partSuffix } from './part-file.ts';
import { reportSuffix, zipPath } from './public-sources.ts';
import { memoryFiles } from './update-memory.ts';

/** Where what was downloaded lies: packs of a feed, and publishers' zips in a folder for each source and address. */
export interface FetchedFolders {
  packs: string;
  zips: string;
}

/** Days after which nobody will go on with a download, or import what has come. */
const month = 30 * 86_400_000;

/** What lies of one download: the whole file with its report, a part of it with its notes, files half-written. */
type Found = Partial<Record<'whole' | 'report' | 'part' | 'notes', Stats>> & {
  target: string;
  temporary: string[];
  bytes: number;
};

const kinds = {
  '': 'whole',
  [reportSuffix]: 'report',
  [partSuffix]: 'part',
  [notesSuffix]: 'notes',
} as const;
const beside = new RegExp(
  `^(?<target>.+?)(?<is>${[notesSuffix, partSuffix, reportSuffix].map((one) => one.replaceAll('.', '[.]')).join('|')})?(?<temporary>${temporaryForm})?$`,
);

/** What the rest of the program needs of downloads that lie on the disk. */
export interface Downloads extends FetchedFolders {
  bytes: () => Promise<number>;
  clear: () => Promise<void>;
}

/** Tidies up, before anything can be downloaded; what cannot be deleted stays and is logged. */
export async function tidiedDownloads(userData: string, log: (message: string) => void): Promise<Downloads> {
  const folders = { packs: join(userData, 'updates'), zips: join(userData, 'downloads') };
  await tidyFetched(folders, { now: Date.now() }).catch((error: unknown) => {
    log(`old downloads stay: ${String(error)}`);
  });
  return { ...folders, bytes: () => fetchedBytes(folders), clear: () => clearFetched(folders) };
}

/** Bytes that downloads take of the disk. */
export async function fetchedBytes(folders: FetchedFolders): Promise<number> {
  return (await foundIn(folders)).reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Deletes all of it. Nothing may be under way that downloads, imports or installs.
 * @throws AppError `read-only` for the first file that stays, when all others are gone
 */
export async function clearFetched(folders: FetchedFolders): Promise<void> {
  await inTurn(await foundIn(folders), remove);
}

/**
 * Deletes downloads that nobody will use: not touched for a month, a pack that `isUnwanted` knows by its name, parts that
 * cannot be gone on with or are older than the whole file beside them. At start, before anything is downloaded; what
 * was begun and can be gone on with stays.
 *
 * @throws AppError `read-only` for the first file that stays, when all others are gone
 */
export async function tidyFetched(
  folders: Partial<FetchedFolders>,
  { now, isUnwanted = () => false }: { now: number; isUnwanted?: (name: string) => boolean },
): Promise<void> {
  await inTurn(await foundIn(folders), async (found) => {
    const { target, whole, part, notes, temporary } = found;
    const touched = Math.max(...[whole, part, notes].map((one) => one?.mtimeMs ?? 0));
    if (now - touched > month || isUnwanted(basename(target))) {
      await remove(found);
      return;
    }
    const isUseless = !part || !notes || (whole && part.mtimeMs < whole.mtimeMs);
    const useless = isUseless ? [`${target}${partSuffix}`, `${target}${notesSuffix}`] : [];
    await inTurn([...useless, ...temporary], removeFile);
  });
}

async function foundIn({ packs, zips }: Partial<FetchedFolders>): Promise<Found[]> {
  return [
    ...(packs === undefined ? [] : await foundBelow(packs, packName)),
    ...(zips === undefined ? [] : await foundBelow(zips, zipPath)),
  ];
}

/** @param form of a target's path below the folder, with "/" */
async function foundBelow(folder: string, form: RegExp): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const all = new Map<string, Found>();
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const { target: whole = file, is = '', temporary } = beside.exec(file)?.groups ?? {};
    // The memory of feeds is no download; what a killed write of it has left is of no use to anybody.
    const isOfMemory =
      temporary !== undefined && memoryFiles.some((name) => `${name}${temporary}` === entry.name);
    if (!entry.isFile()) continue;
    if (!isOfMemory && !form.test(relative(folder, whole).replaceAll(sep, '/'))) continue;
    const target = isOfMemory ? file : whole;
    const there = await stat(file).catch(() => null);
    if (!there) continue;
    const found = all.get(target) ?? { target, temporary: [], bytes: 0 };
    all.set(target, found);
    found.bytes += there.size;
    if (temporary === undefined) found[kinds[is as keyof typeof kinds]] = there;
    else found.temporary.push(file);
  }
  return [...all.values()];
}

async function remove({ target, temporary }: Found): Promise<void> {
  const suffixes = Object.keys(kinds);
  await inTurn([...suffixes.map((suffix) => `${target}${suffix}`), ...temporary], removeFile);
  // Of a zip, the folder of its address and that of its source; only empty ones go.
  if (!target.endsWith('.c2cpack')) {
    await rmdir(dirname(target)).catch(() => {});
    await rmdir(dirname(dirname(target))).catch(() => {});
  }
}

async function removeFile(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (error) {
    throw new AppError(
      'read-only',
      `${file} could not be deleted: another program has it open, or its folder is read-only for this account. Whatever else could be deleted is gone. Close the other program or change the folder's permissions, then free the space again.`,
      { cause: error },
    );
  }
}

/** Goes on after a failure; the first one is thrown at the end. */
async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) {
    await work(one).catch((error: unknown) => {
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}
