import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HcpcsValues } from '../fixtures.ts';
import {
  hcpcsHeader,
  hcpcsSheetRow,
  hcpcsTextLines,
  memberOf,
  orderFile,
  readAll,
  workbookOf,
  zipOf,
} from '../fixtures.ts';
import { modifier, oneLine, shoe, textOf } from './fixtures-hcpcs.ts';
import { hcpcsAnwebText } from './hcpcs-anweb-text.ts';
import { hcpcsAnwebXlsx } from './hcpcs-anweb-xlsx.ts';
import type { Importer, Member } from '../importer.ts';
import { droppedIn } from '../report.ts';

const textName = 'HCPC2025_OCT_ANWEB.txt';
const sheetName = 'HCPC2025_OCT_ANWEB.xlsx';

async function recognised(importer: Importer, member: Member, content: string | Buffer): Promise<boolean> {
  const head = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return importer.recognise({ member, head: head.subarray(0, 1 << 16) });
}

describe('what is no HCPCS file', () => {
  test.each([
    ['empty', ''],
    ['blank', '\r\n  \r\n'],
    ['an order file', orderFile],
    ['disclaimers alone', '***Disclaimers\r\n\r\n*In some instances, brand names may appear\r\n'],
    ['binary garbage', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 131) % 256))],
  ])('%s', async (_, content) => {
    for (const importer of [hcpcsAnwebText, hcpcsAnwebXlsx]) {
      expect(await recognised(importer, memberOf(textName, content), content)).toBe(false);
    }
  });

  test.each([
    [
      'a workbook of another kind',
      workbookOf([
        ['Current code', 'Effective', 'Previous code'],
        ['A00', '2016', '001'],
      ]),
    ],
    ['a workbook without rows', workbookOf([])],
    ['a sheet without the record id', workbookOf([hcpcsHeader.filter((title) => title !== 'RECID')])],
    ['a zip', zipOf({ [textName]: textOf(shoe) })],
  ])('%s', async (_, making) => {
    const content = await making;
    expect(await recognised(hcpcsAnwebXlsx, memberOf(sheetName, content), content)).toBe(false);
    expect(await recognised(hcpcsAnwebText, memberOf(sheetName, content), content)).toBe(false);
  });

  test.each(['cut off', 'changed'])('a workbook %s: source-damaged', async (how) => {
    const whole = await workbookOf([hcpcsHeader, hcpcsSheetRow(shoe)]);
    const content = how === 'cut off' ? whole.subarray(0, whole.length - 40) : Buffer.from(whole);
    if (how === 'changed') content.fill(0, 900, 1000);
    await expect(recognised(hcpcsAnwebXlsx, memberOf(sheetName, content), content)).rejects.toMatchObject({
      code: 'source-damaged',
    });
  });

  test('a workbook whose parts are not what a workbook holds', async () => {
    const content = await zipOf({
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml': '<workbook><sheets>',
    });
    await expect(recognised(hcpcsAnwebXlsx, memberOf(sheetName, content), content)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('is not a sound XML file'),
    });
  });

  test('any bytes: says yes or no, never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        const content = Buffer.from(bytes);
        expect(await recognised(hcpcsAnwebText, memberOf('x', content), content)).toBe(false);
        expect(await recognised(hcpcsAnwebXlsx, memberOf('x', content), content)).toBe(false);
      }),
    );
  });
});

