import type { Fact } from '../../codeset/facts.ts';
import type { Edition } from '../../contract/codes.ts';
import { fieldText, verbatimText } from '../reading/decode.ts';
import type { IcdNaming } from './edition-icd.ts';
import { icdEdition, icdRelease } from './edition-icd.ts';
import { lastYearIn, monthIn } from '../reading/edition-words.ts';
import { icdSource } from './icd-source.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import type { OrderSystem } from './order-line.ts';
import { icd10cmOrderSystem, icd10pcsOrderSystem, longestOrderRecord } from './order-line.ts';
import { drop, reject } from '../report.ts';

interface AddendaLayout {
  system: 'icd10cm' | 'icd10pcs';
  dataset: 'icd10cm-addenda' | 'icd10pcs-addenda';
  codes: OrderSystem;
  naming: IcdNaming;
  /** Where the flag stands, from 0; null where the file has none. */
  flag: number | null;
  /** Where code, short and long description begin, from 0; each is followed by one blank. */
  code: number;
  short: number;
  long: number;
}

/** An action in its thirteen columns. */
const action = /^(?:(Add|Delete|Revise from|Revise to|No change):) +$/;
/** The count summary at the end, without blanks behind it: two blocks of headings, file names and sums. */
const summary =
  /^(?:\s*\d+ (?:headers|codes|additions|deletions|revisions)(?: .*)?|Headers|Codes|\s*of which)$/;
/** "  23252 headers in icd10cm_order_2024.txt": the two files an addendum compares. */
const comparedFile = /^\s*\d+ (?:headers|codes) in (\S.*)$/;
/** The addenda of the codes files have the same summary without this block. */
const headerCount = /^\s*\d+ headers in (icd10(?:cm|pcs))[-_]/i;

/**
 * Order addenda of ICD-10-CM. Positions from 1: 1–13 action ("Add:", "Delete:", "Revise from:", "Revise to:"), 14
 * flag, 16–22 code, 24–83 short description, 85– long description. A code that becomes a header is deleted with
 * flag 1 and added with flag 0. A record is a line with an action; an update without a change has only the summary.
 */
export const icd10cmAddenda: Importer = addendaImporter({
  system: 'icd10cm',
  dataset: 'icd10cm-addenda',
  codes: icd10cmOrderSystem,
  naming: { prefix: 'ICD-10-CM addenda', line: 'icd10cm' },
  flag: 13,
  code: 15,
  short: 23,
  long: 84,
});

/**
 * Order addenda of ICD-10-PCS. Positions from 1: 1–13 action, 14–20 code, 22–81 short description, 83– long
 * description; no flag: a code of seven characters is valid for submission, one of three is a table's header.
 */
export const icd10pcsAddenda: Importer = addendaImporter({
  system: 'icd10pcs',
  dataset: 'icd10pcs-addenda',
  codes: icd10pcsOrderSystem,
  naming: { prefix: 'ICD-10-PCS addenda', line: 'icd10pcs' },
  flag: null,
  code: 13,
  short: 21,
  long: 82,
});

function addendaImporter(layout: AddendaLayout): Importer {
  return {
    format: `${layout.codes.name} order addenda`,
    dataset: layout.dataset,
    recognise({ member, head }) {
      return looksLikeAddenda(headLines(head, head.length >= member.size), layout);
    },
    async describe(member) {
      const edition = await addendaEdition(member, layout.naming);
      return { edition, source: icdSource(layout.dataset, edition, member), notices: [] };
    },
    read: ([file], report) => readAddenda(file, layout, report),
  };
}

function isSummary(line: string): boolean {
  return summary.test(line.trimEnd());
}

/** By the columns of the lines and by what the summary counts, where the head reaches so far. */
function looksLikeAddenda(lines: readonly string[], layout: AddendaLayout): boolean {
  const counted = lines.flatMap((line) => headerCount.exec(line)?.[1]?.toLowerCase() ?? []);
  if (counted.some((name) => name !== layout.system)) return false;
  const changes = lines.filter((line) => !isSummary(line));
  if (changes.length === 0) return counted.length > 0;
  const sound = changes.filter((line) => !('reason' in cutAddendum(line, layout)));
  return sound.length >= changes.length * 0.8;
}

/**
 * By the two order files that the summary names: between two years it is the addendum of 1 October; of a year with
 * itself it is that of the April update, which CMS and CDC publish under the year's plain name. A month in a name
 * comes first ("…-April-2025.txt"); without a summary the names of file, folder and zip decide.
 */
async function addendaEdition(member: Member, naming: IcdNaming): Promise<Edition> {
  const [from, to] = await comparedFiles(member);
  const before = lastYearIn(from ?? '');
  const after = lastYearIn(to ?? '');
  if (monthIn(baseName(member.name)) !== null || before === null || after === null) {
    return icdEdition(member, naming, after);
  }
  if (to !== undefined && monthIn(to) !== null) return icdEdition({ ...member, name: to }, naming);
  return before === after ? icdRelease(naming, after, 4) : icdRelease(naming, after - 1, 10);
}

/** The first two file names of the summary: what was compared with what. */
async function comparedFiles(member: Member): Promise<string[]> {
  const names: string[] = [];
  for await (const { text } of linesOf(member)) {
    const name = comparedFile.exec(text.trimEnd())?.[1];
    if (name !== undefined) names.push(name);
    if (names.length === 2) break;
  }
  return names;
}

type AddendumRecord =
  { action: string; code: string; billable: number; short: string; title: string } | { reason: string };

/** Cuts one line of an addendum; never throws. */
function cutAddendum(line: string, layout: AddendaLayout): AddendumRecord {
  const word = action.exec(line.slice(0, 13))?.[1];
  if (word === undefined) return { reason: 'the line does not begin with an action' };
  if (line.length > longestOrderRecord) return { reason: 'longer than any record of an order addendum' };
  const after = layout.flag === null ? [] : [layout.flag + 1];
  const blanks = [...after, layout.short - 1, layout.long - 1];
  if (blanks.some((at) => (line[at] ?? ' ') !== ' ')) {
    return { reason: 'the fields are not in the columns of an order addendum' };
  }
  const code = line.slice(layout.code, layout.short - 1).trimEnd();
  if (!layout.codes.code.test(code)) {
    return { reason: `"${fieldText(code)}" is not an ${layout.codes.name} code` };
  }
  const flag = layout.flag === null ? (code.length === 7 ? '1' : '0') : (line[layout.flag] ?? '');
  if (flag !== '0' && flag !== '1') {
    return { reason: `${code}: the flag is "${fieldText(flag)}", not 0 or 1` };
  }
  const title = verbatimText(line.slice(layout.long));
  if (title === '') return { reason: `${code}: the description is empty` };
  const short = verbatimText(line.slice(layout.short, layout.long - 1));
  return { action: word, code, billable: Number(flag), short, title };
}

async function* readAddenda(file: Member, layout: AddendaLayout, report: ImportReport): AsyncGenerator<Fact> {
  for await (const { number, text } of linesOf(file, report)) {
    if (text.trim() === '' || isSummary(text)) continue;
    report.read += 1;
    const record = cutAddendum(text, layout);
    if ('reason' in record) {
      reject(report, number, record.reason);
    } else if (record.action === 'No change') {
      drop(report, 'a line that says "No change"');
    } else {
      const row = { system: layout.system, ordinal: report.kept, ...record };
      report.kept += 1;
      yield { table: 'addendum', row };
    }
  }
}
