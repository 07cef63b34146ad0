import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listZip } from '../reading/zip.ts';
import {
  conversionColumns,
  conversionExplanation,
  conversionRows,
  conversionTable,
  factsOf,
  realMember,
  recognised,
  rowsOf,
} from './fixtures-icd.ts';
import { pcsConversionHeader, pcsConversionLines, pcsConversionTable } from '../icd10pcs/fixtures-pcs.ts';
import { contentOf, memberOf, realFiles, workbookOf } from '../fixtures.ts';
import { icd10cmConversion } from './icd10cm-conversion.ts';
import { icd10pcsConversion } from '../icd10pcs/icd10pcs-conversion.ts';
import { icd10cmAddenda } from './order-addenda.ts';

describe('ICD-10-CM conversion table', () => {
  test('recognised by its columns, below the explanation', async () => {
    const table = await contentOf(await conversionTable(conversionRows));
    expect(await recognised(icd10cmConversion, Buffer.from(table, 'latin1'))).toBe(true);
    const other = await workbookOf([['HCPC', 'SEQNUM', 'RECID'], ['A0021']]);
    expect(await recognised(icd10cmConversion, other)).toBe(false);
    expect(await recognised(icd10cmConversion, conversionColumns.join('\t'))).toBe(false);
  });

  test('one fact for each previous code', async () => {
    const { facts, report } = await factsOf(icd10cmConversion, await conversionTable(conversionRows));
    expect(report).toMatchObject({ read: 4, kept: 4, rejected: 0, dropped: {} });
    const shared = { system: 'icd10cm', last: null, change: 'New', together: 0 };
    expect(rowsOf(facts, 'conversion')).toEqual([
      { ...shared, code: 'A0471', effective: '2017-10-01', previous: 'A047' },
      { ...shared, code: 'C441121', effective: '2018-10-01', previous: 'C44112' },
      { ...shared, code: 'C50A0', effective: '2025-10-01', previous: 'C50919' },
      { ...shared, code: 'C50A0', effective: '2025-10-01', previous: 'C50929' },
      { ...shared, code: 'C563', effective: '2021-10-01', previous: 'C561', together: 1 },
      { ...shared, code: 'C563', effective: '2021-10-01', previous: 'C562', together: 1 },
    ]);
  });

  test.each([
    ['None', [''], 0],
    ['T40.7X3D ', ['T407X3D'], 0],
    ['H02.101-H02.106; H02.109', ['H02101-H02106', 'H02109'], 0],
    ['H44.20-H44.23 and H35.051-H35.059', ['H4420-H4423', 'H35051-H35059'], 1],
    ['H02.201, H02.202, H02.204 and H02.205', ['H02201', 'H02202', 'H02204', 'H02205'], 1],
    ['I10-I15.9', ['I10-I159'], 0],
    ['I63.- and P91.88', ['I63', 'P9188'], 1],
    ['I63.011 AND I63.012', ['I63011', 'I63012'], 1],
    ['W23.0XXA & W23.1XXA', ['W230XXA', 'W231XXA'], 1],
    ['K31.89 and a code from R11-', ['K3189', 'R11'], 1],
    ['K59.09 AND Code from categories T36-T50', ['K5909', 'T36-T50'], 1],
    ['Codes in Categories T15-T19', ['T15-T19'], 0],
    ['E75.240, ', ['E75240'], 0],
  ])('a cell of previous codes: %s', async (cell, expected, together) => {
    const { facts } = await factsOf(icd10cmConversion, await conversionTable([['A04.71', '2017', cell]]));
    const rows = rowsOf(facts, 'conversion');
    const written = rows.map(({ previous, last }) => (last === null ? previous : `${previous}-${last}`));
    expect(written).toEqual(expected);
    expect(rows.map((row) => row.together)).toEqual(expected.map(() => together));
  });

  test.each([
    ['20230401', '2023-04-01'],
    ['4/1/2023', '2023-04-01'],
    ['01/01/2021', '2021-01-01'],
    ['2025', '2025-10-01'],
  ])('effective %s is %s', async (cell, expected) => {
    const { facts } = await factsOf(icd10cmConversion, await conversionTable([['A04.71', cell, 'A04.7']]));
    expect(rowsOf(facts, 'conversion')[0]?.effective).toBe(expected);
  });

  test.each([
    [['a04.71', '2017', 'A04.7'], '"a04.71" is not an ICD-10-CM code'],
    [['A04.71', 'soon', 'A04.7'], 'A04.71: "soon" is neither a year nor a date'],
    [['A04.71', '20231301', 'A04.7'], 'A04.71: "20231301" is neither a year nor a date'],
    [['A04.71', '2017', 'A04.7 or so'], 'A04.71: no code can be read from "A04.7 or so"'],
    [['A04.71', '2017', ''], 'A04.71: no code can be read from ""'],
  ])('a bad row is reported by its place: %s', async (row, reason) => {
    const { report } = await factsOf(icd10cmConversion, await conversionTable([...conversionRows, row]));
    expect(report).toMatchObject({ read: 5, kept: 4, rejected: 1, rejects: [{ line: 7, reason }] });
  });

  test('a cell of previous codes without end is no list of them', async () => {
    const row = ['A04.71', '2017', 'A04.7, '.repeat(400)];
    const { report } = await factsOf(icd10cmConversion, await conversionTable([...conversionRows, row]));
    expect(report).toMatchObject({ read: 5, kept: 4, rejected: 1 });
    expect(report.rejects[0]?.reason).toBe('A04.71: the previous codes are longer than any list of them');
  });

  test('the same row a second time is dropped', async () => {
    const { report } = await factsOf(
      icd10cmConversion,
      await conversionTable([...conversionRows, ['A04.71', '2017', 'A04.7']]),
    );
    expect(report).toMatchObject({ read: 5, kept: 4, dropped: { 'the same row a second time': 1 } });
  });

  test.each([
    ['table.xlsx', 'ICD-10-CM conversion table FY2026', '2025-10-01', '2026-03-31'],
    ['TABLE-FY2026.xlsx', 'ICD-10-CM conversion table FY2026', '2025-10-01', '2026-03-31'],
    ['Table-April-1-2026.xlsx', 'ICD-10-CM conversion table April 2026', '2026-04-01', '2026-09-30'],
    ['table-2024.xlsx', 'ICD-10-CM conversion table FY2026', '2025-10-01', '2026-03-31'],
  ])('%s is %s: by the newest entry, or a later name', async (file, name, begins, ends) => {
    const described = await icd10cmConversion.describe(await conversionTable(conversionRows, file));
    expect(described.edition).toEqual({ name, line: 'icd10cm', begins, ends });
    expect(described.notices).toEqual([conversionExplanation.replace('\r\n', ' ')]);
    expect(described.source.id).toBe(`icd10cm-conversion:${begins}`);
  });

  test('a table without a dated entry is damaged', async () => {
    await expect(icd10cmConversion.describe(await conversionTable([]))).rejects.toMatchObject({
      code: 'source-damaged',
    });
  });
});

