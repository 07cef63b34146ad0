import type { CodeSet } from '../../codeset/reader.ts';
import type { BrowseBook, Speaks } from '../../contract/browse.ts';
import type { Line } from '../../contract/codes.ts';
import type { Dataset } from '../../contract/editions.ts';
import { AppError } from '../../contract/errors.ts';
import type { Answering } from '../answering.ts';
import { answering } from '../answering.ts';
import type { IndexedSystem } from '../indexes/states.ts';
import { codesOf } from '../indexes/states.ts';
import { sourceOf } from '../pages/source.ts';

/** Books of terms: which line and data set holds them, under which name, and which codes they lead to. */
export const termBooks = {
  index: { dataset: 'icd10cm-index', table: 'indexTerm', name: 'index', system: 'icd10cm' },
  external: { dataset: 'icd10cm-external-index', table: 'indexTerm', name: 'external', system: 'icd10cm' },
  procedures: { dataset: 'icd10pcs-index', table: 'indexTerm', name: 'pcs', system: 'icd10pcs' },
  neoplasms: { dataset: 'icd10cm-neoplasms', table: 'tableTerm', name: 'neoplasms', system: 'icd10cm' },
  drugs: { dataset: 'icd10cm-drugs', table: 'tableTerm', name: 'drugs', system: 'icd10cm' },
} as const satisfies Partial<
  Record<
    BrowseBook,
    { dataset: Dataset; table: 'indexTerm' | 'tableTerm'; name: string; system: IndexedSystem }
  >
>;
export type TermBook = keyof typeof termBooks;

/** The release of a data set that speaks for a date, from the file of its line; undefined where none is held. */
export function heldOf(
  sets: readonly CodeSet[],
  line: Line,
  dataset: Dataset,
  date: string,
): Answering | undefined {
  const set = sets.find(({ manifest }) => manifest.line === line);
  return set && answering(set, dataset, date);
}

/** The same for a book of terms. */
export function bookOn(sets: readonly CodeSet[], book: TermBook, date: string): Answering | undefined {
  const { dataset, system } = termBooks[book];
  return heldOf(sets, system, dataset, date);
}

/** @throws AppError `not-found` where the library has no such book */
export function held<T>(found: T | undefined, name: string): T {
  if (found !== undefined) return found;
  throw new AppError(
    'not-found',
    `The library holds no ${name}. Import its official file: Library, then Import files.`,
  );
}

/** The edition of a book with the edition of the codes that its entries are judged by. */
export function speaksOf(speaks: Answering, codes: Dataset, date: string): Speaks {
  const { set, edition, source, notKnown } = speaks;
  return {
    edition,
    source: sourceOf([set], source),
    notKnown,
    codes: set.releaseFor(codes, date)?.release.edition ?? null,
  };
}

/** The same for a book of terms. */
export function speaksOfBook(speaks: Answering, book: TermBook, date: string): Speaks {
  return speaksOf(speaks, codesOf[termBooks[book].system], date);
}
