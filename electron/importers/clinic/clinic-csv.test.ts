import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { clinicCode } from './clinic-code.ts';
import { clinicCsv } from './clinic-csv.ts';
import { clinicFile } from './fixtures-clinic.ts';
import { memberOf } from '../fixtures.ts';
import type { ImportReport } from '../importer.ts';
import { droppedIn, newReport } from '../report.ts';

async function readAll(...contents: [string | Buffer, ...(string | Buffer)[]]): Promise<{
  facts: Fact[];
  report: ImportReport;
}> {
  const report = newReport();
  const facts: Fact[] = [];
  const [first, ...others] = contents.map((content, at) =>
    memberOf(`notes${at}.csv`, Buffer.from(content as string)),
  );
  if (first) for await (const fact of clinicCsv.read([first, ...others], report)) facts.push(fact);
  return { facts, report };
}

function recognised(content: string | Buffer): boolean | Promise<boolean> {
  const bytes = Buffer.from(content as string);
  return clinicCsv.recognise({ member: memberOf('x', bytes), head: bytes.subarray(0, 1 << 16) });
}

const facts: Fact[] = [
  { table: 'synonym', row: { system: 'icd10cm', code: 'E119', words: 'sugar' } },
  {
    table: 'text',
    row: {
      system: 'cpt',
      key: '99213',
      kind: 'guidelines',
      block: { type: 'text', text: 'Ask for the time, if it is billed by time.' },
      source: 'clinic:2000-01-01',
      edition: null,
    },
  },
  {
    table: 'text',
    row: {
      system: 'hcpcs',
      key: 'G0439',
      kind: 'plain',
      block: { type: 'text', text: 'The yearly talk about staying well.' },
      source: 'clinic:2000-01-01',
      edition: null,
    },
  },
];

describe('the file', () => {
  test('gives its facts, and every row is counted', async () => {
    expect(await recognised(clinicFile)).toBe(true);
    const read = await readAll(clinicFile);
    expect(read.facts).toEqual(facts);
    expect(read.report).toMatchObject({ read: 3, kept: 3, rejected: 0 });
    const { edition, source } = await clinicCsv.describe(memberOf('ortho.csv', clinicFile));
    expect(edition).toEqual({ name: 'Clinic notes', line: 'clinic', begins: '2000-01-01', ends: null });
    expect(source).toMatchObject({ id: 'clinic:2000-01-01', document: 'ortho.csv' });
  });

  test.each([
    [
      'semicolons, byte-order mark',
      `\uFEFF${clinicFile.replaceAll(',', ';').replace('time; if', 'time, if')}`,
    ],
    [
      'Excel naming its separator',
      `sep=;\r\n${clinicFile.replaceAll(',', ';').replace('time; if', 'time, if')}`,
    ],
    ['tabs', clinicFile.replaceAll(',', '\t').replace('time\t if', 'time, if')],
    ['capitals in the header', clinicFile.replace('code,system,kind,text', 'Code,SYSTEM,Kind,Text')],
    ['empty rows', `${clinicFile}\r\n,,,\r\n\r\n,,,\r\n`],
  ])('%s', async (_, content) => {
    expect(await recognised(content)).toBe(true);
    expect((await readAll(content)).facts).toEqual(facts);
  });

  test('columns in any order, others beside them, no system', async () => {
    const content =
      'author,text,kind,code\r\nMK,sugar,Synonym,e11.9\r\nMK,"Ask for the time, if it is billed by time.",NOTE,99213';
    expect((await readAll(content)).facts).toEqual(facts.slice(0, 2));
  });

  test('cp1252 and UTF-8', async () => {
    const words = 'code,kind,text\nI10,plain,';
    for (const bytes of [
      Buffer.from(`${words}naïve – so`),
      Buffer.from(`${words}na\u00EFve \u0096 so`, 'latin1'),
    ]) {
      expect((await readAll(bytes)).facts).toMatchObject([{ row: { block: { text: 'naïve – so' } } }]);
    }
  });

  test('what a spreadsheet would compute stays text', async () => {
    const formulas = ['=1+1', '+1', '-2+3', '@SUM(A1)', '=HYPERLINK("https://example.org","x")'];
    const rows = formulas.map((text) => `I10,,plain,"${text.replaceAll('"', '""')}"`);
    const read = await readAll(['code,system,kind,text', ...rows].join('\r\n'));
    expect(read.facts.map((fact) => (fact.table === 'text' ? fact.row.block : null))).toEqual(
      formulas.map((text) => ({ type: 'text', text })),
    );
    const { report } = await readAll('code,kind,text\n="99213",note,x\n');
    expect(report.rejects).toEqual([{ line: 2, reason: 'notes0.csv: "="99213"" is not a code' }]);
  });

  test('several files are one release', async () => {
    const read = await readAll(clinicFile, 'code,kind,text\nI10,synonym,pressure');
    expect(read.facts).toHaveLength(4);
  });

  test.each([
    ['empty', ''],
    ['another table', 'code,title\r\nE11.9,x'],
    ['coverage codes', 'article_id,article_version,icd10_code_id\r\n1,1,I10'],
    ['prose', 'code and kind and text\r\n'],
    ['no header', 'E11.9,,synonym,sugar'],
  ])('%s is none', async (_, content) => {
    expect(await recognised(content)).toBe(false);
    await expect(readAll(content)).rejects.toThrow(/code,system,kind,text/);
  });
});

