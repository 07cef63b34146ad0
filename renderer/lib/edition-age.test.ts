import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageWords } from './edition-age.ts';

test.each([
  ['2024-09-30', '2026-11-22', 3, 'eight quarters old'],
  ['2024-09-30', '2024-12-31', 3, 'two months old'],
  ['2024-09-30', '2025-01-01', 3, 'one quarter old'],
  ['2024-09-30', '2025-03-31', 3, 'one quarter old'],
  ['2024-09-30', '2025-04-01', 3, 'two quarters old'],
  ['2026-03-31', '2026-11-22', 6, 'one half-year old'],
  ['2026-03-31', '2027-04-01', 6, 'two half-years old'],
  ['2025-12-31', '2026-12-31', 12, 'eleven months old'],
  ['2025-12-31', '2027-01-01', 12, 'one year old'],
  ['2010-12-31', '2026-06-01', 12, '15 years old'],
  ['2026-02-28', '2026-03-01', 6, 'one day old'],
  ['2024-02-29', '2024-03-31', 6, '31 days old'],
  ['2024-02-29', '2024-04-01', 6, 'one month old'],
  ['2026-01-15', '2026-02-15', 3, '31 days old'],
  ['2026-01-15', '2026-02-16', 3, 'one month old'],
])('%s, read on %s in steps of %i months, is %s', (ends, today, step, words) => {
  expect(ageWords(ends, today, step)).toBe(words);
});

test('an edition in force, or without a last day, has no age', () => {
  expect(ageWords('2026-03-31', '2026-03-31', 3)).toBeNull();
  expect(ageWords('2026-03-31', '2026-03-30', 3)).toBeNull();
  expect(ageWords(null, '2026-03-30', 3)).toBeNull();
});

test('never grows younger', () => {
  const rank = ['day', 'month', 'quarter', 'half-year', 'year'];
  const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
  const order = (words: string | null): number => {
    if (words === null) return -1;
    const [count = '', unit = ''] = words.split(' ');
    const at = numbers.indexOf(count);
    return rank.indexOf(unit.replace(/s$/, '')) * 10_000 + (at < 0 ? Number(count) : at);
  };
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  const iso = (date: Date): string => date.toISOString().slice(0, 10);
  fc.assert(
    fc.property(day, day, day, fc.constantFrom(3, 6, 12), (ends, a, b, step) => {
      const [earlier, later] = [iso(a), iso(b)].toSorted((x, y) => (x < y ? -1 : 1));
      const [young, old] = [earlier, later].map((today) => order(ageWords(iso(ends), today ?? '', step)));
      expect(young).toBeLessThanOrEqual(old ?? 0);
    }),
    { seed: 11 },
  );
});
