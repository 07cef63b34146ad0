import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberOf, orderFile, orderLine, readAll } from '../fixtures.ts';
import { icd10cmOrder } from './icd10cm-order.ts';
import { cutOrderLine, icd10cmOrderSystem } from './order-line.ts';
import { droppedIn } from '../report.ts';

const name = 'icd10cm_order_2026.txt';

function recognised(content: string | Buffer): boolean | Promise<boolean> {
  const member = memberOf('anything.bin', content);
  return icd10cmOrder.recognise({ member, head: Buffer.from(content).subarray(0, 1 << 16) });
}

describe('what is no ICD-10-CM order file', () => {
  const pcs = [
    '00001 001     0 Central Nervous System and Cranial Nerves, Bypass            Bypass',
    '00002 0016070 1 Bypass Cereb Vent to Nasophar with Autol Sub, Open Approach  Bypass',
  ];
  test.each([
    ['empty', ''],
    ['blank lines', '\r\n\r\n'],
    ['binary garbage', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 131) % 256))],
    ['an ICD-10-PCS order file', pcs.join('\r\n')],
    [
      'an ICD-10-PCS order file of a section with a letter',
      orderLine(1, 'B00', '0', 'x') + '\n' + orderLine(2, 'B00B0ZZ', '1', 'x'),
    ],
    ['order addenda', 'Delete:      1 B880    Other acariasis                Other acariasis\r\n'.repeat(9)],
    ['the codes file', 'A000    Cholera due to Vibrio cholerae 01, biovar cholerae\r\n'.repeat(9)],
    ['a summary', 'Codes\r\n  74044 codes in icd10cm_order_2024.txt\r\n'],
    ['HCPCS', 'A0021001003Ambulance service, outside state per mile\r\n'.repeat(9)],
  ])('%s', async (_, content) => {
    expect(await recognised(content)).toBe(false);
  });

  test('any bytes: says yes or no, never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        expect(await recognised(Buffer.from(bytes))).toBe(false);
      }),
    );
  });
});

describe('bad records are reported by line and left out, the others are read', () => {
  const good = orderLine(1, 'A00', '0', 'Cholera');
  test.each([
    ['flag', orderLine(2, 'A000', '2', 'Cholera'), 'A000: the flag is "2", not 0 or 1'],
    ['no flag', orderLine(2, 'A000', ' ', 'Cholera'), 'A000: the flag is "", not 0 or 1'],
    ['code', orderLine(2, '1A00', '1', 'Cholera'), '"1A00" is not an ICD-10-CM code'],
    ['lower-case code', orderLine(2, 'a000', '1', 'Cholera'), '"a000" is not an ICD-10-CM code'],
    ['dotted code', orderLine(2, 'A00.0', '1', 'Cholera'), '"A00.0" is not an ICD-10-CM code'],
    ['short code', orderLine(2, 'A0', '1', 'Cholera'), '"A0" is not an ICD-10-CM code'],
    ['duplicate', orderLine(2, 'A00', '0', 'Cholera'), 'A00 is in the file twice; the first one is kept'],
    ['order number', `abcde${good.slice(5)}`, 'the order number is not five digits'],
    ['shifted columns', ` ${good}`, 'the order number is not five digits'],
    [
      'description against the flag',
      good.replace('0 Cho', '0Cho'),
      'the fields are not in the columns of an order file',
    ],
    ['no description', orderLine(2, 'A000', '1', '', 'Cholera'), 'A000: the description is empty'],
    ['cut off', orderLine(2, 'A000', '1', 'Cholera').slice(0, 60), 'A000: the description is empty'],
    ['too long', orderLine(2, 'A000', '1', 'x'.repeat(2000)), 'longer than any record of an order file'],
  ])('%s', async (_, bad, reason) => {
    const content = [good, bad, orderLine(3, 'A009', '1', 'Cholera, unspecified')].join('\r\n');
    const { rows, report } = await readAll(icd10cmOrder, memberOf(name, content));
    expect(rows.map(({ key }) => key)).toEqual(['A00', 'A009']);
    expect(report).toMatchObject({ read: 3, kept: 2, rejected: 1, rejects: [{ line: 2, reason }] });
  });

  test('only the first 200 are listed, all are counted', async () => {
    const content = `${good}\n${'garbage\n'.repeat(450)}`;
    const { report } = await readAll(icd10cmOrder, memberOf(name, content));
    expect(report).toMatchObject({ read: 451, kept: 1, rejected: 450 });
    expect(report.rejects).toHaveLength(200);
  });
});

