import { expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { fileOf, release } from '../../../test/fixtures/drafts.ts';
import type { Fact } from '../../codeset/facts.ts';
import { unitLimitAnswer } from './unit-limit.ts';

const opened = codeSets();
const third = ['2024-07-01', '2024-09-30'] as const;

const limit = (code: string, units: number, adjudication: number, setting = 'practitioner'): Fact => ({
  table: 'unitLimit',
  row: { setting, code, units, adjudication, rationale: 'CMS Policy' },
});

const file = () =>
  opened(
    fileOf(
      release('unit-limits-practitioner', 'NCCI 2024 Q3', third, [
        limit('20610', 2, 3),
        limit('G0105', 1, 2),
        limit('J1100', 120, 1),
        limit('A4253', 0, 1),
      ]),
      release('unit-limits-hospital', 'NCCI 2024 Q3', third, [limit('20610', 4, 2, 'hospital')]),
    ),
  );

test.each([
  [
    '20610',
    "NCCI 2024 Q3: at most 2 of 20610. MAI 3: per day, can be appealed; one practitioner's lines of the day are added up. Reason: CMS Policy.",
  ],
  [
    'G0105',
    "NCCI 2024 Q3: at most 1 of G0105. MAI 2: per day, absolute; one practitioner's lines of the day are added up. Reason: CMS Policy.",
  ],
  ['J1100', 'NCCI 2024 Q3: at most 120 of J1100. MAI 1: per claim line. Reason: CMS Policy.'],
  ['A4253', 'NCCI 2024 Q3: 0 units of A4253: any unit fails. MAI 1: per claim line. Reason: CMS Policy.'],
])('%s in force', async (code, sentence) => {
  expect(unitLimitAnswer(await file(), 'practitioner', code, '2024-09-30')).toMatchObject({
    state: 'limit',
    sentence,
  });
});

test('a code without a published limit may have one all the same', async () => {
  expect(unitLimitAnswer(await file(), 'practitioner', '99999', '2024-08-01')).toMatchObject({
    state: 'none-published',
    limit: null,
    sentence: 'NCCI 2024 Q3: no published MUE for 99999. Some limits are not published: check the payer.',
  });
});

test('settings are told apart; beyond the range held nothing is known; without a table there is no answer', async () => {
  const set = await file();
  expect(unitLimitAnswer(set, 'hospital', '20610', '2024-10-01')).toMatchObject({
    state: 'unknown-date',
    says: 'limit',
    limit: { units: 4, adjudication: 2 },
    sentence:
      "Not known for this date: the newest edition held ended 2024-09-30. NCCI 2024 Q3 for hospitals says: at most 4 of 20610. MAI 2: per day, absolute; one practitioner's lines of the day are added up. Reason: CMS Policy.",
  });
  expect(unitLimitAnswer(set, 'supplier', '20610', '2024-08-01')).toMatchObject({
    state: 'no-table',
    sentence: 'No NCCI table of unit limits for suppliers is held. Add one in the library.',
  });
});
