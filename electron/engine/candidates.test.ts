import { expect, test } from 'vitest';
import { codeSets } from '../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, release, row } from '../../test/fixtures/drafts.ts';
import type { Fact, FactRow } from '../codeset/facts.ts';
import { candidatesOf, conversionTable, firstDayOf, predecessorsOf, successorsOf } from './candidates.ts';

const opened = codeSets();
const fy2026 = ['2025-10-01', '2026-03-31'] as const;

const conversion = (code: string, previous: string, more: Partial<FactRow<'conversion'>> = {}): Fact => ({
  table: 'conversion',
  row: {
    system: 'icd10cm',
    code,
    previous,
    last: null,
    effective: '2020-10-01',
    change: 'New',
    together: 0,
    ...more,
  },
});

const set = () =>
  opened(
    fileOf(
      release(
        'icd10cm-codes',
        'FY2025',
        ['2024-10-01', '2025-09-30'],
        codeFacts([row('icd10cm', 'N183', 'Stage 3')]),
      ),
      release(
        'icd10cm-codes',
        'FY2026',
        fy2026,
        codeFacts([row('icd10cm', 'N183', 'Stage 3'), row('icd10cm', 'E11A', 'In remission')]),
      ),
      release('icd10cm-conversion', 'Table FY2026', fy2026, [
        conversion('N1830', 'N183'),
        conversion('N1831', 'N183'),
        conversion('N1831', 'N182'),
        conversion('N1839', 'N183', { effective: '2026-01-01' }),
        conversion('T20', 'T15', { last: 'T19' }),
        conversion('C562', 'C561', { together: 1 }),
        conversion('C562', 'C560', { together: 1 }),
        conversion('D000', ''),
        conversion('D001', 'D001', { change: 'Revised' }),
        conversion('0DT', 'N183', { system: 'icd10pcs' }),
      ]),
    ),
  );

const table = async () => {
  const held = conversionTable(await set(), 'icd10cm', '2025-12-01');
  if (!held) throw new Error('the file holds a conversion table');
  return held;
};

test('successors by day, newest first; a range stands for all codes under its ends', async () => {
  const held = await table();
  expect(successorsOf(held, 'icd10cm', 'N183')).toEqual([
    { effective: '2026-01-01', change: 'New', codes: [{ code: 'N1839', last: null }], together: false },
    {
      effective: '2020-10-01',
      change: 'New',
      codes: [
        { code: 'N1830', last: null },
        { code: 'N1831', last: null },
      ],
      together: false,
    },
  ]);
  for (const key of ['T15', 'T159XXA', 'T19', 'T199XXD']) {
    expect(successorsOf(held, 'icd10cm', key).flatMap(({ codes }) => codes)).toEqual([
      { code: 'T20', last: null },
    ]);
  }
  expect(successorsOf(held, 'icd10cm', 'T14')).toEqual([]);
  expect(successorsOf(held, 'icd10cm', 'T200')).toEqual([]);
});

test('predecessors, those reported together, and ranges by their ends', async () => {
  const held = await table();
  expect(predecessorsOf(held, 'icd10cm', 'N1831')[0]?.codes.map(({ code }) => code)).toEqual([
    'N182',
    'N183',
  ]);
  expect(predecessorsOf(held, 'icd10cm', 'C562')).toMatchObject([{ together: true }]);
  expect(predecessorsOf(held, 'icd10cm', 'T20')[0]?.codes).toEqual([{ code: 'T15', last: 'T19' }]);
});

test('a new code without a predecessor and a revised one have none', async () => {
  const held = await table();
  expect(predecessorsOf(held, 'icd10cm', 'D000')).toEqual([]);
  expect(successorsOf(held, 'icd10cm', 'D001')).toEqual([]);
});

test('candidates on a date are those that had come by then', async () => {
  const held = await set();
  expect(candidatesOf(held, 'icd10cm', 'N183', '2025-12-31')).toEqual(['N1830', 'N1831']);
  expect(candidatesOf(held, 'icd10cm', 'N183', '2026-01-01')).toEqual(['N1839', 'N1830', 'N1831']);
  expect(candidatesOf(held, 'icd10cm', 'N183', '2020-09-30')).toEqual([]);
  expect(candidatesOf(held, 'hcpcs', 'N183', '2025-12-31')).toEqual([]);
});

test('the day a code came: by the table, else by the editions held', async () => {
  const held = await set();
  const dayOf = (key: string) => {
    const [code] = held.codesByKey(key);
    return code && firstDayOf(held, code, '2025-12-01');
  };
  expect(dayOf('E11A')).toBe('2025-10-01');
  expect(dayOf('N183')).toBeNull();
});
