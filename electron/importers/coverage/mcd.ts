import type { Fact } from '../../codeset/facts.ts';
import type { Dataset } from '../../contract/editions.ts';
import { AppError } from '../../contract/errors.ts';
import { besideDocuments, documentFile, mcdEdition } from './edition-mcd.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { listedCode } from './mcd-codes.ts';
import type { McdPart } from './mcd-context.ts';
import { keyOf, readContext } from './mcd-context.ts';
import { documentOf } from './mcd-documents.ts';
import { headerIn, headerOf, mcdRows } from './mcd-file.ts';
import type { CodeList, CoverageKind } from './mcd-tables.ts';
import { tableOf } from './mcd-tables.ts';
import { baseName } from '../reading/member-name.ts';
import { drop, reject } from '../report.ts';

/**
 * An export of the Medicare Coverage Database as CSV: the file of documents and those with their lists of codes,
 * contractors and paragraphs, which lie in one folder or zip. Texts are HTML and become plain text.
 *
 * The record is a document or one code of a list of one. Rows of the other files are parts of documents. A code of a
 * document that is not in the export is rejected.
 */
function mcdExport(kind: CoverageKind, dataset: Dataset, format: string, notice: string): Importer {
  return {
    format,
    dataset,
    parts: true,
    async recognise(probe) {
      const table = tableOf(kind, await headerIn(probe));
      if (table === null) return false;
      // The list of contractors is the same file in the exports of LCDs and of articles.
      return table.is !== 'names' || besideDocuments(kind, probe.member);
    },
    async describe(member) {
      const edition = await mcdEdition(kind, member);
      const source = {
        id: `${dataset}:${edition.begins}`,
        publisher: 'Centers for Medicare & Medicaid Services',
        document: baseName(member.name),
        notice,
      };
      return { edition, source, notices: [] };
    },
    read: (files, report) => readExport(kind, files, report),
  };
}

const noLine = 'The files carry no copyright line of their own; their code numbers include those of CPT.';

/** Local Coverage Determinations: `lcd.csv` and the files around it. */
export const mcdLcds = mcdExport(
  'lcd',
  'coverage-lcd',
  'Medicare Coverage Database: LCDs',
  `Local Coverage Determinations of the Medicare administrative contractors, as the Centers for Medicare & Medicaid Services publish them. ${noLine}`,
);

/** Articles, among them those that list the codes of an LCD: `article.csv` and the files around it. */
export const mcdArticles = mcdExport(
  'article',
  'coverage-article',
  'Medicare Coverage Database: articles',
  `Articles of the Medicare administrative contractors, as the Centers for Medicare & Medicaid Services publish them. ${noLine}`,
);

/** National Coverage Determinations: `ncd_trkg.csv` and its benefit categories. Their export holds no codes. */
export const mcdNcds = mcdExport(
  'ncd',
  'coverage-ncd',
  'Medicare Coverage Database: NCDs',
  'National Coverage Determinations of the Centers for Medicare & Medicaid Services. The files carry no copyright line of their own.',
);

async function* readExport(
  kind: CoverageKind,
  files: readonly [Member, ...Member[]],
  report: ImportReport,
): AsyncGenerator<Fact> {
  const parts: McdPart[] = [];
  for (const member of files) {
    const table = tableOf(kind, await headerOf(member));
    if (table) parts.push({ member, table });
  }
  const documents = parts.filter(({ table }) => table.is === 'documents');
  if (documents.length === 0) {
    throw new AppError(
      'source-damaged',
      `${documentFile[kind]} is missing beside ${baseName(files[0].name)}. Choose the whole folder or zip of CSV files.`,
    );
  }
  const context = await readContext(kind, parts, report);
  /** What a document is called, by its key in the export. */
  const known = new Map<string, { id: string; version: string }>();
  const taken = new Set<string>();
  for (const { member } of documents) {
    for await (const { line, cell } of mcdRows(member, report)) {
      report.read += 1;
      const key = keyOf(kind, cell);
      if (key === null || known.has(key)) {
        const reason = key === null ? 'the row names no document' : `document ${key} is in the file twice`;
        reject(report, line, `${baseName(member.name)}: ${reason}`);
        continue;
      }
      const row = documentOf(kind, cell, key, context);
      // Two national determinations may stand in one section of the manual.
      if (taken.has(`${row.id} ${row.version}`)) row.id = `${row.id} (${key.split(' ')[0]})`;
      taken.add(`${row.id} ${row.version}`);
      known.set(key, { id: row.id, version: row.version });
      report.kept += 1;
      yield { table: 'coverageDocument', row };
    }
  }
  for (const { member, table } of parts) {
    if (table.is === 'codes') yield* readCodes(kind, member, table, known, report);
  }
}

async function* readCodes(
  kind: CoverageKind,
  member: Member,
  list: CodeList,
  known: ReadonlyMap<string, { id: string; version: string }>,
  report: ImportReport,
): AsyncGenerator<Fact> {
  const file = baseName(member.name);
  for await (const { line, cell } of mcdRows(member, report)) {
    report.read += 1;
    const key = keyOf(kind, cell);
    const document = key === null ? undefined : known.get(key);
    const listed = listedCode(list.system, cell(list.code));
    if (!document) {
      const what = key === null ? 'the row names no document' : `document ${key} is not in the export`;
      reject(report, line, `${file}: ${what}`);
    } else if ('dropped' in listed) drop(report, listed.dropped);
    else if ('reason' in listed) reject(report, line, `${file}: ${listed.reason}`);
    else {
      report.kept += 1;
      const group = list.group === null ? 0 : Number(/^\d{1,5}$/.exec(cell(list.group))?.[0] ?? 0);
      const note = cell('asterisk').slice(0, 200) || null;
      const row = { kind, ...document, ...listed, role: list.role, group, note };
      yield { table: 'coverageCode', row };
    }
  }
}
