import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { csvRecords } from '../reading/csv.ts';
import type { CsvRecord } from '../reading/csv.ts';
import type { Description, Importer, ImportReport, Member, Probe } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';
import { decimalText } from './mpfs-fields.ts';
import { keepRecords, plainHead } from './mpfs-records.ts';
import type { RelativeColumns } from './mpfs-relative-columns.ts';
import { relativeColumns } from './mpfs-relative-columns.ts';
import type { RelativeDataset } from './mpfs-relative-release.ts';
import { relativeDataset, relativeDescription } from './mpfs-relative-release.ts';
import { relativeOutcome } from './mpfs-relative-row.ts';
import { newReport } from '../report.ts';

const headerStart = /^HCPCS,MOD,DESCRIPTION,/i;
/** The conversion factor is the only column with four decimals. */
const factorCell = /,(\d{2}\.\d{4}),/;
/** The header of every release seen ends within ten rows. */
const mostCaptions = 40;
/** A copyright line has some 150 characters. */
const longestTitle = 1000;

/**
 * National Physician Fee Schedule Relative Value File (`PPRRVU….csv`): title and copyright rows, a header stacked
 * over several rows, then a record per code and modifier. A record is a row below the header. From 2026 there are
 * two files a release, for the two conversion factors; this one is nonQPP, or the only one of earlier years.
 */
export const mpfsRelativeValues = relativeValuesCsv('relative-values');

/** The same file with the conversion factor of qualifying APM participants (`PPRRVU2026_…_QPP.csv`). */
export const mpfsRelativeValuesQpp = relativeValuesCsv('relative-values-qpp');

function relativeValuesCsv(dataset: RelativeDataset): Importer {
  return {
    format: `MPFS relative value file${dataset === 'relative-values-qpp' ? ' for qualifying APM participants' : ''} (CSV)`,
    dataset,
    recognise: ({ member, head }: Probe) => {
      const lines = plainHead(head, member.size);
      const header = lines.findIndex((line) => headerStart.test(line));
      if (header < 0) return false;
      const factor = lines.slice(header + 1).find((line) => factorCell.test(line));
      return relativeDataset(baseName(member.name), factorCell.exec(factor ?? '')?.[1] ?? null) === dataset;
    },
    describe: (member) => describeFile(member, dataset),
    read: ([member], report) => readFile(member, report),
  };
}

async function describeFile(member: Member, dataset: RelativeDataset): Promise<Description> {
  const { titles, factor } = await readClues(member);
  const printed = titles.filter((title) => /copyright/i.test(title));
  return relativeDescription(member, dataset, { caption: titles.join(' '), factor }, printed);
}

async function readClues(member: Member): Promise<{ titles: string[]; factor: string | null }> {
  const records = csvRecords(member, newReport());
  try {
    const { titles, columns } = await readHeader(member, records);
    // The first sound row will do: a file has one conversion factor.
    for await (const { cells } of records) {
      const factor = decimalText(columns(cells).conversionFactor);
      if (factor !== null) return { titles, factor };
    }
    return { titles, factor: null };
  } finally {
    await records.return(undefined);
  }
}

async function* readFile(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const records = csvRecords(member, report);
  try {
    const { columns } = await readHeader(member, records);
    yield* keepRecords(records, report, ({ cells }) =>
      cells.every((cell) => cell === '') ? null : relativeOutcome(columns(cells)),
    );
  } finally {
    await records.return(undefined);
  }
}

/** Reads up to the header. A title row has one cell with text; the rows of the stacked header have several. */
async function readHeader(
  member: Member,
  records: AsyncGenerator<CsvRecord>,
): Promise<{ titles: string[]; columns: RelativeColumns }> {
  const titles: string[] = [];
  const stacked: string[][] = [];
  for (let row = 0; row < mostCaptions; row += 1) {
    const next = await records.next();
    if (next.done === true) break;
    const { cells } = next.value;
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length === 1) titles.push(...filled.filter((cell) => cell.length <= longestTitle));
    else stacked.push(cells);
    if (cells[0]?.toUpperCase() === 'HCPCS') return { titles, columns: relativeColumns(member, stacked) };
  }
  throw new AppError(
    'source-damaged',
    `${baseName(member.name)} has no header row that begins with HCPCS. Download it again and do not change its rows.`,
  );
}
