import { describe, expect, test } from 'vitest';
import { edition } from '../../test/fixtures/drafts.ts';
import type { Edition } from '../contract/codes.ts';
import type { SpanState } from './code-history.ts';
import { verdictOn } from './verdict.ts';
import type { VerdictFacts } from './verdict.ts';

const said = (billable: boolean | null): SpanState => ({
  title: 'A title',
  short: '',
  billable,
  detail: null,
});
const icd: VerdictFacts = {
  system: 'icd10cm',
  added: null,
  ended: null,
  spans: [{ edition: edition('icd10cm', { name: 'ICD-10-CM FY2026' }), state: said(true) }],
};
const hcpcs: VerdictFacts = {
  system: 'hcpcs',
  added: '2024-01-01',
  ended: '2025-10-31',
  spans: [
    {
      edition: edition('hcpcs', { name: 'HCPCS Oct 2025', begins: '2025-10-01', ends: '2025-12-31' }),
      state: said(null),
    },
  ],
};
const ours: VerdictFacts = {
  system: 'cpt',
  added: null,
  ended: null,
  spans: [
    {
      edition: edition('editorial', { name: 'Starter set', begins: '2025-01-01', ends: null }),
      state: said(null),
    },
  ],
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
    expect(
      verdictOn('2026-01-01', {
        ...icd,
        spans: icd.spans.map(({ edition: of }) => ({ edition: of, state: said(false) })),
      }),
    ).toEqual({
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
    const spans = [{ edition: edition('cpt', { name: 'CPT 2026', ends: null }), state: said(null) }];
    const licensed = { ...ours, spans };
    expect(verdictOn('2025-11-01', licensed).sentence).toBe('CPT 2026: listed as a code.');
  });
});

describe('several editions held', () => {
  const fy = (year: number, ends = `${year}-03-31`): Edition => ({
    name: `ICD-10-CM FY${year}`,
    line: 'icd10cm',
    begins: `${year - 1}-10-01`,
    ends,
  });
  const spans = (...states: (boolean | null)[]): VerdictFacts => ({
    ...icd,
    // The year 2024 was carried on by an update without change; after March 2025 nothing is held until October.
    spans: [fy(2024, '2024-09-30'), fy(2025), fy(2026)].map((held, place) => {
      const billable = states[place] ?? null;
      return { edition: held, state: billable === null ? null : said(billable) };
    }),
  });
  const cases: [what: string, facts: VerdictFacts, date: string, state: string, sentence: string][] = [
    [
      'became a header: billable before',
      spans(true, true, false),
      '2025-03-31',
      'billable',
      'ICD-10-CM FY2025: valid for submission.',
    ],
    [
      'became a header: not billable from the first day',
      spans(true, true, false),
      '2025-10-01',
      'header',
      'ICD-10-CM FY2026: a header, not valid for submission; choose a code under it.',
    ],
    [
      'new: not yet there',
      spans(null, null, true),
      '2024-10-01',
      'not-yet',
      'Not in ICD-10-CM FY2025: not valid on 2024-10-01. First held in ICD-10-CM FY2026, from 2025-10-01.',
    ],
    [
      'deleted: valid on its last day',
      spans(true, null, null),
      '2024-09-30',
      'billable',
      'ICD-10-CM FY2024: valid for submission.',
    ],
    [
      'deleted: gone the day after',
      spans(true, null, null),
      '2024-10-01',
      'ended',
      'Not in ICD-10-CM FY2025: not valid on 2024-10-01. Last held in ICD-10-CM FY2024.',
    ],
    [
      'deleted: gone for good, also past the editions held',
      spans(true, true, null),
      '2026-09-01',
      'ended',
      'Not in ICD-10-CM FY2026, in force from 2025-10-01: not valid on 2026-09-01. Last held in ICD-10-CM FY2025.',
    ],
    [
      'a gap between editions',
      spans(true, true, true),
      '2025-05-01',
      'unknown-date',
      'Not known for this date: no edition held was in force: ICD-10-CM FY2025 ended 2025-03-31, ICD-10-CM FY2026 begins 2025-10-01. ICD-10-CM FY2025 says: valid for submission.',
    ],
    [
      'before the oldest',
      spans(true, true, true),
      '2023-09-30',
      'unknown-date',
      'Not known for this date: the oldest edition held begins 2023-10-01. ICD-10-CM FY2024 says: valid for submission.',
    ],
    [
      'after the newest',
      spans(true, true, true),
      '2026-04-01',
      'unknown-date',
      'Not known for this date: the newest edition held ended 2026-03-31. ICD-10-CM FY2026 says: valid for submission.',
    ],
  ];

  test.each(cases)('%s', (_what, facts, date, state, sentence) => {
    expect(verdictOn(date, facts)).toMatchObject({ state, sentence });
  });
});