describe('bad records are reported by line and left out', () => {
  const firstRecord = 'V5362: ';
  test.each([
    ['code', { HCPC: '12345' }, '"12345" is not a HCPCS code'],
    ['modifier', { HCPC: 'A', RECID: '7' }, '"A" is not a HCPCS modifier'],
    ['no description', { 'LONG DESCRIPTION': '' }, `${firstRecord}the long description is empty`],
    ['date', { 'TERM DT': '20250231' }, `${firstRecord}"20250231" in TERM DT is not a date`],
    ['date in words', { 'ADD DT': 'Jan 2020' }, `${firstRecord}"Jan 2020" in ADD DT is not a date`],
  ])('%s', async (_, change, reason) => {
    const bad = { ...oneLine, ...change };
    const line = await readAll(hcpcsAnwebText, memberOf(textName, textOf(modifier, bad, shoe)));
    expect(line.rows.map(({ key }) => key)).toEqual(['LT', 'A5500']);
    expect(line.report).toMatchObject({ read: 3, kept: 2, rejected: 1, rejects: [{ line: 2, reason }] });
    const sheet = await workbookOf([hcpcsHeader, ...[modifier, bad, shoe].map(hcpcsSheetRow)]);
    const row = await readAll(hcpcsAnwebXlsx, memberOf(sheetName, sheet));
    expect(row.rows).toEqual(line.rows);
    expect(row.report).toMatchObject({ read: 3, kept: 2, rejected: 1, rejects: [{ line: 3, reason }] });
  });

  test('a line that is no record, a code twice, a continuation of nothing', async () => {
    const lines = [
      ...hcpcsTextLines(oneLine),
      'garbage',
      ...hcpcsTextLines(shoe).slice(1, 2),
      ...hcpcsTextLines(oneLine),
    ];
    const { rows, report } = await readAll(hcpcsAnwebText, memberOf(textName, lines.join('\n')));
    expect(rows).toHaveLength(1);
    expect(report.rejects).toEqual([
      { line: 2, reason: 'not a HCPCS record' },
      { line: 3, reason: 'A5500: a continuation without its first record' },
      { line: 4, reason: 'V5362 is in the file twice; the first one is kept' },
    ]);
  });

  test('a description that never ends is not gathered', async () => {
    const [first = '', second = ''] = hcpcsTextLines(shoe);
    const lines = [first, ...Array.from({ length: 400 }, () => second)].map((line, at) =>
      line.replace(/^(.{5})\d{5}/, (_, start: string) => start + String((at + 1) * 100).padStart(5, '0')),
    );
    const { rows, report } = await readAll(hcpcsAnwebText, memberOf(textName, lines.join('\n')));
    expect(rows).toEqual([]);
    expect(report.rejects).toEqual([{ line: 1, reason: 'A5500: its long description never ends' }]);
  });

  test('a description with a part missing is not kept as if it were whole', async () => {
    const lines = hcpcsTextLines(shoe);
    expect(lines).toHaveLength(3);
    lines.splice(1, 1);
    const { rows, report } = await readAll(hcpcsAnwebText, memberOf(textName, lines.join('\n')));
    expect(rows).toEqual([]);
    expect(report.rejects).toEqual([{ line: 1, reason: 'A5500: a part of the long description is missing' }]);
  });

  test('dental codes are left out and counted', async () => {
    const dental: HcpcsValues = { ...oneLine, HCPC: 'D0999', 'LONG DESCRIPTION': 'An invented text' };
    const { rows, report } = await readAll(hcpcsAnwebText, memberOf(textName, textOf(dental, oneLine)));
    expect(rows.map(({ key }) => key)).toEqual(['V5362']);
    expect(report).toMatchObject({
      read: 2,
      kept: 1,
      dropped: { 'ADA dental (D) code: licensed content': 1 },
    });
  });
});

