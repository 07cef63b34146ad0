import { expect, test } from 'vitest';
import { draft, header, row } from '../../../test/fixtures/drafts.ts';
import { request, searchIn } from '../../../test/fixtures/search.ts';
import type { Candidate } from './best-candidates.ts';
import { turnsOf } from './turns.ts';

function order(ranked: Candidate[], meant: number): number[] {
  const codes: number[] = [];
  for (const part of turnsOf(ranked, meant)) codes.push(part.next()?.code ?? -1);
  return codes;
}

test('texts that say one part of a query do not keep out those that say the other', () => {
  const tongues = [8, 9].map((code) => ({ code, slots: 0b10, score: 0.6 }));
  const many = Array.from({ length: 6 }, (_, code) => ({ code, slots: 0b01, score: 0.7 - code / 100 }));
  const found = order([...many, ...tongues], 0b11);
  expect(found[0]).toBe(0);
  expect(found.indexOf(8)).toBeLessThan(3);
  expect(found.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 8, 9]);
});

test('where a text says all that was meant, the order is that of the ranks', () => {
  const ranked = [
    { code: 1, slots: 0b11, score: 0.9 },
    { code: 2, slots: 0b01, score: 0.8 },
    { code: 3, slots: 0b10, score: 0.7 },
  ];
  expect(order(ranked, 0b11)).toEqual([1, 2, 3]);
});

const ears = searchIn(
  draft('icd10cm', [
    header('H610', 'Chondritis of external ear'),
    row('icd10cm', 'H6101', 'Chondritis of right external ear', { parent: 'H610' }),
    row('icd10cm', 'H6102', 'Chondritis of left external ear', { parent: 'H610' }),
    row('icd10cm', 'H6109', 'Chondritis of unspecified external ear', { parent: 'H610' }),
  ]),
);
const first = (text: string) => ears.search(request(text)).rows.map(({ code, more }) => [code, more]);

test('one row stands for the sides of a finding: the side asked for, else the unspecified code', () => {
  expect(first('chondritis external ear')).toEqual([['H61.09', 2]]);
  expect(first('chondritis ear left')).toEqual([['H61.02', 2]]);
});

test('where the titles leave words unsaid the header stands for what is below', () => {
  expect(first('chondritis auricle ear')).toEqual([['H61.0', 3]]);
  expect(first('chondritis auricle left')).toEqual([['H61.02', 2]]);
});

test('forms of one word in a row count once', () => {
  expect(first('ear ears chondritis')).toEqual([['H61.09', 2]]);
});
