import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cmAddenda,
  cmAddendaFile,
  cmAddendum,
  factsOf,
  pcsAddenda,
  pcsAddendaFile,
  recognised,
  rowsOf,
  summaryOf,
} from './fixtures-icd.ts';
import { memberOf } from '../fixtures.ts';
import { icd10cmAddenda, icd10pcsAddenda } from './order-addenda.ts';

describe('what is an order addendum, and whose', () => {
  const both = async (content: string | Buffer): Promise<boolean[]> => [
    await recognised(icd10cmAddenda, content),
    await recognised(icd10pcsAddenda, content),
  ];
  test.each([
    ['CM', cmAddendaFile, [true, false]],
    ['CM whose summary is beyond the head', cmAddenda.join('\n'), [true, false]],
    ['CM without a change', summaryOf('icd10cm_order_2024.txt', 'icd10cm_order_2024.txt'), [true, false]],
    ['CDC’s names', summaryOf('icd10cm-order-2024.txt', 'icd10cm-order-April-2024.txt'), [true, false]],
    ['PCS', pcsAddendaFile, [false, true]],
    ['PCS whose summary is beyond the head', pcsAddenda.join('\n'), [false, true]],
    ['PCS without a change', summaryOf('icd10pcs_order_2024.txt', 'icd10pcs_order_2024.txt'), [false, true]],
    ['empty', '', [false, false]],
    [
      'the codes addenda without a change',
      summaryOf('icd10cm_order_2024.txt', 'icd10cm_order_2024.txt', ['Codes']),
      [false, false],
    ],
    [
      'the codes addenda',
      'Add:         C810A   Nodular lymphocyte predominant Hodgkin lymphoma, in remission\r\n'.repeat(9),
      [false, false],
    ],
    [
      'the addenda of PCS tables',
      '\r\nNo change: table 0 2 H\r\n  First character (Section)\r\n',
      [false, false],
    ],
    ['an order file', '00001 A00     0 Cholera\r\n00002 A000    1 Cholera', [false, false]],
  ])('%s', async (_, content, expected) => {
    expect(await both(content)).toEqual(expected);
  });

  test('any bytes: says yes or no, never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await both(Buffer.from(bytes))).toEqual([false, false]);
      }),
    );
  });
});

describe('the edition is the update it belongs to', () => {
  const same = ['icd10cm_order_2025.txt', 'icd10cm_order_2025.txt'] as const;
  test.each([
    ['a year with the next one', 'x.txt', '2024.txt', '2025.txt', 'FY2025', '2024-10-01', '2025-03-31'],
    ['a year with itself', 'x_2025.txt', ...same, 'April 2025', '2025-04-01', '2025-09-30'],
    ['a month in the name', 'y-Jan-2021.txt', '2021', '2021', 'January 2021', '2021-01-01', '2021-03-31'],
    ['a month in the name', 'y-April-2025.txt', '2024', '2025', 'April 2025', '2025-04-01', '2025-09-30'],
    ['a month in the summary', 'x.txt', '2021', 'Jan-2021', 'January 2021', '2021-01-01', '2021-03-31'],
    ['no year in the summary', 'x_2025.txt', 'a.txt', 'b.txt', 'FY2025', '2024-10-01', '2025-03-31'],
    ['only a folder', 'fy2025-april/2025.txt', 'a', 'b', 'April 2025', '2025-04-01', '2025-09-30'],
  ])('%s: %s', async (_, name, from, to, edition, begins, ends) => {
    const member = memberOf(name, `${cmAddenda.join('\r\n')}\r\n${summaryOf(from, to)}`);
    const described = await icd10cmAddenda.describe(member);
    expect(described).toMatchObject({
      edition: { name: `ICD-10-CM addenda ${edition}`, line: 'icd10cm', begins, ends },
      source: { id: `icd10cm-addenda:${begins}` },
      notices: [],
    });
  });

  test('neither name nor content: source-unrecognised', async () => {
    await expect(icd10pcsAddenda.describe(memberOf('x.txt', pcsAddenda.join('\n')))).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });
});

