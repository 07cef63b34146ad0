import { expect, it } from 'vitest';
import type { LineInfo } from '../../../electron/contract/library.ts';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { libraryStatus } from '../../../test/fixtures/fake-library.ts';
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

it('takes the line of the owner along with a description that is not in the public domain', () => {
  const [icd] = libraryStatus.lines;
  if (!icd) throw new Error('the fixture has lines');
  const notice = 'CPT copyright 2026 American Medical Association. All rights reserved.';
  const cpt: LineInfo = {
    ...icd,
    line: 'cpt',
    systems: ['cpt'],
    sources: [{ id: 'ama', publisher: 'AMA', document: 'file', notice }],
  };
  const visit = { ...row, system: 'cpt', code: '99213', title: 'An invented title' } as const;
  const held = copiedRow(visit, { lines: [icd, cpt] });
  expect(copyText(held, true)).toBe(`99213 An invented title\n${notice}`);
  expect(copyText(held, false)).toBe('99213');
  expect(copyText(copiedRow(row, { lines: [icd, cpt] }), true)).toBe(`E11.9 ${row.title}`);
});

it('warns of a header and of an ended code', () => {
  expect(copyWords(copied({}), false)).toBe('Copied E11.9');
  expect(copyWords(copied({ state: 'unknown-date', billable: false }), false)).toContain(
    'header, not billable',
  );
  expect(copyWords(copied({ state: 'ended', ended: '2024-03-31' }), true)).toContain('ended 2024-03-31');
});