test.each([
  ['E11.9,,comment,x', '"comment" is not a kind: it is note, synonym or plain'],
  ['E11.9,,,x', '"" is not a kind: it is note, synonym or plain'],
  ['E11.9,,note,', 'the text is empty'],
  [',,note,x', 'the code is empty'],
  ['E11.9,,synonym,' + 'x'.repeat(201), 'the text is longer than 200 characters'],
  ['E11.9,icd11,note,x', '"icd11" is not a system this program has'],
  ['99213-25,,note,x', '"99213-25" is not a code (a code and its modifier are two rows)'],
])('a row is rejected with its line: %s', async (row, reason) => {
  const { facts: kept, report } = await readAll(`${clinicFile}\r\n${row}\r\n`);
  expect(kept).toEqual(facts);
  expect(report).toMatchObject({ read: 4, kept: 3, rejected: 1 });
  expect(report.rejects).toEqual([{ line: 5, reason: `notes0.csv: ${reason}` }]);
});

describe('codes', () => {
  test.each([
    ['E11.9', '', 'icd10cm', 'E119'],
    ['i10', '', 'icd10cm', 'I10'],
    ['E119', '', 'icd10cm', 'E119'],
    ['S52.001A', '', 'icd10cm', 'S52001A'],
    ['S52001A', '', 'icd10cm', 'S52001A'],
    ['W1111', '', 'icd10cm', 'W1111'],
    ['0016070', '', 'icd10pcs', '0016070'],
    ['99213', '', 'cpt', '99213'],
    ['0001u', '', 'cpt', '0001U'],
    ['LT', '', 'modifier', 'LT'],
    ['1P', '', 'modifier', '1P'],
    ['G0439', 'HCPCS', 'hcpcs', 'G0439'],
    ['G0439', 'ICD-10-CM', 'icd10cm', 'G0439'],
    ['B00B0ZZ', 'pcs', 'icd10pcs', 'B00B0ZZ'],
    ['25', 'modifier', 'modifier', '25'],
    ['11', 'Place of Service', 'pos', '11'],
  ])('%s (%s) is %s %s', (code, system, expected, key) => {
    expect(clinicCode(code, system)).toEqual({ system: expected, code: key });
  });

  test.each([
    ['G0439', '', 'may be a HCPCS code or an ICD-10-CM code'],
    ['B00B0ZZ', '', 'may be an ICD-10-CM code or an ICD-10-PCS code'],
    ['25', '', 'may be a modifier or a place of service'],
    ['D0120', '', 'may be a dental code'],
    ['D0120', 'hcpcs', 'is not a HCPCS code'],
    ['100', '', 'cut its zeros'],
    ['asthma', '', 'is not a code'],
    ['E11-9', '', 'is not a code'],
    ['99213', 'icd10cm', 'is not an ICD-10-CM code'],
  ])('%s (%s): %s', (code, system, reason) => {
    expect(clinicCode(code, system)).toMatchObject({ reason: expect.stringContaining(reason) as string });
  });
});

test('any cells: every row is kept or rejected, or an AppError', async () => {
  const cell = fc.oneof(
    fc.constantFrom('E11.9', '99213', 'note', 'synonym', 'cpt', '', '"', '\r\n', '='),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 20 }), async (rows) => {
      const content = `code,system,kind,text\n${rows.map((row) => row.join(',')).join('\n')}`;
      try {
        const { facts: kept, report } = await readAll(content);
        expect(report.read).toBe(report.kept + report.rejected + droppedIn(report));
        expect(kept).toHaveLength(report.kept);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
  );
});
