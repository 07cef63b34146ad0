import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { icdRows, manyRows, plainText, draft } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { asStarter } from '../../test/fixtures/packs.ts';
import { buildStarterPack } from '../packs/starter.ts';
import { installPack } from '../packs/install.ts';
import { adoptFiles } from './adopt.ts';
import { keyFileOf, writeKeyFile } from './keys.ts';
import { replaceLines } from './library.ts';
import type { CodeRow } from './rows.ts';
import { writeCodeSet } from './writer.ts';

const folder = folderPerTest();
const whole = () => draft('icd10cm', icdRows(), { texts: [plainText] });

/** Words of titles and texts that are long enough not to turn up by chance, and in no notice. */
const telling = [...icdRows().map(({ title }) => title), 'insulin', 'Supply item']
  .flatMap((title) => title.split(/[^\p{L}]+/u))
  .filter((word) => word.length >= 6);

/** The words of `telling` that a file shows, in any of the encodings a program would write them in. */
function shown(file: string): string[] {
  const bytes = readFileSync(file);
  const utf8 = bytes.toString('latin1').toLowerCase();
  const wide = [0, 1].map((from) => bytes.subarray(from).toString('utf16le').toLowerCase());
  return telling.filter((word) => [utf8, ...wide].some((text) => text.includes(word.toLowerCase())));
}

function filesBelow(place: string): string[] {
  const entries = readdirSync(place, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('the scan finds what is in the clear', () => {
  expect(telling.length).toBeGreaterThan(30);
  const source = join(import.meta.dirname, '../../test/fixtures/drafts.ts');
  expect(shown(source).length).toBeGreaterThan(30);
});

test('no file that this program writes shows a descriptor', async () => {
  const library = join(folder(), 'library');
  const built = await writeCodeSet(whole(), library);
  await writeKeyFile(keyFileOf(join(library, built.file)), built.key);
  await adoptFiles(
    [{ line: 'icd10cm', file: join(library, built.file), key: built.key }],
    join(folder(), 'adopted'),
  );
  const pack = join(folder(), 'test.c2cpack');
  await buildStarterPack(pack, { created: '2026-01-01', drafts: [whole()] });
  const installed = await installPack(pack, library, await asStarter(pack));
  await replaceLines(library, Object.fromEntries(installed.map(({ line, file }) => [line, { file }])));
  const files = filesBelow(folder());
  // Two code sets and one adopted, a manifest each, one key file, library.json, the pack and its
  // public key.
  expect(files).toHaveLength(10);
  expect(files.filter((file) => shown(file).length > 0)).toEqual([]);
});

test('no half-written file shows a descriptor', async () => {
  const found: string[] = [];
  let seen = 0;
  async function* codes(): AsyncGenerator<CodeRow> {
    for (const one of manyRows(30_000)) {
      if (one.key.endsWith('9999')) {
        const files = filesBelow(folder());
        seen += files.length;
        found.push(...files.filter((file) => shown(file).length > 0));
      }
      yield await Promise.resolve(one);
    }
  }
  await writeCodeSet(draft('hcpcs', codes()), folder());
  expect(seen).toBeGreaterThan(0);
  expect(found).toEqual([]);
});
