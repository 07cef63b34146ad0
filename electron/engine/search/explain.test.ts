import { expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../../test/fixtures/drafts.ts';
import { lexicon, request } from '../../../test/fixtures/search.ts';
import type { Fact } from '../../codeset/facts.ts';
import { Search } from './search.ts';

const opened = codeSets();
const held: [string, string | null] = ['2025-10-01', '2026-09-30'];

const includes = (at: string, text: string): Fact => ({
  table: 'note',
  row: { at, level: 'code', kind: 'inclusionTerm', ordinal: 0, text },
});
const entry = (book: string, id: number, title: string, code: string): Fact => ({
  table: 'indexTerm',
  row: { book, id, parent: null, level: 0, title, nonessential: [], code, manifestation: null },
});

async function explained(): Promise<(text: string) => string[]> {
  const diagnoses = codeFacts([
    row('icd10cm', 'L509', 'Urticaria, unspecified'),
    header('M791', 'Myalgia'),
    row('icd10cm', 'M7910', 'Myalgia, unspecified site'),
    row('icd10cm', 'M7911', 'Myalgia of mastication muscle'),
  ]);
  const procedures = codeFacts([
    row('icd10pcs', '10D', 'Obstetrics, Pregnancy, Extraction', { billable: false }),
    row('icd10pcs', '10D00Z0', 'Extraction of Products of Conception, High, Open Approach', {
      billable: true,
    }),
    row('icd10pcs', '10D07Z8', 'Extraction of Products of Conception, Other, Via Natural Opening', {
      billable: true,
    }),
  ]);
  const sets = [
    await opened(
      fileOf(
        release('icd10cm-codes', 'ICD-10-CM FY2026', held, diagnoses),
        release('icd10cm-index', 'Alphabetic Index', held, [
          entry('index', 0, 'Hives', 'L509'),
          entry('index', 1, 'Sore', 'M791'),
        ]),
        release('icd10cm-tabular', 'Tabular List', held, [
          includes('L509', 'Nettle rash'),
          includes('M791', 'Aching limb'),
        ]),
      ),
    ),
    await opened(
      fileOf(
        release('icd10pcs-codes', 'ICD-10-PCS FY2026', held, procedures),
        release('icd10pcs-index', 'PCS Index', held, [entry('pcs', 0, 'Cesarean section', '10D0')]),
      ),
    ),
  ];
  const search = new Search(sets, lexicon);
  return (text) => search.search(request(text)).rows.map(({ code, why }) => `${code} ${why}`);
}

test('a row says which book named its code', async () => {
  const find = await explained();
  expect(find('hives')).toEqual(['L50.9 index: Hives → L50.9']);
  expect(find('nettle rash')).toEqual(['L50.9 Tabular includes: Nettle rash']);
});

test('where a name leads to is said as the book prints it, not as the first code that begins so', async () => {
  const find = await explained();
  expect(find('cesarean')).toEqual(['10D PCS index: Cesarean section → 10D0']);
  expect(find('sore')).toEqual(['M79.10 index: Sore → M79.1']);
  expect(find('aching')).toEqual(['M79.1 Tabular includes: Aching limb']);
  expect(find('aching muscle')[0]).toBe('M79.10 Tabular includes: Aching limb → M79.1 · without “muscle”');
});
