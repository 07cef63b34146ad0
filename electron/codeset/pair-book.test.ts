import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PackedPairs } from './pair-book.ts';
import { codeNumber, codeOfNumber, PairBook, unpackPairs } from './pair-book.ts';
import type { EditPairRow } from './rows.ts';

const pair = (column1: string, column2: string, more: Partial<EditPairRow> = {}): EditPairRow => ({
  column1,
  column2,
  before1996: false,
  effective: '2020-01-01',
  deleted: null,
  modifier: 1,
  rationale: 'Misuse of column two code with column one code',
  ...more,
});

/** Everything packed, as text, in the order in which it is packed. */
function unpacked({ columns, facts }: PackedPairs): string[] {
  return columns.flatMap(({ code: column1, pairs }) => {
    const { codes, facts: said } = unpackPairs(pairs);
    return Array.from(codes, (code, at) => {
      const fact = facts[said[at] ?? -1];
      return `${codeOfNumber(column1)} ${codeOfNumber(code)} ${JSON.stringify(fact)}`;
    });
  });
}

test('codes keep their order as numbers', () => {
  const codes = ['00000', '0001A', '00100', '99213', 'A0000', 'G0439', 'J1100', 'ZZZZZ'];
  expect(codes.map((code) => codeOfNumber(codeNumber(code)))).toEqual(codes);
  expect(codes.map(codeNumber)).toEqual(codes.map(codeNumber).toSorted((a, b) => a - b));
});

describe('packing', () => {
  test('a pair that quarters repeat is kept once, with a bit for each', () => {
    const book = new PairBook();
    for (const release of [2, 0]) book.add(release, pair('20610', '99213'));
    book.add(1, pair('20610', '99213', { deleted: '2024-06-30' }));
    const packed = book.pack();
    expect(packed.pairs).toBe(2);
    expect(packed.facts.map(({ releases, deleted }) => [releases, deleted])).toEqual(
      expect.arrayContaining([
        [0b101, null],
        [0b010, '2024-06-30'],
      ]),
    );
    expect(packed.columns).toHaveLength(1);
  });

  test('the same pairs from the other column, ascending, each with what is said of it', () => {
    const book = new PairBook();
    book.add(0, pair('64450', '99213'));
    book.add(0, pair('20610', '99213'));
    book.add(0, pair('20610', '99213', { deleted: '2021-12-31' }));
    book.add(0, pair('20610', '36415', { modifier: 0 }));
    const { reverse, facts } = book.pack();
    expect(reverse.map(({ code }) => codeOfNumber(code))).toEqual(['36415', '99213']);
    const { codes, facts: said } = unpackPairs(reverse[1]?.pairs ?? Buffer.alloc(0));
    const deleted = Array.from(codes, (code, at) => [codeOfNumber(code), facts[said[at] ?? -1]?.deleted]);
    expect(deleted.map(([code]) => code)).toEqual(['20610', '20610', '64450']);
    expect(deleted).toEqual(
      expect.arrayContaining([
        ['20610', null],
        ['20610', '2021-12-31'],
        ['64450', null],
      ]),
    );
  });
});

test('gives back every distinct row, the same bytes in whatever order they came', () => {
  const code = fc.constantFrom('00100', '0213T', '20610', '99213', 'G0439', 'J1100');
  const rows = fc.array(
    fc.tuple(
      fc.nat(2),
      fc.record({
        column1: code,
        column2: code,
        before1996: fc.boolean(),
        effective: fc.constantFrom('1996-01-01', '2020-01-01', null),
        deleted: fc.constantFrom('2024-06-30', null),
        modifier: fc.constantFrom(0 as const, 1 as const, 9 as const),
        rationale: fc.constantFrom('a', 'b'),
      }),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(rows, (given) => {
      const packs = [given, given.toReversed()].map((order) => {
        const book = new PairBook();
        for (const [release, one] of order) book.add(release, one);
        return book.pack();
      });
      expect(packs[0]).toEqual(packs[1]);
      const expected = new Map<string, number>();
      for (const [release, one] of given) {
        const name = JSON.stringify(one);
        expected.set(name, (expected.get(name) ?? 0) | (1 << release));
      }
      const wanted = [...expected].map(([name, releases]) => {
        const { column1, column2, ...fact } = JSON.parse(name) as EditPairRow;
        return `${column1} ${column2} ${sorted({ ...fact, releases })}`;
      });
      const got = unpacked(packs[0] ?? { facts: [], columns: [], reverse: [], pairs: 0 }).map((line) => {
        const [column1, column2, ...fact] = line.split(' ');
        return `${column1} ${column2} ${sorted(JSON.parse(fact.join(' ')) as object)}`;
      });
      expect(got.toSorted()).toEqual(wanted.toSorted());
    }),
    { numRuns: 200 },
  );
});

function sorted(fields: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