describe('lines', () => {
  test('CM: action, flag, code, both descriptions; the summary is no record', async () => {
    const { facts, report } = await factsOf(icd10cmAddenda, memberOf('x.txt', cmAddendaFile));
    expect(report).toMatchObject({ read: 5, kept: 5, rejected: 0, dropped: {} });
    const rows = rowsOf(facts, 'addendum');
    expect(rows.map((row) => [row.ordinal, row.action, row.code, row.billable])).toEqual([
      [0, 'Delete', 'B880', 1],
      [1, 'Add', 'B880', 0],
      [2, 'Add', 'B8801', 1],
      [3, 'Revise from', 'A7741', 1],
      [4, 'Revise to', 'A7741', 1],
    ]);
    expect(rows[2]).toMatchObject({
      system: 'icd10cm',
      short: 'Infestation by Demodex mites',
      title: 'Infestation by Demodex mites',
    });
  });

  test('PCS: a code of seven characters is valid for submission', async () => {
    const { facts } = await factsOf(icd10pcsAddenda, memberOf('x.txt', pcsAddendaFile));
    expect(rowsOf(facts, 'addendum').map((row) => [row.action, row.code, row.billable])).toEqual([
      ['Add', '00503Z4', 1],
      ['Revise from', '6A4', 0],
      ['Revise to', '6A4', 0],
    ]);
  });

  test('an update without a change has no row', async () => {
    const content = summaryOf('icd10cm_order_2025.txt', 'icd10cm_order_2025.txt');
    const { facts, report } = await factsOf(icd10cmAddenda, memberOf('x.txt', content));
    expect(report).toMatchObject({ read: 0, kept: 0, rejected: 0 });
    expect(facts).toEqual([]);
  });

  test('a line that says "No change" is dropped', async () => {
    const content = [cmAddendum('No change', '1', 'A000', 'Cholera'), cmAddendaFile].join('\r\n');
    const { report } = await factsOf(icd10cmAddenda, memberOf('x.txt', content));
    expect(report).toMatchObject({ read: 6, kept: 5, dropped: { 'a line that says "No change"': 1 } });
  });

  test.each([
    ['no action', 'Move:        1 A000    Cholera', 'the line does not begin with an action'],
    ['flag', cmAddendum('Add', '2', 'A000', 'Cholera'), 'A000: the flag is "2", not 0 or 1'],
    ['code', cmAddendum('Add', '1', '9000', 'Cholera'), '"9000" is not an ICD-10-CM code'],
    ['no description', cmAddendum('Add', '1', 'A000', ''), 'A000: the description is empty'],
    [
      'columns',
      cmAddendum('Add', '1', 'A000X1XX', 'x'),
      'the fields are not in the columns of an order addendum',
    ],
    [
      'endless',
      cmAddendum('Add', '1', 'A000', 'x'.repeat(2000)),
      'longer than any record of an order addendum',
    ],
  ])('a bad line: %s', async (_, line, reason) => {
    const { report } = await factsOf(icd10cmAddenda, memberOf('x.txt', `${line}\r\n${cmAddendaFile}`));
    expect(report).toMatchObject({ read: 6, kept: 5, rejected: 1, rejects: [{ line: 1, reason }] });
  });

  test.each([
    [icd10cmAddenda, cmAddendaFile],
    [icd10pcsAddenda, pcsAddendaFile],
  ])('a mutated file: every line counted once, nothing thrown', async (importer, content) => {
    const bytes = Buffer.from(content, 'latin1');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 9 }), async (at, change) => {
        const mutated = Buffer.concat([bytes.subarray(0, at), change, bytes.subarray(at + change.length)]);
        const { facts, report } = await factsOf(importer, memberOf('x.txt', mutated));
        expect(facts).toHaveLength(report.kept);
        const dropped = Object.values(report.dropped).reduce((sum, count) => sum + count, 0);
        expect(report.read).toBe(report.kept + report.rejected + dropped);
      }),
    );
  });
});

test.each([
  ['a summary line with blanks without end', `  1 headers ${' '.repeat(60_000)}\r.`],
  ['a name with blanks without end', `  1 headers in x${' '.repeat(60_000)}x`],
])('%s takes no time', async (_, line) => {
  const content = `${`${line}\n`.repeat(20)}${cmAddendaFile}`;
  const started = performance.now();
  await recognised(icd10cmAddenda, content);
  await icd10cmAddenda.describe(memberOf('x_2025.txt', content));
  await factsOf(icd10cmAddenda, memberOf('x_2025.txt', content));
  expect(performance.now() - started).toBeLessThan(2000);
});
