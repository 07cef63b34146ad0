import { isCalendarDate } from '../../codeset/dates.ts';
import type { Fact, FactRow } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { newestEdition } from './conversion-edition.ts';
import { tidyText } from '../reading/decode.ts';
import { icdSource } from './icd-source.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { drop, reject } from '../report.ts';
import type { SheetRow } from '../reading/sheet-stream.ts';
import { sheetHeads } from '../reading/sheet-stream.ts';
import type { SheetRows } from '../reading/workbook.ts';
import { mayBeWorkbook, sheetsOf } from '../reading/workbook.ts';

const dataset = 'icd10cm-conversion';
const titles = [/^current codes?\b/i, /^effective\b/i, /^previous codes?\b/i] as const;
/** The header row follows one row with the publisher's explanation. */
const headerWithin = 20;
/** The table of FY2026 has three codes without their dot. */
const codeForm = '[A-Z][0-9A-Z]{2}(?:\\.?[0-9A-Z]{1,4})?';
const wholeCode = new RegExp(`^${codeForm}$`);
/** A code, a range, or a category with what lies under it ("I63.-", "R11-"). */
const codeOrRange = new RegExp(`^(${codeForm})(?:\\.?-(${codeForm})?)?$`);
const categoryWords = /^(?:a )?codes? (?:from|in) (?:categor(?:y|ies) )?/i;

interface Sheet {
  rows: SheetRows;
  header: number;
  /** Where current code, effective date and previous codes stand. */
  columns: readonly [number, number, number];
}

/**
 * ICD-10-CM conversion table (Excel): one row a new code, in three columns: current code, effective (a year, meaning
 * its 1 October, or a date) and the codes assigned before. A record is a row. A cell of previous codes holds one
 * code, "None", a list (commas or semicolons: one of them; "and" or "&": all of them together), ranges, and
 * categories in words; every code or range of it gives a fact. "I63.-" and "R11-" are given as the category.
 */
export const icd10cmConversion: Importer = {
  format: 'ICD-10-CM conversion table',
  dataset,
  async recognise({ member, head }) {
    // By the first rows: other workbooks are too large to be loaded for a look.
    return mayBeWorkbook(head) && (await sheetHeads(member)).some((rows) => rows.some(isHeader));
  },
  async describe(member) {
    const sheet = await sheetOf(member);
    const dates = sheet.rows.slice(sheet.header + 1).map((row) => effectiveDate(row[sheet.columns[1]]));
    const edition = newestEdition(member, dates, { prefix: 'ICD-10-CM conversion table', line: 'icd10cm' });
    const above = sheet.rows.slice(0, sheet.header).map((row) => tidyText(row.join(' ')));
    return { edition, source: icdSource(dataset, edition, member), notices: above.filter(Boolean) };
  },
  async *read([file], report) {
    yield* readRows(await sheetOf(file), report);
  },
};

function isHeader({ cells }: SheetRow): boolean {
  return titles.every((title) => cells.some((cell) => title.test(tidyText(cell))));
}

async function findSheet(member: Member): Promise<Sheet | null> {
  for (const rows of await sheetsOf(member)) {
    for (const [header, row] of rows.slice(0, headerWithin).entries()) {
      const [code, effective, previous] = titles.map((title) =>
        row.findIndex((cell) => title.test(tidyText(cell))),
      );
      const columns = [code ?? -1, effective ?? -1, previous ?? -1] as const;
      if (columns.every((column) => column >= 0)) return { rows, header, columns };
    }
  }
  return null;
}

async function sheetOf(member: Member): Promise<Sheet> {
  const sheet = await findSheet(member);
  if (sheet) return sheet;
  throw new AppError(
    'source-damaged',
    `${member.name} has no sheet with the columns of a conversion table. Download it again.`,
  );
}

function* readRows({ rows, header, columns }: Sheet, report: ImportReport): Generator<Fact> {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    report.line = index + 1;
    report.done = report.line / rows.length;
    const [code = '', date = '', previous = ''] = columns.map((column) => tidyText(row[column] ?? ''));
    if (index <= header || [code, date, previous].every((cell) => cell === '')) continue;
    report.read += 1;
    const facts = conversionsOf(code, date, previous);
    const key = [code, date, previous].join('\t');
    if ('reason' in facts) {
      reject(report, report.line, facts.reason);
    } else if (seen.has(key)) {
      drop(report, 'the same row a second time');
    } else {
      seen.add(key);
      report.kept += 1;
      for (const fact of facts) yield { table: 'conversion', row: fact };
    }
  }
}

function conversionsOf(
  code: string,
  date: string,
  cell: string,
): FactRow<'conversion'>[] | { reason: string } {
  if (!wholeCode.test(code)) return { reason: `"${code}" is not an ICD-10-CM code` };
  const effective = effectiveDate(date);
  if (effective === null) return { reason: `${code}: "${date}" is neither a year nor a date` };
  const previous = previousCodes(cell);
  if (!previous) return { reason: `${code}: no code can be read from "${cell}"` };
  const together = previous.length > 1 && /&|\band\b/i.test(cell) ? 1 : 0;
  const shared = { system: 'icd10cm', code: undotted(code), effective, change: 'New', together };
  return previous.map((one) => ({ ...shared, ...one }));
}

/** What a cell of previous codes names; "None" is one with an empty code. Null where a part is neither. */
function previousCodes(cell: string): { previous: string; last: string | null }[] | null {
  if (/^none$/i.test(cell)) return [{ previous: '', last: null }];
  const parts = cell.split(/\s*(?:[,;&]|\band\b)\s*/i).filter((part) => part !== '');
  const read = parts.map((part) => codeOrRange.exec(part.replace(categoryWords, '')));
  if (read.length === 0 || read.includes(null)) return null;
  return read.map((match) => {
    const last = match?.[2];
    return { previous: undotted(match?.[1] ?? ''), last: last === undefined ? null : undotted(last) };
  });
}

/** "2025" → 2025-10-01; "20230401", as a date cell arrives, and "4/1/2023" → 2023-04-01; else null. */
function effectiveDate(cell = ''): string | null {
  const text = tidyText(cell);
  const [, year = '', month = '10', day = '01'] = /^(20\d\d)(?:(\d\d)(\d\d))?$/.exec(text) ?? [];
  const [, m = '', d = '', y = ''] = /^(\d{1,2})\/(\d{1,2})\/(20\d\d)$/.exec(text) ?? [];
  const date = y === '' ? `${year}-${month}-${day}` : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

function undotted(code: string): string {
  return code.replace('.', '');
}
