import type { CodeSet } from '../../codeset/reader.ts';
import type {
  BrowseBook,
  BrowseTarget,
  Entries,
  EntriesRequest,
  Grid,
  GridRequest,
  Pcs,
  PcsRequest,
  Place,
  PlaceRequest,
  TargetRequest,
} from '../../contract/browse.ts';
import { codeKey } from '../../codeset/code-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { Answering } from '../answering.ts';
import type { Chapters } from '../pages/chapters.ts';
import { targetOn } from '../indexes/targets.ts';
import type { TermBook } from './books.ts';
import { bookOn, held, heldOf, speaksOf, speaksOfBook, termBooks } from './books.ts';
import { indexEntries } from './entries.ts';
import { findTerm, nearestMainTerm } from './find-term.ts';
import { gridRows } from './grid-rows.ts';
import { PcsBuilder } from './pcs-builder.ts';
import { PcsTables } from './pcs-tables.ts';
import { References } from './references.ts';
import { Supplies } from './supplies.ts';
import { Tabular } from './tabular.ts';
import type { Node } from './term-tree.ts';
import { TermTree } from './term-tree.ts';

const names: Record<BrowseBook, string> = {
  index: 'Alphabetic Index',
  external: 'External Cause Index',
  procedures: 'ICD-10-PCS Index',
  neoplasms: 'Neoplasm Table',
  drugs: 'Table of Drugs and Chemicals',
  tabular: 'ICD-10-CM codes',
  supplies: 'HCPCS codes',
};

/** A list of codes by its chapters or letters. */
interface CodeList {
  book: Tabular | Supplies;
  /** The edition of the book: that of the codes themselves where there is none around them. */
  around: Answering;
}

/** The official books of the open files, page by page: bounded answers, read when they are asked for. */
export class Browse {
  readonly #sets: readonly CodeSet[];
  readonly #chapters: Chapters;
  /** By book and release: what was read of a book stays with its release. */
  readonly #trees = new Map<string, TermTree>();
  readonly #tables = new Map<number, PcsTables>();
  readonly #lists = new Map<string, Tabular | Supplies>();

  constructor(sets: readonly CodeSet[], chapters: Chapters) {
    this.#sets = sets;
    this.#chapters = chapters;
  }

