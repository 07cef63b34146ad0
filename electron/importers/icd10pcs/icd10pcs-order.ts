import type { Fact } from '../../codeset/facts.ts';
import { icdEdition } from '../icd10cm/edition-icd.ts';
import { icdSource } from '../icd10cm/icd-source.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { cutOrderLine, icd10pcsOrderSystem } from '../icd10cm/order-line.ts';
import { reject } from '../report.ts';

const dataset = 'icd10pcs-codes';
/** "00001 001     0 ": order number, code, flag in the columns of the order file. */
const orderStart = /^\d{5} [0-9A-Z]{3}[0-9A-Z ]{4} [01] /;

/**
 * ICD-10-PCS order file: every table (three characters, a header) and every code (seven), in tabular order. A record
 * is a line. A code's parent is the table of its first three characters.
 */
export const icd10pcsOrder: Importer = {
  format: 'ICD-10-PCS order file',
  dataset,
  recognise({ member, head }) {
    return looksLikeOrderFile(headLines(head, head.length >= member.size));
  },
  describe(member) {
    const edition = icdEdition(member, { prefix: 'ICD-10-PCS', line: 'icd10pcs' });
    return Promise.resolve({ edition, source: icdSource(dataset, edition, member), notices: [] });
  },
  read: ([file], report) => readOrderFile(file, report),
};

/**
 * By the columns and the codes. The ICD-10-CM order file has the same columns: within its first lines it has codes
 * of four to six characters, which PCS never has.
 */
function looksLikeOrderFile(lines: readonly string[]): boolean {
  const codes = lines
    .filter((line) => orderStart.test(line))
    .map((line) => line.slice(6, 13).trimEnd())
    .filter((code) => icd10pcsOrderSystem.code.test(code));
  return codes.length >= lines.length * 0.8 && codes.some((code) => code.length === 7);
}

async function* readOrderFile(file: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  for await (const { number, text } of linesOf(file, report)) {
    if (text.trim() === '') continue;
    report.read += 1;
    const record = cutOrderLine(text, icd10pcsOrderSystem);
    if ('reason' in record) {
      reject(report, number, record.reason);
    } else if (seen.has(record.code)) {
      reject(report, number, `${record.code} is in the file twice; the first one is kept`);
    } else {
      const { code, ...rest } = record;
      const table = code.slice(0, 3);
      const parent = code.length > 3 && seen.has(table) ? table : null;
      seen.add(code);
      report.kept += 1;
      yield {
        table: 'code',
        row: { system: 'icd10pcs', key: code, ...rest, parent, added: null, ended: null, detail: {} },
      };
    }
  }
}
