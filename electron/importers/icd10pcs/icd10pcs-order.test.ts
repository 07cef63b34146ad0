import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf, factsOf, realMember, recognised } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, orderFile, orderLine, realFiles } from '../fixtures.ts';
import { pcsOrderFile } from './fixtures-pcs.ts';
import { icd10cmOrder } from '../icd10cm/icd10cm-order.ts';
import { icd10pcsOrder } from './icd10pcs-order.ts';

describe('what is an ICD-10-PCS order file', () => {
  test('tables and codes, a part of one, and none that ICD-10-CM takes', async () => {
    expect(await recognised(icd10pcsOrder, pcsOrderFile)).toBe(true);
    expect(await recognised(icd10cmOrder, pcsOrderFile)).toBe(false);
    const lettersOnly = pcsOrderFile.split('\r\n').slice(3).join('\n');
    expect(await recognised(icd10pcsOrder, lettersOnly)).toBe(true);
    expect(await recognised(icd10cmOrder, lettersOnly)).toBe(false);
  });

  test.each([
    ['empty', ''],
    ['an ICD-10-CM order file', orderFile],
    ['categories of ICD-10-CM', orderLine(1, 'A00', '0', 'x') + '\n' + orderLine(2, 'A01', '0', 'x')],
    ['order addenda', 'Add:         00503Z4 Destruction of Brain\r\n'.repeat(9)],
    ['the codes file', '0016070 Bypass Cerebral Ventricle to Nasopharynx\r\n'.repeat(9)],
    ['tables only', orderLine(1, '001', '0', 'x')],
  ])('%s is none', async (_, content) => {
    expect(await recognised(icd10pcsOrder, content)).toBe(false);
  });

  test('any bytes: says yes or no, never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await recognised(icd10pcsOrder, Buffer.from(bytes))).toBe(false);
      }),
    );
  });
});

test('codes, flags and parents', async () => {
  const { facts, report } = await factsOf(icd10pcsOrder, memberOf('icd10pcs_order_2026.txt', pcsOrderFile));
  expect(report).toMatchObject({ read: 5, kept: 5, rejected: 0 });
  expect(codesOf(facts).map(({ key, billable, parent }) => [key, billable, parent])).toEqual([
    ['001', false, null],
    ['0016070', true, '001'],
    ['0016071', true, '001'],
    ['B00', false, null],
    ['B00B0ZZ', true, 'B00'],
  ]);
  expect(codesOf(facts)[1]).toEqual({
    system: 'icd10pcs',
    key: '0016070',
    title: 'Bypass Cerebral Ventricle to Nasopharynx',
    short: 'Bypass Cereb Vent to Nasophar',
    billable: true,
    parent: '001',
    added: null,
    ended: null,
    detail: {},
  });
});

test.each([
  ['four characters', orderLine(9, '0016', '0', 'x'), '"0016" is not an ICD-10-PCS code'],
  ['the letter O', orderLine(9, 'O016070', '1', 'x'), '"O016070" is not an ICD-10-PCS code'],
  ['flag', orderLine(9, '0016073', '2', 'x'), '0016073: the flag is "2", not 0 or 1'],
  ['twice', orderLine(9, '0016070', '1', 'x'), '0016070 is in the file twice; the first one is kept'],
  ['no description', orderLine(9, '0016073', '1', ''), '0016073: the description is empty'],
  ['no order number', `x${orderLine(9, '0016073', '1', 'x')}`, 'the order number is not five digits'],
  ['shifted', `00009  0016073 1 x`, 'the fields are not in the columns of an order file'],
  ['endless', orderLine(9, '0016073', '1', 'x'.repeat(2000)), 'longer than any record of an order file'],
])('a bad record is reported by its line: %s', async (_, line, reason) => {
  const { facts, report } = await factsOf(icd10pcsOrder, memberOf('x.txt', `${pcsOrderFile}\r\n\r\n${line}`));
  expect(report).toMatchObject({ read: 6, kept: 5, rejected: 1, rejects: [{ line: 7, reason }] });
  expect(facts).toHaveLength(5);
});

test('a mutated file: every line counted once, nothing thrown', async () => {
  const bytes = Buffer.from(pcsOrderFile, 'latin1');
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 9 }), async (at, change) => {
      const mutated = Buffer.concat([bytes.subarray(0, at), change, bytes.subarray(at + change.length)]);
      const { facts, report } = await factsOf(icd10pcsOrder, memberOf('x.txt', mutated));
      expect(report.read).toBe(report.kept + report.rejected);
      expect(facts).toHaveLength(report.kept);
    }),
  );
});

const why = 'the public files are not beside this checkout';
describe.skipIf(realFiles() === null)(`real files (skipped when ${why})`, { timeout: 60_000 }, () => {
  test.each([
    ['icd10pcs-2025.zip', 'ICD-10-PCS FY2025', 79_856, 78_948],
    ['icd10pcs-2026.zip', 'ICD-10-PCS FY2026', 80_029, 79_115],
    ['icd10pcs-april-2026.zip', 'ICD-10-PCS April 2026', 80_110, 79_193],
  ])('%s is %s: every row in order', async (zip, edition, count, billable) => {
    const member = await realMember(zip, zip.includes('2025') ? 'order_2025.txt' : 'order_2026.txt');
    const raw = await contentOf(member);
    expect(await recognised(icd10pcsOrder, raw)).toBe(true);
    expect(await recognised(icd10cmOrder, raw)).toBe(false);
    expect((await icd10pcsOrder.describe(member)).edition.name).toBe(edition);
    const { facts, report } = await factsOf(icd10pcsOrder, member);
    expect(report).toMatchObject({ read: count, kept: count, rejected: 0, dropped: {} });
    const rows = codesOf(facts);
    expect(rows.filter((row) => row.billable)).toHaveLength(billable);
    const lines = raw.split('\r\n').filter((line) => line !== '');
    expect(rows.map(({ key }) => key)).toEqual(lines.map((line) => line.slice(6, 13).trim()));
    expect(rows.map(({ title }) => title)).toEqual(lines.map((line) => line.slice(77).trim()));
    expect(rows.map(({ parent }) => parent)).toEqual(
      rows.map(({ key }) => (key.length === 7 ? key.slice(0, 3) : null)),
    );
  });

  test('an ICD-10-CM order file is none', async () => {
    const raw = await contentOf(await realMember('icd10cm-2026.zip', 'icd10cm_order_2026.txt'));
    expect(await recognised(icd10pcsOrder, raw)).toBe(false);
  });
});
