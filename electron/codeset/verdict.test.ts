import { describe, expect, test } from 'vitest';
import { edition } from '../../test/fixtures/drafts.ts';
import { verdictOn } from './verdict.ts';
import type { VerdictFacts } from './verdict.ts';

const icd: VerdictFacts = {
  system: 'icd10cm',
  billable: true,
  added: null,
  ended: null,
  edition: edition('icd10cm', { name: 'ICD-10-CM FY2026' }),
};
const hcpcs: VerdictFacts = {
  system: 'hcpcs',
  billable: null,
  added: '2024-01-01',
  ended: '2025-10-31',
  edition: edition('hcpcs', { name: 'HCPCS Oct 2025', begins: '2025-10-01', ends: '2025-12-31' }),
};
const ours: VerdictFacts = {
  system: 'cpt',
  billable: null,
  added: null,
  ended: null,
  edition: edition('editorial', { name: 'Starter set', begins: '2025-01-01', ends: null }),
};

describe('an ICD-10-CM code', () => {
  test.each([
    [
      '2025-09-30',
      'unknown-date',
      'not known',
      'Not known for this date: the only edition held begins 2025-10-01. ICD-10-CM FY2026 says: valid for submission.',
    ],
    ['2025-10-01', 'billable', 'billable', 'ICD-10-CM FY2026: valid for submission.'],
    ['2026-09-30', 'billable', 'billable', 'ICD-10-CM FY2026: valid for submission.'],
    [
      '2026-10-01',
      'unknown-date',
      'not known',
      'Not known for this date: the newest edition held ended 2026-09-30. ICD-10-CM FY2026 says: valid for submission.',
    ],
  ])('on %s: %s', (date, state, label, sentence) => {
    expect(verdictOn(date, icd)).toEqual({ state, label, sentence });
  });

  test('that is a header says what to do', () => {
    expect(verdictOn('2026-01-01', { ...icd, billable: false })).toEqual({
      state: 'header',
      label: 'not billable',
      sentence: 'ICD-10-CM FY2026: a header, not valid for submission; choose a code under it.',
    });
  });
});

describe('a HCPCS code with dates of its own', () => {
  test.each([
    [
      '2023-12-31',
      'not-yet',
      'not yet valid',
      'Valid from 2024-01-01: not valid on 2023-12-31. Source: HCPCS Oct 2025.',
    ],
    [
      '2024-01-01',
      'unknown-date',
      'not known',
      'Not known for this date: the only edition held begins 2025-10-01. HCPCS Oct 2025 says: listed as a code.',
    ],
    ['2025-10-31', 'valid', 'listed', 'HCPCS Oct 2025: listed as a code.'],
    ['2025-11-01', 'ended', 'ended', 'Ended 2025-10-31: not valid on 2025-11-01. Source: HCPCS Oct 2025.'],
    ['2027-01-01', 'ended', 'ended', 'Ended 2025-10-31: not valid on 2027-01-01. Source: HCPCS Oct 2025.'],
  ])('on %s: %s', (date, state, label, sentence) => {
    expect(verdictOn(date, hcpcs)).toEqual({ state, label, sentence });
  });

  test.each([
    ['modifier', 'HCPCS Oct 2025: listed as a modifier.'],
    ['pos', 'HCPCS Oct 2025: listed as a place of service.'],
    ['hcpcs', 'HCPCS Oct 2025: listed as a code.'],
  ] as const)('a %s is called what it is', (system, sentence) => {
    expect(verdictOn('2025-10-15', { ...hcpcs, system }).sentence).toBe(sentence);
  });
});

describe('our own list of CPT numbers, which has no end', () => {
  const says =
    'listed as a code number; whether it is valid on this date comes with your AMA data file or a licensed pack.';

  test.each([
    [
      '2024-12-31',
      'unknown-date',
      `Not known for this date: the only edition held begins 2025-01-01. Starter set says: ${says}`,
    ],
    ['2025-01-01', 'valid', `Starter set: ${says}`],
    ['2099-01-01', 'valid', `Starter set: ${says}`],
  ])('on %s: %s, and never more than a number', (date, state, sentence) => {
    expect(verdictOn(date, ours)).toMatchObject({ state, sentence });
  });

  test('is not what a licensed file says', () => {
    const licensed = { ...ours, edition: edition('cpt', { name: 'CPT 2026', ends: null }) };
    expect(verdictOn('2025-11-01', licensed).sentence).toBe('CPT 2026: listed as a code.');
  });
});
