import type { System } from '../contract/codes.ts';
import { systems } from '../contract/codes.ts';
import type { Dataset, Release } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import type { CodeBook, MergedCode } from './code-book.ts';
import { changesOf } from './code-changes.ts';
import { dayAfter, dayBefore } from './dates.ts';
import { FactReader } from './fact-reader.ts';
import { CodeKeys } from './names/code-keys.ts';
import { codeNames } from './names/code-names.ts';
import { segmentToBlobs } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';
import type { CodeRow } from './rows.ts';

/** Writes merged codes, their states and changes, and the search segment over all of them. */
export class CodeWriter {
  readonly #database: Sqlite;
  readonly #builder = new SegmentBuilder();
  readonly #docs = new Map<string, number>();
  readonly #keys = new CodeKeys();
  readonly #statements;

  constructor(database: Sqlite) {
    this.#database = database;
    this.#statements = {
      code: database.prepare('INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      state: database.prepare('INSERT INTO code_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      change: database.prepare('INSERT INTO code_change VALUES (?, ?, ?, ?, ?, ?, ?)'),
      name: database.prepare('INSERT INTO code_name VALUES (?, ?)'),
    };
  }

  /** @param firstId number of the data set's oldest release in the file; the others follow it */
  write(book: CodeBook, dataset: Dataset, releases: readonly Release[], firstId: number): void {
    const ordinals = releases.map(() => 0);
    for (const code of book.merged()) {
      this.#writeCode(code, dataset, releases);
      for (const { release, kind, before, after } of changesOf(code, releases.length)) {
        const ordinal = ordinals[release] ?? 0;
        ordinals[release] = ordinal + 1;
        const { system, key } = code.row;
        this.#statements.change.run(firstId + release, ordinal, system, key, kind, before, after);
      }
    }
  }

  /** Writes the names that the file's books give its codes, and the segment; returns the number of codes. */
  finish(): number {
    let names = 0;
    for (const name of codeNames(new FactReader(this.#database, new Set()), this.#keys)) {
      this.#statements.name.run(names, name.text);
      names += 1;
      this.#builder.addName(name);
    }
    const insert = this.#database.prepare('INSERT INTO segment VALUES (?, ?)');
    for (const [name, blob] of segmentToBlobs(this.#builder.finish())) insert.run(name, blob);
    return this.#docs.size;
  }

  #writeCode(code: MergedCode, dataset: Dataset, releases: readonly Release[]): void {
    const { row } = code;
    const doc = this.#docs.size;
    const parent = row.parent === null ? null : (this.#docs.get(nameOf(row.system, row.parent)) ?? null);
    this.#docs.set(nameOf(row.system, row.key), doc);
    const dates = datesOf(code, releases);
    this.#statements.code.run(
      doc,
      row.system,
      row.key,
      dataset,
      code.releases,
      row.title,
      row.short,
      flagOf(row),
      parent,
      dates.added,
      dates.ended,
      row.added,
      row.ended,
      detailOf(row),
    );
    if (code.states.length > 1) {
      for (const state of code.states) {
        const { title, short, parent: above, added, ended } = state.row;
        this.#statements.state.run(
          doc,
          state.releases,
          title,
          short,
          flagOf(state.row),
          above,
          added,
          ended,
          detailOf(state.row),
        );
      }
    }
    this.#keys.add(row.system, row.key, dates.gone !== null);
    this.#builder.add({ ...row, added: dates.added, ended: dates.gone, parent });
  }
}

/**
 * First and last day of a code: as its publisher prints them, else by the editions held. An edition that lacks the
 * code tells the day only when no gap lies between it and its neighbour. The index takes the day before an edition
 * without the code as its last: a code that is gone must not be found as if it were there.
 */
function datesOf(
  { row, releases: held }: MergedCode,
  releases: readonly Release[],
): Pick<CodeRow, 'added' | 'ended'> & { gone: string | null } {
  let { added, ended } = row;
  const first = releases.findIndex((_release, place) => (held & (1 << place)) !== 0);
  const last = releases.findLastIndex((_release, place) => (held & (1 << place)) !== 0);
  const begins = releases[first]?.edition.begins;
  const before = releases[first - 1]?.edition.ends;
  if (added === null && begins !== undefined && before && dayAfter(before) === begins) added = begins;
  const next = releases[last + 1]?.edition.begins;
  const gone = ended ?? (next === undefined ? null : dayBefore(next));
  if (releases[last]?.edition.ends === gone) ended = gone;
  return { added, ended, gone };
}

function flagOf({ billable }: CodeRow): number | null {
  return billable === null ? null : Number(billable);
}

function detailOf({ detail }: CodeRow): string | null {
  return Object.keys(detail).length > 0 ? JSON.stringify(detail) : null;
}

/** Systems of one file never share a key but for a few; the place of the system keeps them apart. */
function nameOf(system: System, key: string): string {
  return `${systems.indexOf(system)}${key}`;
}
