import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeKey, displayCode } from './code-format.ts';
import { alwaysWas, dayNumber, isCalendarDate, localDate, noEnd } from './dates.ts';
import { priorOf } from './prior.ts';

const day = fc
  .date({ min: new Date('1960-01-03T00:00:00Z'), max: new Date('2139-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('day numbers', () => {
  test('order days as the calendar does', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(Math.sign(dayNumber(a) - dayNumber(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test('follow each other, also over a leap day', () => {
    expect(dayNumber('2024-02-29') - dayNumber('2024-02-28')).toBe(1);
    expect(dayNumber('2024-03-01') - dayNumber('2024-02-29')).toBe(1);
    expect(dayNumber('2025-03-01') - dayNumber('2025-02-28')).toBe(1);
  });

  test.each(['0001-01-01', '1959-12-31', '1960-01-01', '2200-01-01', '9999-12-31'])(
    '%s stays apart from "always was" and "no end"',
    (date) => {
      expect(dayNumber(date)).toBeGreaterThan(alwaysWas);
      expect(dayNumber(date)).toBeLessThan(noEnd);
    },
  );
});

test.each([
  ['2024-02-29', true],
  ['2025-02-29', false],
  ['2025-02-30', false],
  ['2025-13-01', false],
  ['2025-00-10', false],
  ['2025-1-1', false],
  ['25-01-01', false],
  ['2025-01-01T00:00:00Z', false],
  ['', false],
])('isCalendarDate(%j) is %s', (text, expected) => {
  expect(isCalendarDate(text)).toBe(expected);
});

test('a local date is the day on the wall, not the day in Greenwich', () => {
  expect(localDate(new Date(2025, 0, 5, 23, 59))).toBe('2025-01-05');
  expect(localDate(new Date(2025, 11, 31, 0, 0))).toBe('2025-12-31');
});

describe('codes as written and as filed', () => {
  test.each([
    ['icd10cm', 'E119', 'E11.9'],
    ['icd10cm', 'I10', 'I10'],
    ['icd10cm', 'S72001A', 'S72.001A'],
    ['hcpcs', 'G0439', 'G0439'],
    ['icd10pcs', '0016070', '0016070'],
    ['modifier', 'LT', 'LT'],
  ] as const)('%s %s is written %s', (system, key, written) => {
    expect(displayCode(system, key)).toBe(written);
    expect(codeKey(` ${written.toLowerCase()} `)).toBe(key);
  });
});

describe('prior', () => {
  const prior = (key: string) => priorOf({ system: 'icd10cm', key, billable: true });

  test('accidents and poisonings come after diseases, a category before its members', () => {
    expect(prior('E119')).toBeGreaterThan(prior('O240'));
    expect(prior('O240')).toBeGreaterThan(prior('W0110'));
    expect(prior('T360X1')).toBeLessThan(prior('T8140'));
    expect(prior('E11')).toBeGreaterThan(prior('E118'));
    // What a general word means in the clinic comes before all.
    expect(prior('E119')).toBeGreaterThan(prior('E11'));
  });

  test('fits its byte', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][0-9][0-9A-Z]{1,5}$/), (key) => {
        expect(prior(key)).toBeGreaterThanOrEqual(0);
        expect(prior(key)).toBeLessThanOrEqual(255);
      }),
    );
  });
});
