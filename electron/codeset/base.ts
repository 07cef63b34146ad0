import { basename } from 'node:path';
import { z } from 'zod';
import type { Dataset, Release } from '../contract/editions.ts';
import { releaseSchema } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import { systemCode } from './disk-errors.ts';
import type { FactWriter } from './fact-writer.ts';
import { heldTables } from './fact-reader.ts';
import type { Fact } from './facts.ts';
import { factTables } from './facts.ts';
import type { Manifest } from './manifest.ts';
import { openCodeSetFile, pageError } from './open.ts';
import type { PairFact } from './pair-book.ts';
import { factsOfRelease } from './release-facts.ts';
import { pairDatasets, storedPairs, storedStates } from './written-rows.ts';

const rowSchema = z.array(z.unknown());

/** A release of the new file that is kept from the base, by its number there. */
type Kept = Release & { held?: number };

/** A code-set file whose releases go into a new one. */
export interface BaseFile {
  manifest: Manifest;
  releases: Release[];
  /** What one release says, in an order that depends on nothing else: see `factsOfRelease`. */
  facts(held: number): Generator<Fact>;
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
    facts: (held) => readingRows(file, factsOfRelease(database, releases, held)),
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
    throw ofFile(file, error);
  }
}

function* readingRows<T>(file: string, rows: Iterable<T>): Generator<T> {
  try {
    yield* rows;
  } catch (error) {
    throw ofFile(file, error);
  }
}

function ofFile(file: string, error: unknown): unknown {
  return systemCode(error)?.startsWith('SQLITE_CORRUPT') ? pageError(error, basename(file)) : error;
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
  for (const { dataset, releases, row } of storedStates(database)) {
    const places = masks.places(dataset, releases);
    if (places.length === 0) continue;
    writer.bookOf(dataset).add(
      places.reduce((mask, place) => mask | (1 << place), 0),
      row,
    );
  }
}

function copyPairs(database: Sqlite, writer: FactWriter, masks: Masks): void {
  for (const dataset of pairDatasets(database)) {
    const places = new Map<PairFact, number[]>();
    for (const { column1, pairs } of storedPairs(database, dataset)) {
      for (const { column2, fact } of pairs) {
        let kept = places.get(fact);
        if (!kept) places.set(fact, (kept = masks.places(dataset, fact.releases)));
        for (const place of kept) writer.pairsOf(dataset).add(place, { ...fact, column1, column2 });
      }
    }
  }
}
