import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import { memberOf, workbookOf, zipOf } from '../fixtures.ts';
import type { Member } from '../importer.ts';
import { newReport } from '../report.ts';
import type { SheetRow } from './sheet-stream.ts';
import { sheetHeads, sheetRows } from './sheet-stream.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const links = 'http://schemas.openxmlformats.org/package/2006/relationships';

interface BookParts {
  sheets: readonly string[];
  strings?: string;
  sheetData?: boolean;
}

/** A workbook with the given sheet data; the file of the first sheet comes last, as names do not tell the order. */
async function bookOf({ sheets, strings, sheetData = true }: BookParts): Promise<Member> {
  const ids = sheets.map((_, at) => at + 1);
  const fileOf = (id: number): string => `sheet${sheets.length - id + 1}.xml`;
  const parts: Record<string, string | Buffer> = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${ids
      .map((id) => `<sheet name="S${id}" sheetId="${id}" r:id="rId${id}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${links}">${ids
      .map((id) => `<Relationship Id="rId${id}" Target="${id === 1 ? '/xl/' : ''}worksheets/${fileOf(id)}"/>`)
      .join('')}</Relationships>`,
  };
  for (const [at, sheet] of sheets.entries()) {
    parts[`xl/worksheets/${fileOf(at + 1)}`] = Buffer.from(
      sheetData ? `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>` : sheet,
    );
  }
  if (strings !== undefined) parts['xl/sharedStrings.xml'] = Buffer.from(`<sst>${strings}</sst>`);
  return memberOf('book.xlsx', await zipOf(parts, true));
}

async function rowsIn(member: Member, at = 0): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of sheetRows(member, at, newReport())) rows.push(row);
  return rows;
}

const cellsIn = async (parts: BookParts): Promise<string[][]> =>
  (await rowsIn(await bookOf(parts))).map(({ cells }) => cells);

describe('streaming a sheet', () => {
  it('reads every kind of cell', async () => {
    const cells = [
      '<c r="A1" t="s"><v>1</v></c>',
      '<c r="B1" s="1"><v>20220101</v></c>',
      '<c r="C1" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>',
      '<c r="D1" t="str"><f>A1&amp;"x"</f><v>made</v></c>',
      '<c r="E1" t="b"><v>1</v></c>',
      '<c r="F1"><v>2.0220101E7</v></c>',
      '<c r="G1" s="1"/>',
      '<c r="H1"><v><![CDATA[<9>]]></v></c>',
    ];
    const strings =
      '<si><t>zero</t></si><si><r><t>on</t></r><r><t xml:space="preserve">e </t></r><rPh sb="0" eb="1"><t>hint</t></rPh></si>';
    expect(await cellsIn({ sheets: [`<row r="1">${cells.join('')}</row>`], strings })).toEqual([
      ['one ', '20220101', 'two runs', 'made', '1', '20220101', '', '<9>'],
    ]);
  });

  it('keeps rows and columns in their places', async () => {
    const rows = await rowsIn(
      await bookOf({
        sheets: [
          '<row r="3"><c r="C3"><v>1</v></c></row><row r="4"/><row r="9"><c r="AA9"><v>2</v></c></row>',
        ],
      }),
    );
    expect(rows.map(({ number, cells }) => [number, cells.length, cells.at(-1)])).toEqual([
      [3, 3, '1'],
      [9, 27, '2'],
    ]);
  });

  it('counts where the sheet does not say', async () => {
    const rows = await rowsIn(
      await bookOf({ sheets: ['<row><c><v>1</v></c><c><v>2</v></c></row><row r="x"><c><v>3</v></c></row>'] }),
    );
    expect(rows).toEqual([
      { number: 1, cells: ['1', '2'] },
      { number: 2, cells: ['3'] },
    ]);
  });

  it('takes the sheets in the order of the workbook, and names with a prefix', async () => {
    const member = await bookOf({
      sheets: ['<row><c><v>1</v></c></row>', '<x:row xmlns:x="y"><x:c><x:v>2</x:v></x:c></x:row>'],
    });
    expect((await rowsIn(member, 0))[0]?.cells).toEqual(['1']);
    expect((await rowsIn(member, 1))[0]?.cells).toEqual(['2']);
    expect((await sheetHeads(member)).map(([row]) => row?.cells)).toEqual([['1'], ['2']]);
  });

  it('gives the first rows only to who recognises a table', async () => {
    const member = memberOf('x.xlsx', await workbookOf(Array.from({ length: 40 }, (_, at) => [`${at}`])));
    expect((await sheetHeads(member))[0]?.length).toBe(16);
    expect(sheetHeads(member)).toBe(sheetHeads(member));
  });

  it('reports where it is', async () => {
    const report = newReport();
    const member = memberOf('x.xlsx', await workbookOf([['a'], ['b']]));
    for await (const row of sheetRows(member, 0, report)) expect(report.line).toBe(row.number);
    expect(report.done).toBe(1);
  });

  it('finds no sheets in a zip of something else', async () => {
    const member = memberOf('x.zip', await zipOf({ 'a.txt': 'x' }));
    expect(await sheetHeads(member)).toEqual([]);
    await expect(rowsIn(member)).rejects.toMatchObject({ code: 'source-damaged' });
  });
});

