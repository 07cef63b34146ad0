import { csvRecords } from '../reading/csv.ts';
import { headRecords } from '../reading/csv-head.ts';
import type { ImportReport, Member, Probe } from '../importer.ts';
import { newReport } from '../report.ts';

/** One row of a table of an export; a column that the file does not have is empty. */
export interface McdRow {
  line: number;
  cell: (column: string) => string;
}

/** A record holds all texts of a document: some pass half a million characters. */
const longestDocument = 1 << 23;

/** The column names of a CSV file, lower case; empty when it is none. */
export async function headerIn(probe: Probe): Promise<string[]> {
  return columnNames((await headRecords(probe, ',', 1))[0]?.cells ?? []);
}

export async function headerOf(member: Member): Promise<string[]> {
  for await (const { cells } of csvRecords(member, newReport(), ',', longestDocument)) {
    return columnNames(cells);
  }
  return [];
}

/** @throws AppError `source-damaged` see `csvRecords` */
export async function* mcdRows(member: Member, report: ImportReport): AsyncGenerator<McdRow> {
  let places: Map<string, number> | null = null;
  for await (const { line, cells } of csvRecords(member, report, ',', longestDocument)) {
    if (!places) {
      places = new Map(columnNames(cells).map((name, at) => [name, at]));
      continue;
    }
    const known = places;
    yield { line, cell: (column) => cells[known.get(column) ?? -1] ?? '' };
  }
}

/** A date as the exports write it, "2026-07-01 00:00:00"; null where it is empty, open or no date. */
export function mcdDate(text: string): string | null {
  const date = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=$|[ T])/.exec(text)?.[0];
  return date ?? null;
}

function columnNames(cells: readonly string[]): string[] {
  return cells.map((name) => name.toLowerCase());
}