describe('ICD-10-PCS conversion table', () => {
  test('recognised by its header line', async () => {
    expect(await recognised(icd10pcsConversion, `${pcsConversionTable}\r\n`)).toBe(true);
    expect(await recognised(icd10pcsConversion, pcsConversionLines.join('\r\n'))).toBe(false);
    expect(await recognised(icd10pcsConversion, '')).toBe(false);
  });

  test('with and without the comment column; no code on one side', async () => {
    const { facts, report } = await factsOf(icd10pcsConversion, memberOf('x.txt', pcsConversionTable));
    expect(report).toMatchObject({ read: 4, kept: 4, rejected: 0 });
    const rows = rowsOf(facts, 'conversion');
    expect(rows[0]).toEqual({
      system: 'icd10pcs',
      code: '001607A',
      previous: '00H60YZ',
      last: null,
      effective: '2019-10-01',
      change: 'New',
      together: 0,
    });
    expect(rows.slice(1).map((row) => [row.code, row.previous, row.effective, row.change])).toEqual([
      ['009300Z', '009300Z', '2017-10-01', 'Revised'],
      ['', '0H0TX7Z', '2019-10-01', 'Deleted'],
      ['XY0YX37', '', '2026-04-01', 'New'],
    ]);
  });

  test('the edition is that of the newest entry', async () => {
    const described = await icd10pcsConversion.describe(
      memberOf('icd10pcs_conversion_table.txt', pcsConversionTable),
    );
    expect(described.edition).toEqual({
      name: 'ICD-10-PCS conversion table April 2026',
      line: 'icd10pcs',
      begins: '2026-04-01',
      ends: '2026-09-30',
    });
    await expect(icd10pcsConversion.describe(memberOf('x.txt', pcsConversionHeader))).rejects.toMatchObject({
      code: 'source-damaged',
    });
  });

  test.each([
    ['a\tb', '"a" is not an ICD-10-PCS code'],
    ['001607A\tx\t2019\tNONE\tx\tNew\t10.01', '"NONE" is not an ICD-10-PCS code'],
    ['NoPCS\tx\t2019\tNoPCS\tx\tNew\t10.01', 'there is no code on either side'],
    ['001607A\tx\t2019\tNoPCS\tx\tNew\t13.01', '001607A: year and month do not make a date'],
    ['001607A\tx\t2019\tNoPCS\tx\t\t10.01', '001607A: the change type is empty'],
  ])('a bad line: %s', async (line, reason) => {
    const { report } = await factsOf(
      icd10pcsConversion,
      memberOf('x.txt', `${pcsConversionTable}\r\n${line}`),
    );
    expect(report).toMatchObject({ read: 5, kept: 4, rejected: 1, rejects: [{ line: 6, reason }] });
  });

  test('a mutated file: every line counted once, nothing thrown but source-damaged', async () => {
    const bytes = Buffer.from(pcsConversionTable, 'latin1');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 9 }), async (at, change) => {
        const mutated = Buffer.concat([bytes.subarray(0, at), change, bytes.subarray(at + change.length)]);
        const reading = factsOf(icd10pcsConversion, memberOf('x.txt', mutated));
        const read = await reading.catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'source-damaged' });
          return null;
        });
        if (read) expect(read.report.read).toBe(read.report.kept + read.report.rejected);
      }),
    );
  });
});

