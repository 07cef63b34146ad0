import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { csvRecords } from '../reading/csv.ts';
import type { CsvRecord } from '../reading/csv.ts';
import { mpfsYearEdition } from './edition-mpfs.ts';
import type { Importer, ImportReport, Member, Probe } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';
import { decimalText, localityText, macText, quoted, withoutMarks } from './mpfs-fields.ts';
import type { Outcome } from './mpfs-records.ts';
import { footnote, keepRecords, plainHead } from './mpfs-records.ts';
import { mpfsDescription, publicDomain } from './mpfs-source.ts';
import { newReport } from '../report.ts';

export const practiceCostColumns = [
  'mac',
  'state',
  'locality',
  'name',
  'work',
  'practiceExpense',
  'malpractice',
] as const;
export type PracticeCostColumn = (typeof practiceCostColumns)[number];

/**
 * Captions of the columns; the year stands before the last three. Some releases print the work index twice, without
 * and with its floor of 1.0. The law has kept the floor in force through 2026, so the index with it stands first here.
 */
const captions: Readonly<Record<PracticeCostColumn, readonly RegExp[]>> = {
  mac: [/\(MAC\)/i],
  state: [/^State$/i],
  locality: [/^Locality Number$/i],
  name: [/^Locality Name$/i],
  work: [/PW GPCI \(with 1\.0 Floor\)/i, /PW GPCI/i],
  practiceExpense: [/PE GPCI/i],
  malpractice: [/MP GPCI/i],
};

/**
 * Geographic practice cost indices, Addendum E (`GPCI….csv`): a title, a header, one row per locality, footnotes. A
 * record is a row below the header; footnotes are dropped. Indices are kept as published ("1", "1.000").
 */
export const mpfsPracticeCosts: Importer = {
  format: 'MPFS geographic practice cost indices (CSV)',
  dataset: 'practice-costs',
  recognise: ({ member, head }: Probe) =>
    plainHead(head, member.size).some(
      (line) => columnsOf(line.split(',').map((cell) => cell.trim())) !== null,
    ),
  async describe(member) {
    const records = csvRecords(member, newReport());
    try {
      const { caption } = await readHeader(member, records);
      const edition = mpfsYearEdition(member, 'GPCI', { caption });
      return mpfsDescription(member, 'practice-costs', edition, publicDomain);
    } finally {
      await records.return(undefined);
    }
  },
  read: ([member], report) => readFile(member, report),
};

async function* readFile(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const records = csvRecords(member, report);
  try {
    const { places } = await readHeader(member, records);
    yield* keepRecords(records, report, ({ cells }) => {
      const filled = cells.filter((cell) => cell !== '').length;
      if (filled === 0) return null;
      if (filled === 1) return footnote;
      return practiceCostOutcome((column) => cells[places[column]] ?? '');
    });
  } finally {
    await records.return(undefined);
  }
}

/** The rows down to the header, and where its columns are. */
async function readHeader(
  member: Member,
  records: AsyncGenerator<CsvRecord>,
): Promise<{ caption: string; places: Record<PracticeCostColumn, number> }> {
  const above: string[] = [];
  for (let row = 0; row < 40; row += 1) {
    const next = await records.next();
    if (next.done === true) break;
    const { cells } = next.value;
    above.push(cells.join(' '));
    const places = columnsOf(cells);
    if (places) return { caption: above.join(' '), places };
  }
  throw new AppError(
    'source-damaged',
    `${baseName(member.name)} has no header row with all columns of the practice cost indices. Download it again and do not change its columns.`,
  );
}

function columnsOf(cells: readonly string[]): Record<PracticeCostColumn, number> | null {
  const found: Partial<Record<PracticeCostColumn, number>> = {};
  for (const column of practiceCostColumns) {
    const at = captions[column].map((caption) => cells.findIndex((cell) => caption.test(cell)));
    const place = at.find((one) => one >= 0);
    if (place === undefined) return null;
    found[column] = place;
  }
  return found as Record<PracticeCostColumn, number>;
}

/** Checks one locality and makes a fact of it. */
export function practiceCostOutcome(cell: (column: PracticeCostColumn) => string): Outcome {
  const mac = macText(cell('mac'));
  if (mac === null) return { reason: `${quoted(cell('mac'))} is not a MAC number` };
  const locality = localityText(cell('locality'));
  if (locality === null) return { reason: `${mac}: ${quoted(cell('locality'))} is not a locality number` };
  const state = cell('state');
  if (!/^[A-Z]{2}$/.test(state)) return { reason: `${mac} ${locality}: ${quoted(state)} is not a state` };
  const name = withoutMarks(cell('name'));
  const work = decimalText(cell('work'));
  const practiceExpense = decimalText(cell('practiceExpense'));
  const malpractice = decimalText(cell('malpractice'));
  if (work === null || practiceExpense === null || malpractice === null) {
    return { reason: `${mac} ${locality}: an index is not a decimal` };
  }
  const row = { mac, locality, state, name, work, practiceExpense, malpractice };
  return { key: `${mac} ${locality} ${state}`, fact: { table: 'practiceCost', row } };
}
