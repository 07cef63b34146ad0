import { isCalendarDate } from '../../codeset/dates.ts';
import type { Fact, FactRow } from '../../codeset/facts.ts';
import { newestEdition } from '../icd10cm/conversion-edition.ts';
import { csvRecords } from '../reading/csv.ts';
import { icdSource } from '../icd10cm/icd-source.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines } from '../reading/lines.ts';
import { newReport, reject } from '../report.ts';

const dataset = 'icd10pcs-conversion';
const header = /^"?current code\(s\) assignment"?\t.*\t"?previous code\(s\) assignment"?\t/i;
const code = /^[0-9A-HJ-NP-Z]{7}$/;
/** What stands where there is no code on one side. */
const noCode = 'NoPCS';

/**
 * ICD-10-PCS conversion table (text): tab separated, titles in quotes, CRLF, one header line. Columns: current code,
 * its title, effective year, previous code, its title, change type ("New", "Revised", "Deleted"), comment, effective
 * month and day ("10.01"). Rows of new codes lack the comment column altogether, so the date is in the last column.
 * "NoPCS" stands for no code: a new code without a predecessor, or a deleted one without an equivalent. A record is
 * a line after the header.
 */
export const icd10pcsConversion: Importer = {
  format: 'ICD-10-PCS conversion table',
  dataset,
  recognise({ member, head }) {
    const [first = ''] = headLines(head, head.length >= member.size);
    return header.test(first);
  },
  async describe(member) {
    let newest: string | null = null;
    for await (const { cells } of csvRecords(member, newReport(), '\t')) {
      const date = effectiveDate(cells);
      if (date !== null && (newest === null || date > newest)) newest = date;
    }
    const naming = { prefix: 'ICD-10-PCS conversion table', line: 'icd10pcs' } as const;
    const edition = newestEdition(member, newest, naming);
    return { edition, source: icdSource(dataset, edition, member), notices: [] };
  },
  read: ([file], report) => readTable(file, report),
};

async function* readTable(file: Member, report: ImportReport): AsyncGenerator<Fact> {
  let first = true;
  for await (const { line, cells } of csvRecords(file, report, '\t')) {
    if (first) {
      first = false;
      continue;
    }
    report.read += 1;
    const row = conversionOf(cells);
    if ('reason' in row) {
      reject(report, line, row.reason);
    } else {
      report.kept += 1;
      yield { table: 'conversion', row };
    }
  }
}

function conversionOf(cells: readonly string[]): FactRow<'conversion'> | { reason: string } {
  const [current = '', , , previous = '', , change = ''] = cells;
  const effective = effectiveDate(cells);
  for (const one of [current, previous]) {
    if (one !== noCode && !code.test(one)) return { reason: `"${one}" is not an ICD-10-PCS code` };
  }
  if (current === previous && current === noCode) return { reason: 'there is no code on either side' };
  if (effective === null) return { reason: `${current}: year and month do not make a date` };
  if (change === '') return { reason: `${current}: the change type is empty` };
  return {
    system: 'icd10pcs',
    code: orEmpty(current),
    previous: orEmpty(previous),
    last: null,
    effective,
    change,
    together: 0,
  };
}

function effectiveDate(cells: readonly string[]): string | null {
  const date = `${cells[2] ?? ''}-${(cells.at(-1) ?? '').replace('.', '-')}`;
  return isCalendarDate(date) ? date : null;
}

function orEmpty(cell: string): string {
  return cell === noCode ? '' : cell;
}
