import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SpellingIndex, slips, slipsAllowed } from './spelling.ts';

/** Optimal string alignment by the book, whole table, no cut-off. */
function distances(typed: string, word: string): { whole: number; beginning: number } {
  const table = Array.from({ length: typed.length + 1 }, (_, i) =>
    Array.from({ length: word.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= typed.length; i += 1) {
    for (let j = 1; j <= word.length; j += 1) {
      let cost = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (typed[i - 1] === word[j - 1] ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (swapped) cost = Math.min(cost, at(i - 2, j - 2) + 1);
      const line = table[i];
      if (line) line[j] = cost;
    }
  }
  return { whole: at(typed.length, word.length), beginning: Math.min(...(table[typed.length] ?? [])) };
}

const firstAgrees = (typed: string, word: string): boolean =>
  typed[0] === word[0] || (typed[0] === word[1] && typed[1] === word[0]);

const letters = (from: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...from.split('')), minLength: 1, maxLength });

const changes = fc.array(fc.tuple(fc.nat(9), fc.constantFrom('drop', 'double', 'change', 'swap')), {
  maxLength: 4,
});

/** A word after a few slips: of words made at random hardly any two are near each other. */
function slipped(word: string, slipsMade: [number, string][]): string {
  let typed = word;
  for (const [at, change] of slipsMade) {
    const [one = '', next = ''] = typed.slice(at, at + 2);
    const [left, right] = [typed.slice(0, at), typed.slice(at + 2)];
    if (change === 'drop') typed = left + next + right;
    else if (change === 'double') typed = left + one + one + next + right;
    else if (change === 'change') typed = `${left}b${next}${right}`;
    else typed = left + next + one + right;
  }
  return typed;
}

const pair = fc
  .tuple(letters('abcdé', 10), changes)
  .map(([word, made]) => ({ word, typed: slipped(word, made) }));

describe('slips', () => {
  test('are the optimal string alignment distance wherever that is allowed', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 3 }), ({ word, typed }, allowed) => {
        const found = slips(typed, word, allowed);
        if (typed === '' || !firstAgrees(typed, word)) {
          expect(Math.min(found.whole, found.beginning)).toBeGreaterThan(allowed);
          return;
        }
        const real = distances(typed, word);
        expect(Math.min(found.whole, allowed + 1)).toBe(Math.min(real.whole, allowed + 1));
        expect(Math.min(found.beginning, allowed + 1)).toBe(Math.min(real.beginning, allowed + 1));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['pnuemonia', 'pneumonia', 1],
    ['diabtes', 'diabetes', 1],
    ['hypertention', 'hypertension', 1],
    ['fratcure', 'fracture', 1],
    ['rfacture', 'fracture', 1],
    ['pnumoni', 'pneumonia', 2],
  ])('%s is %s after %#', (typed, word, expected) => {
    expect(slips(typed, word, 2).whole).toBe(expected);
  });

  test('words beyond 64 letters are never near', () => {
    expect(slips('a'.repeat(65), 'a'.repeat(65), 2).whole).toBe(3);
    expect(slips('a'.repeat(64), 'a'.repeat(64), 2).whole).toBe(0);
  });
});

/** True where the letters of one word are among those of the other, each as often. */
function haveSameLetters(one: string, other: string): boolean {
  const count = (word: string, letter: string) => word.split(letter).length;
  const isIn = (a: string, b: string) => a.split('').every((letter) => count(a, letter) <= count(b, letter));
  return isIn(one, other) || isIn(other, one);
}

describe('near', () => {
  const held = ['asthma', 'disease', 'encounter', 'enthesopathy', 'fracture', 'pneumonia', 'reattachment'];
  const read = (typed: string) => new SpellingIndex(held).near(typed).map(({ word }) => held[word]);
  const offered = (typed: string) => new SpellingIndex(held).offered(typed).map(({ word }) => held[word]);

  test.each([
    ['diseaze', ['disease']],
    ['dizeaze', []],
    ['athsma', ['asthma']],
    ['pnumona', ['pneumonia']],
    ['fraktur', ['fracture']],
    ['pneumrniw', ['pneumonia']],
    ['encowmte', []],
    ['entresto', []],
    ['repatha', []],
  ])('a short word with two slips, or such a beginning, is read as none: %s', (typed, words) => {
    expect(read(typed)).toEqual(words);
  });

  test('it is offered all the same, a beginning is not', () => {
    expect(offered('dizeaze')).toEqual(['disease']);
    expect(offered('entresto')).toEqual([]);
  });

  test('finds every word within the allowed slips whose first letters agree, with the right count', () => {
    fc.assert(
      fc.property(
        fc.array(letters('abcdeé2', 9), { maxLength: 20 }),
        fc.array(changes, { maxLength: 20 }),
        letters('acdeé', 9),
        (others, variants, typed) => {
          const made = [...others, ...variants.map((slipsMade) => slipped(typed, slipsMade))];
          const words = [...new Set(made)].filter((word) => word !== '').toSorted();
          const allowed = slipsAllowed(typed);
          const found = new Map(new SpellingIndex(words).near(typed).map((one) => [words[one.word], one]));
          for (const word of words) {
            const real = distances(typed, word);
            const may = allowed > 0 && firstAgrees(typed, word) && !/^\d/.test(word);
            const one = found.get(word);
            const isRead = real.whole < 2 || typed.length >= 8 || haveSameLetters(typed, word);
            if (may && real.whole <= allowed && isRead)
              expect([word, one?.slips, one?.whole]).toEqual([word, real.whole, true]);
            else if (may && real.beginning <= 1 && typed.length >= 5) {
              expect([word, one?.slips, one?.whole]).toEqual([word, real.beginning, false]);
            } else expect([word, one]).toEqual([word, undefined]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['abc', 0],
    ['abcd', 1],
    ['abcde', 1],
    ['abcdef', 2],
    ['abcdef2', 0],
    ['', 0],
  ])('%j allows %i', (typed, allowed) => {
    expect(slipsAllowed(typed)).toBe(allowed);
  });
});
