import { expect, it } from 'vitest';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { copiedRow, copyText, copyWords } from './copy.ts';

const row: SearchRow = {
  system: 'icd10cm',
  code: 'E11.9',
  title: 'Type 2 diabetes mellitus without complications',
  marks: [],
  why: '',
  billable: true,
  state: 'billable',
  ended: null,
  more: 0,
};
const copied = (changes: Partial<SearchRow>) => copiedRow({ ...row, ...changes }, { lines: [] });

it('says that a name is ours where no official description is held', () => {
  const visit = copied({
    system: 'cpt',
    code: '99213',
    title: 'Clinic visit',
    billable: null,
    state: 'valid',
  });
  expect(copyText(visit, true)).toBe('99213 (our name: Clinic visit)');
  expect(copyWords(visit, true)).toBe('Copied 99213 with our own name: no official description is held');
  expect(copyText(visit, false)).toBe('99213');
});

it('warns of a header and of an ended code', () => {
  expect(copyWords(copied({}), false)).toBe('Copied E11.9');
  expect(copyWords(copied({ state: 'unknown-date', billable: false }), false)).toContain(
    'header, not billable',
  );
  expect(copyWords(copied({ state: 'ended', ended: '2024-03-31' }), true)).toContain('ended 2024-03-31');
});
