import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lineSchema, systemSchema } from '../../electron/contract/codes.ts';
import { pairAnswer } from '../../electron/engine/edits/pair.ts';
import { unitLimitAnswer } from '../../electron/engine/edits/unit-limit.ts';
import { feeOf } from '../../electron/engine/fees/fee.ts';
import { localityOn } from '../../electron/engine/fees/localities.ts';
import { relativeValueAnswer } from '../../electron/engine/fees/relative-value.ts';
import { verdictOf } from '../../electron/engine/verdict.ts';
import { realFiles } from '../../electron/importers/fixtures.ts';
import { realLibrary } from '../fixtures/real-library.ts';

const isMissing = realFiles() === null;

/** Kind, what is asked, date of service, state and the whole sentence: read from the publishers' files by hand. */
const cases = readFileSync(new URL('../fixtures/as-of.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'));
const of = (kind: string): string[][] => cases.flatMap(([first, ...rest]) => (first === kind ? [rest] : []));

test('there are enough of each kind', () => {
  const kinds = ['code', 'edit pair', 'unit limit', 'relative value'].map((kind) => of(kind).length);
  expect(kinds).toEqual([40, 9, 7, 10]);
});

test.runIf(isMissing && process.env['REAL_ELECTRON'])('the public files are here', () => {
  expect.fail('the public files are not beside this checkout');
});

/** What the library answers of a date, word for word: before, at, inside and after the ranges that its editions hold. */
describe.skipIf(isMissing)('as of a date (skipped where the public files are missing)', () => {
  const library = realLibrary(
    [
      'icd10cm-2024.zip',
      'icd10cm-2025.zip',
      'icd10cm-2026.zip',
      'icd10pcs-2026.zip',
      'icd10pcs-april-2026.zip',
      'hcpcs-2020.zip',
      'hcpcs-2025-oct.zip',
      'ncci-2024q3.zip',
      'mpfs-2025d.zip',
      'mpfs-2026c-excerpt.zip',
    ],
    [
      'icd10cm-codes',
      'icd10cm-addenda',
      'icd10pcs-codes',
      'hcpcs-codes',
      'edit-pairs-practitioner',
      'unit-limits-practitioner',
      'relative-values',
      'practice-costs',
    ],
  );

  test.each(of('code'))('the code %s on %s is %s', (what = '', date = '', state = '', sentence = '') => {
    const [line, system, key = ''] = what.split(' ');
    const set = library(lineSchema.parse(line));
    const code = set.codesByKey(key).find((one) => one.system === systemSchema.parse(system));
    expect(code && verdictOf(set, code, date)).toMatchObject({ state, sentence });
  });

  test.each(of('edit pair'))('the edit of %s on %s is %s', (what = '', date = '', state, sentence) => {
    const [one = '', other = ''] = what.split(' ');
    expect(pairAnswer(library('ncci'), 'practitioner', [one, other], date)).toMatchObject({
      state,
      sentence,
    });
  });

  test.each(of('unit limit'))('the unit limit of %s on %s is %s', (code = '', date = '', state, sentence) => {
    expect(unitLimitAnswer(library('ncci'), 'practitioner', code, date)).toMatchObject({ state, sentence });
  });

  test.each(of('relative value'))('the value of %s on %s is %s', (what = '', date = '', state, sentence) => {
    const [code = '', modifier = ''] = what.split(' ');
    expect(relativeValueAnswer(library('mpfs'), { code, modifier }, date)).toMatchObject({ state, sentence });
  });

  test.each([
    ['2024-12-31', 'GPCI 2025', 'Not known for this date: the oldest edition held begins 2025-01-01.', '1'],
    ['2025-12-31', 'GPCI 2025', null, '1'],
    ['2026-01-01', 'GPCI 2026', null, '1.000'],
    [
      '2027-01-01',
      'GPCI 2026',
      'Not known for this date: the newest edition held ended 2026-12-31.',
      '1.000',
    ],
  ])('the indices of Alabama on %s are of %s', (date, edition, notKnown, work) => {
    expect(localityOn(library('mpfs'), { mac: '10112', locality: '00' }, date)).toMatchObject({
      edition: { name: edition },
      notKnown,
      locality: { name: 'ALABAMA', indices: { work } },
    });
  });

  test('a fee is made of the release and the indices of its date', () => {
    const date = '2025-11-01';
    const { row } = relativeValueAnswer(library('mpfs'), { code: '99213' }, date);
    const place = localityOn(library('mpfs'), { mac: '10112', locality: '00' }, date);
    if (!row || !place) throw new Error('both are held');
    const { work, nonFacilityPe: practiceExpense, malpractice } = row;
    // (1.30 × 1 + 1.35 × 0.869 + 0.10 × 0.575) × 32.3465
    const fee = feeOf({ work, practiceExpense, malpractice }, place.locality.indices, row.conversionFactor);
    expect(fee).toBe(8186);
  });
});
