import { AppError } from '../../contract/errors.ts';
import { csvRecords } from './csv.ts';
import { fieldText, tidyText } from './decode.ts';
import type { ImportReport, Member, Probe } from '../importer.ts';
import { linesOf } from './lines.ts';
import { newReport } from '../report.ts';
import { sheetHeads, sheetRows } from './sheet-stream.ts';
import { mayBeWorkbook } from './xlsx-parts.ts';

/** One row of a table; a line of text is cut by `cellsOf`. Its place is the `line` of the report. */
type TableRow = { cells: readonly string[] } | { text: string };

/** What tells a header row. */
type IsHeader = (cells: readonly string[]) => boolean;

/** A way in which CMS publishes one and the same table: tab- or comma-separated text, or an Excel sheet. */
export interface TableForm {
  /** As a user calls it. */
  name: string;
  /** False for what cannot be of this form, without opening the file. `word` stands in the header as printed. */
  mayBe(probe: Probe, word: string): boolean;
  /** The rows above the table and its header row, or null when the file has no such table in this form. */
  head(member: Member, isHeader: IsHeader): Promise<(readonly string[])[] | null>;
  /** All rows, those above the table too. Keeps `line` and `done` of `report`. */
  rows(member: Member, isHeader: IsHeader, report: ImportReport): AsyncIterable<TableRow>;
  /** Makes text of a cell as `rows` gives it. */
  decode: (cell: string) => string;
}

/** CMS prints a notice, a title and up to four lines of captions above a table. */
const rowsOfHead = 16;
/** Of a line; no table of CMS has more. */
const mostCells = 64;

/**
 * Tab-separated text without quotes. Cells are bytes and lines come uncut: of a table of 2.5 million rows neither
 * one more step a row nor decoding every cell goes unnoticed.
 */
export const tabForm: TableForm = {
  name: 'text file',
  mayBe: ({ head }, word) => !mayBeWorkbook(head) && head.includes(word) && head.includes('\t'),
  async head(member, isHeader) {
    const rows: string[][] = [];
    for await (const line of linesOf(member)) {
      const cells = cellsOf(line).map(fieldText);
      rows.push(cells);
      if (isHeader(cells)) return rows;
      if (rows.length === rowsOfHead) break;
    }
    return null;
  },
  rows: (member, _isHeader, report) => linesOf(member, report),
  decode: fieldText,
};

export const csvForm: TableForm = {
  name: 'CSV file',
  mayBe: ({ head }, word) => !mayBeWorkbook(head) && head.includes(word) && head.includes(','),
  async head(member, isHeader) {
    const rows: string[][] = [];
    try {
      for await (const { cells } of csvRecords(member, newReport())) {
        rows.push(cells);
        if (isHeader(cells)) return rows;
        if (rows.length === rowsOfHead) break;
      }
    } catch (error) {
      // Whatever is not a sound CSV file is no table of this form.
      if (!(error instanceof AppError)) throw error;
    }
    return null;
  },
  rows: (member, _isHeader, report) => csvRecords(member, report),
  decode: tidyText,
};

export const sheetForm: TableForm = {
  name: 'Excel file',
  mayBe: ({ head }) => mayBeWorkbook(head),
  async head(member, isHeader) {
    return (await findSheet(member, isHeader))?.rows ?? null;
  },
  async *rows(member, isHeader, report) {
    const found = await findSheet(member, isHeader);
    if (found) yield* sheetRows(member, found.at, report);
  },
  decode: tidyText,
};

export function cellsOf(row: TableRow): readonly string[] {
  return 'text' in row ? row.text.split('\t', mostCells) : row.cells;
}

/** The first sheet with such a header, and its rows down to it. */
async function findSheet(
  member: Member,
  isHeader: IsHeader,
): Promise<{ at: number; rows: (readonly string[])[] } | null> {
  for (const [at, head] of (await sheetHeads(member)).entries()) {
    const header = head.findIndex(({ cells }) => isHeader(cells));
    if (header >= 0) return { at, rows: head.slice(0, header + 1).map(({ cells }) => cells) };
  }
  return null;
}
