import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { packMagic } from './format.ts';

/** A file that is, or says it is, a pack. */
export interface PackFile {
  path: string;
  /** Name of the folder it was found in; empty where it was given alone. */
  source: string;
}

/**
 * The packs among files and folders that a user offered: by their first bytes, or by their name, so that a damaged one
 * is told of. Folders are looked through, and the folders in them: a stick has no more.
 *
 * @param most packs at most; the others are passed over
 */
export async function packsIn(paths: readonly string[], most: number): Promise<PackFile[]> {
  const found: PackFile[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (one) => one.isDirectory(),
      () => false,
    );
    if (isFolder) found.push(...(await packsBelow(path, 1)));
    else if (await isPack(path)) found.push({ path, source: '' });
  }
  return found.slice(0, most);
}

/** Names a pack without telling where it lies. */
export function packIdOf({ path }: PackFile): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

async function packsBelow(folder: string, deeper: number): Promise<PackFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  const found: PackFile[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile() && extname(entry.name).toLowerCase() === '.c2cpack') {
      found.push({ path, source: basename(dirname(path)) });
    } else if (entry.isDirectory() && deeper > 0) found.push(...(await packsBelow(path, deeper - 1)));
  }
  return found;
}

async function isPack(path: string): Promise<boolean> {
  if (extname(path).toLowerCase() === '.c2cpack') return true;
  const start = packMagic.slice(0, -1);
  try {
    const handle = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(start.length);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytesRead === bytes.length && bytes.toString('latin1') === start;
    } finally {
      await handle.close();
    }
  } catch {
    // What cannot be read is no pack; the importers tell of it.
    return false;
  }
}
