import { describe, expect, test } from 'vitest';
import type { Dataset, Release } from '../contract/editions.ts';
import { editionsOf, extendUnchanged, inForce, releaseFor, whyNotKnown } from './releases.ts';

function release(dataset: Dataset, name: string, begins: string, ends: string | null, rows = 1): Release {
  return {
    dataset,
    edition: { name, line: 'icd10cm', begins, ends },
    sources: ['s'],
    notices: [],
    files: [],
    sha256: '',
    rows,
  };
}
const fy2024 = release('icd10cm-codes', 'FY2024', '2023-10-01', '2024-03-31');
const fy2025 = release('icd10cm-codes', 'FY2025', '2024-10-01', '2025-03-31');

describe('an update without change', () => {
  const april = (rows: number) =>
    release('icd10cm-addenda', 'April 2024 addenda', '2024-04-01', '2024-09-30', rows);

  test('lets the edition before it answer on', () => {
    const ends = extendUnchanged([fy2024, fy2025, april(0)]).map(({ edition }) => edition.ends);
    expect(ends).toEqual(['2024-09-30', '2025-03-31', '2024-09-30']);
  });

  test('does not when it changed a code, and never of another system', () => {
    expect(extendUnchanged([fy2024, april(1)])[0]).toEqual(fy2024);
    const pcs = release('icd10pcs-codes', 'PCS FY2024', '2023-10-01', '2024-03-31');
    expect(extendUnchanged([pcs, april(0)])[0]).toEqual(pcs);
  });
});

test('a file answers from the editions of its codes, newest first; one without codes from all it holds', () => {
  const tabular = release('icd10cm-tabular', 'Tabular List FY2021', '2020-10-01', '2021-03-31');
  expect(editionsOf([fy2024, fy2025, tabular]).map(({ name }) => name)).toEqual(['FY2025', 'FY2024']);
  expect(editionsOf([tabular]).map(({ name }) => name)).toEqual(['Tabular List FY2021']);
});

test('both days of an edition are in force, the days around them are not', () => {
  const { edition } = fy2024;
  expect(
    ['2023-09-30', '2023-10-01', '2024-03-31', '2024-04-01'].map((date) => inForce(edition, date)),
  ).toEqual([false, true, true, false]);
  expect(inForce({ ...edition, ends: null }, '2099-01-01')).toBe(true);
});

describe('which release speaks for a date', () => {
  const quarters = [
    release('edit-pairs-practitioner', 'Q1', '2026-01-01', '2026-03-31'),
    release('edit-pairs-practitioner', 'Q3', '2026-07-01', '2026-09-30'),
    release('edit-pairs-practitioner', 'Q2', '2026-04-01', '2026-06-30'),
  ];
  test.each([
    ['2025-12-31', 'Q1'],
    ['2026-03-31', 'Q1'],
    ['2026-04-01', 'Q2'],
    ['2026-08-15', 'Q3'],
    ['2027-01-01', 'Q3'],
  ])('on %s: %s', (date, name) => {
    expect(releaseFor(quarters, date)?.edition.name).toBe(name);
  });

  test('of none, none', () => {
    expect(releaseFor([], '2026-01-01')).toBeUndefined();
  });
});

describe('why editions do not answer for a date', () => {
  const { edition: third } = release('add-on-codes', 'NCCI 2024 Q3', '2024-07-01', '2024-09-30');
  const { edition: first } = release('add-on-codes', 'NCCI 2025 Q1', '2025-01-01', '2025-03-31');
  const { edition: open } = release('equivalence-to-icd9', 'GEMs 2018', '2017-10-01', null);

  test.each([
    [[third], '2024-07-01', null],
    [[third], '2024-09-30', null],
    [[third], '2024-10-01', 'the newest edition held ended 2024-09-30'],
    [[third], '2024-06-30', 'the only edition held begins 2024-07-01'],
    [[third, first], '2024-06-30', 'the oldest edition held begins 2024-07-01'],
    [
      [third, first],
      '2024-12-31',
      'no edition held was in force: NCCI 2024 Q3 ended 2024-09-30, NCCI 2025 Q1 begins 2025-01-01',
    ],
    [[third, first], '2025-04-01', 'the newest edition held ended 2025-03-31'],
    [[open], '2040-01-01', null],
  ])('%j on %s: %s', (editions, date, why) => {
    expect(whyNotKnown(editions, date)).toBe(why);
  });
});
