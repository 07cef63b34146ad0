import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { csvRecords } from '../reading/csv.ts';
import { grouperEdition } from './edition-grouper.ts';
import { icd10cmKey } from '../icd10cm/icd10cm-key.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines } from '../reading/lines.ts';
import { publicSource } from '../reading/public-domain.ts';
import { newReport, reject } from '../report.ts';

const header =
  'MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\tICD_Code_Type\tICD_Code\tICD_Desc';
/** "Limited_Coverage_Pancreas_Isolated" is among the longest. */
const longestName = 100;
const pcsPattern = /^[0-9A-HJ-NP-Z]{7}$/;

/** The edits of the Definitions of Medicare Code Edits, chapter 1, that come with lists of codes, by their number. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['2', 'external-cause-principal'],
  ['4', 'age'],
  ['5', 'sex'],
  ['6', 'manifestation-principal'],
  ['7', 'nonspecific-principal'],
  ['8', 'questionable-admission'],
  ['9', 'unacceptable-principal'],
  ['10', 'nonspecific-procedure'],
  ['11', 'noncovered-procedure'],
  ['12', 'open-biopsy'],
  ['13', 'bilateral-procedure'],
  ['17', 'limited-coverage'],
  ['18', 'wrong-procedure'],
  ['19', 'length-of-stay'],
  ['20', 'unspecified-code'],
]);

/**
 * The code lists of the Medicare Code Editor as one tab-separated table: version, ICD version, section and
 * subsection of the Definitions of Medicare Code Edits, name of the list, D for a diagnosis or P for a procedure,
 * undotted code, description. A record is one row below the header. `kind` is the edit ("age"), `rule` the list's
 * name with blanks for its underscores ("Newborn Only").
 */
export const medicareCodeEditor: Importer = {
  format: 'Medicare Code Editor lists',
  dataset: 'code-editor',
  recognise({ member, head }) {
    return headLines(head, head.length >= member.size)[0] === header;
  },
  async describe(member) {
    const version = await versionOf(member);
    const edition = grouperEdition('MCE', version);
    if (edition === null) {
      throw new AppError(
        'source-unrecognised',
        `${member.name} says that it is version "${version.slice(0, 20)}" of the Medicare Code Editor, which is none. Download it again.`,
      );
    }
    const source = publicSource('code-editor', edition, member, 'The lists of the Medicare Code Editor');
    return { edition, source, notices: [] };
  },
  read: ([member], report) => readLists(member, report),
};

async function versionOf(member: Member): Promise<string> {
  let line = 0;
  for await (const { cells } of csvRecords(member, newReport(), '\t')) {
    line += 1;
    if (line > 1) return cells[0] ?? '';
  }
  return '';
}

async function* readLists(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  let version: string | null = null;
  let first = true;
  for await (const { line, cells } of csvRecords(member, report, '\t')) {
    if (first) {
      first = false;
      continue;
    }
    report.read += 1;
    version ??= cells[0] ?? '';
    const row = editOf(cells, version);
    if ('reason' in row) {
      reject(report, line, row.reason);
      continue;
    }
    const key = Object.values(row).join('\t');
    if (seen.has(key)) {
      reject(report, line, `${row.code} is on the list ${row.rule} twice; the first one is kept`);
      continue;
    }
    seen.add(key);
    report.kept += 1;
    yield { table: 'codeEdit', row };
  }
}

type Edit = Extract<Fact, { table: 'codeEdit' }>['row'];

function editOf(cells: readonly string[], version: string): Edit | { reason: string } {
  const [of = '', icd = '', section = '', , list = '', type = '', printed = ''] = cells;
  const shown = printed.slice(0, 20);
  if (of !== version)
    return { reason: `${shown}: version "${of.slice(0, 20)}" in a file of version ${version}` };
  if (icd !== '10') return { reason: `${shown}: not of ICD-10` };
  const kind = kinds.get(section);
  if (kind === undefined || list === '' || list.length > longestName) {
    return {
      reason: `${shown}: section "${section.slice(0, 20)}" of the Medicare Code Editor has no list of codes`,
    };
  }
  const rule = list.replaceAll('_', ' ');
  if (type === 'P') {
    if (!pcsPattern.test(printed)) return { reason: `"${shown}" is not an ICD-10-PCS code` };
    return { system: 'icd10pcs', code: printed, kind, rule };
  }
  if (type !== 'D') return { reason: `${shown}: the code type is "${type.slice(0, 20)}", not D or P` };
  const code = icd10cmKey(printed);
  if (code === null) return { reason: `"${shown}" is not an ICD-10-CM code` };
  return { system: 'icd10cm', code, kind, rule };
}
