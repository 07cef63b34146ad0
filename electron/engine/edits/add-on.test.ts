import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { fileOf, release } from '../../../test/fixtures/drafts.ts';
import type { Fact, FactRow } from '../../codeset/facts.ts';
import { answering } from '../answering.ts';
import { addOnAnswer, addOnsOf } from './add-on.ts';

const opened = codeSets();
let ordinal = 0;

const addOn = (code: string, primary: string, kind: number, more: Partial<FactRow<'addOn'>> = {}): Fact => ({
  table: 'addOn',
  row: {
    code,
    primary,
    kind,
    ordinal: (ordinal += 1),
    effective: '2013-01-01',
    deleted: null,
    codeDeleted: null,
    primaryDeleted: null,
    instruction: null,
    ...more,
  },
});

const file = () =>
  opened(
    fileOf(
      release(
        'add-on-codes',
        'NCCI 2026 Q3',
        ['2026-07-01', '2026-09-30'],
        [
          addOn('22614', '22600', 1),
          addOn('22614', '22610', 1, { primaryDeleted: '2026-07-31' }),
          addOn('99292', 'CCCCC', 2, { instruction: 'Only with critical care.' }),
          addOn('64421', '64420', 3),
          addOn('64421', 'CCCCC', 3),
          addOn('0887T', '00100', 1, { deleted: '2026-06-30' }),
          ...Array.from({ length: 10 }, (_, at) => addOn('11045', `1104${at}`, 1)),
        ],
      ),
    ),
  );

describe('an add-on code', () => {
  test.each([
    [
      '22614',
      '2026-07-31',
      'add-on',
      'NCCI 2026 Q3: 22614 is an add-on code of type 1: its primaries are fixed; a claim with none of them is in error. Primaries: 22600, 22610.',
    ],
    [
      '22614',
      '2026-08-01',
      'add-on',
      'NCCI 2026 Q3: 22614 is an add-on code of type 1: its primaries are fixed; a claim with none of them is in error. Primaries: 22600.',
    ],
    [
      '99292',
      '2026-08-01',
      'add-on',
      'NCCI 2026 Q3: 99292 is an add-on code of type 2: no primary is fixed; the contractor decides.',
    ],
    [
      '64421',
      '2026-08-01',
      'add-on',
      'NCCI 2026 Q3: 64421 is an add-on code of type 3: some of its primaries are fixed; with another one the contractor decides. Primaries: 64420.',
    ],
    [
      '11045',
      '2026-08-01',
      'add-on',
      'NCCI 2026 Q3: 11045 is an add-on code of type 1: its primaries are fixed; a claim with none of them is in error. Primaries: 11040, 11041, 11042, 11043, 11044, 11045, 11046, 11047 and 2 more.',
    ],
    [
      '0887T',
      '2026-08-01',
      'no-add-on',
      'NCCI 2026 Q3: 0887T is listed as an add-on code, but not on this date.',
    ],
    ['99213', '2026-08-01', 'none-held', 'NCCI 2026 Q3: 99213 is not listed as an add-on code.'],
    ['CCCCC', '2026-08-01', 'none-held', 'NCCI 2026 Q3: CCCCC is not listed as an add-on code.'],
    [
      '99213',
      '2026-10-01',
      'unknown-date',
      'Not known for this date: the newest edition held ended 2026-09-30. NCCI 2026 Q3 says: 99213 is not listed as an add-on code.',
    ],
  ])('%s on %s: %s', async (code, date, state, sentence) => {
    expect(addOnAnswer(await file(), code, date)).toMatchObject({ state, sentence });
  });

  test('special instructions are handed on', async () => {
    expect(addOnAnswer(await file(), '99292', '2026-08-01').instructions).toEqual([
      'Only with critical care.',
    ]);
  });

  test('without a table there is no answer', async () => {
    const other = await opened(
      fileOf(release('edit-pairs-practitioner', 'NCCI 2026 Q3', ['2026-07-01', '2026-09-30'], [])),
    );
    expect(addOnAnswer(other, '99292', '2026-08-01')).toMatchObject({
      state: 'no-table',
      sentence: 'No NCCI table of add-on codes is held. Add one in the library.',
    });
  });
});

test('the add-on codes of a primary on a date; what the contractor defines has none', async () => {
  const speaks = answering(await file(), 'add-on-codes', '2026-08-01');
  if (!speaks) throw new Error('the file holds a table');
  expect(addOnsOf(speaks, '22600', '2026-08-01')).toEqual(['22614']);
  expect(addOnsOf(speaks, '22610', '2026-08-01')).toEqual([]);
  expect(addOnsOf(speaks, 'CCCCC', '2026-08-01')).toEqual([]);
});
