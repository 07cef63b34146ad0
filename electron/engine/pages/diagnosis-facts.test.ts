import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../../test/fixtures/drafts.ts';
import { pageOf, saidIn } from '../../../test/fixtures/pages.ts';
import type { Fact, FactRow } from '../../codeset/facts.ts';

const opened = codeSets();
const fy2026 = ['2025-10-01', '2026-03-31'] as const;

const mapping = (direction: string, code: string, more: Partial<FactRow<'equivalence'>>): Fact => ({
  table: 'equivalence',
  row: {
    direction,
    code,
    ordinal: 0,
    target: null,
    approximate: 1,
    noMap: 0,
    combination: 0,
    scenario: 0,
    choice: 0,
    ...more,
  },
});

const pageOn = async (key: string, date = '2025-12-01') => {
  const set = await opened(
    fileOf(
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2026',
        fy2026,
        codeFacts([
          header('I46', 'Cardiac arrest'),
          row('icd10cm', 'I469', 'Cardiac arrest', { parent: 'I46' }),
          row('icd10cm', 'O80', 'Delivery'),
          row('icd10cm', 'E119', 'Diabetes'),
        ]),
      ),
      release('poa-exempt', 'POA Exempt List FY2026', fy2026, [{ table: 'poaExempt', row: { code: 'O80' } }]),
      release('complications', 'MS-DRG v43', fy2026, [
        { table: 'complication', row: { code: 'I469', level: 'MCC', aliveOnly: 1 } },
        { table: 'complication', row: { code: 'O80', level: 'CC', aliveOnly: 0 } },
      ]),
      release(
        'hierarchical-conditions',
        'HCC Mappings 2026',
        ['2025-01-01', '2025-12-31'],
        [
          { table: 'hierarchicalCondition', row: { code: 'E119', model: 'CMS-HCC V28', category: '38' } },
          { table: 'hierarchicalCondition', row: { code: 'E119', model: 'CMS-HCC V24', category: '19' } },
        ],
      ),
      release('code-editor', 'MCE v43', fy2026, [
        { table: 'codeEdit', row: { system: 'icd10cm', code: 'O80', kind: 'age', rule: 'Maternity Only' } },
      ]),
      release(
        'equivalence-to-icd9',
        'GEMs 2018',
        ['2017-10-01', null],
        [
          mapping('to-icd9', 'E119', { target: '25000' }),
          mapping('to-icd9', 'O80', { noMap: 1 }),
          mapping('to-icd9', 'I469', {
            target: 'E8781',
            combination: 1,
            scenario: 1,
            choice: 2,
            approximate: 0,
          }),
        ],
      ),
      release(
        'equivalence-from-icd9',
        'GEMs 2018',
        ['2017-10-01', null],
        [mapping('from-icd9', '25000', { target: 'E119' })],
      ),
    ),
  );
  return pageOf([set], 'icd10cm', key, date);
};

describe("Medicare's lists of diagnoses", () => {
  test.each([
    [
      'I469',
      [
        'I46.9 is not on the list of exempt codes: an inpatient claim reports whether it was present on admission.',
        'I46.9 is a major complication or comorbidity (MCC) only where the patient is discharged alive, unless the principal diagnosis excludes it.',
        'I46.9 has no payment category in any model.',
      ],
    ],
    [
      'O80',
      [
        'O80 is exempt from present-on-admission reporting.',
        'O80 is a complication or comorbidity (CC), unless the principal diagnosis excludes it.',
        'O80 has no payment category in any model.',
        'Medicare Code Editor, inpatient claims only: lists that the code is on',
        'age | Maternity Only',
      ],
    ],
    [
      'E119',
      [
        'E11.9 is not on the list of exempt codes: an inpatient claim reports whether it was present on admission.',
        'E11.9 is neither a complication or comorbidity (CC) nor a major one (MCC).',
        'Hierarchical condition categories (HCC)',
        'CMS-HCC V24 | 19',
        'CMS-HCC V28 | 38',
      ],
    ],
    ['I46', []],
  ])('%s', async (key, expected) => {
    expect(saidIn(await pageOn(key), 'medicare')).toEqual(expected);
  });

  test('each list has its own time', async () => {
    const sections = (await pageOn('E119', '2026-02-01')).sections.filter(({ kind }) => kind === 'medicare');
    expect(sections.map(({ edition, notKnown }) => [edition, notKnown])).toEqual([
      ['POA Exempt List FY2026', null],
      ['MS-DRG v43', null],
      ['HCC Mappings 2026', 'Not known for this date: the newest edition held ended 2025-12-31.'],
    ]);
  });
});

test.each([
  [
    'E119',
    [
      'To ICD-9-CM',
      '250.00 | approximate | – | –',
      'A General Equivalence Mapping is no coding crosswalk: read both codes before using one.',
      'From ICD-9-CM',
      '250.00 | approximate | – | –',
      'A General Equivalence Mapping is no coding crosswalk: read both codes before using one.',
    ],
  ],
  [
    'O80',
    [
      'To ICD-9-CM',
      'none | no map | – | –',
      'A General Equivalence Mapping is no coding crosswalk: read both codes before using one.',
    ],
  ],
  [
    'I469',
    [
      'To ICD-9-CM',
      'E878.1 | identical, in combination with others | 1 | 2',
      'A General Equivalence Mapping is no coding crosswalk: read both codes before using one.',
    ],
  ],
])('equivalence mappings of %s with their flags', async (key, expected) => {
  expect(saidIn(await pageOn(key), 'crosswalks')).toEqual(expected);
});
