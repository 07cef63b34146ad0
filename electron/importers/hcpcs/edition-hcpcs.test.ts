import { describe, expect, test } from 'vitest';
import { hcpcsEditionByDate, hcpcsEditionByName } from './edition-hcpcs.ts';
import { memberOf } from '../fixtures.ts';

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
