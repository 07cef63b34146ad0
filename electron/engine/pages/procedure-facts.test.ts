import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, release, row } from '../../../test/fixtures/drafts.ts';
import { relativeValueFact } from '../../../test/fixtures/fees.ts';
import { pageOf, saidIn } from '../../../test/fixtures/pages.ts';
import type { Fact } from '../../codeset/facts.ts';
import type { EditPairRow } from '../../codeset/rows.ts';

const opened = codeSets();
const quarter = ['2025-10-01', '2025-12-31'] as const;

const pair = (column1: string, column2: string, more: Partial<EditPairRow> = {}): Fact => ({
  table: 'editPair',
  row: {
    column1,
    column2,
    before1996: false,
    effective: '2015-01-01',
    deleted: null,
    modifier: 1,
    rationale: 'Misuse',
    ...more,
  },
});
const limit = (code: string, units: number): Fact => ({
  table: 'unitLimit',
  row: { setting: 'practitioner', code, units, adjudication: 3, rationale: 'CMS Policy' },
});
const addOn = (code: string, primary: string, kind: number, ordinal: number): Fact => ({
  table: 'addOn',
  row: {
    code,
    primary,
    kind,
    ordinal,
    effective: null,
    deleted: null,
    codeDeleted: null,
    primaryDeleted: null,
    instruction: ordinal === 0 ? 'Only once.' : null,
  },
});

const sets = async () => [
  await opened(
    fileOf(
      release(
        'hcpcs-codes',
        'HCPCS Jan 2025',
        ['2025-01-01', '2025-03-31'],
        codeFacts([row('hcpcs', 'G0105', 'Screening colonoscopy', { detail: { coverage: 'C' } })]),
      ),
      release(
        'hcpcs-codes',
        'HCPCS Oct 2025',
        quarter,
        codeFacts([
          row('hcpcs', 'G0105', 'Screening colonoscopy', { detail: { coverage: 'D' } }),
          row('hcpcs', 'G0121', 'Screening colonoscopy, not high risk'),
          row('modifier', 'LT', 'Left side'),
        ]),
      ),
    ),
  ),
  await opened(
    fileOf(
      release('edit-pairs-practitioner', 'NCCI 2025 Q4', quarter, [
        pair('G0105', 'G0121', { modifier: 0 }),
        pair('G0105', '99213', { deleted: '2025-11-30' }),
        pair('G0105', '11900', { modifier: 9 }),
        ...Array.from({ length: 12 }, (_, at) => pair(`2061${String.fromCharCode(65 + at)}`, 'G0105')),
      ]),
      release('unit-limits-practitioner', 'NCCI 2025 Q4', quarter, [limit('G0105', 1), limit('G0121', 0)]),
      release('unit-limits-hospital', 'NCCI 2024 Q3', ['2024-07-01', '2024-09-30'], []),
      release('add-on-codes', 'NCCI 2025 Q4', quarter, [
        addOn('G0121', 'G0105', 1, 0),
        addOn('G0121', 'CCCCC', 1, 1),
      ]),
    ),
  ),
  await opened(
    fileOf(
      release('relative-values', 'MPFS RVU25D', quarter, [
        relativeValueFact('G0105'),
        relativeValueFact('G0105', { modifier: '53', nonFacilityNa: 'NA' }),
        relativeValueFact('G0121', { status: 'C', work: '0.00', nonFacilityTotal: '0.00' }),
      ]),
      release('relative-values-qpp', 'MPFS RVU25D QPP', quarter, [
        relativeValueFact('G0105', { conversionFactor: '33.5675' }),
      ]),
    ),
  ),
];
const on = async (key: string, date: string, system: 'hcpcs' | 'modifier' = 'hcpcs') =>
  pageOf(await sets(), system, key, date);

