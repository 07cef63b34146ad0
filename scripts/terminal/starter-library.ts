import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAppError } from '../../electron/codeset/disk-errors.ts';
import { keyFileOf, writeKeyFile } from '../../electron/codeset/keys.ts';
import { replaceLines } from '../../electron/codeset/library.ts';
import type { WrittenCodeSet } from '../../electron/codeset/rows.ts';
import { installPack } from '../../electron/packs/install.ts';
import { buildStarterPack } from '../../electron/packs/starter.ts';
import { starterKeys } from '../../electron/packs/starter-key.ts';
import { starterDrafts } from '../starter/drafts.ts';

export const dataFolder = fileURLToPath(new URL('../../data', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/case2code-terminal', import.meta.url));

/**
 * A library of the starter set for the terminal and the tests: built from data/starter on first use, kept in
 * node_modules/.cache (out/ is what gets packaged) and built again when the data or the code that writes it has changed.
 */
export async function starterLibrary(): Promise<string> {
  const name = `starter-${stamp()}`;
  const folder = join(cache, name);
  if (existsSync(join(folder, 'library.json'))) return folder;
  // Made beside and renamed: two lookups may be the first at once.
  const making = `${folder}.${process.pid}`;
  try {
    mkdirSync(making, { recursive: true });
    const pack = join(making, 'starter.c2cpack');
    await buildStarterPack(pack, {
      created: '2026-11-01',
      drafts: starterDrafts(join(dataFolder, 'starter')),
    });
    const trusted = await starterKeys(pack);
    const options = { trusted, held: [], contentKeys: new Map(), appVersion: '0.0.0' };
    await keepInLibrary(making, await installPack(pack, making, options));
    if (!existsSync(folder)) renameSync(making, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'library.json'))) throw asAppError(error, cache);
  }
  for (const old of readdirSync(cache)) {
    if (old !== name && !/\.\d+$/.test(old)) rmSync(join(cache, old), { recursive: true, force: true });
  }
  rmSync(making, { recursive: true, force: true });
  return folder;
}

/** Writes the key files of new code-set files and lets them answer: the terminal's way to keep a library. */
export async function keepInLibrary(folder: string, written: WrittenCodeSet[]): Promise<void> {
  for (const { file, key } of written) await writeKeyFile(keyFileOf(join(folder, file)), key);
  await replaceLines(folder, Object.fromEntries(written.map(({ line, file }) => [line, { file }])));
}

function stamp(): string {
  const hash = createHash('sha256');
  const starter = join(dataFolder, 'starter');
  const pages = readdirSync(join(starter, 'pages')).map((name) => join('pages', name));
  const tables = readdirSync(starter).filter((name) => name.endsWith('.tsv'));
  for (const name of [...tables, ...pages].toSorted())
    hash.update(name).update(readFileSync(join(starter, name)));
  for (const room of ['codeset', 'packs']) {
    const folder = fileURLToPath(new URL(`../../electron/${room}/`, import.meta.url));
    const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    for (const name of sources.toSorted()) hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}
