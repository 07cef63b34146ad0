import { expect, test } from 'vitest';
import { endlessMember, memberOf } from '../fixtures.ts';
import type { Member } from '../importer.ts';
import { newReport } from '../report.ts';
import { csvRecords } from './csv.ts';

async function read(member: Member): Promise<[number, string[]][]> {
  const records: [number, string[]][] = [];
  for await (const { line, cells } of csvRecords(member, newReport())) records.push([line, cells]);
  return records;
}

test('records with their lines; empty ones are left out', async () => {
  expect(await read(memberOf('a.csv', 'a,b\r\n\r\n"c\nd",,\r\n"x"" y", e \u0096 f'))).toEqual([
    [1, ['a', 'b']],
    [3, ['c d', '', '']],
    [5, ['x" y', 'e – f']],
  ]);
});

test.each([
  ['one cell', 'x', ''],
  ['zeros', '\u0000', ''],
  ['a quoted cell', 'x', '"'],
  ['quotes', '"', ''],
  ['delimiters', ',', ''],
  ['empty quoted cells', '"",', ''],
])('a record without end is refused after some of it: %s', async (_, piece, first) => {
  const size = 2 ** 31;
  const bytes = Buffer.from(piece.repeat(20_000));
  const report = newReport();
  const reading = (async () => {
    const member = endlessMember('a.csv', bytes, size, { first: Buffer.from(first) });
    for await (const record of csvRecords(member, report)) expect(record).toBeUndefined();
  })();
  await expect(reading).rejects.toMatchObject({
    code: 'source-damaged',
    message: expect.stringContaining('a.csv is not a sound CSV file'),
  });
  expect(report.done * size).toBeLessThan(4 * 2 ** 20);
});

test('many records, and many empty lines, are no record without end', async () => {
  const rows = endlessMember('a.csv', Buffer.from('a,b\n'.repeat(5000)), 2 ** 22);
  const report = newReport();
  let count = 0;
  for await (const { cells } of csvRecords(rows, report)) count += cells.length;
  expect(count).toBeGreaterThan(2 ** 20);
  expect(await read(endlessMember('a.csv', Buffer.alloc(20_000, '\n'), 2 ** 22))).toEqual([]);
});
