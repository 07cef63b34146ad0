import type { Fact, FactRow } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { tidyText } from '../reading/decode.ts';
import type { Setting } from './edition-ncci.ts';
import { ncciEdition, settingByName } from './edition-ncci.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { describeNcci } from './ncci-source.ts';
import { reject } from '../report.ts';
import type { TableForm } from '../reading/table-forms.ts';
import { cellsOf, csvForm, sheetForm } from '../reading/table-forms.ts';

const settings = ['practitioner', 'hospital', 'supplier'] as const satisfies readonly Setting[];
/** CMS limits 15,000 codes; a set of all there could be would fill memory. */
const mostCodes = 200_000;
/** Captions of the second column: "Practitioner Services MUE Values", "DME Supplier Services MUE Values" … */
const settingCaptions: Readonly<Record<Setting, RegExp>> = {
  practitioner: /practitioner/i,
  hospital: /hospital/i,
  supplier: /supplier|DME/i,
};
const exampleNames: Readonly<Record<Setting, string>> = {
  practitioner: 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv',
  hospital: 'MCR_MUE_OutpatientHospitalServices_Eff_07-01-2026.csv',
  supplier: 'MCR_MUE_DMESupplierServices_Eff_07-01-2026.csv',
};

/**
 * NCCI medically unlikely edits (MUE) of practitioners, outpatient hospitals and DME suppliers, as CSV and as Excel
 * file: one cell with a notice of several paragraphs, a header row ("HCPCS/ CPT Code", "… MUE Values",
 * "MUE Adjudication Indicator", "MUE Rationale"), then a row a code. A record is one such row; the header tells the
 * setting, a name the quarter.
 */
export const unitLimits: readonly Importer[] = settings.flatMap((setting) =>
  [csvForm, sheetForm].map((form) => unitLimitsOf(setting, form)),
);

function unitLimitsOf(setting: Setting, form: TableForm): Importer {
  const dataset = `unit-limits-${setting}` as const;
  return {
    format: `NCCI ${setting} MUE table, ${form.name}`,
    dataset,
    async recognise(probe) {
      if (!form.mayBe(probe, 'MUE Adjudication')) return false;
      const header = (await form.head(probe.member, isHeader))?.at(-1);
      return header !== undefined && settingOf(header, probe.member) === setting;
    },
    async describe(member) {
      const above = await form.head(member, isHeader);
      const edition = ncciEdition(member, exampleNames[setting]);
      return describeNcci(
        dataset,
        edition,
        member,
        (above ?? []).slice(0, -1).map((cells) => cells.join(' ')),
      );
    },
    read: ([file], report) => readLimits(setting, form, file, report),
  };
}

const captionOf = {
  code: /^HCPCS ?\/ ?CPT code$/i,
  units: /MUE values?$/i,
  adjudication: /^MUE adjudication indicator$/i,
  rationale: /^MUE rationale$/i,
} as const;
type Columns = Readonly<Record<keyof typeof captionOf, number>>;

function columnsOf(cells: readonly string[]): Columns {
  const find = (caption: RegExp): number => cells.findIndex((cell) => caption.test(tidyText(cell)));
  return {
    code: find(captionOf.code),
    units: find(captionOf.units),
    adjudication: find(captionOf.adjudication),
    rationale: find(captionOf.rationale),
  };
}

function isHeader(cells: readonly string[]): boolean {
  return Object.values(columnsOf(cells)).every((at) => at >= 0);
}

/** By the caption of the values; a table that says only "MUE Values" goes by its name. */
function settingOf(header: readonly string[], member: Member): Setting | null {
  const caption = header[columnsOf(header).units] ?? '';
  return settings.find((one) => settingCaptions[one].test(caption)) ?? settingByName(member);
}

async function* readLimits(
  setting: Setting,
  form: TableForm,
  file: Member,
  report: ImportReport,
): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  let columns: Columns | null = null;
  for await (const raw of form.rows(file, isHeader, report)) {
    const cells = cellsOf(raw);
    if (!columns) {
      if (isHeader(cells)) columns = columnsOf(cells);
      continue;
    }
    if (cells.every((cell) => cell.trim() === '')) continue;
    report.read += 1;
    const row = limitOf(setting, columns, cells.map(form.decode));
    if (typeof row === 'string') {
      reject(report, report.line, row);
    } else if (seen.has(row.code)) {
      reject(report, report.line, `${row.code} is in the file twice; the first one is kept`);
    } else if (seen.size === mostCodes) {
      throw new AppError('source-damaged', `${file.name} has more codes than there are. Download it again.`);
    } else {
      seen.add(row.code);
      report.kept += 1;
      yield { table: 'unitLimit', row };
    }
  }
  if (!columns) {
    throw new AppError(
      'source-damaged',
      `${file.name} has no header row of an MUE table. Download it again.`,
    );
  }
}

/** The limit of one row, or why it is none. The adjudication indicator is the digit before its words. */
function limitOf(
  setting: Setting,
  columns: Columns,
  cells: readonly string[],
): FactRow<'unitLimit'> | string {
  const code = cells[columns.code] ?? '';
  if (!/^[0-9A-Z]{5}$/.test(code)) return `"${code.slice(0, 40)}" is not a code`;
  const units = cells[columns.units] ?? '';
  // The largest value published is 90,000.
  if (!/^\d{1,7}$/.test(units)) {
    return `${code}: "${units.slice(0, 40)}" is no number of units`;
  }
  const adjudication = cells[columns.adjudication] ?? '';
  if (!/^[1-3](?!\d)/.test(adjudication)) {
    return `${code}: the adjudication indicator "${adjudication.slice(0, 40)}" is not 1, 2 or 3`;
  }
  return {
    setting,
    code,
    units: Number(units),
    adjudication: Number(adjudication.slice(0, 1)),
    rationale: cells[columns.rationale] ?? '',
  };
}
