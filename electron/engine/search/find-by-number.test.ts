import { describe, expect, test } from 'vitest';
import { draft, hcpcsRows, header, icdRows, row } from '../../../test/fixtures/drafts.ts';
import { request, searchIn } from '../../../test/fixtures/search.ts';
import type { SearchRequest } from '../../contract/search.ts';

const library = searchIn(
  draft('icd10cm', [
    ...icdRows(),
    header('C50', 'Malignant neoplasm of breast'),
    row('icd10cm', 'C50011', 'Malignant neoplasm of nipple, right breast', { parent: 'C50' }),
    row('icd10cm', 'C50012', 'Malignant neoplasm of nipple, left breast', { parent: 'C50' }),
    row('icd10cm', 'C50019', 'Malignant neoplasm of nipple, unspecified breast', { parent: 'C50' }),
    row('icd10cm', 'C50021', 'Malignant neoplasm of nipple, right male breast', { parent: 'C50' }),
    header('I20', 'Angina pectoris'),
    row('icd10cm', 'I200', 'Unstable angina', { parent: 'I20' }),
    header('I25', 'Chronic ischemic heart disease'),
    row('icd10cm', 'I259', 'Chronic ischemic heart disease, unspecified', { parent: 'I25' }),
    row('icd10cm', 'I260', 'Pulmonary embolism with acute cor pulmonale'),
    row('icd10cm', 'D519', 'Vitamin B12 deficiency anemia, unspecified'),
    row('icd10cm', 'R29725', 'NIHSS score 25'),
  ]),
  draft('hcpcs', [
    ...hcpcsRows(),
    row('hcpcs', 'E1130', 'Standard wheelchair, fixed full length arms'),
    row('hcpcs', 'G0438', 'Annual wellness visit, initial visit'),
    row('hcpcs', 'J3301', 'Injection, triamcinolone acetonide, 10 mg'),
    row('hcpcs', 'L3000', 'Foot insert, removable'),
    row('modifier', 'RT', 'Right side'),
    row('modifier', 'L1', 'Provider attestation'),
    row('modifier', 'PT', 'Colorectal cancer screening test'),
    row('modifier', 'UP', 'Medicaid level of care'),
    row('modifier', '25', 'Significant, separately identifiable service'),
    row('modifier', '59', 'Distinct procedural service'),
  ]),
  draft('cpt', [row('cpt', '99213', 'A visit at a practice')]),
);
const ask = (text: string) => library.search(request(text));
const codes = (text: string) => ask(text).rows.map(({ code }) => code);

describe('a code beside anything else goes first', () => {
  test.each<[string, string[]]>([
    ['E11.9,', ['E11.9']],
    ['E11.9, ', ['E11.9']],
    ['E11.9.', ['E11.9']],
    ['(E11.9)', ['E11.9']],
    ['[E11.9]', ['E11.9']],
    ['E11.9/I10', ['E11.9', 'I10']],
    ['E11.9, I', ['E11.9']],
    ['dx E11.9', ['E11.9']],
    ['dx: E11.9', ['E11.9']],
    ['ICD-10 E11.9', ['E11.9']],
    ['icd 10 code E11.9', ['E11.9']],
    ['code I10', ['I10']],
    ['what is E11.9?', ['E11.9']],
    ['hcpcs J3301', ['J3301']],
    ['E11.9 and htn', ['E11.9', 'I10']],
    ['htn E11.9', ['E11.9', 'I10']],
    ['E119 htn', ['E11.9', 'I10']],
    ['99213 wellness visit', ['99213', 'G0438']],
    ['99213 -25', ['99213', '25']],
    ['99213 25', ['99213', '25']],
    ['99213 - 25', ['99213', '25']],
    ['99213-25-59', ['99213', '25', '59']],
    ['99213-25,59', ['99213', '25', '59']],
    ['99213 mod:25', ['99213', '25']],
    ['L3000 -RT', ['L3000', 'RT']],
    ['L3000-rt J3301', ['L3000', 'RT', 'J3301']],
    ['C50.011-C50.019', ['C50.011', 'C50.012', 'C50.019']],
    ['C50.011 to C50.012', ['C50.011', 'C50.012']],
    ['c50011 - c50012', ['C50.011', 'C50.012']],
    ['I20-I25', ['I20', 'I25', 'I20.0', 'I21.9', 'I25.9']],
    ['I20-I25, I10', ['I20', 'I25', 'I20.0', 'I21.9', 'I25.9', 'I10']],
    ['G0438-G0439', ['G0438', 'G0439']],
  ])('%j finds %j', (text, first) => {
    expect(codes(text).slice(0, first.length)).toEqual(first);
    expect(ask(text).missing).toEqual([]);
  });

  test('and what is left of the text is no more than its words', () => {
    for (const text of ['dx E11.9', 'E11.9, I', 'E11.9, ', '(E11.9)']) expect(codes(text)).toEqual(['E11.9']);
    expect(codes('99213-25-59')).toEqual(['99213', '25', '59']);
    expect(codes('E11.9 and htn')).toEqual(['E11.9', 'I10']);
  });

  test('what was excluded stays so', () => {
    expect(codes('E11.9 wheelchair -low')).toEqual(['E11.9', 'E1130']);
    expect(ask('L3000 -RT').conditions).toEqual([]);
  });
});

