import type { Fact, FactRow } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { fieldText, tidyText } from '../reading/decode.ts';
import { ncciEdition } from './edition-ncci.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { describeNcci } from './ncci-source.ts';
import { newReport, reject } from '../report.ts';
import { cellsOf, sheetForm } from '../reading/table-forms.ts';

/** Fields of one record in the order of the layout, as printed. */
type Fields = readonly string[];

/** "10887T…": type, code, a date or its blanks, code or CCCCC, a date or its blanks, two dates or blanks. */
const recordStart =
  /^[123][0-9A-Z]{5}(?:\d{7}| {7})[0-9A-Z]{5}(?:\d{7}| {7})(?:\d{7}| {7})(?:\d{7}| {7}|\s*$)/;
/** Where each field of the text form begins, from 0; the last one runs to the end of the line. */
const starts = [0, 1, 6, 13, 18, 25, 32, 39];
/** Headers of the Excel form, without their underscores, hyphens and the "(Julian)" of some quarters. */
const headers = [
  'aocedittype',
  'addoncode',
  'aocdeldt',
  'primarycode',
  'primarycodedeldt',
  'aocediteffdt',
  'aoceditdeldt',
  'specialinstructionnotes',
];
const exampleName = 'AOC_V2026Q2-MCR.txt';

/**
 * NCCI add-on code edits, fixed-width text (`AOC_V2026Q2-MCR.txt`, CMS's format since January 2022; positions from 1):
 * 1 edit type, 2–6 add-on code, 7–13 deletion date of the add-on code, 14–18 primary code, 19–25 deletion date of the
 * primary code, 26–32 and 33–39 effective and deletion date of the edit, 40– special instruction. Dates are the year
 * and the day of the year ("2026091" is 1 April 2026), blank where there is none. A record is one line: an add-on
 * code with one primary code, or with CCCCC where the contractor defines them.
 */
const addOnText: Importer = {
  format: 'NCCI add-on code edits, text file',
  dataset: 'add-on-codes',
  recognise({ member, head }) {
    const lines = headLines(head, head.length >= member.size);
    const records = lines.filter((line) => recordStart.test(line)).length;
    // A notice above the records may take some lines.
    return records > 0 && records >= (lines.length - 12) * 0.8;
  },
  async describe(member) {
    const edition = ncciEdition(member, exampleName);
    return describeNcci('add-on-codes', edition, member, await textAbove(member));
  },
  async *read([file], report) {
    const records = new AddOnRecords(report);
    for await (const { text } of linesOf(file, report)) {
      if (text.trim() === '') continue;
      // What stands above the first record is a notice; below it, every line is a record.
      if (!records.hasBegun && !recordStart.test(text)) continue;
      const fact = records.take(starts.map((start, at) => fieldText(text.slice(start, starts[at + 1]))));
      if (fact) yield fact;
    }
    requireRecords(file, records);
  },
};

/**
 * NCCI add-on code edits, Excel file (`AOC_V2026Q2-MCR.xlsx`, since June 2023): the copyright line, a header row
 * (AOC_Edit_Type, Add-On_Code, AOC_DelDT, Primary_Code, Primary_Code_DelDT, AOC_Edit_EffDT, AOC_Edit_DelDT,
 * Special_Instruction_Notes), then a row a record with the fields and dates of the text form. Columns are found by
 * their headers.
 */
const addOnSheet: Importer = {
  format: 'NCCI add-on code edits, Excel file',
  dataset: 'add-on-codes',
  async recognise(probe) {
    return sheetForm.mayBe(probe, '') && (await sheetForm.head(probe.member, isHeader)) !== null;
  },
  async describe(member) {
    const above = (await sheetForm.head(member, isHeader)) ?? [];
    const edition = ncciEdition(member, exampleName);
    return describeNcci(
      'add-on-codes',
      edition,
      member,
      above.slice(0, -1).map((cells) => cells.join(' ')),
    );
  },
  async *read([file], report) {
    const records = new AddOnRecords(report);
    let columns: readonly number[] | null = null;
    for await (const raw of sheetForm.rows(file, isHeader, report)) {
      const cells = cellsOf(raw);
      if (!columns) {
        if (isHeader(cells)) columns = columnsOf(cells);
        continue;
      }
      if (cells.every((cell) => cell.trim() === '')) continue;
      const fact = records.take(columns.map((at) => tidyText(cells[at] ?? '')));
      if (fact) yield fact;
    }
    requireRecords(file, records);
  },
};

