import { describe, expect, it } from 'vitest';
import { ncciEdition, settingByName } from './edition-ncci.ts';
import type { Member } from '../importer.ts';

const named = (name: string, source = name): Member => ({
  source,
  name,
  size: 1,
  open: () => Promise.reject(new Error('Names only.')),
});
const quarterOf = (name: string, source = name): string =>
  ncciEdition(named(name, source), 'ccipra-v322r0-f1.txt').name;

describe('the quarter of an NCCI table', () => {
  it.each([
    ['ccipra-v322r0-f1.txt', 'NCCI 2026 Q3'],
    ['CCIPRA-V320R0-F1.TXT', 'NCCI 2026 Q1'],
    ['ccioph-v323r0-f4.xlsx', 'NCCI 2026 Q4'],
    ['ccipra-v302r0-f2.xlsx', 'NCCI 2024 Q3'],
    ['ccipra-v301r0-f1.xlsx', 'NCCI 2024 Q2'],
    ['medicare-ncci-2026q2-practitioner-ptp-edits-ccipra-v321r0-f1.zip', 'NCCI 2026 Q2'],
    ['MCR_MUE_PractitionerServices_Eff_07-01-2026.csv', 'NCCI 2026 Q3'],
    ['MCR_MUE_DMESupplierServices_Eff_10-01-2025.csv', 'NCCI 2025 Q4'],
    ['medicare-ncci-2026-q3-practitioner-services-mue-table.zip', 'NCCI 2026 Q3'],
    ['add-code-edits-medicare-effective-06012026.zip', 'NCCI 2026 Q2'],
    ['AOC_V2025Q4_01-MCR.txt', 'NCCI 2025 Q4'],
    ['ncci q1 2025.csv', 'NCCI 2025 Q1'],
  ])('%s is %s', (name, quarter) => {
    expect(quarterOf(name)).toBe(quarter);
  });

  it('comes from the nearest name that tells it', () => {
    expect(quarterOf('2025q1/ccipra-v322r0-f1.txt', '/x/2024q4.zip')).toBe('NCCI 2026 Q3');
    expect(quarterOf('2025q1/table.txt', '/x/2024q4.zip')).toBe('NCCI 2025 Q1');
    expect(quarterOf('table.txt', '/2023q1/2024q4.zip')).toBe('NCCI 2024 Q4');
  });

  it('begins and ends with the quarter', () => {
    expect(ncciEdition(named('ccipra-v300r0-f1.txt'), '')).toEqual({
      name: 'NCCI 2024 Q1',
      line: 'ncci',
      begins: '2024-01-01',
      ends: '2024-03-31',
    });
  });

  it.each(['table.txt', 'ccipra-v324r0-f1.txt', 'x_Eff_13-01-2026.csv', '12026q1x.csv'])(
    'is not guessed for %s',
    (name) => {
      expect(() => quarterOf(name)).toThrow(
        expect.objectContaining({
          code: 'source-unrecognised',
          message: expect.stringContaining('ccipra-v322r0-f1.txt'),
        }),
      );
    },
  );

  it('is refused for a table of Medicaid', () => {
    expect(() => quarterOf('MCD_MUE_PractitionerServices_Eff_07-01-2026.csv')).toThrow('Medicaid');
    expect(() => quarterOf('ptp.txt', '/x/medicaid-ncci-q2-2026-ptp-edits.zip')).toThrow('Medicaid');
  });
});

describe('the setting of an NCCI table', () => {
  it.each([
    ['ccipra-v322r0-f1.txt', 'practitioner'],
    ['ccioph-v322r0-f1.txt', 'hospital'],
    ['ccihosp-v322r0-f1.txt', 'hospital'],
    ['MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv', 'hospital'],
    ['MCR_MUE_DMESupplierServices_Eff_10-01-2025.csv', 'supplier'],
    ['table.txt', null],
  ])('%s is for %s', (name, setting) => {
    expect(settingByName(named(name))).toBe(setting);
  });

  it('may be told by the zip alone', () => {
    expect(settingByName(named('f1.txt', '/x/medicare-ncci-2026q2-hospital-ptp-edits.zip'))).toBe('hospital');
  });
});