describe('a code that is not held is said, and no look-alike stands for it', () => {
  test.each<[string, string[], string[]]>([
    ['E11.30', ['E11.30'], []],
    ['G04.38', ['G04.38'], []],
    ['E11.30 htn', ['E11.30'], ['I10']],
    ['250.00', ['250.00'], []],
    ['J9999 htn', ['J9999'], ['I10']],
    ['99213-ZZ', ['modifier ZZ'], ['99213']],
    ['99213, 99299', ['99299'], ['99213']],
    ['C60.0-C60.9', ['C60.0-C60.9'], []],
    ['J9998-J9999', ['J9998-J9999'], []],
    ['Z9998-Z9999', ['Z9998-Z9999'], []],
  ])('%s', (text, missing, found) => {
    expect(ask(text).missing).toEqual(missing);
    expect(codes(text)).toEqual(found);
  });
});

describe('words that look like codes are words', () => {
  test.each<[string, string[]]>([
    ['b12 anemia', ['D51.9']],
    ['b12 pt', ['D51.9']],
    ['b12 im', ['D51.9']],
    ['b12 d3', ['D51.9']],
    ['t12 l1', []],
    ['t10-t12', []],
    ['L5-S1', []],
    ['covid19 pt', []],
    ['ca125 up', []],
    ['zofran q12h', []],
    ['htn 10000 units', ['I10']],
    ['htn 5000u', ['I10']],
    ['vitamin 50000', ['D51.9']],
  ])('%s', (text, found) => {
    const { rows, missing } = ask(text);
    expect(missing).toEqual([]);
    expect(rows.filter(({ system }) => system === 'icd10cm').map(({ code }) => code)).toEqual(found);
    expect(rows.filter(({ system, why }) => system === 'modifier' && why === '')).toEqual([]);
  });
});

describe('what is found by number is counted, all of it and by every filter', () => {
  const found = (text: string, more: Partial<SearchRequest> = {}) => {
    const { rows, counts, facets } = library.search(request(text, more));
    return { rows: rows.map(({ code }) => code), counts, facets };
  };

  test.each<[string, number]>([
    ['C50*', 5],
    ['C50.*', 4],
    ['C50.01?', 3],
    ['C50.011-C50.019', 3],
    ['C50', 5],
    ['I20-I25', 5],
    ['E11.9, E11-E13', 4],
  ])('%s, though one row is shown', (text, icd10cm) => {
    const one = found(text, { limit: 1, systems: ['icd10cm'] });
    expect([one.rows.length, one.counts.icd10cm]).toEqual([1, icd10cm]);
  });

  test('each filter is counted before itself and after the others', () => {
    const chapters = { '4': 4 };
    expect(found('E11.').facets).toEqual({ billable: 2, header: 2, chapters });
    expect(found('E11. billable:yes')).toEqual({
      rows: ['E11.65', 'E11.9'],
      counts: { icd10cm: 2 },
      facets: { billable: 2, header: 2, chapters: { '4': 2 } },
    });
    expect(found('E11.9').facets).toEqual({ billable: 1, header: 0, chapters: { '4': 1 } });
    expect(found('E11').counts).toEqual({ icd10cm: 4, hcpcs: 1 });
    expect(found('E11', { systems: ['hcpcs'] })).toMatchObject({
      rows: ['E1130'],
      counts: { icd10cm: 4, hcpcs: 1 },
      facets: { billable: 0, header: 0, chapters: {} },
    });
  });

  test('rows that a filter lets through are found behind those it does not', () => {
    expect(found('E11.', { billable: true, limit: 1 }).rows).toEqual(['E11.65']);
  });

  test('a code found by its number and in words counts once', () => {
    expect(found('LT').counts).toEqual({ modifier: 1 });
    expect(found('E11.9 diabetes').counts).toEqual({ icd10cm: 4 });
  });
});
