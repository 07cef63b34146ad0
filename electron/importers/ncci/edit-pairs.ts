import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import type { Setting } from './edition-ncci.ts';
import { ncciEdition, settingByName } from './edition-ncci.ts';
import { EditPairTable, isCaptionRow } from './edit-pair-table.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';
import { describeNcci } from './ncci-source.ts';
import { newReport } from '../report.ts';
import type { TableForm } from '../reading/table-forms.ts';
import { cellsOf, csvForm, sheetForm, tabForm } from '../reading/table-forms.ts';

const exampleName = 'ccipra-v322r0-f1.txt';

/**
 * NCCI procedure-to-procedure (PTP) edits, practitioner and outpatient hospital, in every form they come in, the
 * quickest first. A record is one row of the table: one pair of codes with its dates. One release comes in several
 * files (f1 to f4), each with its own header; only names tell the setting and the quarter.
 */
export const editPairs: readonly Importer[] = (['practitioner', 'hospital'] as const).flatMap((setting) =>
  [tabForm, csvForm, sheetForm].map((form) => editPairsOf(setting, form)),
);

function editPairsOf(setting: 'practitioner' | 'hospital', form: TableForm): Importer {
  const dataset = `edit-pairs-${setting}` as const;
  return {
    format: `NCCI ${setting} PTP edits, ${form.name}`,
    dataset,
    parts: true,
    async recognise(probe) {
      if (!form.mayBe(probe, 'Column 1')) return false;
      const named = settingByName(probe.member);
      // A table without a setting is taken by the first importer, whose description says what is missing.
      if (named === 'supplier' || (named ?? 'practitioner') !== setting) return false;
      return (await form.head(probe.member, isCaptionRow)) !== null;
    },
    async describe(member) {
      refuseNameless(member, settingByName(member));
      const above = await form.head(member, isCaptionRow);
      return describeNcci(
        dataset,
        ncciEdition(member, exampleName),
        member,
        (above ?? []).slice(0, -1).map((cells) => cells.join(' ')),
      );
    },
    read: (files, report) => readPairs(form, files, report),
  };
}

async function* readPairs(
  form: TableForm,
  files: readonly Member[],
  report: ImportReport,
): AsyncGenerator<Fact> {
  for (const [index, file] of files.entries()) {
    const label = files.length > 1 ? `${baseName(file.name)}: ` : '';
    const table = new EditPairTable(report, form.decode, label);
    const part = newReport();
    for await (const raw of form.rows(file, isCaptionRow, part)) {
      report.line = part.line;
      report.done = (index + part.done) / files.length;
      const row = table.take(cellsOf(raw));
      if (row) yield { table: 'editPair', row };
    }
    if (!table.hasBegun) {
      throw new AppError(
        'source-damaged',
        `${file.name} has no column captions of an NCCI table. Download it again.`,
      );
    }
  }
}

function refuseNameless(member: Member, setting: Setting | null): void {
  if (setting !== null) return;
  throw new AppError(
    'source-unrecognised',
    `${baseName(member.name)} holds NCCI edits, but its name does not say whose: ccipra means practitioners, ccioph outpatient hospitals. Give it its original name, for example ${exampleName}.`,
  );
}
