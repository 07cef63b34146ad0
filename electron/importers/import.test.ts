import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CodeRow } from '../codeset/rows.ts';
import { AppError } from '../contract/errors.ts';
import {
  hcpcsHeader,
  hcpcsSheetRow,
  hcpcsTextLines,
  memberOf,
  orderFile,
  orderLine,
  workbookOf,
  zipOf,
} from './fixtures.ts';
import { icd10cmOrder } from './icd10cm/icd10cm-order.ts';
import type { Planned } from './import.ts';
import { planImport, releaseDraftOf } from './import.ts';
import type { Member } from './importer.ts';
import { newReport } from './report.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Buffer): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

async function planned(...paths: string[]): Promise<[string, string][]> {
  const plan = await planImport(paths);
  return plan.planned.map(({ edition, files }) => [edition.name, files[0].name]);
}

async function rowsOf(plan: Planned): Promise<CodeRow[]> {
  const rows: CodeRow[] = [];
  for await (const fact of releaseDraftOf(plan, '', newReport()).facts) {
    if (fact.table === 'code') rows.push(fact.row);
  }
  return rows;
}

const record = { HCPC: 'V5362', 'LONG DESCRIPTION': 'Speech screening', 'ADD DT': '19900101' };
const hcpcsText = hcpcsTextLines(record).join('\r\n');
const hcpcsBook = workbookOf([hcpcsHeader, hcpcsSheetRow(record)]);

