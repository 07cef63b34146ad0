import { SaxesParser } from 'saxes';
import type { ImportReport, Member } from '../importer.ts';
import { newReport } from '../report.ts';
import type { WorkbookDates } from './xlsx-dates.ts';
import { dateDigits } from './xlsx-dates.ts';
import { damagedSheet, localName, openWorkbook } from './xlsx-parts.ts';

/** One row of a sheet: its number as Excel shows it, and its cells as text, untrimmed, an empty one as "". */
export interface SheetRow {
  number: number;
  cells: string[];
}

/** The first rows of one sheet, to recognise a table by. */
type SheetHead = readonly SheetRow[];

const rowsOfHead = 16;
const sheetsLookedAt = 8;
/** Excel's own limits, but for the columns: no official table has more than 60. */
const mostRows = 2 ** 20;
const mostColumns = 256;
const longestCell = 2 ** 15;
const deepest = 32;
/** Bytes that may pass without a new cell or row; formulas and styles are shorter. */
const longestGap = 2 ** 20;

/** What the cells of all sheets refer to. */
interface Shared {
  sharedStrings: readonly string[];
  dates: WorkbookDates;
}

/** Recognising and describing both ask for the heads, several importers each. */
const heads = new WeakMap<Member, Promise<SheetHead[]>>();

/**
 * The first 16 rows of each of the first 8 sheets; none for a zip that is no Excel workbook. Read once a file.
 *
 * @throws AppError `source-damaged` when it cannot be read, `source-unrecognised` when it is too large to be ours
 */
export function sheetHeads(member: Member): Promise<SheetHead[]> {
  const known = heads.get(member);
  if (known) return known;
  const reading = readHeads(member);
  heads.set(member, reading);
  return reading;
}

async function readHeads(member: Member): Promise<SheetHead[]> {
  const workbook = await openWorkbook(member);
  if (!workbook) return [];
  const found: SheetHead[] = [];
  for (const sheet of workbook.sheets.slice(0, sheetsLookedAt)) {
    const rows: SheetRow[] = [];
    for await (const row of rowsOf(sheet, workbook, newReport())) {
      rows.push(row);
      if (rows.length === rowsOfHead) break;
    }
    found.push(rows);
  }
  return found;
}

/**
 * Streams the rows of one sheet, holding the packed file, the shared texts and one block of the sheet. Numbers come
 * as digits, dates as yyyymmdd. Rows without cells are left out. Keeps `line` and `done` of `report`.
 *
 * @param at which sheet, from 0, in the workbook's order
 * @throws AppError `source-damaged` when there is no such sheet or it is no sound one
 */
export async function* sheetRows(member: Member, at: number, report: ImportReport): AsyncGenerator<SheetRow> {
  const workbook = await openWorkbook(member);
  const sheet = workbook?.sheets[at];
  if (!workbook || !sheet) throw damagedSheet(member, 'a sheet is missing');
  yield* rowsOf(sheet, workbook, report);
}

async function* rowsOf(sheet: Member, shared: Shared, report: ImportReport): AsyncGenerator<SheetRow> {
  const reader = new RowReader(sheet, shared);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stream = await sheet.open();
  let bytes = 0;
  let gap = 0;
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
      bytes += chunk.length;
      report.done = Math.min(1, bytes / Math.max(1, sheet.size));
      const before = reader.cellsSeen;
      reader.write(() => decoder.decode(chunk, { stream: true }));
      gap = reader.cellsSeen > before ? 0 : gap + chunk.length;
      if (gap > longestGap) throw damagedSheet(sheet, 'it runs on without a cell');
      for (const row of reader.take()) {
        report.line = row.number;
        yield row;
      }
    }
    reader.write(() => decoder.decode());
    reader.close();
  } finally {
    stream.destroy();
  }
}

