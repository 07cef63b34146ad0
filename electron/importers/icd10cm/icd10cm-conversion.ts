import { isCalendarDate } from '../../codeset/dates.ts';
import type { Fact, FactRow } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { newestEdition } from './conversion-edition.ts';
import { tidyText } from '../reading/decode.ts';
import { icdSource } from './icd-source.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { cellsOf, sheetForm } from '../reading/table-forms.ts';
import { drop, newReport, reject } from '../report.ts';

const dataset = 'icd10cm-conversion';
const titles = [/^current codes?\b/i, /^effective\b/i, /^previous codes?\b/i] as const;
/** The table of FY2026 has three codes without their dot. */
const codeForm = '[A-Z][0-9A-Z]{2}(?:\\.?[0-9A-Z]{1,4})?';
const wholeCode = new RegExp(`^${codeForm}$`);
/** The longest cell of FY2026 has 53 characters. */
const longestCell = 2000;
/** A code, a range, or a category with what lies under it ("I63.-", "R11-"). */
const codeOrRange = new RegExp(`^(${codeForm})(?:\\.?-(${codeForm})?)?$`);
const categoryWords = /^(?:a )?codes? (?:from|in) (?:categor(?:y|ies) )?/i;

/** Where current code, effective date and previous codes stand. */
type Columns = readonly [number, number, number];

/**
 * ICD-10-CM conversion table (Excel): one row a new code, in three columns: current code, effective (a year, meaning
 * its 1 October, or a date) and the codes assigned before. A record is a row. A cell of previous codes holds one
 * code, "None", a list (commas or semicolons: one of them; "and" or "&": all of them together), ranges, and
 * categories in words; every code or range of it gives a fact. "I63.-" and "R11-" are given as the category.
 */
export const icd10cmConversion: Importer = {
  format: 'ICD-10-CM conversion table',
  dataset,
  async recognise(probe) {
    return sheetForm.mayBe(probe, '') && (await sheetForm.head(probe.member, isHeader)) !== null;
  },
  async describe(member) {
    const above = (await sheetForm.head(member, isHeader)) ?? [];
    let newest: string | null = null;
    for await (const [, date] of recordsOf(member, newReport())) {
      const effective = effectiveDate(date);
      if (effective !== null && (newest === null || effective > newest)) newest = effective;
    }
    const naming = { prefix: 'ICD-10-CM conversion table', line: 'icd10cm' } as const;
    const edition = newestEdition(member, newest, naming);
    const notices = above.slice(0, -1).map((cells) => tidyText(cells.join(' ')));
    return { edition, source: icdSource(dataset, edition, member), notices: notices.filter(Boolean) };
  },
  read: ([member], report) => readTable(member, report),
};

function columnsOf(cells: readonly string[]): Columns | null {
  const [code = -1, effective = -1, previous = -1] = titles.map((title) =>
    cells.findIndex((cell) => title.test(tidyText(cell))),
  );
  return code < 0 || effective < 0 || previous < 0 ? null : [code, effective, previous];
}

function isHeader(cells: readonly string[]): boolean {
  return columnsOf(cells) !== null;
}

/** Code, date and previous codes of each row below the header that has any of them. */
async function* recordsOf(
  member: Member,
  report: ImportReport,
): AsyncGenerator<[code: string, date: string, previous: string]> {
  let columns: Columns | null = null;
  for await (const raw of sheetForm.rows(member, isHeader, report)) {
    const cells = cellsOf(raw);
    if (columns) {
      const [code = '', date = '', previous = ''] = columns.map((column) => tidyText(cells[column] ?? ''));
      if (`${code}${date}${previous}` !== '') yield [code, date, previous];
    } else {
      columns = columnsOf(cells);
    }
  }
  if (columns) return;
  throw new AppError(
    'source-damaged',
    `${member.name} has no sheet with the columns of a conversion table. Download it again.`,
  );
}

async function* readTable(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  for await (const record of recordsOf(member, report)) {
    report.read += 1;
    const facts = conversionsOf(...record);
    const key = record.join('\t');
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
  if (!wholeCode.test(code)) return { reason: `"${code.slice(0, 40)}" is not an ICD-10-CM code` };
  if (cell.length > longestCell)
    return { reason: `${code}: the previous codes are longer than any list of them` };
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
