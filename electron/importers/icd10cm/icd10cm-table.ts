import type { Fact } from '../../codeset/facts.ts';
import type { Dataset } from '../../contract/editions.ts';
import { referenceFacts } from './icd10cm-index.ts';
import type { Beside, Term } from './icd10cm-terms.ts';
import { termsOf } from './icd10cm-terms.ts';
import { codeIn, describeList, frontOf, isCompleteList } from './icd10cm-xml.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';

type Book = 'neoplasms' | 'drugs';

const columns = ['column2', 'column3', 'column4', 'column5', 'column6', 'column7'] as const;
type Cells = Record<(typeof columns)[number], string | null>;

/**
 * ICD-10-CM Neoplasm Table. A record is a row of it; it gives one `tableTerm` (cell columns 2–7; null where "-" is
 * printed or nothing) and an `indexReference` for each "see" or "see also".
 */
export const icd10cmNeoplasms = tableImporter('neoplasms', 'icd10cm-neoplasms', 'Neoplasm Table');

/** ICD-10-CM Table of Drugs and Chemicals, in the same format. Its codes have no 7th character. */
export const icd10cmDrugs = tableImporter('drugs', 'icd10cm-drugs', 'Table of Drugs and Chemicals');

function tableImporter(book: Book, dataset: Dataset, list: string): Importer {
  return {
    format: `ICD-10-CM ${list} XML`,
    dataset,
    recognise: ({ head }) => bookIn(head) === book,
    describe: (member) => describeList(dataset, list, member),
    read: ([member], report) => readTable(book, member, report),
  };
}

/** Which table a head is of, by its column headings. The XSD of 2011 calls the root `ICD10CM.table`. */
function bookIn(head: Buffer): Book | null {
  if (!isCompleteList(head, 'ICD10CM.index', 'ICD10CM.table')) return null;
  const headings = /<indexHeading>(.*?)<\/indexHeading>/s.exec(frontOf(head))?.[1] ?? '';
  if (/malignant/i.test(headings)) return 'neoplasms';
  return /poisoning|underdosing/i.test(headings) ? 'drugs' : null;
}

async function* readTable(book: Book, member: Member, report: ImportReport): AsyncGenerator<Fact> {
  for await (const term of termsOf(member, report)) {
    const { id, parent, level, title, nonessential } = term;
    const { cells, references } = cellsOf(term);
    yield { table: 'tableTerm', row: { book, id, parent, level, title, nonessential, ...cells } };
    yield* referenceFacts(book, id, references);
  }
}

/** The codes of a row by column; a cell that is no code, or a second one, stays as a reference ("column3"). */
function cellsOf({ beside }: Term): { cells: Cells; references: Beside[] } {
  const cells: Cells = {
    column2: null,
    column3: null,
    column4: null,
    column5: null,
    column6: null,
    column7: null,
  };
  const references: Beside[] = [];
  for (const one of beside) {
    const column = columns.find((name) => name === `column${one.column ?? ''}`);
    const code = codeIn(one.text);
    if (one.kind !== 'cell') references.push(one);
    else if (/^-*$/.test(one.text)) continue;
    else if (column !== undefined && cells[column] === null && code !== null) cells[column] = code;
    else references.push({ ...one, kind: column ?? 'cell' });
  }
  return { cells, references };
}