/** Turns the XML of a sheet into rows. Only what holds a value is looked at: row, c, v, is/t. */
class RowReader {
  cellsSeen = 0;
  readonly #sheet: Member;
  readonly #shared: Shared;
  readonly #parser = new SaxesParser({ position: false, xmlns: false });
  #done: SheetRow[] = [];
  #row: SheetRow | null = null;
  #rows = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #text = '';
  #taking = false;
  #phonetic = false;
  #depth = 0;

  constructor(sheet: Member, shared: Shared) {
    this.#sheet = sheet;
    this.#shared = shared;
    this.#parser.on('error', (error) => {
      throw damagedSheet(sheet, error.message);
    });
    this.#parser.on('doctype', () => {
      throw damagedSheet(sheet, 'it declares a document type, which no workbook does');
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(localName(name), attributes));
    this.#parser.on('text', (text) => this.#take(text));
    this.#parser.on('cdata', (text) => this.#take(text));
    this.#parser.on('closetag', ({ name }) => this.#close(localName(name)));
  }

  write(decode: () => string): void {
    let text: string;
    try {
      text = decode();
    } catch (error) {
      throw damagedSheet(this.#sheet, 'it is not in UTF-8', error);
    }
    this.#parser.write(text);
  }

  close(): void {
    this.#parser.close();
  }

  /** The rows finished since the last call. */
  take(): SheetRow[] {
    const rows = this.#done;
    this.#done = [];
    return rows;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1;
    if (this.#depth > deepest) throw damagedSheet(this.#sheet, `its elements nest more than ${deepest} deep`);
    if (name === 'c' && this.#row) {
      this.cellsSeen += 1;
      this.#column = columnOf(attributes['r']) ?? this.#column + 1;
      this.#type = attributes['t'] ?? '';
      this.#style = Number(attributes['s'] ?? 0);
      this.#text = '';
    } else if (name === 'v' || name === 't') {
      this.#taking = !this.#phonetic;
    } else if (name === 'row') {
      this.cellsSeen += 1;
      this.#rows += 1;
      this.#column = -1;
      const number = Number(attributes['r']);
      this.#row = { number: Number.isSafeInteger(number) ? number : this.#rows, cells: [] };
      if (this.#rows > mostRows) throw damagedSheet(this.#sheet, 'it has more rows than Excel allows');
    } else if (name === 'rPh') {
      this.#phonetic = true;
    }
  }

  #take(text: string): void {
    if (!this.#taking) return;
    this.#text += text;
    if (this.#text.length > longestCell) throw damagedSheet(this.#sheet, 'a cell in it is too long');
  }

  #close(name: string): void {
    this.#depth -= 1;
    if (name === 'c' && this.#row) {
      if (this.#column >= mostColumns) throw damagedSheet(this.#sheet, 'it has too many columns');
      const { cells } = this.#row;
      while (cells.length < this.#column) cells.push('');
      cells[this.#column] = this.#value();
    } else if (name === 'v' || name === 't') {
      this.#taking = false;
    } else if (name === 'row' && this.#row) {
      if (this.#row.cells.length > 0) this.#done.push(this.#row);
      this.#row = null;
    } else if (name === 'rPh') {
      this.#phonetic = false;
    }
  }

  #value(): string {
    const text = this.#text;
    const { sharedStrings, dates } = this.#shared;
    switch (this.#type) {
      case 's': {
        const shared = sharedStrings[Number(text)];
        if (shared === undefined) throw damagedSheet(this.#sheet, 'a cell names a text that is not there');
        return shared;
      }
      case 'd':
        return text.slice(0, 10).replaceAll('-', '');
      case '':
      case 'n': {
        // A whole number may be written "2.0220101E7".
        const number = /^[\d.]+E\+?\d+$/i.test(text) ? String(Number(text)) : text;
        return dates.styles.has(this.#style) ? dateDigits(number, dates.from1904) : number;
      }
      default:
        return text;
    }
  }
}

/** "B12" is column 1; null for a cell that does not say. */
function columnOf(reference: string | undefined): number | null {
  if (reference === undefined) return null;
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}
