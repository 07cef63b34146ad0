import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEncrypted } from '../codeset/cipher.ts';
import { hashFile, readHead, readManifest, writeManifest } from '../codeset/manifest.ts';
import { CodeSet } from '../codeset/reader.ts';
import type { WrittenCodeSet } from '../codeset/rows.ts';
import { writeCodeSet } from '../codeset/writer.ts';
import { draft, edition, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { orderFile, orderLine } from './fixtures.ts';
import type { ImportedLine } from './import-line.ts';
import { importLine } from './import-line.ts';
import { planImport } from './import.ts';

const folder = folderPerTest();

async function put(name: string, content: string): Promise<string> {
  const file = join(folder(), name);
  await writeFile(file, content);
  return file;
}

async function imported(held: WrittenCodeSet | null, ...paths: string[]): Promise<ImportedLine> {
  const { planned } = await planImport(paths);
  const base = held ? { held: { file: join(folder(), held.file), key: held.key } } : {};
  return importLine('icd10cm', planned, { folder: folder(), ...base });
}

async function opened(written: WrittenCodeSet | null): Promise<CodeSet> {
  if (!written) throw new Error('nothing was written');
  return CodeSet.open(join(folder(), written.file), written.key);
}

/** A selection of two codes, as it ships with the program. */
const starter = (name: string): Promise<WrittenCodeSet> =>
  writeCodeSet(
    draft(
      'icd10cm',
      [row('icd10cm', 'I10', 'Essential (primary) hypertension'), row('icd10cm', 'Z23', 'Vaccines')],
      {
        starter: true,
        edition: edition('icd10cm', { name }),
      },
    ),
    folder(),
  );
const addenda = [
  'Add:         1 B8801   Infestation by Demodex mites                                 Infestation by Demodex mites',
  '',
  'Codes',
  '  74260 codes in icd10cm_order_2025.txt',
  '  74261 codes in icd10cm_order_2026.txt',
  '      1 additions',
  '      0 deletions',
  '      0 revisions',
].join('\r\n');

test('a pack that a line came from is named while something of it may be there', async () => {
  const origin = { id: 'a-pack', serial: 4, keyId: '0'.repeat(16) };
  const heldFrom = (isStarter: boolean): Promise<WrittenCodeSet> =>
    writeCodeSet(
      { ...draft('icd10cm', [row('icd10cm', 'I10', 'Own words')], { starter: isStarter }), pack: origin },
      folder(),
    );
  const codes = await put('icd10cm_order_2026.txt', orderFile);
  const changes = await put('icd10cm_order_addenda_2026.txt', addenda);
  const standing = async (isStarter: boolean, file: string): Promise<unknown> => {
    const { written } = await imported(await heldFrom(isStarter), file);
    const set = await opened(written);
    set.close();
    const { starter: flag, pack, releases } = set.manifest;
    return { flag, pack: pack?.id ?? null, releases: releases.length };
  };
  // The starter set and its pack go together, with the selection that gives way.
  expect(await standing(true, codes)).toEqual({ flag: false, pack: null, releases: 1 });
  expect(await standing(true, changes)).toEqual({ flag: true, pack: 'a-pack', releases: 2 });
  // A vendor's own words were read from no file either, and give way to nothing.
  expect(await standing(false, codes)).toEqual({ flag: false, pack: 'a-pack', releases: 2 });
});

test('outcomes: new, held already, and another file of an edition held', async () => {
  const file = await put('icd10cm_order_2026.txt', orderFile);
  const first = await imported(null, file);
  expect(first.releases.map(({ outcome }) => outcome)).toEqual(['added']);
  const again = await imported(first.written, file);
  expect([again.releases.map(({ outcome }) => outcome), again.written]).toEqual([['same'], null]);
  await put(
    'icd10cm_order_2026.txt',
    `${orderFile}\r\n${orderLine(13, 'Z23', '1', 'Encounter for immunization')}`,
  );
  const third = await imported(first.written, file);
  expect(third.releases.map(({ outcome }) => outcome)).toEqual(['replaced']);
  const set = await opened(third.written);
  expect(set.releases.map(({ rows }) => rows)).toEqual([13]);
  set.close();
});

test.each(['ICD-10-CM FY2026', 'ICD-10-CM FY2025'])(
  'the starter selection (%s) gives way to a release of the same data set, whatever its edition',
  async (name) => {
    const held = await starter(name);
    const { written, releases } = await imported(held, await put('icd10cm_order_2026.txt', orderFile));
    expect(releases.map(({ outcome }) => outcome)).toEqual(['added']);
    const set = await opened(written);
    expect(set.manifest.starter).toBe(false);
    expect(set.releases.map((release) => release.edition.name)).toEqual(['ICD-10-CM FY2026']);
    expect(set.codesByKey('Z23')).toEqual([]);
    set.close();
  },
);

test('facts go beside the starter selection, which goes on answering until codes come', async () => {
  const held = await starter('ICD-10-CM FY2026');
  const facts = await imported(held, await put('icd10cm_order_addenda_2026.txt', addenda));
  const both = await opened(facts.written);
  expect(both.manifest.starter).toBe(true);
  expect(both.releases.map(({ dataset }) => dataset)).toEqual(['icd10cm-codes', 'icd10cm-addenda']);
  expect(both.codesByKey('Z23')).toHaveLength(1);
  both.close();

  const { written } = await imported(facts.written, await put('icd10cm_order_2026.txt', orderFile));
  const full = await opened(written);
  expect(full.manifest.starter).toBe(false);
  expect(full.releases.map(({ files }) => files)).toEqual([
    ['icd10cm_order_2026.txt'],
    ['icd10cm_order_addenda_2026.txt'],
  ]);
  expect(full.codesByKey('Z23')).toEqual([]);
  full.close();
});

test('a selection in a file that does not say it release by release yet gives way too, at once and later', async () => {
  const held = await starter('ICD-10-CM FY2026');
  const file = join(folder(), held.file);
  const database = openEncrypted(file, held.key, 'create');
  database.exec("UPDATE release SET release = json_remove(release, '$.shipped')");
  database.close();
  const { check: _, ...manifest } = await readManifest(file);
  const releases = manifest.releases.map(({ shipped: _shipped, ...release }) => release);
  const { head, start } = await readHead(file);
  await writeManifest(file, {
    ...manifest,
    ...(await hashFile(file)),
    releases,
    head,
    start: start.toString('base64'),
  });
  const codes = await put('icd10cm_order_2026.txt', orderFile);
  const facts = await put('icd10cm_order_addenda_2026.txt', addenda);
  const { written: both } = await imported(held, facts);
  const marked = (await readManifest(join(folder(), both?.file ?? ''))).releases;
  expect(marked.map(({ shipped }) => shipped)).toEqual([true, false]);
  for (const base of [held, both]) {
    const { written } = await imported(base, codes);
    const after = await readManifest(join(folder(), written?.file ?? ''));
    expect([after.starter, after.releases[0]?.files]).toEqual([false, ['icd10cm_order_2026.txt']]);
    expect(after.releases.some((release) => 'shipped' in release)).toBe(false);
  }
});