describe('NCCI edits on a page', () => {
  test('unit limits of each setting, active pairs from both columns, and add-on codes', async () => {
    expect(saidIn(await on('G0105', '2025-11-30'), 'edits')).toEqual([
      'Medically unlikely edit (MUE), practitioner services',
      "1 | 3 | per day, can be appealed; one practitioner's lines of the day are added up | CMS Policy",
      'No published MUE for outpatient hospital services. Some limits are not published: check the payer.',
      'Edit pairs (PTP), practitioner services. 0: never bypassed by a modifier. 1: a modifier may bypass it if documentation supports it.',
      'G0105 in column 1 with 2 codes on this date: G0105 is payable, the other code is denied.',
      '99213 (no page) 1 · Misuse',
      'G0121 (hcpcs) 0 · Misuse',
      'G0105 in column 2 with 12 codes on this date: the other code is payable, G0105 is denied. The first 10 by number:',
      ...Array.from({ length: 10 }, (_, at) => `2061${String.fromCharCode(65 + at)} (no page) 1 · Misuse`),
      'A pair that is not listed is none held. That is not permission: check the payer.',
      'Add-on codes that may go with it: 1.',
      'G0121 (hcpcs) Screening colonoscopy, not high risk',
    ]);
  });

  test('follow the date: a pair that ended is not among them', async () => {
    const said = saidIn(await on('G0105', '2025-12-01'), 'edits');
    expect(said[4]).toContain('G0105 in column 1 with 1 code on this date:');
    expect(said.join()).not.toContain('99213');
  });

  test('an add-on code names its type and primaries, never CCCCC; a limit of 0 says what it means', async () => {
    const said = saidIn(await on('G0121', '2025-12-01'), 'edits');
    expect(said[1]).toContain('0: any unit fails | 3 |');
    expect(said.slice(-3)).toEqual([
      'G0121 is an add-on code of type 1: its primaries are fixed; a claim with none of them is in error. Only once.',
      'Primaries: 1.',
      'G0105 (hcpcs) Screening colonoscopy',
    ]);
  });

  test('each table has its own edition, and says when it was not in force', async () => {
    const edits = (await on('G0105', '2025-12-01')).sections.filter(({ kind }) => kind === 'edits');
    expect(edits.map(({ edition, notKnown }) => [edition, notKnown])).toEqual([
      ['NCCI 2025 Q4', null],
      ['NCCI 2024 Q3', 'Not known for this date: the newest edition held ended 2024-09-30.'],
      ['NCCI 2025 Q4', null],
      ['NCCI 2025 Q4', null],
    ]);
  });

  test('a modifier has none', async () => {
    expect(saidIn(await on('LT', '2025-12-01', 'modifier'), 'edits')).toEqual([]);
  });
});

describe('Medicare on a page', () => {
  test("the publisher's own fields, as the edition of the date has them", async () => {
    expect(saidIn(await on('G0105', '2025-12-01'), 'medicare').slice(0, 2)).toEqual([
      'As published',
      'coverage | D',
    ]);
    const before = (await on('G0105', '2025-02-01')).sections.find(({ kind }) => kind === 'medicare');
    expect(before).toMatchObject({ edition: 'HCPCS Jan 2025', blocks: [{ rows: [['coverage', 'C']] }] });
  });

  test('relative values of every modifier, with status and NA in words', async () => {
    expect(saidIn(await on('G0105', '2025-12-01'), 'medicare').slice(2)).toEqual([
      'G0105: status A, active: priced by relative values.',
      'G0105-53: status A, active: priced by relative values. NA: rarely or never performed outside a facility.',
      'Relative value units, national: before the indices of a locality',
      'none | 0.30 | 0.60 | 0.10 | 0.10 | 1.00 | 0.50 | XXX',
      '53 | 0.30 | 0.60 | 0.10 | 0.10 | 1.00 | 0.50 | XXX',
      'Conversion factor 32.3465.',
      'Conversion factor for qualifying participants of an alternative payment model: 33.5675.',
    ]);
  });

  test('a contractor-priced code shows no zero as a price and no conversion factor', async () => {
    expect(saidIn(await on('G0121', '2025-12-01'), 'medicare')).toEqual([
      'G0121: status C: the contractor sets the price, which is not $0.00.',
      'Relative value units, national: before the indices of a locality',
      'none | – | 0.60 | 0.10 | 0.10 | – | 0.50 | XXX',
    ]);
  });
});
