import { describe, expect, test } from 'vitest';
import { hcpcsEditionByDate, hcpcsEditionByName, icd10cmEdition } from './edition.ts';
import { memberOf } from './fixtures.ts';

describe('ICD-10-CM, by the names in use', () => {
  test.each([
    ['icd10cm_order_2026.txt', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
    ['icd10cm-order-2026.txt', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
    ['icd10cm-order-April-2025.txt', 'ICD-10-CM April 2025', '2025-04-01', '2025-09-30'],
    ['icd10cm_order_April_2026.txt', 'ICD-10-CM April 2026', '2026-04-01', '2026-09-30'],
    ['icd10cm-order-Jan-2021.txt', 'ICD-10-CM January 2021', '2021-01-01', '2021-03-31'],
    ['icd10cm-code-descriptions-2027/icd10cm-order-2027.txt', 'ICD-10-CM FY2027', '2026-10-01', '2027-03-31'],
    ['Code Descriptions/icd10cm_order_2027.txt', 'ICD-10-CM FY2027', '2026-10-01', '2027-03-31'],
    ['ICD10CM_ORDER_2026.TXT', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
    [
      'april-1-2026-code-descriptions/icd10cm_order_2026.txt',
      'ICD-10-CM April 2026',
      '2026-04-01',
      '2026-09-30',
    ],
    ['fy2025-april/icd10cm_order_2026.txt', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
    ['April/icd10cm_order_2026.txt', 'ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
  ])('%s is %s', (name, edition, begins, ends) => {
    expect(icd10cmEdition(memberOf(name, ''))).toEqual({ name: edition, line: 'icd10cm', begins, ends });
  });

  test('the zip’s own name tells an April release too', () => {
    const member = {
      ...memberOf('icd10cm_order_2026.txt', ''),
      source: '/home/may/2020/april-1-2026-code-descriptions-tabular-order.zip',
    };
    expect(icd10cmEdition(member).name).toBe('ICD-10-CM April 2026');
  });

  test.each([
    'order.txt',
    '2026/icd10cm_order.txt',
    'icd10cm_order_20261.txt',
    'icd10cm-order-July-2026.txt',
  ])('%s does not tell: source-unrecognised, and what to do', (name) => {
    expect(() => icd10cmEdition(memberOf(name, ''))).toThrow(
      expect.objectContaining({
        code: 'source-unrecognised',
        message: expect.stringContaining('original name'),
      }),
    );
  });
});

describe('HCPCS', () => {
  test.each([
    ['HCPC2025_OCT_ANWEB.xlsx', 'HCPCS Oct 2025', '2025-10-01', '2025-12-31'],
    ['HCPC2025_OCT_ANWEB.RECONSTRUCTED.txt', 'HCPCS Oct 2025', '2025-10-01', '2025-12-31'],
    ['HCPC2024_JAN_ANWEB.txt', 'HCPCS Jan 2024', '2024-01-01', '2024-03-31'],
    ['hcpc2023_apr_anweb_v3.xlsx', 'HCPCS Apr 2023', '2023-04-01', '2023-06-30'],
    ['HCPC2023_JULY_ANWEB.xlsx', 'HCPCS Jul 2023', '2023-07-01', '2023-09-30'],
    ['HCPC2019_CONTR_ANWEB.txt', 'HCPCS Jan 2019', '2019-01-01', '2019-03-31'],
    ['HCPC2020_ANWEB_w_disclaimer.txt', 'HCPCS Jan 2020', '2020-01-01', '2020-03-31'],
  ])('%s is %s', (name, edition, begins, ends) => {
    expect(hcpcsEditionByName(memberOf(name, ''))).toEqual({ name: edition, line: 'hcpcs', begins, ends });
  });

  test.each(['anweb.txt', 'HCPC2025_MAY_ANWEB.txt'])('%s does not tell', (name) => {
    expect(hcpcsEditionByName(memberOf(name, ''))).toBeNull();
  });

  test.each([
    ['2025-10-01', 'HCPCS Oct 2025'],
    ['2025-12-31', 'HCPCS Oct 2025'],
    ['2024-01-01', 'HCPCS Jan 2024'],
    ['2025-06-18', 'HCPCS Apr 2025'],
  ])('newest record of %s: %s', (date, edition) => {
    expect(hcpcsEditionByDate(date).name).toBe(edition);
  });
});
