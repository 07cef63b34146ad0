import { AppError } from '../../contract/errors.ts';
import { htmlText } from '../reading/html-text.ts';
import type { ImportReport, Member } from '../importer.ts';
import { mcdRows } from './mcd-file.ts';
import type { CoverageKind, McdTable } from './mcd-tables.ts';
import { keyColumns } from './mcd-tables.ts';
import { baseName } from '../reading/member-name.ts';
import { newReport, reject } from '../report.ts';

/** A file of an export and what it holds. */
export interface McdPart {
  member: Member;
  table: McdTable;
}

/** What other files say of the documents, by "id version" as the export writes them. */
export interface McdContext {
  /** Contractors with their numbers, or benefit categories. */
  names: ReadonlyMap<string, string>;
  /** The contractors' words above each group of codes, each with its heading. */
  paragraphs: ReadonlyMap<string, readonly string[]>;
}

/** All the paragraphs of an export come to some ten million characters. */
const mostCharacters = 1 << 26;
/** There are some hundred contractors, each with some versions, and as many benefit categories. */
const mostNames = 100_000;
const longestName = 200;
const longestNumber = 20;
/** A document has up to some thirty contractors. */
const mostLinks = 1 << 19;

/** What a row is about; null when it names no document. */
export function keyOf(kind: CoverageKind, cell: (column: string) => string): string | null {
  const [id, version] = keyColumns(kind).map(cell);
  return /^\d{1,9}$/.test(id ?? '') && /^\d{1,6}$/.test(version ?? '') ? `${id} ${version}` : null;
}

/**
 * Reads the small files that belong to the texts of the documents. Their rows are parts of documents and no records
 * of their own; only one that names no document is counted, as rejected.
 *
 * @throws AppError `source-damaged` when the texts are longer than an export can be
 */
export async function readContext(
  kind: CoverageKind,
  parts: readonly McdPart[],
  report: ImportReport,
): Promise<McdContext> {
  const labels = await readLabels(parts);
  const names = new Map<string, Map<string, Set<string>>>();
  const paragraphs = new Map<string, string[]>();
  let characters = 0;
  let links = 0;
  for (const { member, table } of parts) {
    if (table.is !== 'links' && table.is !== 'paragraphs') continue;
    for await (const { line, cell } of mcdRows(member, report)) {
      const key = keyOf(kind, cell);
      if (key === null) {
        report.read += 1;
        reject(report, line, `${baseName(member.name)}: the row names no document`);
      } else if (table.is === 'links') {
        const label = labels.get(table.to.map(cell).join(' '));
        if (!label) continue;
        links += 1;
        if (links > mostLinks) throw tooLong(member);
        const known = names.get(key) ?? new Map<string, Set<string>>();
        const numbers = known.get(label.name) ?? new Set<string>();
        if (label.number !== '') numbers.add(label.number);
        names.set(key, known.set(label.name, numbers));
      } else {
        const text = paragraphText(table, cell);
        if (text === '') continue;
        characters += text.length;
        if (characters > mostCharacters) throw tooLong(member);
        const above = paragraphs.get(key);
        if (above) above.push(text);
        else paragraphs.set(key, [text]);
      }
    }
  }
  return { names: new Map([...names].map(([key, known]) => [key, written(known)])), paragraphs };
}

/** "Example MAC (01112, 01212); Another MAC". */
function written(names: ReadonlyMap<string, ReadonlySet<string>>): string {
  return [...names]
    .map(([name, numbers]) => (numbers.size > 0 ? `${name} (${[...numbers].toSorted().join(', ')})` : name))
    .toSorted()
    .join('; ');
}

async function readLabels(parts: readonly McdPart[]): Promise<Map<string, { name: string; number: string }>> {
  const labels = new Map<string, { name: string; number: string }>();
  for (const { member, table } of parts) {
    if (table.is !== 'names') continue;
    for await (const { cell } of mcdRows(member, newReport())) {
      const name = cell(table.name);
      const number = table.number === null ? '' : cell(table.number);
      const key = table.of.map(cell).join(' ');
      // Each of them is repeated in every document that refers to it.
      const short = Math.max(key.length, name.length) <= longestName && number.length <= longestNumber;
      if (!short || labels.size > mostNames) throw tooLong(member);
      if (name !== '') labels.set(key, { name, number });
    }
  }
  return labels;
}

function paragraphText(
  { group, heading, asterisk }: Extract<McdTable, { is: 'paragraphs' }>,
  cell: (column: string) => string,
): string {
  const words = [htmlText(cell('paragraph'))];
  const note = asterisk === null ? '' : htmlText(cell(asterisk));
  if (said(note)) words.push(`* ${note}`);
  const kept = words.filter(said);
  return kept.length > 0 ? `${heading}, group ${cell(group)}\n${kept.join('\n')}` : '';
}

/** False for the ways in which an empty field is filled. */
export function said(text: string): boolean {
  return text !== '' && !/^(?:n\/?a|none|not applicable)\.?$/i.test(text);
}

function tooLong(member: Member): AppError {
  return new AppError(
    'source-damaged',
    `${member.name} holds more text than an export of the Medicare Coverage Database can. Download it again.`,
  );
}
