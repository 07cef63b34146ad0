import { expect, test } from 'vitest';
import type { BrowseReference, BrowseTarget } from '../../../electron/contract/browse.ts';
import { printedCode } from './index-trail.ts';
import { referenceWords, stateMark } from './target-words.ts';

const verdict: BrowseTarget['verdict'] = { state: 'ended', label: 'ended', sentence: 'Ended.' };

test.each([
  ['valid', 0, null, null],
  ['header', 1, null, '1 code'],
  ['header', 1234, null, '1,234 codes'],
  ['gone', 0, verdict, 'ended'],
  ['gone', 0, null, 'not held'],
  ['not-yet', 0, null, 'not yet'],
  ['unknown-date', 0, null, null],
] as const)('%s, %i below: %j', (state, below, said, mark) => {
  expect(stateMark({ state, below, verdict: said })).toBe(mark);
});

test.each([
  ['icd10cm', 'E11', 'header', 'E11.-'],
  ['icd10cm', 'S72.0', 'header', 'S72.0-'],
  ['icd10cm', 'E11.9', 'valid', 'E11.9'],
  ['icd10pcs', '0DT', 'header', '0DT'],
] as const)('%s %s as the indexes print it', (system, code, state, printed) => {
  expect(printedCode({ system, code, state })).toBe(printed);
});

test('a reference with the words that lead to it', () => {
  const reference = (kind: BrowseReference['kind'], text: string): BrowseReference => ({
    kind,
    text,
    destination: null,
  });
  expect(referenceWords(reference('seeAlso', 'Neoplasm'))).toEqual({ lead: 'see also', text: 'Neoplasm' });
  expect(referenceWords(reference('table', '0DT'))).toEqual({ lead: 'table', text: '0DT' });
});
