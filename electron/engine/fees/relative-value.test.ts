import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { fileOf, release } from '../../../test/fixtures/drafts.ts';
import { relativeValueFact } from '../../../test/fixtures/fees.ts';
import type { Fact } from '../../codeset/facts.ts';
import { localitiesOn, localityOn } from './localities.ts';
import { relativeValueAnswer } from './relative-value.ts';

const opened = codeSets();
const fourth = ['2025-10-01', '2025-12-31'] as const;

const gpci = (locality: string, work: string): Fact => ({
  table: 'practiceCost',
  row: {
    mac: '01112',
    locality,
    state: 'CA',
    name: `Place ${locality}`,
    work,
    practiceExpense: '1.1',
    malpractice: '.5',
  },
});

const file = () =>
  opened(
    fileOf(
      release('relative-values', 'MPFS RVU25D', fourth, [
        relativeValueFact('99213', { nonFacilityTotal: '2.72', facilityTotal: '1.93' }),
        relativeValueFact('93000', { modifier: '26', facilityNa: 'NA' }),
        relativeValueFact('99221', { nonFacilityNa: 'NA' }),
        relativeValueFact('0042T', { status: 'C' }),
        relativeValueFact('G0463', { status: 'X' }),
        relativeValueFact('00100', { status: 'J' }),
        relativeValueFact('99999', { status: 'Z' }),
      ]),
      release(
        'relative-values-qpp',
        'MPFS RVU26A QPP',
        ['2026-01-01', '2026-03-31'],
        [relativeValueFact('99213', { conversionFactor: '33.5675' })],
      ),
      release(
        'practice-costs',
        'GPCI 2025',
        ['2025-01-01', '2025-12-31'],
        [gpci('05', '1.050'), gpci('18', '1.048')],
      ),
    ),
  );

describe('the relative values of a code on a date', () => {
  test.each([
    [
      { code: '99213' },
      '2025-10-01',
      'priced',
      'MPFS RVU25D: 99213 has status A, active: priced by relative values. Total 2.72 non-facility, 1.93 facility; conversion factor 32.3465.',
    ],
    [
      { code: '93000', modifier: '26' },
      '2025-12-31',
      'priced',
      'MPFS RVU25D: 93000-26 has status A, active: priced by relative values. Total 1.00 non-facility, 0.50 facility; conversion factor 32.3465. NA: rarely or never performed in a facility.',
    ],
    [
      { code: '99221' },
      '2025-12-31',
      'priced',
      'MPFS RVU25D: 99221 has status A, active: priced by relative values. Total 1.00 non-facility, 0.50 facility; conversion factor 32.3465. NA: rarely or never performed outside a facility.',
    ],
    [
      { code: '0042T' },
      '2025-12-31',
      'contractor-priced',
      'MPFS RVU25D: 0042T has status C: the contractor sets the price, which is not $0.00.',
    ],
    [
      { code: 'G0463' },
      '2025-12-31',
      'not-payable',
      'MPFS RVU25D: G0463 has status X, excluded from the fee schedule by statute: not payable under MPFS.',
    ],
    [
      { code: '00100' },
      '2025-12-31',
      'not-payable',
      'MPFS RVU25D: 00100 has status J, anesthesia, paid by base units and time: not payable under MPFS.',
    ],
    [
      { code: '99999' },
      '2025-12-31',
      'not-payable',
      'MPFS RVU25D: 99999 has status Z, a status that is not explained here: not payable under MPFS.',
    ],
    [
      { code: '93000' },
      '2025-12-31',
      'not-listed',
      'MPFS RVU25D: 93000 is not listed. That is no price of $0.00: check the payer.',
    ],
    [
      { code: '99213' },
      '2026-01-01',
      'unknown-date',
      'Not known for this date: the newest edition held ended 2025-12-31. MPFS RVU25D says: 99213 has status A, active: priced by relative values. Total 2.72 non-facility, 1.93 facility; conversion factor 32.3465.',
    ],
    [
      { code: '93000' },
      '2025-09-30',
      'unknown-date',
      'Not known for this date: the only edition held begins 2025-10-01. MPFS RVU25D says: 93000 is not listed. That is no price of $0.00: check the payer.',
    ],
  ])('%j on %s: %s', async (which, date, state, sentence) => {
    expect(relativeValueAnswer(await file(), which, date)).toMatchObject({ state, sentence });
  });

  test('qualifying participants have a file of their own', async () => {
    const set = await file();
    expect(relativeValueAnswer(set, { code: '99213' }, '2026-02-01', 'qualifying')).toMatchObject({
      state: 'priced',
      edition: { name: 'MPFS RVU26A QPP' },
      row: { conversionFactor: '33.5675' },
    });
  });

  test('without a file there is no answer', async () => {
    const other = await opened(
      fileOf(release('practice-costs', 'GPCI 2025', ['2025-01-01', '2025-12-31'], [])),
    );
    expect(relativeValueAnswer(other, { code: '99213' }, '2025-11-01')).toMatchObject({
      state: 'no-table',
      row: null,
      sentence:
        'No relative value file of the Medicare physician fee schedule is held. Add one in the library.',
    });
    expect(localitiesOn(await file(), '2025-11-01')?.localities).toHaveLength(2);
  });
});

test('localities of a year with their indices; another year is said to be not known', async () => {
  const set = await file();
  expect(localityOn(set, { mac: '01112', locality: '18' }, '2025-06-01')).toMatchObject({
    notKnown: null,
    edition: { name: 'GPCI 2025' },
    locality: {
      name: 'Place 18',
      indices: { work: '1.048', practiceExpense: '1.1', malpractice: '.5' },
    },
  });
  expect(localityOn(set, { mac: '01112', locality: '99' }, '2025-06-01')).toBeNull();
  expect(localitiesOn(set, '2026-01-01')).toMatchObject({
    notKnown: 'Not known for this date: the newest edition held ended 2025-12-31.',
    localities: [{ locality: '05' }, { locality: '18' }],
  });
});
