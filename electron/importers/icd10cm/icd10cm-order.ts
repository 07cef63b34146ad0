import type { Fact } from '../../codeset/facts.ts';
import { icdEdition } from './edition-icd.ts';
import { icdSource } from './icd-source.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { cutOrderLine, icd10cmOrderSystem } from './order-line.ts';
import { reject } from '../report.ts';

const dataset = 'icd10cm-codes';
/** "00001 A000    1 ": order number, code, flag in the columns of the order file. */
const orderStart = /^\d{5} [0-9A-Z]{3}[0-9A-Z ]{4} [01] /;

/**
 * ICD-10-CM order file: every code, header and billable, in tabular order. The hierarchy is not in the file: a
 * code's parent is the longest shorter code of the file that it begins with.
 */
export const icd10cmOrder: Importer = {
  format: 'ICD-10-CM order file',
  dataset,
  recognise({ member, head }) {
    return looksLikeOrderFile(headLines(head, head.length >= member.size));
  },
  describe(member) {
    const edition = icdEdition(member, { prefix: 'ICD-10-CM', line: 'icd10cm' });
    return Promise.resolve({ edition, source: icdSource(dataset, edition, member), notices: [] });
  },
  read: ([member], report) => readOrderFile(member, report),
};

/**
 * By the columns and the codes. The ICD-10-PCS order file has the same columns: its codes have three characters
 * (headers) or seven, never four to six. Addenda have no order number and the codes file no flag.
 */
function looksLikeOrderFile(lines: readonly string[]): boolean {
  const ordered = lines.filter((line) => orderStart.test(line));
  const codes = ordered
    .map((line) => line.slice(6, 13).trimEnd())
    .filter((code) => icd10cmOrderSystem.code.test(code));
  if (codes.length === 0 || codes.length < lines.length * 0.8) return false;
  return codes.some((code) => code.length > 3 && code.length < 7) || codes.every((code) => code.length === 3);
}

async function* readOrderFile(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  for await (const { number, text } of linesOf(member, report)) {
    if (text.trim() === '') continue;
    report.read += 1;
    const record = cutOrderLine(text, icd10cmOrderSystem);
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
        table: 'code',
        row: { system: 'icd10cm', key: code, ...rest, parent, added: null, ended: null, detail: {} },
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
