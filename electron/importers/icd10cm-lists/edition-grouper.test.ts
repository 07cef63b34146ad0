import { describe, expect, test } from 'vitest';
import { grouperEdition } from './edition-grouper.ts';

describe('versions of the MS-DRG Grouper and the Medicare Code Editor', () => {
  test.each([
    ['33', 'MCE v33', '2015-10-01', '2016-03-31'],
    ['37', 'MCE v37', '2019-10-01', '2020-03-31'],
    ['37.1', 'MCE v37.1', '2020-04-01', '2020-09-30'],
    ['37.2', 'MCE v37.2', '2020-08-01', '2020-09-30'],
    ['38.1', 'MCE v38.1', '2021-01-01', '2021-03-31'],
    ['40.0', 'MCE v40', '2022-10-01', '2023-03-31'],
    ['41.1', 'MCE v41.1', '2024-04-01', '2024-09-30'],
    ['43', 'MCE v43', '2025-10-01', '2026-03-31'],
  ])('%s is %s, from %s to %s', (version, name, begins, ends) => {
    expect(grouperEdition('MCE', version)).toEqual({ name, line: 'icd10cm', begins, ends });
  });

  test.each(['', '32', '41.2', '4', '410', 'v41', '41.10'])('"%s" is none', (version) => {
    expect(grouperEdition('MCE', version)).toBeNull();
  });
});
