import { expect, test } from 'vitest';
import { draft, hcpcsDraft, icdDraft, row } from '../../../test/fixtures/drafts.ts';
import { inMemory, request, searchIn } from '../../../test/fixtures/search.ts';
import { Lexicon } from './reading/lexicon.ts';
import { Search } from './search.ts';

const both = searchIn(icdDraft(), hcpcsDraft());
const codes = (text: string): string[] => both.search(request(text)).rows.map(({ code }) => code);

test('a quoted phrase stands in the title word after word', () => {
  expect(codes('"diabetes mellitus with"').toSorted()).toEqual(['E11.6', 'E11.65']);
  expect(codes('"mellitus diabetes"')).toEqual([]);
  expect(codes('"hypertensions"')).toEqual([]);
});

test('a quoted phrase that is excluded leaves out what says it, word after word', () => {
  const side = (title: string, at: number) => row('hcpcs', `K000${at}`, title);
  const femurs = searchIn(
    draft(
      'hcpcs',
      ['Fracture of left femur', 'Fracture of femur, left', 'Fracture of right femur'].map(side),
    ),
  );
  const found = (text: string) => femurs.search(request(text)).rows.map(({ code }) => code);
  expect(found('fracture -"left femur"').toSorted()).toEqual(['K0001', 'K0002']);
  expect(found('fracture "left femur"')).toEqual(['K0000']);
  expect(femurs.search(request('fracture -"left femur"')).conditions).toEqual([
    { kind: 'excluded', typed: '-"left femur"' },
  ]);
});

test('what was quoted or excluded is looked for once in every text, however much it is', () => {
  both.search(request('of -x "of" -y -left -seats -"old femur"'));
  const { said } = both.work;
  both.search(request('of "of"'));
  expect(said).toBe(both.work.said);
  expect(said).toBeGreaterThan(0);
});

test('what is excluded is not found, in any form or reading', () => {
  expect(codes('wheelchair')).toEqual(['K0002']);
  expect(codes('wheelchair -hemi')).toEqual([]);
  expect(codes('wheelchair -seats')).toEqual([]);
  // On its way to a longer word.
  expect(codes('wheelchair -he')).toEqual(['K0002']);
  expect(codes('infarction -mi')).toEqual([]);
  expect(codes('type 2 diabetes -hyperglycemia')).not.toContain('E11.65');
});

test('fields in the text limit the answer and its counts', () => {
  const headers = both.search(request('diabetes billable:no'));
  expect(headers.rows.map(({ code }) => code).toSorted()).toEqual(['E11', 'E11.6']);
  expect(headers.counts).toEqual({ icd10cm: 2 });
  expect(codes('unspecified chapter:9')).toEqual(['I21.9']);
  expect(codes('unspecified chapter:J00-J99')).toEqual(['J18.9']);
  expect(codes('wheelchair sys:cm')).toEqual([]);
});

test('two diagnoses are two questions whose rows come in turn', () => {
  const found = codes('htn, pneumonia');
  expect(found.slice(0, 2)).toEqual(['I10', 'J18.9']);
  expect(both.search(request('htn, pneumonia')).counts).toEqual({ icd10cm: 2 });
});

test('a doubted diagnosis comes after its symptom, and the rule is told', () => {
  const rows = [
    row('icd10cm', 'R079', 'Chest pain, unspecified'),
    row('icd10cm', 'I219', 'Acute myocardial infarction, unspecified'),
  ];
  const { rows: found, notes } = searchIn(draft('icd10cm', rows)).search(request('r/o mi'));
  expect(found.map(({ code }) => code)).toEqual(['R07.9', 'I21.9']);
  expect(notes.map(({ kind }) => kind)).toEqual(['uncertain']);
});

test('a code that a term names is found by it, whatever its title says', () => {
  const lexicon = new Lexicon({ terms: ['term\tcodes\nkeytruda\tJ9271\nsugar\tE11.9;E11.6*\n'] });
  const hcpcs = draft('hcpcs', [row('hcpcs', 'J9271', 'Injection, pembrolizumab, 1 mg')]);
  const search = new Search([icdDraft(), hcpcs].map(inMemory), lexicon);
  expect(search.search(request('keytruda')).rows).toMatchObject([
    { code: 'J9271', why: 'commonly called: keytruda' },
  ]);
  expect(search.search(request('sugar')).rows.map(({ code }) => code)).toEqual(['E11.9', 'E11.65', 'E11.6']);
});
