import type { Stats } from 'node:fs';
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

/** Where what was downloaded lies: packs of a feed, and publishers' zips in a folder for each source and address. */
export interface FetchedFolders {
  packs: string;
  zips: string;
}

/** Days after which nobody will go on with a download, or import what has come. */
const month = 30 * 86_400_000;

const packPath = /^[a-z0-9]+-[0-9a-f]{16}\.c2cpack$/;
const zipPath = /^[^/]+\/[0-9a-f]{12}\/[^/]+$/;
const beside = /^(?<target>.+?)(?<is>\.part\.json|\.part|\.json)?(?<temporary>\.[0-9a-f]{12}\.tmp)?$/;

/** What lies of one download: the whole file with its report, a part of it with its notes, files half-written. */
type Found = Partial<Record<'whole' | 'report' | 'part' | 'notes', Stats>> & {
  target: string;
  temporary: string[];
  bytes: number;
};

const kinds = { '': 'whole', '.json': 'report', '.part': 'part', '.part.json': 'notes' } as const;

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

/** Deletes all of it. Nothing may be under way that downloads, imports or installs. */
export async function clearFetched(folders: FetchedFolders): Promise<void> {
  for (const found of await foundIn(folders)) await remove(found);
}

/**
 * Deletes downloads that nobody will use: not touched for a month, a pack that `isUnwanted` knows by its name, parts that
 * cannot be gone on with or are older than the whole file beside them. At start, before anything is downloaded; what
 * was begun and can be gone on with stays.
 */
export async function tidyFetched(
  folders: Partial<FetchedFolders>,
  { now, isUnwanted = () => false }: { now: number; isUnwanted?: (name: string) => boolean },
): Promise<void> {
  for (const found of await foundIn(folders)) {
    const { target, whole, part, notes, temporary } = found;
    const touched = Math.max(...[whole, part, notes].map((one) => one?.mtimeMs ?? 0));
    if (now - touched > month || isUnwanted(basename(target))) {
      await remove(found);
      continue;
    }
    const isUseless = !part || !notes || (whole && part.mtimeMs < whole.mtimeMs);
    await removeAll([...(isUseless ? [`${target}.part`, `${target}.part.json`] : []), ...temporary]);
  }
}

async function foundIn({ packs, zips }: Partial<FetchedFolders>): Promise<Found[]> {
  return [
    ...(packs === undefined ? [] : await foundBelow(packs, packPath)),
    ...(zips === undefined ? [] : await foundBelow(zips, zipPath)),
  ];
}

/** @param form of a target's path below the folder, with "/" */
async function foundBelow(folder: string, form: RegExp): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const all = new Map<string, Found>();
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const { target = file, is = '', temporary } = beside.exec(file)?.groups ?? {};
    if (!entry.isFile() || !form.test(relative(folder, target).replaceAll(sep, '/'))) continue;
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
  await removeAll([...suffixes.map((suffix) => `${target}${suffix}`), ...temporary]);
  // Of a zip, the folder of its address and that of its source; only empty ones go.
  if (!target.endsWith('.c2cpack')) {
    await rmdir(dirname(target)).catch(() => {});
    await rmdir(dirname(dirname(target))).catch(() => {});
  }
}

async function removeAll(files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true });
}
