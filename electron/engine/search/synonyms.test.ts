import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CodeSet } from '../../codeset/reader.ts';
import { writeCodeSet } from '../../codeset/writer.ts';
import { draft as draftOf, edition, icdRows, row } from '../../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { lexicon, request } from '../../../test/fixtures/search.ts';
import type { SearchRequest } from '../../contract/search.ts';
import { Search } from './search.ts';

const folder = folderPerTest();

async function searchOf(...words: [code: string, text: string][]): Promise<Search> {
  const clinic = {
    line: 'clinic' as const,
    starter: false,
    releases: [
      {
        dataset: 'clinic' as const,
        edition: edition('clinic', { name: 'Clinic notes' }),
        sources: [{ id: 'clinic', publisher: 'Us', document: 'words.csv', notice: '' }] as const,
        notices: [],
        files: [],
        sha256: '',
        facts: words.map(([code, text]) => ({
          table: 'synonym' as const,
          row: { system: 'icd10cm', code, words: text },
        })),
      },
    ],
  };
  const sets: CodeSet[] = [];
  const ended = row('icd10cm', 'I501', 'Left ventricular failure', { ended: '2025-09-30' });
  for (const draft of [draftOf('icd10cm', [...icdRows(), ended]), clinic]) {
    const { file, key } = await writeCodeSet(draft, folder());
    sets.push(await CodeSet.open(join(folder(), file), key));
  }
  return new Search(sets, lexicon);
}

async function searching(
  ...words: [code: string, text: string][]
): Promise<(typed: string, more?: Partial<SearchRequest>) => [string, string][]> {
  const search = await searchOf(...words);
  return (typed, more = {}) => search.search(request(typed, more)).rows.map(({ code, why }) => [code, why]);
}

/** What the clinic's words found, by code. */
const byClinic = (rows: [string, string][]) =>
  rows.filter(([, why]) => why.startsWith('clinic: ')).map(([code]) => code);

test('the clinic’s words come first, by the beginnings of their words in any order', async () => {
  const find = await searching(['E119', 'Sugar disease'], ['I10', 'high pressure']);
  expect(find('sugar')).toEqual([['E11.9', 'clinic: Sugar disease']]);
  expect(find('dis sug')[0]).toEqual(['E11.9', 'clinic: Sugar disease']);
  expect(find('pressure hi')).toEqual([['I10', 'clinic: high pressure']]);
  expect(find('disease')[0]).toEqual(['E11.9', 'clinic: Sugar disease']);
});

test('a word that is not the beginning of one finds nothing; a code not held has no row', async () => {
  const find = await searching(['E119', 'Sugar disease'], ['Z999', 'nowhere land']);
  expect(find('ugar')).not.toContainEqual(['E11.9', 'clinic: Sugar disease']);
  expect(find('nowhere')).toEqual([]);
});

test('the shortest synonym first; a code found by both is one row', async () => {
  const find = await searching(['E119', 'pneumonia in name only'], ['J189', 'pneumonia']);
  expect(find('pneumonia').map(([code]) => code)).toEqual(['J18.9', 'E11.9']);
});

test('fields, quotes and exclusions are no words of theirs', async () => {
  const find = await searching(['E119', 'Sugar disease'], ['I10', 'Sugar high pressure']);
  expect(byClinic(find('sys:cm sugar'))).toEqual(['E11.9', 'I10']);
  expect(byClinic(find('sugar billable:yes chapter:9'))).toEqual(['I10']);
  expect(byClinic(find('sys:hcpcs sugar'))).toEqual([]);
  expect(byClinic(find('sugar -pressure'))).toEqual(['E11.9']);
  expect(byClinic(find('sugar -"high pressure"'))).toEqual(['E11.9']);
  // The title of the code says it.
  expect(byClinic(find('sugar -hypertension'))).toEqual(['E11.9']);
  expect(byClinic(find('"sugar disease"'))).toEqual(['E11.9']);
  expect(byClinic(find('"disease sugar"'))).toEqual([]);
});

test('a code that is not in force on the date of service is not called anything', async () => {
  const find = await searching(['I501', 'pump failing'], ['I10', 'pump pressure']);
  expect(byClinic(find('pump', { date: '2025-09-30' }))).toEqual(['I50.1', 'I10']);
  expect(byClinic(find('pump', { date: '2025-10-01' }))).toEqual(['I10']);
});

test('they are few, the whole name first, and one letter finds none but its own', async () => {
  const many = ['E11', 'E116', 'E1165', 'E119', 'G04', 'G043', 'G0439'].map((code, at): [string, string] => [
    code,
    `zz ${'long '.repeat(1 + at)}name`,
  ]);
  const find = await searching(...many, ['I10', 'name zz'], ['J189', 'z']);
  expect(byClinic(find('zz'))).toHaveLength(5);
  expect(byClinic(find('zz name'))[0]).toBe('I10');
  expect(byClinic(find('z'))).toEqual(['J18.9']);
});

test('what they find counts, once where words find it too', async () => {
  const search = await searchOf(['E119', 'Sugar disease'], ['I10', 'hypertension of ours']);
  expect(search.search(request('sugar')).counts).toEqual({ icd10cm: 1 });
  expect(search.search(request('hypertension')).counts).toEqual({ icd10cm: 1 });
});