describe('a hostile sheet', () => {
  const many = (count: number, text: string): string => text.repeat(count);

  it.each<[string, BookParts, string]>([
    [
      'an entity bomb',
      { sheets: ['<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'], sheetData: false },
      'document type',
    ],
    [
      'a text that is not there',
      { sheets: ['<row><c t="s"><v>7</v></c></row>'], strings: '<si><t>a</t></si>' },
      'not there',
    ],
    ['deep nesting', { sheets: [many(40, '<a>') + many(40, '</a>')] }, 'nest'],
    ['a column far out', { sheets: ['<row><c r="XFD1"><v>1</v></c></row>'] }, 'columns'],
    ['a column beyond counting', { sheets: [`<row><c r="${many(400, 'Z')}1"/></row>`] }, 'columns'],
    ['a cell without end', { sheets: [`<row><c><v>${many(40_000, 'x')}</v></c></row>`] }, 'too long'],
    ['a gap without end', { sheets: [many(300_000, '<x>1</x>')] }, 'without a cell'],
    ['a sheet cut off', { sheets: ['<worksheet><sheetData><row>'], sheetData: false }, 'unclosed'],
    ['no XML', { sheets: ['column 1'], sheetData: false }, 'text data'],
    ['no sheet', { sheets: [] }, 'missing'],
    ['shared texts without end', { sheets: ['<row/>'], strings: many(1_100_000, '<si/>') }, 'more text'],
    [
      'long shared texts without end',
      { sheets: ['<row/>'], strings: many(200, `<si><t>${many(200_000, 'x')}</t></si>`) },
      'more text',
    ],
  ])('with %s is refused', async (_, parts, why) => {
    await expect(bookOf(parts).then((member) => rowsIn(member))).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining(why),
    });
  });

  it('with bytes that are no UTF-8 is refused', async () => {
    const parts = {
      'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheet r:id="a"/></workbook>`,
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>',
      'xl/s.xml': '<worksheet>\u00FF</worksheet>',
    };
    await expect(rowsIn(memberOf('x.xlsx', await zipOf(parts)))).rejects.toThrow('UTF-8');
  });

  it('larger than any workbook of ours is not opened', async () => {
    const member = { ...memberOf('x.xlsx', 'PK'), size: 2 ** 30 };
    await expect(sheetHeads(member)).rejects.toMatchObject({ code: 'source-unrecognised' });
  });

  it('fails as an AppError, whatever is in it', async () => {
    const sound = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row></sheetData></worksheet>`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(sound.length), cut: fc.nat(9), put: fc.string({ maxLength: 6 }) }), {
          maxLength: 4,
        }),
        async (changes) => {
          const text = changes.reduce(
            (xml, { at, cut, put }) => xml.slice(0, at) + put + xml.slice(at + cut),
            sound,
          );
          const member = await bookOf({ sheets: [text], strings: '<si><t>a</t></si>', sheetData: false });
          const outcome = await rowsIn(member).catch((error: unknown) => error);
          expect(Array.isArray(outcome) || outcome instanceof AppError).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
