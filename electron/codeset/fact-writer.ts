import type { Dataset, Release } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import { CodeBook } from './code-book.ts';
import { CodeWriter } from './code-writer.ts';
import type { Fact, FactName } from './facts.ts';
import { factTables } from './facts.ts';
import { PairBook } from './pair-book.ts';
import { writePairs } from './pair-writer.ts';
import type { PageTextRow } from './rows.ts';
import { createIndexesOf, createTable, insertInto, valuesOf } from './table.ts';

/** Where a fact comes from: the release's number in the file, and its place among those of its data set. */
export interface FactOrigin {
  id: number;
  dataset: Dataset;
  place: number;
}

/** Puts facts where they belong: rows into their tables at once; codes and edit pairs are merged first. */
export class FactWriter {
  readonly #database: Sqlite;
  readonly #releases: ReadonlyMap<Dataset, readonly Release[]>;
  readonly #inserts = new Map<FactName, (values: readonly unknown[]) => void>();
  readonly #books = new Map<Dataset, CodeBook>();
  readonly #pairs = new Map<Dataset, PairBook>();
  readonly #texts;
  readonly #ordinals = new Map<string, number>();

  constructor(database: Sqlite, releases: ReadonlyMap<Dataset, readonly Release[]>) {
    this.#database = database;
    this.#releases = releases;
    this.#texts = database.prepare('INSERT INTO page_text VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  }

  add({ id, dataset, place }: FactOrigin, fact: Fact): void {
    switch (fact.table) {
      case 'code':
        this.bookOf(dataset).add(1 << place, fact.row);
        break;
      case 'editPair':
        this.pairsOf(dataset).add(place, fact.row);
        break;
      case 'text':
        this.#addText(id, fact.row);
        break;
      default:
        this.#insertOf(fact.table)([id, ...valuesOf(factTables[fact.table], fact.row)]);
    }
  }

  /** A row as another file of this schema stores it, under its new release. */
  addStored(name: FactName, id: number, values: readonly unknown[]): void {
    this.#insertOf(name)([id, ...values]);
  }

  bookOf(dataset: Dataset): CodeBook {
    const known = this.#books.get(dataset);
    if (known) return known;
    const book = new CodeBook(this.#releases.get(dataset)?.length ?? 0);
    this.#books.set(dataset, book);
    return book;
  }

  pairsOf(dataset: Dataset): PairBook {
    const known = this.#pairs.get(dataset);
    if (known) return known;
    const book = new PairBook();
    this.#pairs.set(dataset, book);
    return book;
  }

  /**
   * Writes what was merged, and the search segment. Returns the number of codes.
   * @param held the releases once more: how long an edition answers shows only when all have been read
   */
  finish(
    held: ReadonlyMap<Dataset, readonly Release[]>,
    idOf: (dataset: Dataset, place: number) => number,
  ): number {
    const codes = new CodeWriter(this.#database);
    for (const name of this.#inserts.keys()) {
      for (const index of createIndexesOf(factTables[name])) this.#database.exec(index);
    }
    for (const [dataset, releases] of held) {
      const book = this.#books.get(dataset);
      if (book) codes.write(book, dataset, releases, idOf(dataset, 0));
      const pairs = this.#pairs.get(dataset);
      if (pairs) writePairs(this.#database, dataset, pairs);
    }
    return codes.finish();
  }

  #addText(id: number, { system, key, kind, block, source, edition }: PageTextRow): void {
    const place = `${id} ${system} ${key} ${kind}`;
    const ordinal = this.#ordinals.get(place) ?? 0;
    this.#ordinals.set(place, ordinal + 1);
    this.#texts.run(id, system, key, kind, ordinal, JSON.stringify(block), source, edition);
  }

  /** Makes the table when its first row comes. */
  #insertOf(name: FactName): (values: readonly unknown[]) => void {
    const known = this.#inserts.get(name);
    if (known) return known;
    const table = factTables[name];
    this.#database.exec(createTable(table));
    const statement = this.#database.prepare(insertInto(table));
    const insert = (values: readonly unknown[]): void => {
      statement.run(...values);
    };
    this.#inserts.set(name, insert);
    return insert;
  }
}
