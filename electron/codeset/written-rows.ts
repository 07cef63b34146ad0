import { z } from 'zod';
import { systemSchema } from '../contract/codes.ts';
import type { Dataset } from '../contract/editions.ts';
import { datasetSchema } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import type { PairFact } from './pair-book.ts';
import { codeOfNumber, unpackPairs } from './pair-book.ts';
import type { CodeRow } from './rows.ts';

const storedStateSchema = z.object({
  system: systemSchema,
  key: z.string(),
  dataset: datasetSchema,
  releases: z.number(),
  title: z.string(),
  short: z.string(),
  billable: z.number().nullable(),
  parent: z.string().nullable(),
  added: z.string().nullable(),
  ended: z.string().nullable(),
  detail: z.string().nullable(),
});
const detailSchema = z.record(z.string(), z.string());
const pairFactSchema = z.object({
  before1996: z.number().transform((flag) => flag === 1),
  effective: z.string().nullable(),
  deleted: z.string().nullable(),
  modifier: z.union([z.literal(0), z.literal(1), z.literal(9)]),
  rationale: z.string(),
  releases: z.number(),
});
const pairColumnSchema = z.object({ code: z.number(), pairs: z.instanceof(Buffer) });

/** What some releases of a data set say of a code; `releases` has a bit for each, from the oldest. */
export interface StoredState {
  dataset: Dataset;
  releases: number;
  row: CodeRow;
}

/** Every code of a file in the order it keeps, with each thing that its releases say of it. */
export function* storedStates(database: Sqlite): Generator<StoredState> {
  // Codes of one state are in `code` only; the dates there are derived where the publisher prints none.
  const rows = database.prepare(`
    SELECT code.doc, code.system, code.key, code.dataset, code.releases, code.title, code.short, code.billable,
      above.key AS parent, code.published_added AS added, code.published_ended AS ended, code.detail
    FROM code LEFT JOIN code AS above ON above.doc = code.parent
    WHERE NOT EXISTS (SELECT 1 FROM code_state WHERE code_state.doc = code.doc)
    UNION ALL
    SELECT code.doc, code.system, code.key, code.dataset, state.releases, state.title, state.short, state.billable,
      state.parent, state.added, state.ended, state.detail
    FROM code_state AS state JOIN code ON code.doc = state.doc
    ORDER BY 1`);
  for (const stored of rows.iterate()) {
    const { dataset, releases, billable, detail, ...row } = storedStateSchema.parse(stored);
    yield {
      dataset,
      releases,
      row: {
        ...row,
        billable: billable === null ? null : billable === 1,
        detail: detail === null ? {} : detailSchema.parse(JSON.parse(detail)),
      },
    };
  }
}

/** All pairs of one column 1 code, by column 2 code. */
export interface StoredPairs {
  column1: string;
  pairs: { column2: string; fact: PairFact }[];
}

/** The edit pairs of a data set, by column 1 code. */
export function* storedPairs(database: Sqlite, dataset: Dataset): Generator<StoredPairs> {
  const facts = z
    .array(pairFactSchema)
    .parse(database.prepare('SELECT * FROM pair_fact WHERE dataset = ? ORDER BY id').all(dataset));
  const columns = database.prepare('SELECT code, pairs FROM pair_column WHERE dataset = ? ORDER BY code');
  for (const stored of columns.iterate(dataset)) {
    const { code, pairs: packed } = pairColumnSchema.parse(stored);
    const { codes, facts: said } = unpackPairs(packed);
    const pairs: StoredPairs['pairs'] = [];
    for (const [at, other] of codes.entries()) {
      const fact = facts[said[at] ?? 0];
      if (fact) pairs.push({ column2: codeOfNumber(other), fact });
    }
    yield { column1: codeOfNumber(code), pairs };
  }
}

/** The data sets that a file holds edit pairs of. */
export function pairDatasets(database: Sqlite): Dataset[] {
  const named = database.prepare('SELECT DISTINCT dataset FROM pair_column').pluck().all();
  return z.array(datasetSchema).parse(named);
}