const why = 'the public files are not beside this checkout';
describe.skipIf(realFiles() === null)(`real files (skipped when ${why})`, { timeout: 60_000 }, () => {
  const key = (row: { code: string; previous: string; effective: string; change: string }): string =>
    [row.code, row.previous, row.effective, row.change].join();

  test('ICD-10-CM FY2026', async () => {
    const member = await realMember('icd10cm-2026.zip', 'TABLE-FY2026.xlsx');
    expect((await icd10cmConversion.describe(member)).edition.name).toBe('ICD-10-CM conversion table FY2026');
    const { facts, report } = await factsOf(icd10cmConversion, member);
    expect(report).toMatchObject({ read: 5892, kept: 5884, rejected: 0 });
    expect(report.dropped).toEqual({ 'the same row a second time': 8 });
    // Every row of the sheet but the explanation and the header has a first cell with a text.
    const parts = await listZip({ label: 'x', from: Buffer.from(await contentOf(member), 'latin1') });
    const sheet = await contentOf(parts.find((part) => part.name === 'xl/worksheets/sheet1.xml'));
    expect([...sheet.matchAll(/<c r="A\d+"[^>]*><v>/g)]).toHaveLength(5892 + 2);
    const rows = rowsOf(facts, 'conversion');
    expect(new Set(rows.map(key)).size).toBe(rows.length);
    expect(rows.filter(({ previous }) => previous === '')).toHaveLength(125);
    expect(rows.filter(({ effective }) => effective === '2023-04-01').length).toBeGreaterThan(42 - 1);
  });

  test('the new codes of FY2026 are those that the order addendum adds', async () => {
    const member = await realMember('icd10cm-2026.zip', 'TABLE-FY2026.xlsx');
    const { facts } = await factsOf(icd10cmConversion, member);
    const added = rowsOf(facts, 'conversion').filter(({ effective }) => effective === '2025-10-01');
    const addendum = await realMember('icd10cm-2026.zip', 'order_addenda_2026.txt');
    const lines = rowsOf((await factsOf(icd10cmAddenda, addendum)).facts, 'addendum');
    const codes = lines.filter(({ action, billable }) => action === 'Add' && billable === 1);
    expect([...new Set(added.map(({ code }) => code))].toSorted()).toEqual(
      codes.map(({ code }) => code).toSorted(),
    );
  });

  test('ICD-10-PCS of April 2026', async () => {
    const member = await realMember('icd10pcs-april-2026.zip', 'icd10pcs_conversion_table.txt');
    expect(await recognised(icd10pcsConversion, (await contentOf(member)).slice(0, 9999))).toBe(true);
    expect((await icd10pcsConversion.describe(member)).edition.begins).toBe('2026-04-01');
    const { facts, report } = await factsOf(icd10pcsConversion, member);
    const lines = (await contentOf(member)).split('\r\n').filter((line) => line !== '');
    expect(report).toMatchObject({ read: 17_848, kept: 17_848, rejected: 0 });
    expect(lines).toHaveLength(17_848 + 1);
    const rows = rowsOf(facts, 'conversion');
    expect(new Set(rows.map(key)).size).toBe(rows.length);
    const written = rows.map((row) => [row.code || 'NoPCS', row.previous || 'NoPCS', row.effective]);
    const raw = lines.slice(1).map((line) => {
      const cells = line.split('\t');
      return [cells[0], cells[3], `${cells[2]}-${cells.at(-1)?.replace('.', '-')}`];
    });
    expect(written).toEqual(raw);
  });
});
