import { describe, expect, test } from 'vitest';
import { codesIn } from './guidelines-scope.ts';

const found = (text: string): string[] =>
  codesIn(text).map(({ first, last }) => (first === last ? first : `${first}–${last}`));

describe('codes that a guideline names', () => {
  test.each([
    ['categories T36-T65 are', ['T36–T65']],
    ['(A00-B99), U07.1, U09.9', ['A00–B99', 'U071', 'U099']],
    ['(F01 – F99) and (I00 -I99)', ['F01–F99', 'I00–I99']],
    ['from A00.0 through T88.9, Z00-Z99.8', ['A000–T889', 'Z00–Z998']],
    ['codes (R40.21- to R40.24-) can', ['R4021–R4024']],
    ['O33.3 - O33.6, O35', ['O333–O336', 'O35']],
    ['I50.-, Heart failure, I51.4-I51.7', ['I50', 'I514–I517']],
    ['category O09, then O09.- again', ['O09']],
    ['(Q00-QA1), C4A, O9A.1-, I1A.0, Z3A', ['Q00–QA1', 'C4A', 'O9A1', 'I1A0', 'Z3A']],
    ['T36.0X1-, S72.141D', ['T360X1', 'S72141D']],
    ['L89.--0 and Z51.--code', ['L89', 'Z51']],
    ['code E11.9. See Z79.4', ['E119', 'Z794']],
    ['I22 and I21; I21.4-I21.0', ['I22', 'I21', 'I214', 'I210']],
  ])('%s', (text, codes) => {
    expect(found(text)).toEqual(codes);
  });

  test.each([
    'See Section I.B.14. and Section I.C.19.g.3.a',
    'influenza H1N1 or H3N2, hemoglobin A1C, COVID-19',
    'FY2026, Vol. 50, pp. 31038-40, UB-04, #11-b',
    'Z codes, e10.9, 1A00, XE11, E11X, 7th character A',
    'ICD-10-CM',
  ])('%s names none', (text) => {
    expect(found(text)).toEqual([]);
  });
});
