import { join } from 'node:path';
import { lines } from '../contract/codes.ts';
import type { DiskUse, KeptLine } from '../contract/library.ts';
import { diskUse } from '../codeset/left-over.ts';
import type { Library } from '../codeset/library.ts';
import { readManifest } from '../codeset/manifest.ts';

/** What lies in a library folder besides the files that answer, and how much of the disk all of it takes. */
export interface Shelf {
  kept: KeptLine[];
  disk: DiskUse;
}

export const emptyShelf: Shelf = { kept: [], disk: { answering: 0, kept: 0, aside: 0, unused: 0 } };

/** Read from the manifests: no kept file is opened. */
export async function shelfOf(folder: string, library: Library): Promise<Shelf> {
  const kept: KeptLine[] = [];
  for (const line of lines) {
    const entry = library.kept[line];
    if (!entry) continue;
    const manifest = await readManifest(join(folder, entry.file)).catch(() => null);
    kept.push({
      line,
      because: entry.because,
      editions: manifest?.editions ?? [],
      bytes: manifest?.size ?? 0,
      starter: manifest?.starter ?? false,
    });
  }
  return { kept, disk: await diskUse(folder, library) };
}
