import type { Fact } from '../../codeset/facts.ts';
import type { Dataset } from '../../contract/editions.ts';
import { tidyText } from '../reading/decode.ts';
import type { Beside, Term } from './icd10cm-terms.ts';
import { termsOf } from './icd10cm-terms.ts';
import { codeIn, describeList, frontOf, isCompleteList } from './icd10cm-xml.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';

type Book = 'index' | 'external';

/** "…during procedureT88.53": a code at the end of a title, but not the end of a range or list of codes. */
const titleWithCode = /^(?<title>.+?)\s*(?<code>[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4})-*$/;
const leadsToCode = /(?:[-–,]|\b(?:to|and|or|in|under|by|category|subcategory))$/i;

/**
 * ICD-10-CM Alphabetic Index of diseases and injuries. A record is a main term or subterm; it gives one `indexTerm`
 * and an `indexReference` for each place it sends the reader to, in the words of the file ("M80.-").
 */
export const icd10cmIndex = indexImporter('index', 'icd10cm-index', 'Alphabetic Index');

/** ICD-10-CM External Cause of Injuries Index: the same file format with codes of chapter 20. */
export const icd10cmExternalIndex = indexImporter(
  'external',
  'icd10cm-external-index',
  'External Cause Index',
);

function indexImporter(book: Book, dataset: Dataset, list: string): Importer {
  return {
    format: `ICD-10-CM ${list} XML`,
    dataset,
    recognise: ({ head }) => bookIn(head) === book,
    describe: (member) => describeList(dataset, list, member),
    read: ([member], report) => readIndex(book, member, report),
  };
}

/** Which index a head is of: by its title; where it has none, by whether its first codes are external causes. */
function bookIn(head: Buffer): Book | null {
  if (!isCompleteList(head, 'ICD10CM.index')) return null;
  const front = frontOf(head);
  if (/<indexHeading[\s>]/.test(front)) return null;
  const title = /<title>([^<]*)/.exec(front)?.[1];
  if (title !== undefined) return /external\s+cause/i.test(title) ? 'external' : 'index';
  const letters = Array.from(head.toString('latin1').matchAll(/<code>\s*([A-Z])\d/g), ([, letter]) => letter);
  if (letters.length === 0) return null;
  return letters.filter((letter = '') => /[V-Y]/.test(letter)).length * 2 > letters.length
    ? 'external'
    : 'index';
}

async function* readIndex(book: Book, member: Member, report: ImportReport): AsyncGenerator<Fact> {
  for await (const term of termsOf(member, report)) {
    const { code, manifestation, title, references } = codesOf(term);
    const { id, parent, level, nonessential } = term;
    yield {
      table: 'indexTerm',
      row: { book, id, parent, level, title, nonessential, code, manifestation },
    };
    yield* referenceFacts(book, id, references);
  }
}

/** The codes of a term; a `<code>` or `<manif>` that is no code, or a second one, stays as a reference. */
function codesOf(term: Term): {
  title: string;
  code: string | null;
  manifestation: string | null;
  references: Beside[];
} {
  let code: string | null = null;
  let manifestation: string | null = null;
  const references = term.beside.filter(({ kind, text }) => {
    const plain = codeIn(text);
    if (kind === 'code' && code === null && plain !== null) code = plain;
    else if (kind === 'manif' && manifestation === null && plain !== null) manifestation = plain;
    else return true;
    return false;
  });
  if (term.beside.some(({ kind }) => kind === 'code'))
    return { title: term.title, code, manifestation, references };
  return { ...codeInTitle(term.title), manifestation, references };
}

/** A few terms have their code in the title instead of beside it. */
function codeInTitle(whole: string): { title: string; code: string | null } {
  const { title, code } = titleWithCode.exec(whole)?.groups ?? {};
  if (title === undefined || code === undefined || leadsToCode.test(title))
    return { title: whole, code: null };
  return { title: tidyText(title), code: codeIn(code) };
}

/** One `indexReference` for each text beside a term, in their order. */
export function* referenceFacts(book: string, term: number, references: readonly Beside[]): Generator<Fact> {
  for (const [ordinal, { kind, text }] of references.entries()) {
    if (text !== '') yield { table: 'indexReference', row: { book, term, ordinal, kind, text } };
  }
}
