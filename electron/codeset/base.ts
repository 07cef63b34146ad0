import { basename } from 'node:path';
import { z } from 'zod';
import { systemSchema } from '../contract/codes.ts';
import type { Dataset, Release } from '../contract/editions.ts';
import { datasetSchema, releaseSchema } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import { systemCode } from './disk-errors.ts';
import type { FactWriter } from './fact-writer.ts';
import { heldTables } from './fact-reader.ts';
import { factTables } from './facts.ts';
import type { Manifest } from './manifest.ts';
import { openCodeSetFile, pageError } from './open.ts';
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
const rowSchema = z.array(z.unknown());
const detailSchema = z.record(z.string(), z.string());
const pairFactSchema = z.object({
  id: z.number(),
  before1996: z.number(),
  effective: z.string().nullable(),
  deleted: z.string().nullable(),
  modifier: z.union([z.literal(0), z.literal(1), z.literal(9)]),
  rationale: z.string(),
  releases: z.number(),
});
const pairColumnSchema = z.object({ code: z.number(), pairs: z.instanceof(Buffer) });

/** A release of the new file that is kept from the base, by its number there. */
type Kept = Release & { held?: number };

/** A code-set file whose releases go into a new one. */
export interface BaseFile {
  manifest: Manifest;
  releases: Release[];
  /** Copies the rows of one release, under its new number. Codes and edit pairs are not among them. */
  copyFacts(held: number, id: number, writer: FactWriter, into: Sqlite): void;
  /** Gives the codes and edit pairs of the releases kept to the writer. */
  copyMerged(writer: FactWriter, incoming: readonly Kept[]): void;
  close(): void;
}

/** @throws AppError see `openCodeSetFile` */
export async function openBase({ file, key }: { file: string; key: Buffer }): Promise<BaseFile> {
  const { database, manifest } = await openCodeSetFile(file, key);
  const rows = reading(file, () => database.prepare('SELECT release FROM release ORDER BY id').pluck().all());
  const releases = rows.map((row) => releaseSchema.parse(JSON.parse(z.string().parse(row))));
  return {
    manifest,
    releases,
    copyFacts: (held, id, writer, into) => {
      reading(file, () => {
        copyFacts(database, held, id, writer);
        copyTexts(database, held, id, into);
      });
    },
    copyMerged: (writer, incoming) => {
      const masks = new Masks(releases, incoming);
      reading(file, () => {
        copyCodes(database, writer, masks);
        copyPairs(database, writer, masks);
      });
    },
    close: () => {
      database.close();
    },
  };
}

/** A damaged page of the base is told by its file; a failed write into the new one is the writer's to tell. */
function reading<T>(file: string, copy: () => T): T {
  try {
    return copy();
  } catch (error) {
    throw systemCode(error)?.startsWith('SQLITE_CORRUPT') ? pageError(error, basename(file)) : error;
  }
}

/** Where the bits of the base's masks go. */
class Masks {
  readonly #moves = new Map<Dataset, { from: number; to: number }[]>();

  constructor(held: readonly Release[], incoming: readonly Kept[]) {
    const places = (releases: readonly Release[]): number[] => {
      const seen = new Map<Dataset, number>();
      return releases.map(({ dataset }) => {
        const place = seen.get(dataset) ?? 0;
        seen.set(dataset, place + 1);
        return place;
      });
    };
    const before = places(held);
    const after = places(incoming);
    for (const [id, release] of incoming.entries()) {
      if (release.held === undefined) continue;
      const moves = this.#moves.get(release.dataset) ?? [];
      moves.push({ from: before[release.held] ?? 0, to: after[id] ?? 0 });
      this.#moves.set(release.dataset, moves);
    }
  }

  /** Places, among the new file's releases of the data set, of the releases kept that a mask names. */
  places(dataset: Dataset, mask: number): number[] {
    const moves = this.#moves.get(dataset) ?? [];
    return moves.filter(({ from }) => (mask & (1 << from)) !== 0).map(({ to }) => to);
  }
}

function copyFacts(database: Sqlite, held: number, id: number, writer: FactWriter): void {
  for (const name of heldTables(database)) {
    const table = factTables[name];
    const columns = Object.keys(table.columns)
      .map((column) => `"${column}"`)
      .join(', ');
    const rows = database.prepare(`SELECT ${columns} FROM "${table.name}" WHERE release = ?`).raw();
    for (const row of rows.iterate(held)) writer.addStored(name, id, rowSchema.parse(row));
  }
}

function copyTexts(database: Sqlite, held: number, id: number, into: Sqlite): void {
  const texts = database
    .prepare('SELECT system, key, kind, ordinal, block, source, edition FROM page_text WHERE release = ?')
    .raw();
  const insert = into.prepare('INSERT INTO page_text VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  for (const row of texts.iterate(held)) insert.run(id, ...rowSchema.parse(row));
}

function copyCodes(database: Sqlite, writer: FactWriter, masks: Masks): void {
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
    const places = masks.places(dataset, releases);
    if (places.length === 0) continue;
    const code: CodeRow = {
      ...row,
      billable: billable === null ? null : billable === 1,
      detail: detail === null ? {} : detailSchema.parse(JSON.parse(detail)),
    };
    writer.bookOf(dataset).add(
      places.reduce((mask, place) => mask | (1 << place), 0),
      code,
    );
  }
}

function copyPairs(database: Sqlite, writer: FactWriter, masks: Masks): void {
  const named = database.prepare('SELECT DISTINCT dataset FROM pair_column').pluck().all();
  for (const dataset of z.array(datasetSchema).parse(named)) {
    const facts = z
      .array(pairFactSchema)
      .parse(database.prepare('SELECT * FROM pair_fact WHERE dataset = ? ORDER BY id').all(dataset))
      .map((fact) => ({
        ...fact,
        before1996: fact.before1996 === 1,
        places: masks.places(dataset, fact.releases),
      }));
    const columns = database.prepare('SELECT code, pairs FROM pair_column WHERE dataset = ?');
    for (const stored of columns.iterate(dataset)) {
      const { code, pairs } = pairColumnSchema.parse(stored);
      const column1 = codeOfNumber(code);
      const { codes, facts: said } = unpackPairs(pairs);
      for (const [at, other] of codes.entries()) {
        const fact = facts[said[at] ?? 0];
        if (!fact) continue;
        const row = { ...fact, column1, column2: codeOfNumber(other) };
        for (const place of fact.places) writer.pairsOf(dataset).add(place, row);
      }
    }
  }
}
