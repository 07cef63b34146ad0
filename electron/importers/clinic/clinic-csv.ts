import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { clinicCode } from './clinic-code.ts';
import type { CsvRecord } from '../reading/csv.ts';
import { csvRecords } from '../reading/csv.ts';
import { headRecords } from '../reading/csv-head.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';
import { newReport, reject } from '../report.ts';

type Delimiter = ',' | ';' | '\t';
/** Where the columns stand in the file; -1 where there is no column `system`. */
interface Columns {
  code: number;
  system: number;
  kind: number;
  text: number;
}

const delimiters: readonly Delimiter[] = [',', ';', '\t'];
const longestText = 20_000;
const longestSynonym = 200;
/** The clinic's words hold on every day, so they begin before any date of service. */
const begins = '2000-01-01';
const sourceId = `clinic:${begins}`;

/**
 * The clinic's own notes, plain-language texts and synonyms: a CSV file with the header `code,system,kind,text`
 * (docs/own-data.md). The columns may stand in any order and others beside them; comma, semicolon or tab; UTF-8 or
 * cp1252. The record is a row; rows without any text are none.
 *
 * A cell is text and nothing else: what begins with =, +, - or @ is stored and shown as it stands, for nothing here
 * computes. All files that are imported together are one release, which replaces the one before.
 */
export const clinicCsv: Importer = {
  format: "Clinic's own notes and synonyms",
  dataset: 'clinic',
  parts: true,
  async recognise(probe) {
    return (await delimiterOf((delimiter) => headRecords(probe, delimiter, 2))) !== null;
  },
  describe(member) {
    return Promise.resolve({
      edition: { name: 'Clinic notes', line: 'clinic', begins, ends: null },
      source: {
        id: sourceId,
        publisher: 'This clinic',
        document: baseName(member.name),
        notice: 'Written by this clinic. Not an official text.',
      },
      notices: [],
    });
  },
  async *read(files, report) {
    for (const member of files) yield* readFile(member, report);
  },
};

async function* readFile(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const delimiter = await delimiterOf((one) => firstRecordsOf(member, one));
  const file = baseName(member.name);
  if (!delimiter) {
    throw new AppError(
      'source-damaged',
      `${file} does not begin with the columns code, kind and text. Export it again with the header code,system,kind,text.`,
    );
  }
  let columns: Columns | null = null;
  for await (const { line, cells } of csvRecords(member, report, delimiter)) {
    if (!columns) {
      columns = columnsIn(cells);
      continue;
    }
    if (cells.every((cell) => cell === '')) continue;
    const { code, system, kind, text } = columns;
    report.read += 1;
    const fact = factOf(
      cells[code] ?? '',
      cells[system] ?? '',
      (cells[kind] ?? '').toLowerCase(),
      cells[text] ?? '',
    );
    if (typeof fact === 'string') reject(report, line, `${file}: ${fact}`);
    else {
      report.kept += 1;
      yield fact;
    }
  }
}

/** What a row says, or what is wrong with it. */
function factOf(codeCell: string, systemCell: string, kind: string, text: string): Fact | string {
  const found = clinicCode(codeCell, systemCell);
  if ('reason' in found) return found.reason;
  if (text === '') return 'the text is empty';
  const { system, code } = found;
  const longest = kind === 'synonym' ? longestSynonym : longestText;
  if (text.length > longest) return `the text is longer than ${longest} characters`;
  switch (kind) {
    case 'synonym':
      return { table: 'synonym', row: { system, code, words: text } };
    case 'note':
    case 'plain':
      return {
        table: 'text',
        row: {
          system,
          key: code,
          kind: kind === 'plain' ? 'plain' : 'guidelines',
          block: { type: 'text', text },
          source: sourceId,
          edition: null,
        },
      };
    default:
      return `"${kind.slice(0, 40)}" is not a kind: it is note, synonym or plain`;
  }
}

/** The delimiter with which one of the first two rows has the columns; null when none does. */
async function delimiterOf(
  firstRecords: (delimiter: Delimiter) => Promise<readonly CsvRecord[]>,
): Promise<Delimiter | null> {
  for (const delimiter of delimiters) {
    const records = await firstRecords(delimiter);
    if (records.some(({ cells }) => columnsIn(cells) !== null)) return delimiter;
  }
  return null;
}

async function firstRecordsOf(member: Member, delimiter: Delimiter): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(member, newReport(), delimiter)) {
    records.push(record);
    if (records.length === 2) break;
  }
  return records;
}

/** Null for a row that is no header, as the "sep=;" that Excel reads. */
function columnsIn(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.toLowerCase());
  const [code = -1, system = -1, kind = -1, text = -1] = ['code', 'system', 'kind', 'text'].map((name) =>
    names.indexOf(name),
  );
  return code < 0 || kind < 0 || text < 0 ? null : { code, system, kind, text };
}
