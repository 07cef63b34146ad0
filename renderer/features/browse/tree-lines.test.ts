import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place } from './tree-lines.ts';
import { lineAbove, lineOf, linesOf } from './tree-lines.ts';

const open = (...places: Place[]) => new Map(places.map((place) => [place.id, place]));
const b: Place = { id: 'b', under: null, index: 1 };
const bb: Place = { id: 'bb', under: 'b', index: 0 };

test('open entries are followed by their levels, whose length is known before they are read', () => {
  const sizes = new Map<string | null, number>([
    [null, 3],
    ['b', 2],
    ['bb', 1],
  ]);
  const lines = linesOf(open(b, bb), sizes);
  expect(lines.map(({ under, index, level, size, open: id }) => [under, index, level, size, id])).toEqual([
    [null, 0, 1, 3, null],
    [null, 1, 1, 3, 'b'],
    ['b', 0, 2, 2, 'bb'],
    ['bb', 0, 3, 1, null],
    ['b', 1, 2, 2, null],
    [null, 2, 1, 3, null],
  ]);
  expect(lineOf(lines, { under: 'b', index: 1 })).toBe(4);
  expect(lineOf(lines, { under: 'x', index: 1 })).toBe(-1);
  expect(lineOf(lines, null)).toBe(-1);
  expect([3, 4, 5].map((at) => lineAbove(lines, at))).toEqual([2, 1, -1]);
});

test('an open entry whose level is not read yet, or whose entry above is closed, adds no line', () => {
  expect(linesOf(open(b), new Map([[null, 2]]))).toHaveLength(2);
  expect(
    linesOf(
      open(bb),
      new Map<string | null, number>([
        [null, 2],
        ['bb', 5],
      ]),
    ),
  ).toHaveLength(2);
  expect(linesOf(open(), new Map())).toEqual([]);
});

test('as many lines as the open levels hold entries, each place once', () => {
  const sized = fc.array(fc.nat(4), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(sized, ([first = 0, ...rest]) => {
      const sizes = new Map<string | null, number>([[null, first]]);
      const places: Place[] = [];
      let under: string | null = null;
      let size = first;
      for (const [at, below] of rest.entries()) {
        if (size === 0) break;
        const id = `at-${at}`;
        places.push({ id, under, index: size - 1 });
        sizes.set(id, below);
        under = id;
        size = below;
      }
      const lines = linesOf(open(...places), sizes);
      expect(lines).toHaveLength([...sizes.values()].reduce((sum, one) => sum + one, 0));
      const seen = new Set(lines.map(({ under: above, index }) => `${above ?? ''} ${index}`));
      expect(seen.size).toBe(lines.length);
    }),
  );
});
