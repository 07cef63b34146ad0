import { describe, expect, test } from 'vitest';
import { icdEdition, icdEditionOn } from './edition-icd.ts';
import { memberOf } from '../fixtures.ts';

const cm = { prefix: 'ICD-10-CM', line: 'icd10cm' } as const;
const pcs = { prefix: 'ICD-10-PCS', line: 'icd10pcs' } as const;

describe('by the names in use', () => {
  test.each([
    [cm, 'icd10cm_order_2026.txt', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
    [cm, 'icd10cm-order-April-2025.txt', 'ICD-10-CM April 2025', '2025-04-01', '2025-09-30'],
    [cm, 'icd10cm-order-Jan-2021.txt', 'ICD-10-CM January 2021', '2021-01-01', '2021-03-31'],
    [cm, 'Code Descriptions/icd10cm_order_2027.txt', 'ICD-10-CM FY2027', '2026-10-01', '2027-03-31'],
    [cm, 'april-1-2026-x/icd10cm_order_2026.txt', 'ICD-10-CM April 2026', '2026-04-01', '2026-09-30'],
    [cm, 'fy2025-april/icd10cm_order_2026.txt', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
    [cm, 'April/icd10cm_order_2026.txt', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
    [pcs, 'icd10pcs_order_2026.txt', 'ICD-10-PCS FY2026', '2025-10-01', '2026-03-31'],
    [pcs, 'fy2026-april/icd10pcs_order_2026.txt', 'ICD-10-PCS April 2026', '2026-04-01', '2026-09-30'],
    [pcs, '2026 April 1/icd10pcs_order_2026.txt', 'ICD-10-PCS April 2026', '2026-04-01', '2026-09-30'],
    [pcs, 'icd10pcs-april-2026/icd10pcs_order_2026.txt', 'ICD-10-PCS April 2026', '2026-04-01', '2026-09-30'],
    [pcs, '2026-april-2027/icd10pcs_order_2026.txt', 'ICD-10-PCS FY2026', '2025-10-01', '2026-03-31'],
    [pcs, '2026-aprilia/icd10pcs_order_2026.txt', 'ICD-10-PCS FY2026', '2025-10-01', '2026-03-31'],
    [pcs, '2026/april/icd10pcs_order_2026.txt', 'ICD-10-PCS FY2026', '2025-10-01', '2026-03-31'],
  ])('%o %s is %s', (naming, name, edition, begins, ends) => {
    expect(icdEdition(memberOf(name, ''), naming)).toEqual({
      name: edition,
      line: naming.line,
      begins,
      ends,
    });
  });

  test('the zip’s own name tells an April release, the folders above it nothing', () => {
    const member = memberOf('icd10pcs_order_2026.txt', '');
    const april = { ...member, source: '/home/x/2026-april-icd-10-pcs-order-file.zip' };
    expect(icdEdition(april, pcs).name).toBe('ICD-10-PCS April 2026');
    const above = { ...member, source: '/home/april-2026/order-file.zip' };
    expect(icdEdition(above, pcs).name).toBe('ICD-10-PCS FY2026');
  });

  test('a name without a year: the year of the content, else source-unrecognised and what to do', () => {
    const member = memberOf('april-2023/tables.xml', '');
    expect(icdEdition(member, pcs, 2024).name).toBe('ICD-10-PCS FY2024');
    expect(icdEdition(member, pcs, 2023).name).toBe('ICD-10-PCS April 2023');
    expect(() => icdEdition(member, pcs)).toThrow(
      expect.objectContaining({
        code: 'source-unrecognised',
        message: expect.stringContaining('original name'),
      }),
    );
  });

  test.each(['icd10cm-order-July-2026.txt', 'icd10cm_order_20261.txt'])('%s does not tell', (name) => {
    expect(() => icdEdition(memberOf(name, ''), cm)).toThrow(
      expect.objectContaining({ code: 'source-unrecognised' }),
    );
  });
});

test.each([
  ['2025-10-01', 'ICD-10-PCS FY2026'],
  ['2025-12-31', 'ICD-10-PCS FY2026'],
  ['2026-04-01', 'ICD-10-PCS April 2026'],
  ['2020-08-01', 'ICD-10-PCS April 2020'],
  ['2021-01-01', 'ICD-10-PCS January 2021'],
])('the newest edition on %s is %s', (date, edition) => {
  expect(icdEditionOn(date, pcs).name).toBe(edition);
});
