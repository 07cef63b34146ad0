import type { FactRow } from '../../codeset/facts.ts';
import { codeKey } from '../../codeset/code-format.ts';
import type { BrowseReference, Destination } from '../../contract/browse.ts';
import { targetOn } from '../indexes/targets.ts';
import type { TermBook } from './books.ts';
import { termBooks } from './books.ts';
import { neoplasmReference } from './neoplasm-reference.ts';
import type { TermTree } from './term-tree.ts';

type Reference = FactRow<'indexReference'>;

const kinds: Record<string, BrowseReference['kind']> = {
  see: 'see',
  seeAlso: 'seeAlso',
  subcat: 'category',
  seecat: 'category',
  tab: 'table',
  codes: 'table',
  use: 'use',
};
const categoryIn = /^(?:(?:sub)?categor(?:y|ies)\s+)?(?<code>[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{0,4})?)-*$/i;
/** "Acute — see condition": the reader is to look the illness up, under whatever its name is. */
const whatever = /^condition\b/i;
const tables: readonly [RegExp, TermBook][] = [
  [/^(?:the )?neoplasm table|^table of neoplasms?/i, 'neoplasms'],
  [/^table of drugs/i, 'drugs'],
];

/** Turns the references of a book's terms into places to go to. `treeOf` gives a book that is held on the date. */
export class References {
  readonly #book: TermBook;
  readonly #date: string;
  readonly #treeOf: (book: TermBook) => TermTree | undefined;

  constructor(book: TermBook, date: string, treeOf: (book: TermBook) => TermTree | undefined) {
    this.#book = book;
    this.#date = date;
    this.#treeOf = treeOf;
  }

  /** The references of terms, given in reading order, by the number of the term. */
  of(terms: readonly number[]): Map<number, BrowseReference[]> {
    const found = new Map<number, BrowseReference[]>();
    const [first, last] = [terms[0], terms.at(-1)];
    const speaks = this.#treeOf(this.#book)?.speaks;
    if (!speaks || first === undefined || last === undefined) return found;
    const rows = speaks.set.facts.rows('indexReference', {
      release: speaks.release,
      book: termBooks[this.#book].name,
      term: { between: [first, last] },
    });
    // Between main terms lie the terms below them, which have references of their own.
    const wanted = new Set(terms);
    for (const row of rows) {
      if (!wanted.has(row.term)) continue;
      const list = found.get(row.term) ?? [];
      found.set(row.term, list);
      list.push(this.#reference(row));
    }
    return found;
  }

  /** The beginning of ICD-10-PCS codes that a term leads to instead of a code. */
  toTable(code: string): BrowseReference {
    return { kind: 'table', text: code, destination: { to: 'pcs', code } };
  }

  #reference({ kind: printed, text }: Reference): BrowseReference {
    const kind = kinds[printed] ?? 'note';
    // "also Accident, transport": the word is the reference's, not the term's.
    const also = kind === 'see' && /^also\s+/i.test(text);
    const named = also ? text.replace(/^also\s+/i, '') : text;
    return {
      kind: also ? 'seeAlso' : kind,
      text: named,
      destination: kind === 'note' || kind === 'use' ? null : this.#destination(kind, named),
    };
  }

  #destination(kind: BrowseReference['kind'], text: string): Destination | null {
    if (kind === 'table') return { to: 'pcs', code: text };
    const code = categoryIn.exec(text)?.groups?.['code'];
    if (code !== undefined) return this.#code(code);
    if (kind === 'category' || whatever.test(text)) return null;
    const table = tables.find(([pattern]) => pattern.test(text))?.[1];
    if (table) {
      return this.#treeOf(table) ? { to: 'entry', book: table, text: '', column: null } : null;
    }
    return this.#neoplasm(text) ?? this.#term(this.#book, text, null);
  }

  #code(code: string): Destination | null {
    const { system } = termBooks[this.#book];
    const set = this.#treeOf(this.#book)?.speaks.set;
    return set ? { to: 'code', target: targetOn(set, system, codeKey(code), this.#date) } : null;
  }

  /** "Neoplasm, skin, malignant" is a cell of the Neoplasm Table. */
  #neoplasm(text: string): Destination | null {
    const named = termBooks[this.#book].system === 'icd10cm' ? neoplasmReference(text) : null;
    return named && this.#term('neoplasms', named.site, named.column);
  }

  /** Only the main term is looked up: the terms below it are, when somebody goes there. */
  #term(book: TermBook, text: string, column: number | null): Destination | null {
    return this.#treeOf(book)?.hasMainTerm(text) ? { to: 'entry', book, text, column } : null;
  }
}
