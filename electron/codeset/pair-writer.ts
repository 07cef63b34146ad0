import type { Dataset } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import type { PairBook } from './pair-book.ts';

/** Writes the edit pairs of one data set, packed. */
export function writePairs(database: Sqlite, dataset: Dataset, book: PairBook): void {
  const { facts, columns, reverse } = book.pack();
  const fact = database.prepare('INSERT INTO pair_fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  for (const [id, { before1996, effective, deleted, modifier, rationale, releases }] of facts.entries()) {
    fact.run(dataset, id, Number(before1996), effective, deleted, modifier, rationale, releases);
  }
  const column = database.prepare('INSERT INTO pair_column (dataset, code, pairs) VALUES (?, ?, ?)');
  for (const { column1, pairs } of columns) column.run(dataset, column1, pairs);
  const back = database.prepare('INSERT INTO pair_reverse (dataset, code, columns) VALUES (?, ?, ?)');
  for (const { column2, column1s } of reverse) back.run(dataset, column2, column1s);
}
