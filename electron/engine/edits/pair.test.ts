import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { fileOf, release } from '../../../test/fixtures/drafts.ts';
import type { Fact } from '../../codeset/facts.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import type { EditPairRow } from '../../codeset/rows.ts';
import { pairAnswer } from './pair.ts';

const opened = codeSets();
const care = 'That is not permission: check the payer.';

const pair = (column1: string, column2: string, more: Partial<EditPairRow> = {}): Fact => ({
  table: 'editPair',
  row: {
    column1,
    column2,
    before1996: false,
    effective: '2015-01-01',
    deleted: null,
    modifier: 1,
    rationale: 'Misuse of column two code',
    ...more,
  },
});

const third = ['2024-07-01', '2024-09-30'] as const;
const rows = [
  pair('20610', '76000', { modifier: 0 }),
  pair('20610', '99213', { effective: '2015-01-01', deleted: '2024-08-15' }),
  pair('20610', '64450', { effective: '2010-01-01', deleted: '2012-12-31', modifier: 0 }),
  pair('20610', '64450', { effective: '2024-09-01' }),
  pair('20610', '36415', { effective: null, deleted: null }),
  pair('20610', '11900', { modifier: 9 }),
  pair('20610', '20605', { effective: '2020-01-01', deleted: '2020-12-31', modifier: 0 }),
  pair('20605', '20610', { effective: '2021-01-01', before1996: true }),
];

const file = (): Promise<CodeSet> =>
  opened(
    fileOf(
      release('edit-pairs-practitioner', 'NCCI 2024 Q3', third, rows),
      release('edit-pairs-hospital', 'NCCI 2024 Q3', third, [pair('20610', 'G0463', { modifier: 0 })]),
    ),
  );

describe('two codes on a date', () => {
  test.each([
    [
      '20610',
      '76000',
      '2024-08-01',
      'edit',
      'NCCI 2024 Q3: 20610 is column 1, payable; 76000 is column 2, denied. Indicator 0: never bypassed by a modifier. In force from 2015-01-01. Reason: Misuse of column two code.',
    ],
    [
      '99213',
      '20610',
      '2024-08-15',
      'edit',
      'NCCI 2024 Q3: 20610 is column 1, payable; 99213 is column 2, denied. Indicator 1: a modifier may bypass it if documentation supports it. In force from 2015-01-01 to 2024-08-15. Reason: Misuse of column two code.',
    ],
    [
      '20610',
      '99213',
      '2024-08-16',
      'no-edit',
      `NCCI 2024 Q3: the edit of 20610 (column 1) with 99213 (column 2) ended 2024-08-15: no edit on 2024-08-16. ${care}`,
    ],
    [
      '20610',
      '64450',
      '2024-08-31',
      'no-edit',
      `NCCI 2024 Q3: the edit of 20610 (column 1) with 64450 (column 2) ended 2012-12-31: no edit on 2024-08-31. ${care}`,
    ],
    [
      '20610',
      '64450',
      '2024-09-01',
      'edit',
      'NCCI 2024 Q3: 20610 is column 1, payable; 64450 is column 2, denied. Indicator 1: a modifier may bypass it if documentation supports it. In force from 2024-09-01. Reason: Misuse of column two code.',
    ],
    [
      '36415',
      '20610',
      '2024-07-01',
      'edit',
      'NCCI 2024 Q3: 20610 is column 1, payable; 36415 is column 2, denied. Indicator 1: a modifier may bypass it if documentation supports it. The source does not say since when. Reason: Misuse of column two code.',
    ],
    [
      '20610',
      '11900',
      '2024-08-01',
      'no-edit',
      `NCCI 2024 Q3: 20610 with 11900 has indicator 9, not applicable, no edit. ${care}`,
    ],
    [
      '20610',
      '20605',
      '2024-08-01',
      'edit',
      'NCCI 2024 Q3: 20605 is column 1, payable; 20610 is column 2, denied. Indicator 1: a modifier may bypass it if documentation supports it. In force from 2021-01-01. Reason: Misuse of column two code.',
    ],
    ['20610', '99999', '2024-08-01', 'none-held', `NCCI 2024 Q3 holds no edit for 20610 with 99999. ${care}`],
    ['20610', '20610', '2024-08-01', 'none-held', `NCCI 2024 Q3 holds no edit for 20610 with 20610. ${care}`],
  ] as const)('%s with %s on %s: %s', async (one, other, date, state, sentence) => {
    const answer = pairAnswer(await file(), 'practitioner', [one, other], date);
    expect(answer).toMatchObject({ state, says: state, sentence, edition: { name: 'NCCI 2024 Q3' } });
  });

  test('past the range held nothing is known, and what the edition says stands beside it', async () => {
    const set = await file();
    expect(pairAnswer(set, 'practitioner', ['20610', '76000'], '2024-10-01')).toMatchObject({
      state: 'unknown-date',
      says: 'edit',
      sentence:
        'Not known for this date: the newest edition held ended 2024-09-30. NCCI 2024 Q3 says: 20610 is column 1, payable; 76000 is column 2, denied. Indicator 0: never bypassed by a modifier. In force from 2015-01-01. Reason: Misuse of column two code.',
    });
    expect(pairAnswer(set, 'practitioner', ['20610', '99999'], '2024-06-30')).toMatchObject({
      state: 'unknown-date',
      says: 'none-held',
      sentence: `Not known for this date: the only edition held begins 2024-07-01. NCCI 2024 Q3 says: no edit for 20610 with 99999. ${care}`,
    });
  });

  test('each setting has its own table, and none held is no answer', async () => {
    const set = await file();
    expect(pairAnswer(set, 'hospital', ['20610', '76000'], '2024-08-01').sentence).toBe(
      `NCCI 2024 Q3 for hospitals holds no edit for 20610 with 76000. ${care}`,
    );
    expect(pairAnswer(set, 'hospital', ['G0463', '20610'], '2024-08-01')).toMatchObject({
      state: 'edit',
      pair: { column1: '20610', column2: 'G0463', modifier: 0 },
    });
    const only = await opened(fileOf(release('edit-pairs-practitioner', 'NCCI 2024 Q3', third, [])));
    expect(pairAnswer(only, 'hospital', ['20610', '76000'], '2024-08-01')).toEqual({
      state: 'no-table',
      says: null,
      sentence: 'No NCCI table of edit pairs for hospitals is held. Add one in the library.',
      edition: null,
      source: '',
      pair: null,
    });
  });

  test('of two quarters the one in force speaks, and not for its neighbour', async () => {
    const set = await opened(
      fileOf(
        release('edit-pairs-practitioner', 'NCCI 2024 Q3', third, [pair('20610', '99213', { modifier: 0 })]),
        release(
          'edit-pairs-practitioner',
          'NCCI 2025 Q1',
          ['2025-01-01', '2025-03-31'],
          [pair('20610', '76000')],
        ),
      ),
    );
    const stateOn = (other: string, date: string) =>
      pairAnswer(set, 'practitioner', ['20610', other], date).state;
    expect(['2024-09-30', '2025-01-01'].map((date) => stateOn('99213', date))).toEqual(['edit', 'none-held']);
    expect(['2024-09-30', '2025-01-01'].map((date) => stateOn('76000', date))).toEqual(['none-held', 'edit']);
    expect(pairAnswer(set, 'practitioner', ['20610', '76000'], '2024-11-01').sentence).toBe(
      `Not known for this date: no edition held was in force: NCCI 2024 Q3 ended 2024-09-30, NCCI 2025 Q1 begins 2025-01-01. NCCI 2024 Q3 says: no edit for 20610 with 76000. ${care}`,
    );
  });
});
