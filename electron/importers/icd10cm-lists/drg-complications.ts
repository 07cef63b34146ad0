import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { grouperEdition } from './edition-grouper.ts';
import { icd10cmKey } from '../icd10cm/icd10cm-key.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import { pathOf } from '../reading/member-path.ts';
import { publicSource } from '../reading/public-domain.ts';
import { reject } from '../report.ts';

const boxEdge = /^:=+:$/;
const boxTitle = /^\|\s*Appendix ([A-Z])\b/;
const titleOfLists =
  /^\|\s*Appendix [GH] Diagnoses Defined as (?:Major )?Complications or Comorbidities\s*\|$/;
const secondPart = /^Appendix H Part (?:2|II)\b/;
/** Version 40 has 3,315. */
const mostMajor = 50_000;
/** "  A000    Cholera due to …": code, blanks, description. */
const diagnosisLine = /^ {2}([0-9A-Z]{3,7}) +\S/;
const versionWord = /v(?:ersion)?[-_ ]?(\d{2})(?:[._](\d)(?!\d))?(?!\d)/i;

type List = 'CC' | 'MCC' | 'MCC if discharged alive';

/**
 * The complication and comorbidity lists of the MS-DRG Definitions Manual in its text form: Appendix G (CC) and
 * Appendix H (MCC), in one file or two, alone or between other appendices. Part 2 of Appendix H names diagnoses of
 * its Part 1 again that are MCC only for a patient discharged alive. A record is one diagnosis of a list; one that
 * Part 2 names again is one record with its line in Part 1.
 */
export const drgComplications: Importer = {
  format: 'MS-DRG Definitions Manual, Appendices G and H',
  dataset: 'complications',
  parts: true,
  async recognise({ member, head }) {
    const [edge = '', title = ''] = headLines(head, head.length >= member.size);
    if (!boxEdge.test(edge.trim()) || !boxTitle.test(title.trim())) return false;
    for await (const { text } of linesOf(member)) if (titleOfLists.test(text.trim())) return true;
    return false;
  },
  describe(member) {
    const found = versionWord.exec(baseName(member.name)) ?? versionWord.exec(pathOf(member));
    const version = found === null ? '' : `${found[1]}.${found[2] ?? 0}`;
    const edition = grouperEdition('MS-DRG', version);
    if (edition === null) {
      return Promise.reject(
        new AppError(
          'source-unrecognised',
          `${member.name} holds lists of complications, but its name does not say of which version. Put the version into its name, for example msdrg_v43_appendix_G.txt.`,
        ),
      );
    }
    const source = publicSource('complications', edition, member, 'The MS-DRG complication lists');
    return Promise.resolve({ edition, source, notices: [] });
  },
  read: readLists,
};

async function* readLists(members: readonly Member[], report: ImportReport): AsyncGenerator<Fact> {
  const complications = new Set<string>();
  /** True where the diagnosis is MCC only for a patient discharged alive, which the file says last. */
  const major = new Map<string, boolean>();
  const files = members.map(({ name }) => baseName(name)).join(', ');
  for await (const { line, list, code } of diagnoses(members, report)) {
    if (list === 'MCC if discharged alive' && major.get(code) === false) {
      major.set(code, true);
      continue;
    }
    report.read += 1;
    if (complications.has(code) || major.has(code)) {
      reject(report, line, `${code} is in the lists twice; the first one is kept`);
      continue;
    }
    report.kept += 1;
    if (list === 'CC') {
      complications.add(code);
      yield { table: 'complication', row: { code, level: 'CC', aliveOnly: 0 } };
    } else {
      major.set(code, list === 'MCC if discharged alive');
      if (major.size > mostMajor) {
        throw new AppError(
          'source-damaged',
          `${files}: Appendix H has more diagnoses than there are. Download it again.`,
        );
      }
    }
  }
  if (complications.size === 0 || major.size === 0) {
    throw new AppError(
      'source-damaged',
      `${files}: one of the two lists is missing, CC (Appendix G) or MCC (Appendix H). Choose both appendices together.`,
    );
  }
  for (const [code, alive] of major) {
    yield { table: 'complication', row: { code, level: 'MCC', aliveOnly: alive ? 1 : 0 } };
  }
}

async function* diagnoses(
  files: readonly Member[],
  report: ImportReport,
): AsyncGenerator<{ line: number; list: List; code: string }> {
  for (const file of files) {
    let list: List | null = null;
    /** The paragraph that explains a list stands between its title and its first diagnosis. */
    let begun = false;
    for await (const { number, text } of linesOf(file, report)) {
      const line = text.trim();
      const box = boxTitle.exec(line);
      if (box) {
        list = titleOfLists.test(line) ? (box[1] === 'G' ? 'CC' : 'MCC') : null;
        begun = false;
      } else if (list === 'MCC' && secondPart.test(line)) {
        list = 'MCC if discharged alive';
        begun = false;
      } else if (list !== null && line !== '' && !boxEdge.test(line)) {
        const code = icd10cmKey(diagnosisLine.exec(text)?.[1] ?? '');
        if (code !== null) {
          begun = true;
          yield { line: number, list, code };
        } else if (begun) {
          report.read += 1;
          reject(report, number, `"${line.slice(0, 20)}" is not a diagnosis of a complication list`);
        }
      }
    }
  }
}