/** The text form is the quicker one; a release holds both. */
export const addOnCodes: readonly Importer[] = [addOnText, addOnSheet];

function columnsOf(cells: readonly string[]): number[] {
  const titles = cells.map((cell) => cell.toLowerCase().replaceAll(/\(julian\)|julian$|[^a-z]/g, ''));
  return headers.map((header) => titles.indexOf(header));
}

function isHeader(cells: readonly string[]): boolean {
  return columnsOf(cells).every((at) => at >= 0);
}

async function textAbove(member: Member): Promise<string[]> {
  const lines: string[] = [];
  for await (const { text } of linesOf(member, newReport())) {
    if (recordStart.test(text) || lines.length === 12) break;
    lines.push(fieldText(text));
  }
  return lines;
}

function requireRecords(file: Member, records: AddOnRecords): void {
  if (records.hasBegun) return;
  throw new AppError('source-damaged', `${file.name} has no add-on codes in it. Download it again.`);
}

/** Makes facts of the records of one file and counts them. */
class AddOnRecords {
  hasBegun = false;
  #ordinal = 0;
  readonly #report: ImportReport;

  constructor(report: ImportReport) {
    this.#report = report;
  }

  take(fields: Fields): Fact | null {
    this.hasBegun = true;
    this.#ordinal += 1;
    this.#report.read += 1;
    const row = addOnOf(fields, this.#ordinal);
    if (typeof row === 'string') {
      reject(this.#report, this.#report.line, row);
      return null;
    }
    this.#report.kept += 1;
    return { table: 'addOn', row };
  }
}

/** The row of one record, or why it is none. */
function addOnOf(fields: Fields, ordinal: number): FactRow<'addOn'> | string {
  const [kind = '', code = '', , primary = '', , , , instruction = ''] = fields;
  if (!/^[0-9A-Z]{5}$/.test(code)) return `"${code.slice(0, 40)}" is not a code`;
  if (!/^[0-9A-Z]{5}$/.test(primary)) return `${code}: "${primary.slice(0, 40)}" is not a primary code`;
  if (!/^[123]$/.test(kind)) return `${code}: the edit type is "${kind.slice(0, 40)}", not 1, 2 or 3`;
  const dates = [fields[2], fields[4], fields[5], fields[6]].map((text = '') => ordinalDate(text));
  const [codeDeleted, primaryDeleted, effective, deleted] = dates;
  if (
    codeDeleted === undefined ||
    primaryDeleted === undefined ||
    effective === undefined ||
    deleted === undefined
  ) {
    return `${code}/${primary}: a date is not a year and a day of the year`;
  }
  return {
    code,
    primary,
    kind: Number(kind),
    ordinal,
    effective,
    deleted,
    codeDeleted,
    primaryDeleted,
    instruction: instruction === '' ? null : instruction,
  };
}

/** "2026091" as "2026-04-01"; null for a blank, undefined for what is no date. */
function ordinalDate(text: string): string | null | undefined {
  if (text === '') return null;
  if (!/^\d{7}$/.test(text)) return undefined;
  const year = Number(text.slice(0, 4));
  const day = Number(text.slice(4));
  const date = new Date(Date.UTC(year, 0, day));
  // Day 0, and day 366 of a year of 365, fall into another year.
  return date.getUTCFullYear() === year ? date.toISOString().slice(0, 10) : undefined;
}
