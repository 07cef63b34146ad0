import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { csvRecords } from '../reading/csv.ts';
import { icdEdition } from '../icd10cm/edition-icd.ts';
import { icd10cmKey } from '../icd10cm/icd10cm-key.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import { cmsAndNchs, publicSource } from '../reading/public-domain.ts';
import { reject } from '../report.ts';

/** "Order26", "POAexemptCode", "Description": the order number's column names the fiscal year. */
const headerLine = /^Order(\d{2})\tPOAexemptCode\tDescription$/;
const sideFile = /POA[-_ ]?exempt[-_ ]?(?:Add|Delete|Revise)/i;

/**
 * The ICD-10-CM diagnoses that are exempt from present-on-admission reporting (CDC, "POAexemptCodesFY26.txt"): tab
 * separated, a header row, then order number, dotted code, description. A record is one row below the header. The
 * lists of additions, deletions and revisions that come with it are no such list, though one has the same header.
 */
export const poaExempt: Importer = {
  format: 'POA exempt list',
  dataset: 'poa-exempt',
  recognise({ member, head }) {
    const whole = head.length >= member.size;
    const [first, second = ''] = headLines(head, whole);
    if (first === undefined || !headerLine.test(first) || sideFile.test(baseName(member.name))) return false;
    // The list has begun with category B90 in every year; a short list that begins elsewhere is one of additions.
    return !whole || (second.split('\t')[1] ?? '').startsWith('B90');
  },
  async describe(member) {
    const naming = { prefix: 'POA Exempt List', line: 'icd10cm' as const };
    const edition = icdEdition(member, naming, await yearOf(member));
    const source = publicSource(
      'poa-exempt',
      edition,
      member,
      'The POA exempt list and ICD-10-CM codes',
      cmsAndNchs,
    );
    return { edition, source, notices: [] };
  },
  read: ([member], report) => readList(member, report),
};

async function yearOf(member: Member): Promise<number> {
  for await (const { text } of linesOf(member)) {
    const year = headerLine.exec(text)?.[1];
    if (year !== undefined) return 2000 + Number(year);
    break;
  }
  throw new AppError(
    'source-unrecognised',
    `${member.name} does not begin with the header of a POA exempt list, so its year is not known. Download it again.`,
  );
}

async function* readList(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  let header = true;
  for await (const { line, cells } of csvRecords(member, report, '\t')) {
    if (header) {
      header = false;
      continue;
    }
    report.read += 1;
    const printed = cells[1] ?? '';
    const code = icd10cmKey(printed);
    if (code === null) reject(report, line, `"${printed.slice(0, 20)}" is not an ICD-10-CM code`);
    else if (seen.has(code)) reject(report, line, `${printed} is in the file twice; the first one is kept`);
    else {
      seen.add(code);
      report.kept += 1;
      yield { table: 'poaExempt', row: { code } };
    }
  }
}
