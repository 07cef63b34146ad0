import { expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../../test/fixtures/drafts.ts';
import { pageOf, saidIn } from '../../../test/fixtures/pages.ts';
import type { Fact, FactRow } from '../../codeset/facts.ts';

const opened = codeSets();

const conversion = (code: string, previous: string, more: Partial<FactRow<'conversion'>> = {}): Fact => ({
  table: 'conversion',
  row: {
    system: 'icd10cm',
    code,
    previous,
    last: null,
    effective: '2025-10-01',
    change: 'New',
    together: 0,
    ...more,
  },
});

const pageOn = async (key: string, date = '2025-12-01') => {
  const set = await opened(
    fileOf(
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2025',
        ['2024-10-01', '2025-09-30'],
        codeFacts([
          row('icd10cm', 'E119', 'Without complications'),
          row('icd10cm', 'G35', 'Multiple sclerosis'),
          row('icd10cm', 'L02212', 'Abscess of back'),
          row('icd10cm', 'T7807XA', 'Reaction due to milk'),
        ]),
      ),
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2026',
        ['2025-10-01', '2026-03-31'],
        codeFacts([
          row('icd10cm', 'E119', 'Without complications'),
          row('icd10cm', 'E11A', 'In remission'),
          header('G35', 'Multiple sclerosis'),
          row('icd10cm', 'G35A', 'Relapsing-remitting', { parent: 'G35' }),
          row('icd10cm', 'L02212', 'Abscess of back, except flank'),
        ]),
      ),
      release(
        'icd10cm-conversion',
        'Conversion table FY2026',
        ['2025-10-01', '2026-03-31'],
        [
          conversion('E11A', 'E119'),
          conversion('G35A', 'G35'),
          conversion('G35Z', 'G35'),
          conversion('T78070A', 'T7807XA'),
          conversion('L02212', 'L0220', { together: 1 }),
          conversion('L02212', 'L0221', { together: 1 }),
          conversion('L02212', 'L0230', { together: 1, last: 'L0239' }),
          conversion('E119', 'E118', { change: 'Deleted' }),
          conversion('G35A', 'L02212', { effective: '2018-10-01' }),
        ],
      ),
    ),
  );
  return pageOf([set], 'icd10cm', key, date);
};

const care = 'Many to many, never the replacement: verify each one.';

test.each([
  [
    'G35',
    [
      'From 2025-10-01, against ICD-10-CM FY2025: became a header, not valid for submission; choose a code under it.',
      `From 2025-10-01: candidates for what was coded here. ${care}`,
      'G35.A (icd10cm) Relapsing-remitting',
      'G35.Z (no page) In no edition held.',
    ],
  ],
  [
    'E119',
    [
      `From 2025-10-01: newer codes for some of what was coded here. E11.9 stays. ${care}`,
      'E11.A (icd10cm) In remission',
      'From 2025-10-01 this stands also for what was coded with:',
      'E11.8 (no page) In no edition held.',
    ],
  ],
  [
    'E11A',
    [
      'From 2025-10-01, against ICD-10-CM FY2025: new.',
      'Before 2025-10-01 this was coded with:',
      'E11.9 (icd10cm) Without complications',
    ],
  ],
  [
    'T7807XA',
    [
      'From 2025-10-01, against ICD-10-CM FY2025: deleted. It read: “Reaction due to milk”.',
      `From 2025-10-01: candidates for what was coded here. ${care}`,
      'T78.070A (no page) In no edition held.',
    ],
  ],
  [
    'L02212',
    [
      'From 2025-10-01, against ICD-10-CM FY2025: revised. Before: “Abscess of back”. Now: “Abscess of back, except flank”.',
      `From 2018-10-01: newer codes for some of what was coded here. L02.212 stays. ${care}`,
      'G35.A (icd10cm) Relapsing-remitting',
      'Before 2025-10-01 this was coded with these together:',
      'L02.20 (no page) In no edition held.',
      'L02.21 (no page) In no edition held.',
      'L02.30–L02.39 (no page) All codes from the first to the last.',
    ],
  ],
])('%s', async (key, expected) => {
  expect(saidIn(await pageOn(key), 'history')).toEqual(expected);
});

test('each change names its edition and source, the table its own; past its time it is marked', async () => {
  const sections = (await pageOn('G35', '2026-05-01')).sections.filter(({ kind }) => kind === 'history');
  expect(sections.map(({ edition, notKnown, source }) => [edition, notKnown, source.document])).toEqual([
    ['ICD-10-CM FY2026', null, 'icd10cm-codes of ICD-10-CM FY2026'],
    [
      'Conversion table FY2026',
      'Not known for this date: the newest edition held ended 2026-03-31.',
      'icd10cm-conversion of Conversion table FY2026',
    ],
  ]);
});

test('a candidate is marked with what it is on the date of service', async () => {
  expect(saidIn(await pageOn('E119', '2025-09-30'), 'history')).toContain(
    'E11.A (icd10cm) In remission (not yet valid)',
  );
});

test('the page shows the text of the edition that speaks for the date', async () => {
  const [before, after] = [await pageOn('L02212', '2025-09-30'), await pageOn('L02212', '2025-10-01')];
  expect([before.title, before.edition.name]).toEqual(['Abscess of back', 'ICD-10-CM FY2025']);
  expect([after.title, after.edition.name]).toEqual(['Abscess of back, except flank', 'ICD-10-CM FY2026']);
  expect(before.official).toMatchObject({
    text: 'Abscess of back',
    source: { document: 'icd10cm-codes of ICD-10-CM FY2025' },
  });
});