  /** @throws AppError `not-found` where the library has no such book, or the book no such place */
  entries({ book, under, from, limit, date }: EntriesRequest): Entries {
    if (book === 'tabular' || book === 'supplies') {
      const { book: list, around } = this.#list(book, date);
      const found = list.below(under, { from, limit, date });
      if (!found) throw noSuchPlace(book);
      const codes = book === 'tabular' ? 'icd10cm-codes' : 'hcpcs-codes';
      return { speaks: speaksOf(around, codes, date), ...found };
    }
    const tree = this.#tree(book, date);
    const parent = under === null ? null : Number(under);
    if (parent !== null && !Number.isInteger(parent)) throw noSuchPlace(book);
    return {
      speaks: speaksOfBook(tree.speaks, book, date),
      total: tree.countBelow(parent),
      rows: indexEntries(tree, this.#references(book, date), parent, { from, limit, date }),
    };
  }

  /** @throws AppError `not-found` where the library has no such table */
  grid({ book, from, limit, date }: GridRequest): Grid {
    const tree = this.#tree(book, date);
    const rows = gridRows(tree, this.#references(book, date), { from, limit, date });
    return { speaks: speaksOfBook(tree.speaks, book, date), ...rows };
  }

  /**
   * The place of an entry, or of what was typed.
   *
   * @throws AppError `not-found` where the library has no such book
   */
  place({ book, date, at }: PlaceRequest): Place {
    if (book === 'tabular' || book === 'supplies') {
      const { book: list, around } = this.#list(book, date);
      const edition = around.edition.name;
      if ('text' in at) return { edition, ...list.find(at.text) };
      const path = list.pathTo(at.id);
      return { edition, path, isFound: path.length > 0 };
    }
    const tree = this.#tree(book, date);
    const edition = tree.speaks.edition.name;
    if ('id' in at) {
      const path = this.#pathTo(tree, at);
      return { edition, path: steps(book, path), isFound: path.length > 0 };
    }
    const found = findTerm(tree, at.text, true);
    if (found) return { edition, path: steps(book, found.path), isFound: true };
    const near = at.text.trim() === '' ? [] : nearestMainTerm(tree, at.text);
    return { edition, path: steps(book, near), isFound: false };
  }

  /** @throws AppError `not-found` where the library has no PCS tables */
  pcs({ code, date }: PcsRequest): Pcs {
    const speaks = held(heldOf(this.#sets, 'icd10pcs', 'icd10pcs-tables', date), 'ICD-10-PCS tables');
    const kept = this.#tables.get(speaks.release);
    const tables = kept ?? new PcsTables(speaks);
    if (!kept) this.#tables.set(speaks.release, tables);
    const definitions = heldOf(this.#sets, 'icd10pcs', 'icd10pcs-definitions', date);
    return {
      speaks: speaksOf(speaks, 'icd10pcs-codes', date),
      ...new PcsBuilder(tables, definitions, date).build(code),
    };
  }

  /** @throws AppError `not-found` where no open file has codes of the system */
  target({ system, code, date }: TargetRequest): BrowseTarget {
    const key = codeKey(code);
    const of = (set: CodeSet): boolean => set.codesByKey(key).some((stored) => stored.system === system);
    const line = system === 'icd10cm' || system === 'icd10pcs' ? system : 'hcpcs';
    const set = this.#sets.find(of) ?? this.#sets.find(({ manifest }) => manifest.line === line);
    return targetOn(held(set, `codes of ${system}`), system, key, date);
  }

  #tree(book: TermBook, date: string): TermTree {
    return held(this.#treeOn(book, date), names[book]);
  }

  #treeOn(book: TermBook, date: string): TermTree | undefined {
    const speaks = bookOn(this.#sets, book, date);
    return speaks && this.#treeOf(book, speaks);
  }

  #treeOf(book: TermBook, speaks: Answering): TermTree {
    const name = `${book} ${speaks.release}`;
    const kept = this.#trees.get(name);
    // Whether the edition was in force depends on the date asked for, its terms do not.
    if (kept) return kept.speakingAs(speaks);
    const tree = new TermTree(book, speaks);
    this.#trees.set(name, tree);
    return tree;
  }

  #references(book: TermBook, date: string): References {
    return new References(book, date, (other) => this.#treeOn(other, date));
  }

  /** The entry that another edition named is looked for by its words. */
  #pathTo(tree: TermTree, { id, edition }: { id: string; edition: string }): Node[] {
    const { set } = tree.speaks;
    const { dataset } = termBooks[tree.book];
    if (edition === tree.speaks.edition.name) return tree.pathTo(Number(id));
    const other = set.releasesOf(dataset).find(({ release }) => release.edition.name === edition);
    if (!other) return [];
    const { release } = other;
    const named = this.#treeOf(tree.book, { ...tree.speaks, release: other.id, edition: release.edition });
    const words = named.pathTo(Number(id)).map(({ title }) => title);
    return words.length === 0 ? [] : tree.pathBy(words);
  }

  #list(book: 'tabular' | 'supplies', date: string): CodeList {
    const dataset = book === 'tabular' ? 'icd10cm-codes' : 'hcpcs-codes';
    const line = book === 'tabular' ? 'icd10cm' : 'hcpcs';
    const codes = held(heldOf(this.#sets, line, dataset, date), names[book]);
    const around = book === 'tabular' ? heldOf(this.#sets, line, 'icd10cm-tabular', date) : undefined;
    const name = `${book} ${around?.release ?? ''}`;
    const list =
      this.#lists.get(name) ??
      (book === 'tabular' ? new Tabular(codes.set, this.#chapters, around) : new Supplies(codes.set));
    this.#lists.set(name, list);
    return { book: list, around: around ?? codes };
  }
}

/** In a table, whose rows all stand one below the other, a row's place is its number in reading order. */
function steps(book: TermBook, path: readonly Node[]): Place['path'] {
  const isTable = termBooks[book].table === 'tableTerm';
  return path.map(({ id, index, title }) => ({ id: String(id), index: isTable ? id : index, title }));
}

function noSuchPlace(book: BrowseBook): AppError {
  return new AppError('not-found', `${names[book]}: there is no such place in the edition held.`);
}
