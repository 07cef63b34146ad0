import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Fact } from '../codeset/facts.ts';
import { factTables } from '../codeset/facts.ts';
import { plainText, row } from '../../test/fixtures/drafts.ts';
import { linesOf, rowsSchema, stepsOf } from './rows.ts';

test('the fact tables are those of this schema of rows: when they change, raise it and put the new hash here', () => {
  const columns = Object.entries(factTables).map(([name, table]) => [name, table.columns, table.key]);
  const hash = createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 16);
  expect([rowsSchema, hash]).toEqual([1, '02e91919e3f2e789']);
});

const pair = (column1: string, column2: string, deleted: string | null): Fact => ({
  table: 'editPair',
  row: { column1, column2, before1996: false, effective: '2020-01-01', deleted, modifier: 1, rationale: 'r' },
});

test('facts come back as they were, edit pairs by the thousand in a line', () => {
  const many = Array.from({ length: 9000 }, (_, at) => pair('99213', String(10_000 + at), null));
  const facts: Fact[] = [
    { table: 'code', row: row('hcpcs', 'A0001', 'Line\nends "quoted"', { detail: { coverage: 'D' } }) },
    { table: 'text', row: plainText },
    pair('99211', '99212', '2021-12-31'),
    pair('99211', '99213', null),
    ...many,
    { table: 'poaExempt', row: { code: 'Z00' } },
    {
      table: 'indexReference',
      row: { book: 'index', term: 7, ordinal: 0, kind: 'see', text: 'Fracture, traumatic' },
    },
    {
      table: 'pcsDefinition',
      row: {
        section: '0',
        position: 3,
        ordinal: 1,
        axis: 'Operation',
        term: 'Excision',
        definition: null,
        explanation: null,
        includes: ['a', 'b'],
      },
    },
  ];
  const lines = [...linesOf([...facts, { keep: 3 }, { skip: 2 }])];
  expect(lines.length).toBeLessThan(15);
  expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  expect(stepsOf(lines[0] ?? '')).toBeNull();
  expect(lines.slice(1).flatMap((line) => stepsOf(line) ?? [])).toEqual([...facts, { keep: 3 }, { skip: 2 }]);
});

const allSaid = [false, null, null, 1, 'r'];

test.each<[string, unknown]>([
  ['a kind of row nobody knows', { is: 'script', row: 'x' }],
  ['a number', 7],
  ['a system nobody knows', { is: 'code', row: { ...row('pos', '11', 'Office'), system: 'icd9' } }],
  ['a key that is a path', { is: 'code', row: row('pos', '../../x', 'Office') }],
  ['a date that is none', { is: 'code', row: row('pos', '11', 'Office', { ended: '2025-02-30' }) }],
  ['a block of markup', { is: 'text', row: { ...plainText, block: { type: 'html', text: '<b>' } } }],
  ['a table nobody knows', { is: 'facts', table: 'sqlite_master', rows: 1, columns: [] }],
  ['rows of other columns', { is: 'facts', table: 'poaExempt', rows: 1, columns: [['0A'], ['0B']] }],
  ['a column too short', { is: 'facts', table: 'poaExempt', rows: 2, columns: [['0A']] }],
  ['a million rows of nothing', { is: 'facts', table: 'poaExempt', rows: 1_000_000, columns: [[]] }],
  ['a number where a text is', { is: 'facts', table: 'poaExempt', rows: 1, columns: [[7]] }],
  ['a null where none may be', { is: 'facts', table: 'poaExempt', rows: 1, columns: [[null]] }],
  ['a pair of no code', { is: 'pairs', column1: '99213', said: [allSaid], column2: ["09'; --"], which: [0] }],
  [
    'a pair of which nothing is said',
    { is: 'pairs', column1: '99213', said: [], column2: ['099214'], which: [0] },
  ],
  ['nothing kept', { is: 'keep', rows: 0 }],
  ['less than nothing', { is: 'skip', rows: -1 }],
  ['a field too many', { is: 'release', of: 'x' }],
])('%s is no line of rows', (_what, line) => {
  expect(() => stepsOf(JSON.stringify(line))).toThrow();
});
