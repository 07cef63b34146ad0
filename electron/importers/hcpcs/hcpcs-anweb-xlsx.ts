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
import { newReport } from '../report.ts';
import { cellsOf, sheetForm } from '../reading/table-forms.ts';

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

/** Where each column stands, by its name. */
type Columns = ReadonlyMap<string, number>;

/**
 * HCPCS Level II Excel file (`HCPC…_ANWEB.xlsx`): one sheet, one row a code, disclaimer rows above the header row in
 * some years. Columns are found by their names.
 */
export const hcpcsAnwebXlsx: Importer = {
  format: 'HCPCS Level II Excel file',
  dataset: 'hcpcs-codes',
  async recognise(probe) {
    return sheetForm.mayBe(probe, '') && (await sheetForm.head(probe.member, isHeader)) !== null;
  },
  async describe(member) {
    const above = (await sheetForm.head(member, isHeader)) ?? [];
    const edition = hcpcsEditionByName(member) ?? editionOf(await newestIn(member), member);
    const notices = disclaimers(above.slice(0, -1).map((cells) => cells.join(' ')));
    return { edition, source: hcpcsSource(member, edition), notices };
  },
  read: ([member], report) => assembleHcpcs(piecesOf(member, report), report),
};

function isHeader(cells: readonly string[]): boolean {
  return required.every((name) => cells.some((cell) => titleOf(cell) === name));
}

async function* piecesOf(member: Member, report: ImportReport): AsyncGenerator<HcpcsPiece> {
  let columns: Columns | null = null;
  for await (const raw of sheetForm.rows(member, isHeader, report)) {
    const cells = cellsOf(raw);
    if (!columns && isHeader(cells)) {
      columns = new Map(cells.map((cell, at) => [titleOf(cell), at]));
    } else if (cells.some((cell) => cell.trim() !== '')) {
      const long = cells[columns?.get('LONG DESCRIPTION') ?? -1] ?? '';
      yield { line: report.line, field: columns && fieldsOf(cells, columns), long: `${long} ` };
    }
  }
  if (columns) return;
  throw new AppError('source-damaged', `${member.name} has no sheet with the columns of a HCPCS file.`);
}

function fieldsOf(cells: readonly string[], columns: Columns): HcpcsField {
  return (column) => tidyText(cells[columns.get(column) ?? -1] ?? '');
}

async function newestIn(member: Member): Promise<string> {
  let newest = '';
  for await (const { field } of piecesOf(member, newReport())) {
    const date = field ? newestDate(field) : '';
    if (date > newest) newest = date;
  }
  return newest;
}

function titleOf(cell: string): string {
  return tidyText(cell).toUpperCase();
}
