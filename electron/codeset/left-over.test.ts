import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hcpcsDraft, icdDraft } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { switchLines } from './kept.ts';
import { diskUse, removeUnnamed, removeUnusedFiles } from './left-over.ts';
import { libraryFileOf, replaceLines, setLibraryAside } from './library.ts';
import { writeCodeSet } from './writer.ts';

const folder = folderPerTest();
const sizeOf = (...names: string[]): number =>
  names.reduce((sum, name) => sum + statSync(join(folder(), name)).size, 0);
const left = (): string[] => readdirSync(folder()).filter((name) => name.endsWith('.c2c'));

describe('removeUnusedFiles', () => {
  test('removes what no line names and what was left half-written, and nothing else', async () => {
    const { file } = await writeCodeSet(icdDraft(), folder());
    const unused = await writeCodeSet(hcpcsDraft(), folder());
    const library = await replaceLines(folder(), { icd10cm: { file } });
    const kept = ['notes.txt', 'mine.c2c', 'draft.tmp', `${file}.key`];
    const half = [
      `icd10cm.${'a'.repeat(12)}.tmp`,
      `hcpcs.${'0'.repeat(12)}.tmp-journal`,
      `${unused.file}.key`,
    ];
    for (const name of [...kept, ...half]) writeFileSync(join(folder(), name), 'x');
    expect(await diskUse(folder(), library)).toEqual({
      answering: sizeOf(file, `${file}.json`, `${file}.key`),
      kept: 0,
      aside: 0,
      unused: sizeOf(unused.file, `${unused.file}.json`, ...half),
    });
    await removeUnusedFiles(folder(), library);
    expect(readdirSync(folder()).toSorted()).toEqual(
      [file, `${file}.json`, 'library.json', ...kept].toSorted(),
    );
  });

  test('leaves the file to go back to', async () => {
    const [old, now] = [await writeCodeSet(icdDraft(), folder()), await writeCodeSet(icdDraft(), folder())];
    await replaceLines(folder(), { icd10cm: { file: old.file } });
    const library = await switchLines(folder(), { icd10cm: { file: now.file } });
    await removeUnusedFiles(folder(), library);
    expect(left().toSorted()).toEqual([old.file, now.file].toSorted());
    expect(await diskUse(folder(), library)).toEqual({
      answering: sizeOf(now.file, `${now.file}.json`),
      kept: sizeOf(old.file, `${old.file}.json`),
      aside: 0,
      unused: 0,
    });
  });
});

describe('while a library.json lies aside', () => {
  test('what it may name stays, but for starter sets and more than two of a line', async () => {
    const mine: string[] = [];
    for (let at = 0; at < 4; at += 1) {
      const { file } = await writeCodeSet(hcpcsDraft(), folder());
      utimesSync(join(folder(), file), 1_700_000_000 + at, 1_700_000_000 + at);
      mine.push(file);
    }
    const starter = await writeCodeSet({ ...icdDraft(), starter: true }, folder());
    const own = await writeCodeSet({ ...icdDraft(), starter: false }, folder());
    writeFileSync(libraryFileOf(folder()), 'damaged');
    await setLibraryAside(folder());
    const library = await replaceLines(folder(), {});
    await removeUnusedFiles(folder(), library);
    expect(left().toSorted()).toEqual([...mine.slice(2), own.file].toSorted());
    expect(existsSync(join(folder(), `${own.file}.json`))).toBe(true);
    expect(left()).not.toContain(starter.file);
    const { aside, unused } = await diskUse(folder(), library);
    expect(aside).toBeGreaterThan(sizeOf(...left()));
    expect(unused).toBe(0);
  });

  test('all of it can be freed; what answers and what is kept stays', async () => {
    const [old, now] = [await writeCodeSet(icdDraft(), folder()), await writeCodeSet(icdDraft(), folder())];
    await replaceLines(folder(), { icd10cm: { file: old.file } });
    await setLibraryAside(folder());
    const library = await switchLines(folder(), { icd10cm: { file: now.file } });
    await writeCodeSet(hcpcsDraft(), folder());
    await removeUnnamed(folder(), library);
    expect(readdirSync(folder()).toSorted()).toEqual(
      ['library.json', ...[old.file, now.file].flatMap((file) => [file, `${file}.json`])].toSorted(),
    );
    expect(await diskUse(folder(), library)).toMatchObject({ aside: 0, unused: 0 });
  });
});
