import type { Fact } from '../../codeset/facts.ts';
import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import { headRecords } from '../reading/csv-head.ts';
import { csvRecords } from '../reading/csv.ts';
import { icd10cmKey } from '../icd10cm/icd10cm-key.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';
import { publicSource } from '../reading/public-domain.ts';
import { drop, newReport, reject } from '../report.ts';

/** "CMS-HCC ESRD Model Category V24"; the columns "… for 2025 Payment Year" say yes or no and name no category. */
const modelColumn = /^((?:CMS-|Rx)HCC\b.{0,40}?) ?Model Category (V\d{2})$/;
const yearColumn = /^(?:CMS-|Rx)HCC\b.* for (20\d{2}) Payment Year$/;
const nameOfFile = /(?<!\d)(20\d{2})(?:[-_ ]*(Initial|Midyear[-_ ]*Final|Midyear|Final))?/i;
/** Of 2026 there are six. */
const mostModels = 40;
/** The header follows a title and a line of scope. */
const rowsBeforeHeader = 20;

interface Header {
  models: { column: number; model: string }[];
  /** Payment year of the yes/no columns. */
  year: number | null;
}

/**
 * Mappings of ICD-10-CM to the payment condition categories of Medicare Advantage and Part D (CMS, "2026 Initial
 * ICD-10-CM Mappings", saved as CSV): title rows, a header of multi-line cells, then code, description, a category
 * or nothing for each model, and yes or no for each model. A code of several categories repeats in further rows,
 * with dashes for the models that have only one. A record is one row with a code; it gives a fact for each model
 * that names a category. The notes below the table are left out.
 */
export const hccMappings: Importer = {
  format: 'HCC ICD-10-CM mappings',
  dataset: 'hierarchical-conditions',
  async recognise(probe) {
    const records = await headRecords(probe, ',', rowsBeforeHeader);
    return records.some(({ cells }) => headerOf(cells) !== null);
  },
  async describe(member) {
    const { edition, notices } = editionOf(member, await paymentYearIn(member));
    const what = 'The mappings of ICD-10-CM codes to condition categories';
    return { edition, source: publicSource('hierarchical-conditions', edition, member, what), notices };
  },
  read: ([member], report) => readMappings(member, report),
};

function headerOf(cells: readonly string[]): Header | null {
  if (cells[0] !== 'Diagnosis Code') return null;
  const models = cells.flatMap((cell, column) => {
    const [, family, version] = modelColumn.exec(cell) ?? [];
    return family === undefined ? [] : [{ column, model: `${family} ${version}` }];
  });
  const year = cells.map((cell) => yearColumn.exec(cell)?.[1]).find((found) => found !== undefined);
  return models.length === 0 || models.length > mostModels
    ? null
    : { models, year: year === undefined ? null : Number(year) };
}

async function paymentYearIn(member: Member): Promise<number | null> {
  let rows = 0;
  for await (const { cells } of csvRecords(member, newReport())) {
    const header = headerOf(cells);
    if (header) return header.year;
    rows += 1;
    if (rows > rowsBeforeHeader) break;
  }
  return null;
}

/**
 * Named by its payment year, as CMS names the file. A payment year pays for the diagnoses of the calendar year
 * before it (42 CFR 422.310), so those are the dates of service the edition answers for.
 */
function editionOf(member: Member, stated: number | null): { edition: Edition; notices: string[] } {
  const [, named, label] = nameOfFile.exec(baseName(member.name)) ?? [];
  const year = named === undefined ? stated : Number(named);
  if (year === null) {
    throw new AppError(
      'source-unrecognised',
      `${member.name} holds HCC mappings, but neither its name nor its header says of which payment year. Give it its original name, for example "2026 Initial ICD-10-CM Mappings.csv".`,
    );
  }
  const words = label === undefined ? '' : ` ${label.replaceAll(/[-_ ]+/g, ' ')}`;
  const edition: Edition = {
    name: `HCC Mappings ${year}${words}`,
    line: 'icd10cm',
    begins: `${year - 1}-01-01`,
    ends: `${year - 1}-12-31`,
  };
  const differs = stated !== null && stated !== year;
  const notice = `The file is named for payment year ${year}; its header speaks of payment year ${stated}.`;
  return { edition, notices: differs ? [notice] : [] };
}

async function* readMappings(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  let header: Header | null = null;
  for await (const { line, cells } of csvRecords(member, report)) {
    if (header === null) {
      header = headerOf(cells);
      continue;
    }
    const printed = cells[0] ?? '';
    if (printed === '' && cells.every((cell) => cell === '')) continue;
    report.read += 1;
    if (printed !== '' && cells.slice(1).every((cell) => cell === '')) {
      drop(report, 'note below the table');
      continue;
    }
    const code = icd10cmKey(printed);
    if (code === null) {
      reject(report, line, `"${printed.slice(0, 20)}" is not an ICD-10-CM code`);
      continue;
    }
    const facts = categoriesOf(code, cells, header);
    const key = facts.map(({ row }) => `${row.model}=${row.category}`).join(';');
    if (facts.length === 0) drop(report, 'no category in any model');
    else if (seen.has(`${code} ${key}`)) reject(report, line, `${code}: the same categories twice`);
    else {
      seen.add(`${code} ${key}`);
      report.kept += 1;
      yield* facts;
    }
  }
}

type Condition = Extract<Fact, { table: 'hierarchicalCondition' }>;

function categoriesOf(code: string, cells: readonly string[], { models }: Header): Condition[] {
  return models.flatMap(({ column, model }) => {
    const category = cells[column] ?? '';
    return /^\d{1,4}$/.test(category)
      ? [{ table: 'hierarchicalCondition' as const, row: { code, model, category } }]
      : [];
  });
}