describe('what is not imported', () => {
  test('every file says why', async () => {
    const zip = {
      'notes.txt': 'a note',
      'empty.txt': '',
      'inner.zip': await zipOf({ 'a.txt': 'a', 'icd10cm_order_2026.txt': orderFile }),
      'cut.zip': (await zipOf({ 'a.txt': 'a' })).subarray(0, 20),
      'order.txt': orderFile,
    };
    const plan = await planImport([await put('some.zip', await zipOf(zip))]);
    expect(plan.planned.map(({ files }) => files[0].name)).toEqual(['inner.zip/icd10cm_order_2026.txt']);
    expect(plan.passed.map(({ name, reason, notable }) => [name, reason, notable])).toEqual([
      ['cut.zip', expect.stringContaining('damaged or not complete'), true],
      ['empty.txt', 'the file is empty', false],
      ['inner.zip/a.txt', 'not a format this version reads', false],
      ['notes.txt', 'not a format this version reads', false],
      ['order.txt', expect.stringContaining('does not say of which year'), true],
    ]);
  });

  test('a path that is missing stops the plan', async () => {
    await expect(planImport([join(folder, 'missing')])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a damaged file in a folder is told, the rest is planned', async () => {
    const zip = await zipOf({ 'icd10cm_order_2025.txt': orderFile }, true);
    zip[zip.indexOf('Cholera')] = 0x21;
    await put('1-changed.zip', zip);
    await put('2-cut.zip', zip.subarray(0, 100));
    await put('icd10cm_order_2026.txt', orderFile);
    const plan = await planImport([folder]);
    expect(plan.planned.map(({ edition }) => edition.name)).toEqual(['ICD-10-CM FY2026']);
    expect(plan.passed.map(({ name, notable }) => [name, notable])).toEqual([
      ['2-cut.zip', true],
      ['1-changed.zip/icd10cm_order_2025.txt', true],
    ]);
    expect(plan.passed[1]?.reason).toContain('checksum');
  });
});

describe('which editions are imported', () => {
  test('all of them, oldest first', async () => {
    const zip = await zipOf({
      'icd10cm_order_2024.txt': orderFile,
      'icd10cm_order_2026.txt': orderFile,
      'icd10cm-order-April-2025.txt': orderFile,
      'HCPC2025_OCT_ANWEB.txt': hcpcsText,
    });
    const plan = await planImport([await put('all.zip', zip)]);
    expect(plan.planned.map(({ edition }) => edition.name)).toEqual([
      'ICD-10-CM FY2024',
      'ICD-10-CM April 2025',
      'ICD-10-CM FY2026',
      'HCPCS Oct 2025',
    ]);
    expect(plan.passed).toEqual([]);
  });

  test('of one edition twice, the first', async () => {
    const one = await put('a.zip', await zipOf({ 'icd10cm_order_2026.txt': orderFile }));
    const two = await put('icd10cm-order-2026.txt', orderFile);
    const plan = await planImport([one, two]);
    expect(plan.planned[0]?.files[0].source).toBe(one);
    expect(plan.passed).toMatchObject([
      { source: two, reason: 'the same edition (ICD-10-CM FY2026) is read from icd10cm_order_2026.txt' },
    ]);
  });

  test('the Excel form before the text form, unless it cannot be read', async () => {
    const text = await put('HCPC2025_OCT_ANWEB.txt', hcpcsText);
    const book = await put('HCPC2025_OCT_ANWEB.xlsx', await hcpcsBook);
    expect(await planned(text, book)).toEqual([['HCPCS Oct 2025', 'HCPC2025_OCT_ANWEB.xlsx']]);
    await rm(book);
    const bad = await zipOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': 'no workbook' });
    await put('HCPC2025_OCT_ANWEB.xlsx', bad);
    expect(await planned(folder)).toEqual([['HCPCS Oct 2025', 'HCPC2025_OCT_ANWEB.txt']]);
  });
});

describe('a release', () => {
  test('holds what the writer needs and streams the rows', async () => {
    const { planned: plans } = await planImport([await put('icd10cm_order_2026.txt', orderFile)]);
    const [plan] = plans;
    if (!plan) throw new Error('Nothing was planned.');
    const report = newReport();
    const draft = releaseDraftOf(plan, 'abc', report);
    expect(draft).toMatchObject({
      dataset: 'icd10cm-codes',
      edition: { name: 'ICD-10-CM FY2026' },
      sources: [{ id: 'icd10cm-codes:2025-10-01', document: 'icd10cm_order_2026.txt' }],
      notices: [expect.stringContaining('public domain')],
      files: ['icd10cm_order_2026.txt'],
      sha256: 'abc',
    });
    expect(report.read).toBe(0);
    let rows = 0;
    for await (const fact of draft.facts) rows += fact.table === 'code' ? 1 : 0;
    expect(rows).toBe(12);
    expect(report).toMatchObject({ read: 12, kept: 12 });
  });

  const name = 'icd10cm_order_2026.txt';
  async function planFor(member: Member): Promise<Planned> {
    return { importer: icd10cmOrder, files: [member], ...(await icd10cmOrder.describe(member)) };
  }

  test('of a file that cannot be read to its end: the error names file and line', async () => {
    const lines = Array.from({ length: 5000 }, (_, at) =>
      orderLine(at, `A${String(at).padStart(4, '0')}`, '1', 'Invented'),
    );
    const zip = await zipOf({ [name]: lines.join('\n') }, true);
    zip[zip.indexOf('A4000')] = 0x42;
    const path = await put('late.zip', zip);
    const { planned: plans } = await planImport([path]);
    const [plan] = plans;
    if (!plan) throw new Error('Nothing was planned.');
    await expect(rowsOf(plan)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringMatching(
        /^icd10cm_order_2026\.txt could be read only to line \d+\. .*late\.zip is damaged/,
      ),
    });
  });

  test('whose stream fails otherwise: still the typed error and the line', async () => {
    const broken: Member = {
      ...memberOf(name, orderFile),
      open: () =>
        Promise.resolve(
          Readable.from(
            (async function* () {
              yield Buffer.from(`${orderFile}\n`);
              await Promise.resolve();
              throw new AppError('source-damaged', 'The disk went away.');
            })(),
            { objectMode: false },
          ),
        ),
    };
    await expect(rowsOf(await planFor(broken))).rejects.toThrow(
      `${name} could be read only to line 12. The disk went away.`,
    );
  });

  test('of a file without one usable record is an error, not an empty code set', async () => {
    const member = memberOf(name, orderLine(1, 'A00', '7', 'Cholera'));
    await expect(rowsOf(await planFor(member))).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('None of the 1 records'),
    });
  });
});
