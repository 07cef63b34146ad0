import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { tidyText } from '../reading/decode.ts';
import { hcpcsEditionByName } from './edition-hcpcs.ts';
import type { HcpcsPiece } from './hcpcs-assemble.ts';
import { assembleHcpcs, disclaimers } from './hcpcs-assemble.ts';
import { editionOf } from './hcpcs-anweb-text.ts';
import type { HcpcsColumn } from './hcpcs-columns.ts';
import type { HcpcsField } from './hcpcs-record.ts';
import { hcpcsSource, newestDate } from './hcpcs-record.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { sheetHeads } from '../reading/sheet-stream.ts';
import type { SheetRows } from '../reading/workbook.ts';
import { mayBeWorkbook, sheetsOf } from '../reading/workbook.ts';

/** Without these columns a sheet is some other list of codes. */
const required: readonly HcpcsColumn[] = [
  'HCPC',
  'SEQNUM',
  'RECID',
  'LONG DESCRIPTION',
  'SHORT DESCRIPTION',
  'ADD DT',
  'ACT EFF DT',
  'TERM DT',
];

/** A HCPCS sheet: the row that holds the column names, and where each column stands. */
interface Sheet {
  rows: SheetRows;
  header: number;
  columns: ReadonlyMap<string, number>;
}

/**
 * HCPCS Level II Excel file (`HCPC…_ANWEB.xlsx`): one sheet, one row a code, disclaimer rows above the header row in
 * some years. Columns are found by their names.
 */
export const hcpcsAnwebXlsx: Importer = {
  format: 'HCPCS Level II Excel file',
  dataset: 'hcpcs-codes',
  async recognise({ member, head }) {
    // By the first rows: other workbooks are too large to be loaded for a look.
    return (
      mayBeWorkbook(head) &&
      (await sheetHeads(member)).some((rows) => rows.some(({ cells }) => isHeader(cells)))
    );
  },
  async describe(member) {
    const sheet = await sheetOf(member);
    const edition = hcpcsEditionByName(member) ?? editionOf(newestIn(sheet), member);
    const above = sheet.rows.slice(0, sheet.header).map((row) => row.join(' '));
    return { edition, source: hcpcsSource(member, edition), notices: disclaimers(above) };
  },
  async *read([member], report): AsyncGenerator<Fact> {
    yield* assembleHcpcs(piecesOf(await sheetOf(member), report), report);
  },
};

function isHeader(row: readonly string[]): boolean {
  return required.every((name) => row.some((cell) => titleOf(cell) === name));
}

async function findSheet(member: Member): Promise<Sheet | null> {
  for (const rows of await sheetsOf(member)) {
    const header = rows.findIndex(isHeader);
    const titles = rows[header]?.map((cell, index): [string, number] => [titleOf(cell), index]);
    if (titles) return { rows, header, columns: new Map(titles) };
  }
  return null;
}

async function sheetOf(member: Member): Promise<Sheet> {
  const sheet = await findSheet(member);
  if (sheet) return sheet;
  throw new AppError('source-damaged', `${member.name} has no sheet with the columns of a HCPCS file.`);
}

function* piecesOf({ rows, header, columns }: Sheet, report: ImportReport): Generator<HcpcsPiece> {
  for (const [index, row] of rows.entries()) {
    report.line = index + 1;
    report.done = report.line / rows.length;
    if (index === header || row.every((cell) => cell.trim() === '')) continue;
    const field = index < header ? null : fieldsOf(row, columns);
    const long = row[columns.get('LONG DESCRIPTION') ?? -1] ?? '';
    yield { line: index + 1, field, long: `${long} ` };
  }
}

function fieldsOf(row: readonly string[], columns: ReadonlyMap<string, number>): HcpcsField {
  return (column) => tidyText(row[columns.get(column) ?? -1] ?? '');
}

function newestIn({ rows, header, columns }: Sheet): string {
  let newest = '';
  for (const row of rows.slice(header + 1)) {
    const date = newestDate(fieldsOf(row, columns));
    if (date > newest) newest = date;
  }
  return newest;
}

function titleOf(cell: string): string {
  return tidyText(cell).toUpperCase();
}
