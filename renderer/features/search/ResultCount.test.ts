import { expect, it } from 'vitest';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { countWords } from './ResultCount.tsx';

const row = (more: number): SearchRow => ({
  system: 'icd10cm',
  code: 'A01',
  title: 'A',
  marks: [],
  why: '',
  billable: true,
  state: 'billable',
  ended: null,
  more,
});

it('counts codes, also the folded ones, in the systems shown', () => {
  expect(countWords({ rows: [row(0)], counts: { icd10cm: 1 } }, [])).toBe('1 code');
  expect(countWords({ rows: [row(15)], counts: { icd10cm: 16, hcpcs: 3 } }, ['icd10cm'])).toBe('16 codes');
});

it('says when there are more than the rows show', () => {
  expect(countWords({ rows: [row(0), row(1)], counts: { icd10cm: 1200, cpt: 4 } }, [])).toBe(
    '1,204 codes, best 2 shown',
  );
});
