import type { Dataset } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import type { PackedColumn, PairBook } from './pair-book.ts';

/** Writes the edit pairs of one data set, packed. */
export function writePairs(database: Sqlite, dataset: Dataset, book: PairBook): void {
  const { facts, columns, reverse } = book.pack();
  const fact = database.prepare('INSERT INTO pair_fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  for (const [id, { before1996, effective, deleted, modifier, rationale, releases }] of facts.entries()) {
    fact.run(dataset, id, Number(before1996), effective, deleted, modifier, rationale, releases);
  }
  const insert = (table: 'pair_column' | 'pair_reverse', side: readonly PackedColumn[]): void => {
    const statement = database.prepare(`INSERT INTO ${table} (dataset, code, pairs) VALUES (?, ?, ?)`);
    for (const { code, pairs } of side) statement.run(dataset, code, pairs);
  };
  insert('pair_column', columns);
  insert('pair_reverse', reverse);
}