describe('both forms', () => {
  test('give a code all its fields', async () => {
    const { rows } = await readAll(hcpcsAnwebText, memberOf(textName, textOf(modifier, shoe), 50));
    expect(rows[1]).toEqual({
      system: 'hcpcs',
      key: 'A5500',
      title: shoe['LONG DESCRIPTION'],
      short: 'Diab shoe for density insert',
      billable: null,
      parent: null,
      added: '1995-01-01',
      ended: '2025-09-30',
      detail: {
        coverage: 'D',
        pricing: '38',
        'multiple pricing': 'A',
        'type of service': 'P, S',
        BETOS: 'D1F',
        'carriers manual': '2323',
        action: 'N',
        'action effective date': '2006-01-01',
      },
    });
    expect(rows[0]).toMatchObject({ system: 'modifier', key: 'LT', added: '1992-01-01', detail: {} });
  });

  test('short continuation lines keep the blank between their words', async () => {
    const lines = hcpcsTextLines(shoe).map((line) => line.trimEnd());
    const { rows } = await readAll(hcpcsAnwebText, memberOf(textName, lines.join('\n')));
    expect(rows[0]?.title).toBe(shoe['LONG DESCRIPTION']);
  });

  test('disclaimers before the records become notices, and odd bytes their characters', async () => {
    const above = [
      '***Disclaimers\t\t',
      '',
      '*No code implies coverage of any kind.\u00A0',
      '*Brand names are for',
      '\u00A0 CMS\u0092 index only.',
    ];
    const text = [...above, ...hcpcsTextLines(shoe)].join('\r\n');
    const member = memberOf(textName, text);
    expect(await recognised(hcpcsAnwebText, member, text)).toBe(true);
    const notices = ['No code implies coverage of any kind.', 'Brand names are for CMS’ index only.'];
    expect((await hcpcsAnwebText.describe(member)).notices).toEqual(notices);
    expect((await readAll(hcpcsAnwebText, member)).report).toMatchObject({
      read: 5,
      kept: 1,
      dropped: { 'line before the first record (disclaimer)': 4 },
    });
    const rows = [...notices.map((notice) => [`*${notice}`]), hcpcsHeader, hcpcsSheetRow(shoe)];
    const sheet = memberOf(sheetName, await workbookOf(rows));
    expect((await hcpcsAnwebXlsx.describe(sheet)).notices).toEqual(notices);
    expect((await readAll(hcpcsAnwebXlsx, sheet)).report).toMatchObject({ read: 3, kept: 1 });
  });

  test('a file whose name tells no edition is dated by its newest record', async () => {
    const text = memberOf('list.txt', textOf(oneLine, shoe));
    expect((await hcpcsAnwebText.describe(text)).edition.name).toBe('HCPCS Jan 2006');
    const sheet = memberOf('list.xlsx', await workbookOf([hcpcsHeader, hcpcsSheetRow(shoe)]));
    expect((await hcpcsAnwebXlsx.describe(sheet)).edition.name).toBe('HCPCS Jan 2006');
    const undated = memberOf('list.txt', textOf({ HCPC: 'A0001', 'LONG DESCRIPTION': 'x' }));
    await expect(hcpcsAnwebText.describe(undated)).rejects.toMatchObject({ code: 'source-unrecognised' });
  });
});

describe('properties', () => {
  const words = fc.array(fc.stringMatching(/^[!-~]{1,30}$/), { minLength: 1, maxLength: 60 });
  const dates = fc.constantFrom('', '19840101', '20241231', '20250931');
  const records = fc.record({
    HCPC: fc.oneof(fc.stringMatching(/^[A-E]000[0-3]$/), fc.stringMatching(/^[A-Z][0-9A-Z]$/)),
    'LONG DESCRIPTION': words.map((all) => all.join(' ')),
    'SHORT DESCRIPTION': fc.stringMatching(/^[A-Za-z][!-~]{0,20}$/),
    PRICE1: fc.constantFrom('', '00', '51'),
    XREF1: fc.constantFrom('', 'G0101'),
    XREF3: fc.constantFrom('', 'QM'),
    'ADD DT': dates,
    'TERM DT': dates,
  });
  const files = fc.array(
    records.map((record): HcpcsValues => ({ ...record, RECID: record.HCPC.length === 2 ? '7' : '3' })),
    { minLength: 1, maxLength: 12 },
  );

  test('the text and the Excel form of the same records give the same rows and counts', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const text = await readAll(hcpcsAnwebText, memberOf(textName, textOf(...file), 97));
        const sheet = memberOf(sheetName, await workbookOf([hcpcsHeader, ...file.map(hcpcsSheetRow)]));
        const excel = await readAll(hcpcsAnwebXlsx, sheet);
        expect(text.rows).toEqual(excel.rows);
        const { rejected, dropped, read } = text.report;
        expect(excel.report).toMatchObject({ rejected, dropped, read });
        expect(read).toBe(text.rows.length + rejected + droppedIn(text.report));
      }),
      { numRuns: 40 },
    );
  });

  test('every record of any file is kept, left out or rejected', async () => {
    const lines = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }).map((line) => line.replaceAll(/[\n\r]/g, '')),
      records.map((record) => hcpcsTextLines(record)[0] ?? ''),
      fc.stringMatching(/^[A-E]000\d00[12]00[3478][ -~]{0,90}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 40 }), async (file) => {
        const { rows, report } = await readAll(
          hcpcsAnwebText,
          memberOf(textName, Buffer.from(file.join('\n')), 64),
        );
        expect(report.kept).toBe(rows.length);
        expect(report.read).toBe(report.kept + report.rejected + droppedIn(report));
      }),
    );
  });
});
