import { expect, test } from 'vitest';
import { draft, header, row } from '../../../test/fixtures/drafts.ts';
import { inMemory, request } from '../../../test/fixtures/search.ts';
import { Lexicon } from './reading/lexicon.ts';
import { Search } from './search.ts';

const terms = [
  'term\tcodes',
  'paralytic ileus\tK56.7',
  'incontinence\tR32',
  'asthma\tJ45.909',
  'open angle glaucoma\tH40.10X0',
  'eye pain\tR51.9',
  'gastritis\tK29.70',
];
const rows = [
  row('icd10cm', 'H4010X0', 'Unspecified open-angle glaucoma, stage unspecified'),
  row('icd10cm', 'H40119', 'Primary open-angle glaucoma, unspecified eye'),
  row('icd10cm', 'H5710', 'Eye pain, unspecified eye'),
  header('J45', 'Asthma'),
  row('icd10cm', 'J45909', 'Unspecified asthma with something of its own'),
  row('icd10cm', 'K560', 'Paralytic ileus'),
  row('icd10cm', 'K567', 'Ileus, unspecified'),
  row('icd10cm', 'K2970', 'Gastritis, unspecified, without bleeding'),
  row('icd10cm', 'K2971', 'Gastritis, unspecified with unspecified bleeding'),
  row('icd10cm', 'N3942', 'Incontinence without sensory awareness'),
  row('icd10cm', 'R32', 'Unspecified urinary incontinence'),
  row('icd10cm', 'R519', 'Headache, unspecified'),
];
const search = new Search([inMemory(draft('icd10cm', rows))], new Lexicon({ terms: [terms.join('\n')] }));
const found = (text: string) => search.search(request(text)).rows.map(({ code, why }) => [code, why]);

test('a code whose title was typed stands before what a list names for it', () => {
  expect(found('paralytic ileus').slice(0, 2)).toEqual([
    ['K56.0', ''],
    ['K56.7', 'commonly called: paralytic ileus'],
  ]);
  expect(found('eye pain').slice(0, 2)).toEqual([
    ['H57.10', ''],
    ['R51.9', 'commonly called: eye pain'],
  ]);
});

test('not where the title says more: what is absent, or a kind', () => {
  expect(found('incontinence')[0]).toEqual(['R32', 'commonly called: incontinence']);
  expect(found('open angle glaucoma')[0]?.[0]).toBe('H40.10X0');
  expect(found('gastritis')[0]?.[0]).toBe('K29.70');
});

test('a header gives way to a code below it that a list names', () => {
  expect(found('asthma').map(([code]) => code)).toEqual(['J45.909', 'J45']);
});

test('what a list put first says so even where its title has the word', () => {
  expect(found('asthma')[0]).toEqual(['J45.909', 'commonly called: asthma']);
});
