import type { CodeRow } from '../codeset/rows.ts';
import type { Source } from '../contract/codes.ts';
import { fieldText } from './decode.ts';
import { icd10cmEdition } from './edition.ts';
import type { Importer, ImportReport, Member } from './importer.ts';
import { headLines, linesOf } from './lines.ts';
import { baseName } from './member-name.ts';
import { reject } from './report.ts';

/** FY2026 brought QA0, the first category whose second character is a letter. */
const codePattern = /^[A-Z][0-9A-Z]{2,6}$/;
/** "00001 A000    1 ": order number, code, flag in the columns of the order file. */
const orderStart = /^\d{5} [0-9A-Z]{3}[0-9A-Z ]{4} [01] /;
/** The layout's stated maximum is 400; the longest seen is 305. */
const longestRecord = 1000;

/** A record of the order file, or why it is none. */
export type OrderRecord =
  { code: string; billable: boolean; short: string; title: string } | { reason: string };

/**
 * Cuts one line of the order file. Layout (CMS, "ICD-10-CM/PCS order files"; positions from 1): 1–5 order number,
 * 7–13 code without dot, 15 flag (1 = valid for submission), 17–76 short description, 78– long description; the
 * positions between are blank. The order number changes with every release and is no key.
 */
export function parseOrderLine(line: string): OrderRecord {
  if (line.length > longestRecord) return { reason: 'longer than any record of an order file' };
  if (!/^\d{5}$/.test(line.slice(0, 5))) return { reason: 'the order number is not five digits' };
  if ([5, 13, 15, 76].some((at) => (line[at] ?? ' ') !== ' ')) {
    return { reason: 'the fields are not in the columns of an order file' };
  }
  const code = line.slice(6, 13).trimEnd();
  if (!codePattern.test(code)) return { reason: `"${fieldText(code)}" is not an ICD-10-CM code` };
  const flag = line.slice(14, 15);
  if (flag !== '0' && flag !== '1')
    return { reason: `${code}: the flag is "${fieldText(flag)}", not 0 or 1` };
  const title = fieldText(line.slice(77));
  if (title === '') return { reason: `${code}: the description is empty` };
  return { code, billable: flag === '1', short: fieldText(line.slice(16, 76)), title };
}

/**
 * ICD-10-CM order file: every code, header and billable, in tabular order. The hierarchy is not in the file: a
 * code's parent is the longest shorter code of the file that it begins with.
 */
export const icd10cmOrder: Importer = {
  format: 'ICD-10-CM order file',
  line: 'icd10cm',
  recognise({ member, head }) {
    return looksLikeOrderFile(headLines(head, head.length >= member.size));
  },
  describe(member) {
    return Promise.resolve({ edition: icd10cmEdition(member), source: sourceOf(member), notices: [] });
  },
  read: readOrderFile,
};

/**
 * By the columns and the codes. The ICD-10-PCS order file has the same columns: its codes have three characters
 * (headers) or seven, never four to six. Addenda have no order number and the codes file no flag.
 */
function looksLikeOrderFile(lines: readonly string[]): boolean {
  const ordered = lines.filter((line) => orderStart.test(line));
  const codes = ordered.map((line) => line.slice(6, 13).trimEnd()).filter((code) => codePattern.test(code));
  if (codes.length === 0 || codes.length < lines.length * 0.8) return false;
  return codes.some((code) => code.length > 3 && code.length < 7) || codes.every((code) => code.length === 3);
}

async function* readOrderFile(member: Member, source: Source, report: ImportReport): AsyncGenerator<CodeRow> {
  const seen = new Set<string>();
  for await (const { number, text } of linesOf(member, report)) {
    if (text.trim() === '') continue;
    report.read += 1;
    const record = parseOrderLine(text);
    if ('reason' in record) {
      reject(report, number, record.reason);
    } else if (seen.has(record.code)) {
      reject(report, number, `${record.code} is in the file twice; the first one is kept`);
    } else {
      const { code, ...rest } = record;
      const parent = longestPrefix(code, seen);
      seen.add(code);
      report.kept += 1;
      yield {
        system: 'icd10cm',
        key: code,
        ...rest,
        parent,
        added: null,
        ended: null,
        source: source.id,
        detail: {},
      };
    }
  }
}

/** At most four look-ups a code; unlike a stack of open codes it needs no unbroken tabular order. */
function longestPrefix(code: string, seen: ReadonlySet<string>): string | null {
  for (let length = code.length - 1; length >= 3; length -= 1) {
    const prefix = code.slice(0, length);
    if (seen.has(prefix)) return prefix;
  }
  return null;
}

function sourceOf(member: Member): Source {
  return {
    id: 'cms-icd10cm',
    publisher: 'National Center for Health Statistics and Centers for Medicare & Medicaid Services',
    document: baseName(member.name),
    notice:
      'ICD-10-CM codes and descriptions are published by the United States government and are in the public domain in the United States. They are shown as published.',
  };
}
