import { describe, expect, test } from 'vitest';
import type { Line, System } from '../../electron/contract/codes.ts';
import { pairAnswer } from '../../electron/engine/edits/pair.ts';
import { unitLimitAnswer } from '../../electron/engine/edits/unit-limit.ts';
import { feeOf } from '../../electron/engine/fees/fee.ts';
import { localityOn } from '../../electron/engine/fees/localities.ts';
import { relativeValueAnswer } from '../../electron/engine/fees/relative-value.ts';
import { verdictOf } from '../../electron/engine/verdict.ts';
import { realFiles } from '../../electron/importers/fixtures.ts';
import { realLibrary } from '../fixtures/real-library.ts';

const isMissing = realFiles() === null;

test.runIf(isMissing && process.env['REAL_ELECTRON'])('the public files are here', () => {
  expect.fail('the public files are not beside this checkout');
});

/** What the library answers of a date, word for word: before, at, inside and after the ranges that its editions hold. */
describe.skipIf(isMissing)('as of a date (skipped where the public files are missing)', () => {
  const library = realLibrary(
    [
      'icd10cm-2024.zip',
      'icd10cm-2025.zip',
      'icd10cm-2026.zip',
      'icd10pcs-2026.zip',
      'icd10pcs-april-2026.zip',
      'hcpcs-2020.zip',
      'hcpcs-2025-oct.zip',
      'ncci-2024q3.zip',
      'mpfs-2025d.zip',
      'mpfs-2026c-excerpt.zip',
    ],
    [
      'icd10cm-codes',
      'icd10cm-addenda',
      'icd10pcs-codes',
      'hcpcs-codes',
      'edit-pairs-practitioner',
      'unit-limits-practitioner',
      'relative-values',
      'practice-costs',
    ],
  );

  const submit = 'valid for submission.';
  const header = 'a header, not valid for submission; choose a code under it.';
  const ended = 'Not known for this date: the newest edition held ended';
  const gap = 'Not known for this date: no edition held was in force:';
  const hcpcsGap = `${gap} HCPCS Jan 2020 ended 2020-03-31, HCPCS Oct 2025 begins 2025-10-01.`;

  const cases: [Line, System, string, string, string, string][] = [
    // The edition of each day speaks; an update that changed nothing lets it speak on through the summer.
    [
      'icd10cm',
      'icd10cm',
      'E119',
      '2023-09-30',
      'unknown-date',
      `Not known for this date: the oldest edition held begins 2023-10-01. ICD-10-CM FY2024 says: ${submit}`,
    ],
    ['icd10cm', 'icd10cm', 'E119', '2023-10-01', 'billable', `ICD-10-CM FY2024: ${submit}`],
    ['icd10cm', 'icd10cm', 'E119', '2024-06-15', 'billable', `ICD-10-CM FY2024: ${submit}`],
    ['icd10cm', 'icd10cm', 'E119', '2024-09-30', 'billable', `ICD-10-CM FY2024: ${submit}`],
    ['icd10cm', 'icd10cm', 'E119', '2024-10-01', 'billable', `ICD-10-CM FY2025: ${submit}`],
    ['icd10cm', 'icd10cm', 'E119', '2025-09-30', 'billable', `ICD-10-CM FY2025: ${submit}`],
    ['icd10cm', 'icd10cm', 'E119', '2026-03-31', 'billable', `ICD-10-CM FY2026: ${submit}`],
    [
      'icd10cm',
      'icd10cm',
      'E119',
      '2026-04-01',
      'unknown-date',
      `${ended} 2026-03-31. ICD-10-CM FY2026 says: ${submit}`,
    ],
    ['icd10cm', 'icd10cm', 'E11', '2025-12-01', 'header', `ICD-10-CM FY2026: ${header}`],
    // Became headers, on two different days.
    ['icd10cm', 'icd10cm', 'C8339', '2024-09-30', 'billable', `ICD-10-CM FY2024: ${submit}`],
    ['icd10cm', 'icd10cm', 'C8339', '2024-10-01', 'header', `ICD-10-CM FY2025: ${header}`],
    ['icd10cm', 'icd10cm', 'G35', '2025-09-30', 'billable', `ICD-10-CM FY2025: ${submit}`],
    ['icd10cm', 'icd10cm', 'G35', '2025-10-01', 'header', `ICD-10-CM FY2026: ${header}`],
    [
      'icd10cm',
      'icd10cm',
      'G35',
      '2026-04-01',
      'unknown-date',
      `${ended} 2026-03-31. ICD-10-CM FY2026 says: ${header}`,
    ],
    // Deleted.
    ['icd10cm', 'icd10cm', 'T8132XA', '2024-09-30', 'billable', `ICD-10-CM FY2024: ${submit}`],
    [
      'icd10cm',
      'icd10cm',
      'T8132XA',
      '2024-10-01',
      'ended',
      'Not in ICD-10-CM FY2025: not valid on 2024-10-01. Last held in ICD-10-CM FY2024.',
    ],
    [
      'icd10cm',
      'icd10cm',
      'S301XXA',
      '2025-10-01',
      'ended',
      'Not in ICD-10-CM FY2026: not valid on 2025-10-01. Last held in ICD-10-CM FY2025.',
    ],
    [
      'icd10cm',
      'icd10cm',
      'S301XXA',
      '2026-04-01',
      'ended',
      'Not in ICD-10-CM FY2026, in force from 2025-10-01: not valid on 2026-04-01. Last held in ICD-10-CM FY2025.',
    ],
    // New.
    [
      'icd10cm',
      'icd10cm',
      'E11A',
      '2024-09-30',
      'not-yet',
      'Not in ICD-10-CM FY2024: not valid on 2024-09-30. First held in ICD-10-CM FY2026, from 2025-10-01.',
    ],
    [
      'icd10cm',
      'icd10cm',
      'E11A',
      '2025-09-30',
      'not-yet',
      'Not in ICD-10-CM FY2025: not valid on 2025-09-30. First held in ICD-10-CM FY2026, from 2025-10-01.',
    ],
    ['icd10cm', 'icd10cm', 'E11A', '2025-10-01', 'billable', `ICD-10-CM FY2026: ${submit}`],
    // ICD-10-PCS changes in April too.
    [
      'icd10pcs',
      'icd10pcs',
      '30233AZ',
      '2025-09-30',
      'unknown-date',
      `Not known for this date: the oldest edition held begins 2025-10-01. ICD-10-PCS FY2026 says: ${submit}`,
    ],
    ['icd10pcs', 'icd10pcs', '30233AZ', '2026-03-31', 'billable', `ICD-10-PCS FY2026: ${submit}`],
    [
      'icd10pcs',
      'icd10pcs',
      '30233AZ',
      '2026-04-01',
      'ended',
      'Not in ICD-10-PCS April 2026: not valid on 2026-04-01. Last held in ICD-10-PCS FY2026.',
    ],
    [
      'icd10pcs',
      'icd10pcs',
      '02HM3JZ',
      '2026-03-31',
      'not-yet',
      'Not in ICD-10-PCS FY2026: not valid on 2026-03-31. First held in ICD-10-PCS April 2026, from 2026-04-01.',
    ],
    ['icd10pcs', 'icd10pcs', '02HM3JZ', '2026-09-30', 'billable', `ICD-10-PCS April 2026: ${submit}`],
    [
      'icd10pcs',
      'icd10pcs',
      '02HM3JZ',
      '2026-10-01',
      'unknown-date',
      `${ended} 2026-09-30. ICD-10-PCS April 2026 says: ${submit}`,
    ],
    // HCPCS answers for a quarter, and prints first and last days of its own.
    [
      'hcpcs',
      'hcpcs',
      'G0105',
      '2019-12-31',
      'unknown-date',
      'Not known for this date: the oldest edition held begins 2020-01-01. HCPCS Jan 2020 says: listed as a code.',
    ],
    ['hcpcs', 'hcpcs', 'G0105', '2020-03-31', 'valid', 'HCPCS Jan 2020: listed as a code.'],
    [
      'hcpcs',
      'hcpcs',
      'G0105',
      '2022-01-01',
      'unknown-date',
      `${hcpcsGap} HCPCS Jan 2020 says: listed as a code.`,
    ],
    ['hcpcs', 'hcpcs', 'G0105', '2025-10-01', 'valid', 'HCPCS Oct 2025: listed as a code.'],
    [
      'hcpcs',
      'hcpcs',
      'G0105',
      '2026-01-01',
      'unknown-date',
      `${ended} 2025-12-31. HCPCS Oct 2025 says: listed as a code.`,
    ],
    [
      'hcpcs',
      'hcpcs',
      'A2030',
      '2025-03-31',
      'not-yet',
      'Valid from 2025-04-01: not valid on 2025-03-31. Source: HCPCS Oct 2025.',
    ],
    [
      'hcpcs',
      'hcpcs',
      'A2030',
      '2025-04-01',
      'unknown-date',
      `${hcpcsGap} HCPCS Oct 2025 says: listed as a code.`,
    ],
    ['hcpcs', 'hcpcs', 'A2030', '2025-12-31', 'valid', 'HCPCS Oct 2025: listed as a code.'],
    [
      'hcpcs',
      'modifier',
      'JG',
      '2024-12-31',
      'unknown-date',
      `${hcpcsGap} HCPCS Jan 2020 says: listed as a modifier.`,
    ],
    [
      'hcpcs',
      'modifier',
      'JG',
      '2025-01-01',
      'ended',
      'Ended 2024-12-31: not valid on 2025-01-01. Source: HCPCS Oct 2025.',
    ],
    [
      'hcpcs',
      'modifier',
      'JG',
      '2026-01-01',
      'ended',
      'Ended 2024-12-31: not valid on 2026-01-01. Source: HCPCS Oct 2025.',
    ],
    // The same characters are another code in another system.
    ['icd10cm', 'icd10cm', 'G0439', '2025-12-01', 'billable', `ICD-10-CM FY2026: ${submit}`],
    ['hcpcs', 'hcpcs', 'G0439', '2025-12-01', 'valid', 'HCPCS Oct 2025: listed as a code.'],
  ];
  test.each(cases)('%s: the %s %s on %s is %s', (line, system, key, date, state, sentence) => {
    const set = library(line);
    const code = set.codesByKey(key).find((one) => one.system === system);
    expect(code && verdictOf(set, code, date)).toMatchObject({ state, sentence });
  });

  const care = 'That is not permission: check the payer.';
  const misuse = 'Reason: Misuse of Column Two code with Column One code.';
  const one = 'Indicator 1: a modifier may bypass it if documentation supports it.';
  const pairs: [string, string, string, string, string][] = [
    [
      '0001U',
      '0417U',
      '2026-06-30',
      'unknown-date',
      `Not known for this date: the only edition held begins 2026-07-01. NCCI 2026 Q3 says: 0001U is column 1, payable; 0417U is column 2, denied. ${one} In force from 2025-01-01. ${misuse}`,
    ],
    [
      '0001U',
      '0417U',
      '2026-07-01',
      'edit',
      `NCCI 2026 Q3: 0001U is column 1, payable; 0417U is column 2, denied. ${one} In force from 2025-01-01. ${misuse}`,
    ],
    [
      '81105',
      '0001U',
      '2026-09-30',
      'edit',
      `NCCI 2026 Q3: 0001U is column 1, payable; 81105 is column 2, denied. ${one} In force from 2018-01-01. ${misuse}`,
    ],
    [
      '0001U',
      '81105',
      '2026-10-01',
      'unknown-date',
      `${ended} 2026-09-30. NCCI 2026 Q3 says: 0001U is column 1, payable; 81105 is column 2, denied. ${one} In force from 2018-01-01. ${misuse}`,
    ],
    [
      '0001U',
      '0029U',
      '2026-07-01',
      'no-edit',
      `NCCI 2026 Q3: the edit of 0001U (column 1) with 0029U (column 2) ended 2026-06-30: no edit on 2026-07-01. ${care}`,
    ],
    [
      '0428U',
      '0001U',
      '2026-08-01',
      'no-edit',
      `NCCI 2026 Q3: the edit of 0001U (column 1) with 0428U (column 2) ended 2024-12-31: no edit on 2026-08-01. ${care}`,
    ],
    [
      '0001A',
      '90473',
      '2026-08-01',
      'no-edit',
      `NCCI 2026 Q3: 0001A with 90473 has indicator 9, not applicable, no edit. ${care}`,
    ],
    ['20610', '99213', '2026-08-01', 'none-held', `NCCI 2026 Q3 holds no edit for 20610 with 99213. ${care}`],
    [
      '20610',
      '99213',
      '2026-10-01',
      'unknown-date',
      `${ended} 2026-09-30. NCCI 2026 Q3 says: no edit for 20610 with 99213. ${care}`,
    ],
  ];
  test.each(pairs)('the edit of %s with %s on %s is %s', (column1, column2, date, state, sentence) => {
    expect(pairAnswer(library('ncci'), 'practitioner', [column1, column2], date)).toMatchObject({
      state,
      sentence,
    });
  });

  const appealed = "MAI 3: per day, can be appealed; one practitioner's lines of the day are added up.";
  const absolute = "MAI 2: per day, absolute; one practitioner's lines of the day are added up.";
  const none = 'Some limits are not published: check the payer.';
  const limits: [string, string, string, string][] = [
    [
      '20610',
      '2024-06-30',
      'unknown-date',
      `Not known for this date: the oldest edition held begins 2024-07-01. NCCI 2024 Q3 says: at most 2 of 20610. ${appealed} Reason: Clinical: Data.`,
    ],
    ['20610', '2024-07-01', 'limit', `NCCI 2024 Q3: at most 2 of 20610. ${appealed} Reason: Clinical: Data.`],
    [
      'G0463',
      '2024-09-30',
      'limit',
      `NCCI 2024 Q3: 0 units of G0463: any unit fails. ${appealed} Reason: CMS Policy.`,
    ],
    [
      '0001U',
      '2025-01-01',
      'unknown-date',
      `${gap} NCCI 2024 Q3 ended 2024-09-30, NCCI 2026 Q3 begins 2026-07-01. NCCI 2024 Q3 says: at most 1 of 0001U. ${absolute} Reason: Code Descriptor / CPT Instruction.`,
    ],
    [
      '0001U',
      '2026-07-01',
      'limit',
      `NCCI 2026 Q3: at most 1 of 0001U. ${absolute} Reason: Code Descriptor / CPT Instruction.`,
    ],
    ['99999', '2024-08-01', 'none-published', `NCCI 2024 Q3: no published MUE for 99999. ${none}`],
    [
      '0009U',
      '2026-10-01',
      'unknown-date',
      `${ended} 2026-09-30. NCCI 2026 Q3 says: at most 2 of 0009U. ${appealed} Reason: Nature of Analyte.`,
    ],
  ];
  test.each(limits)('the unit limit of %s on %s is %s', (code, date, state, sentence) => {
    expect(unitLimitAnswer(library('ncci'), 'practitioner', code, date)).toMatchObject({ state, sentence });
  });

  const visit =
    '99213 has status A, active: priced by relative values. Total 2.75 non-facility, 1.97 facility; conversion factor 32.3465.';
  const values: [string, string, string, string, string][] = [
    [
      '99213',
      '',
      '2025-09-30',
      'unknown-date',
      `Not known for this date: the oldest edition held begins 2025-10-01. MPFS RVU25D says: ${visit}`,
    ],
    ['99213', '', '2025-10-01', 'priced', `MPFS RVU25D: ${visit}`],
    ['99213', '', '2025-12-31', 'priced', `MPFS RVU25D: ${visit}`],
    [
      '99213',
      '',
      '2026-02-01',
      'unknown-date',
      `${gap} MPFS RVU25D ended 2025-12-31, MPFS RVU26C begins 2026-07-01. MPFS RVU25D says: ${visit}`,
    ],
    [
      '71046',
      'TC',
      '2025-11-01',
      'priced',
      'MPFS RVU25D: 71046-TC has status A, active: priced by relative values. Total 0.70 non-facility, 0.70 facility; conversion factor 32.3465. NA: rarely or never performed in a facility.',
    ],
    [
      '0042T',
      '',
      '2025-11-01',
      'contractor-priced',
      'MPFS RVU25D: 0042T has status C: the contractor sets the price, which is not $0.00.',
    ],
    [
      '36415',
      '',
      '2025-11-01',
      'not-payable',
      'MPFS RVU25D: 36415 has status X, excluded from the fee schedule by statute: not payable under MPFS.',
    ],
    [
      '00100',
      '',
      '2026-07-01',
      'not-payable',
      'MPFS RVU26C: 00100 has status J, anesthesia, paid by base units and time: not payable under MPFS.',
    ],
    [
      '00100',
      '',
      '2026-10-01',
      'unknown-date',
      `${ended} 2026-09-30. MPFS RVU26C says: 00100 has status J, anesthesia, paid by base units and time: not payable under MPFS.`,
    ],
    [
      '99213',
      '25',
      '2025-11-01',
      'not-listed',
      'MPFS RVU25D: 99213-25 is not listed. That is no price of $0.00: check the payer.',
    ],
  ];
  test.each(values)('the relative values of %s%s on %s are %s', (code, modifier, date, state, sentence) => {
    expect(relativeValueAnswer(library('mpfs'), { code, modifier }, date)).toMatchObject({ state, sentence });
  });

  test.each([
    ['2024-12-31', 'GPCI 2025', 'Not known for this date: the oldest edition held begins 2025-01-01.', '1'],
    ['2025-12-31', 'GPCI 2025', null, '1'],
    ['2026-01-01', 'GPCI 2026', null, '1.000'],
    [
      '2027-01-01',
      'GPCI 2026',
      'Not known for this date: the newest edition held ended 2026-12-31.',
      '1.000',
    ],
  ])('the indices of Alabama on %s are of %s', (date, edition, notKnown, work) => {
    expect(localityOn(library('mpfs'), { mac: '10112', locality: '00' }, date)).toMatchObject({
      edition: { name: edition },
      notKnown,
      locality: { name: 'ALABAMA', indices: { work } },
    });
  });

  test('a fee is made of the release and the indices of its date', () => {
    const date = '2025-11-01';
    const { row } = relativeValueAnswer(library('mpfs'), { code: '99213' }, date);
    const place = localityOn(library('mpfs'), { mac: '10112', locality: '00' }, date);
    if (!row || !place) throw new Error('both are held');
    const { work, nonFacilityPe: practiceExpense, malpractice } = row;
    // (1.30 × 1 + 1.35 × 0.869 + 0.10 × 0.575) × 32.3465
    const fee = feeOf({ work, practiceExpense, malpractice }, place.locality.indices, row.conversionFactor);
    expect(fee).toBe(8186);
  });
});