describe('an order file', () => {
  test('is recognised by its content', async () => {
    expect(await recognised(orderFile)).toBe(true);
    expect(await recognised(`\u00EF\u00BB\u00BF${orderFile.replaceAll('\r\n', '\n')}`)).toBe(true);
  });

  test('gives every row with its title, flag and parent', async () => {
    const { rows, report } = await readAll(icd10cmOrder, memberOf(name, orderFile, 33));
    expect(rows.map(({ key, parent, billable }) => [key, parent, billable])).toEqual([
      ['A00', null, false],
      ['A000', 'A00', true],
      ['A009', 'A00', true],
      ['C4A', null, false],
      ['C4A0', 'C4A', true],
      ['I10', null, true],
      ['QA0', null, false],
      ['S52', null, false],
      ['S520', 'S52', false],
      ['S5200', 'S520', false],
      ['S52001', 'S5200', false],
      ['S52001A', 'S52001', true],
    ]);
    expect(rows[6]).toEqual({
      system: 'icd10cm',
      key: 'QA0',
      title: 'Neurodevelopmental disorders related to specific genetic pathogenic variants',
      short: 'Neurodevelopmental disorders related to specific genetic pat',
      billable: false,
      parent: null,
      added: null,
      ended: null,
      detail: {},
    });
    expect(report).toMatchObject({ read: 12, kept: 12, rejected: 0, dropped: {} });
  });

  test('a parent is found over a missing level and outside tabular order', async () => {
    const lines = ['S52', 'S42', 'S52001', 'S52001A', 'S42001A'];
    const content = lines.map((code, at) => orderLine(at + 1, code, '1', 'x')).join('\n');
    const { rows } = await readAll(icd10cmOrder, memberOf(name, content));
    expect(rows.map(({ parent }) => parent)).toEqual([null, null, 'S52', 'S52001', 'S42']);
  });

  test('says who published it and that it is public', async () => {
    const { edition, source } = await icd10cmOrder.describe(memberOf(`Code Descriptions/${name}`, orderFile));
    expect(edition.name).toBe('ICD-10-CM FY2026');
    expect(source).toMatchObject({ id: 'icd10cm-codes:2025-10-01', document: name });
    expect(source.notice).toContain('public domain');
  });
});

describe('properties', () => {
  const codes = fc.stringMatching(/^[A-Z][0-9A-Z]{2,6}$/);
  const titles = fc
    .stringMatching(/^[A-Za-z(][ -~]{0,99}$/)
    .map((text) => text.trim().replaceAll(/ +/g, ' '));

  test('a record that is written is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        codes,
        fc.boolean(),
        titles,
        (order, code, billable, title) => {
          const line = orderLine(order, code, billable ? '1' : '0', title);
          expect(cutOrderLine(line, icd10cmOrderSystem)).toEqual({
            code,
            billable,
            short: title.slice(0, 60).trim(),
            title,
          });
        },
      ),
    );
  });

  test('every line of any file is kept or rejected, and parents come first', async () => {
    const lines = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }).map((text) => text.replaceAll(/[\n\r]/g, '')),
      fc
        .tuple(codes, fc.constantFrom('0', '1', 'x', ' '), titles)
        .map(([code, flag, title]) => orderLine(7, code, flag, title)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 60 }), async (file) => {
        const { rows, report } = await readAll(
          icd10cmOrder,
          memberOf(name, Buffer.from(file.join('\n')), 100),
        );
        expect(report.read).toBe(report.kept + report.rejected + droppedIn(report));
        expect(report.kept).toBe(rows.length);
        const seen = new Set<string>();
        for (const { key, parent } of rows) {
          const shorter = [...seen]
            .filter((code) => key.startsWith(code))
            .toSorted((a, b) => b.length - a.length);
          expect(parent).toBe(shorter[0] ?? null);
          seen.add(key);
        }
      }),
    );
  });
});
