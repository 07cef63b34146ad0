import { z } from 'zod';
import { blockSchema, sectionKinds, systemSchema } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import { heldTables } from './fact-reader.ts';
import type { Fact, FactName } from './facts.ts';
import { factTables } from './facts.ts';
import type { PageTextRow } from './rows.ts';
import { storedPairs, storedStates } from './written-rows.ts';
import { rowFrom } from './table.ts';

const storedTextSchema = z.object({
  system: systemSchema,
  key: z.string(),
  kind: z.enum(['plain', ...sectionKinds]),
  block: z.string(),
  source: z.string(),
  edition: z.string().nullable(),
});
const storedRowSchema = z.record(z.string(), z.unknown());

/**
 * What one release of a file says: its codes in the publisher's order, texts, edit pairs, then its tables, the rows
 * of each by their key. Writing these facts again gives the same tables, and reading them back the same facts, as long
 * as the codes' parents are codes of the file.
 *
 * @param id the release's number in the file
 */
export function* factsOfRelease(database: Sqlite, releases: readonly Release[], id: number): Generator<Fact> {
  const dataset = releases[id]?.dataset;
  if (dataset === undefined) return;
  const bit = 1 << (id - releases.findIndex((one) => one.dataset === dataset));
  for (const state of storedStates(database)) {
    if (state.dataset === dataset && (state.releases & bit) !== 0) yield { table: 'code', row: state.row };
  }
  yield* texts(database, id);
  for (const { column1, pairs } of storedPairs(database, dataset)) {
    for (const { column2, fact } of pairs) {
      if ((fact.releases & bit) === 0) continue;
      const { releases: _, ...said } = fact;
      yield { table: 'editPair', row: { column1, column2, ...said } };
    }
  }
  for (const name of heldTables(database)) yield* tableRows(database, name, id);
}

function* texts(database: Sqlite, id: number): Generator<Fact> {
  const rows = database.prepare(
    'SELECT system, key, kind, block, source, edition FROM page_text WHERE release = ? ORDER BY system, key, kind, ordinal',
  );
  for (const stored of rows.iterate(id)) {
    const text = storedTextSchema.parse(stored);
    const row: PageTextRow = { ...text, block: blockSchema.parse(JSON.parse(text.block)) };
    yield { table: 'text', row };
  }
}

function* tableRows(database: Sqlite, name: FactName, id: number): Generator<Fact> {
  const { name: table, key } = factTables[name];
  const order = key.map((column) => `"${column}"`).join(', ');
  const rows = database.prepare(`SELECT * FROM "${table}" WHERE release = ? ORDER BY ${order}`);
  for (const stored of rows.iterate(id)) {
    // The database keeps each column's own type; which row belongs to which table, the compiler cannot follow.
    yield { table: name, row: rowFrom(factTables[name], storedRowSchema.parse(stored)) } as Fact;
  }
}
