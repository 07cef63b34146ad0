import { basename } from 'node:path';
import { z } from 'zod';
import type { System } from '../contract/codes.ts';
import type { Dataset, Release } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import type { CodeSpan } from './code-history.ts';
import { spansOf } from './code-history.ts';
import { FactReader } from './fact-reader.ts';
import type { Access } from './gate.ts';
import { Gate } from './gate.ts';
import type { Manifest } from './manifest.ts';
import { openCodeSetFile, pageError } from './open.ts';
import { PairReader } from './pair-reader.ts';
import { Recent } from './recent.ts';
import { releaseFor } from './releases.ts';
import type { Segment } from './segment.ts';
import { segmentFromBlobs } from './segment.ts';
import { openPart } from './segment-cut.ts';
import { StandingReader } from './standing-reader.ts';
import type { StoredChange, StoredCode, StoredState, StoredText } from './stored-rows.ts';
import {
  asCode,
  asText,
  changeCountsSchema,
  columns,
  endOf,
  prefixCountsSchema,
  storedChangeSchema,
  storedStateSchema,
} from './stored-rows.ts';

export type { StoredChange, StoredCode, StoredText } from './stored-rows.ts';

/**
 * An open code-set file: its search segment, and typed questions over prepared statements. A file that cannot be
 * searched does not open.
 */
export class CodeSet {
  readonly manifest: Manifest;
  readonly name: string;
  readonly segment: Segment;
  /** Everything the file was made from; the place of a release is its number. */
  readonly releases: readonly Release[];
  readonly facts: FactReader;
  readonly pairs: PairReader;
  readonly standings: StandingReader;
  readonly #database: Sqlite;
  readonly #recent = new Recent<StoredCode | undefined>(3000);
  #withStates: ReadonlySet<number> | undefined;
  readonly #statements;
  readonly #gate: Gate;

  private constructor(database: Sqlite, manifest: Manifest, name: string, gate: Gate, whole?: Segment) {
    this.#database = database;
    this.#gate = gate;
    this.manifest = manifest;
    this.name = name;
    this.releases = manifest.releases;
    this.facts = new FactReader(database, gate.closed);
    this.pairs = new PairReader(database, (dataset) => gate.mask(dataset));
    this.standings = new StandingReader(database);
    this.#statements = {
      byDoc: database.prepare(`SELECT ${columns} FROM code WHERE doc = ?`),
      byKey: database.prepare(`SELECT ${columns} FROM code WHERE key = ?`),
      byPrefix: database.prepare(
        `SELECT ${columns} FROM code
         WHERE key > ? AND key < ? AND system IN (SELECT value FROM json_each(?))
         ORDER BY key LIMIT ? OFFSET ?`,
      ),
      byRange: database.prepare(
        `SELECT ${columns} FROM code
         WHERE key >= ? AND key <= ? AND length(key) = length(?)
           AND system IN (SELECT value FROM json_each(?)) ORDER BY key LIMIT ?`,
      ),
      docsLike: database
        .prepare(
          'SELECT json_group_array(doc) FROM (SELECT doc FROM code WHERE key >= ? AND key < ? AND key GLOB ? ORDER BY key)',
        )
        .pluck(),
      docsBetween: database
        .prepare('SELECT doc FROM code WHERE key >= ? AND key <= ? AND system = ? ORDER BY key LIMIT ?')
        .pluck(),
      prefixCounts: database.prepare(
        'SELECT system, count(*) AS codes FROM code WHERE key >= ? AND key < ? GROUP BY system',
      ),
      children: database.prepare(`SELECT ${columns} FROM code WHERE parent = ? ORDER BY doc LIMIT ?`),
      nameText: database.prepare('SELECT text FROM code_name WHERE id = ?').pluck(),
      childCount: database.prepare('SELECT count(*) FROM code WHERE parent = ?').pluck(),
      texts: database.prepare(
        `SELECT kind, block, source, edition FROM page_text WHERE system = ? AND key = ?
         ORDER BY kind, release, ordinal`,
      ),
      states: database.prepare('SELECT * FROM code_state WHERE doc = ? ORDER BY releases DESC'),
      docsWithStates: database.prepare('SELECT DISTINCT doc FROM code_state').pluck(),
      changesOfCode: database.prepare(
        'SELECT * FROM code_change WHERE key = ? AND system = ? ORDER BY release DESC',
      ),
      changesIn: database.prepare(
        `SELECT * FROM code_change WHERE release = ? AND kind IN (SELECT value FROM json_each(?))
         ORDER BY ordinal LIMIT ? OFFSET ?`,
      ),
      changeCounts: database.prepare(
        'SELECT kind, count(*) AS codes FROM code_change WHERE release = ? GROUP BY kind',
      ),
    };
    const blob = database.prepare('SELECT data FROM segment WHERE name = ?').pluck();
    const segment =
      whole ??
      this.#read(() =>
        segmentFromBlobs((part) => {
          const data = blob.get(part);
          return Buffer.isBuffer(data) ? data : undefined;
        }),
      );
    this.segment = openPart(segment, gate, new FactReader(database, new Set()));
  }

  /** @throws AppError see `openCodeSetFile` */
  static async open(file: string, key: Buffer): Promise<CodeSet> {
    const { database, manifest } = await openCodeSetFile(file, key);
    try {
      // Pages stay decrypted in the cache: 16 MB hold what a day's pages and rows touch.
      database.pragma('cache_size = -16384');
      return new CodeSet(database, manifest, basename(file), new Gate(manifest, () => true));
    } catch (error) {
      database.close();
      throw pageError(error, basename(file));
    }
  }

  /**
   * The same open file with only what `access` lets through; itself where that is all. Closing either closes the file.
   */
  granted(access: Access): CodeSet {
    const gate = new Gate(this.manifest, access);
    return gate.isOpen ? this : new CodeSet(this.#database, this.manifest, this.name, gate, this.segment);
  }

  /** True where nothing of it is closed. */
  get isWhole(): boolean {
    return this.#gate.isOpen;
  }

  /** True where its codes are there by number alone. */
  get isNameless(): boolean {
    return this.#gate.hasClosedCodes;
  }

  /** True where every release is closed. */
  get isClosed(): boolean {
    return this.#gate.closed.size === this.releases.length;
  }

  code(doc: number): StoredCode | undefined {
    return this.#recent.get(doc, () => this.#read(() => this.#codes([this.#statements.byDoc.get(doc)])[0]));
  }

  /** Codes with exactly this key: one per system of the file. */
  codesByKey(key: string): StoredCode[] {
    return this.#read(() => this.#codes(this.#statements.byKey.all(key)));
  }

  /** The first codes of these systems that begin with `prefix` and go on, in the order of their keys, behind `offset` of them. */
  codesByPrefix(prefix: string, systems: readonly System[], limit: number, offset = 0): StoredCode[] {
    const values = [prefix, endOf(prefix), JSON.stringify(systems), limit, offset];
    return this.#read(() => this.#codes(this.#statements.byPrefix.all(...values)));
  }

  /**
   * Where all codes stand that begin with `first`, or stand between it and those that begin with `last`, and are like a
   * pattern with "?" for one character and "*" for any; in the order of their keys.
   */
  docsLike(first: string, last: string, pattern: string): number[] {
    const list = this.#read(() =>
      z.string().parse(this.#statements.docsLike.get(first, endOf(last), pattern)),
    );
    return z.array(z.number()).parse(JSON.parse(list));
  }

  /** The codes of these systems from `first` to `last`, both included, as long as `first` is. */
  codesInRange(first: string, last: string, systems: readonly System[], limit: number): StoredCode[] {
    const names = JSON.stringify(systems);
    return this.#read(() => this.#codes(this.#statements.byRange.all(first, last, first, names, limit)));
  }

  /** Where the codes of a system from one key to another stand, both included, in the order of their keys. */
  docsBetween(system: System, first: string, last: string, limit: number): number[] {
    return this.#read(() =>
      z.array(z.number()).parse(this.#statements.docsBetween.all(first, last, system, limit)),
    );
  }

  /** How many codes begin with `prefix`, by system; a code that is the prefix counts. */
  countByPrefix(prefix: string): { system: System; codes: number }[] {
    return this.#read(() =>
      prefixCountsSchema.parse(this.#statements.prefixCounts.all(prefix, endOf(prefix))),
    );
  }

  /** The name that the segment's text number `codes + id` is of, as a row shows it: "Pain, knee". */
  nameText(id: number): string {
    return this.#read(() => z.string().parse(this.#statements.nameText.get(id)));
  }

  children(doc: number, limit: number): StoredCode[] {
    return this.#read(() => this.#codes(this.#statements.children.all(doc, limit)));
  }

  childCount(doc: number): number {
    return this.#read(() => z.number().parse(this.#statements.childCount.get(doc)));
  }

  /** Texts for a code's page, whichever file holds the code itself. */
  texts(system: System, key: string): StoredText[] {
    const texts = this.#read(() => this.#statements.texts.all(system, key).map(asText));
    return texts.filter(({ source }) => !this.#gate.hidesSource(source));
  }

  /** The releases of one data set with their numbers, oldest first. */
  releasesOf(dataset: Dataset): { id: number; release: Release }[] {
    return this.releases.flatMap((release, id) => (release.dataset === dataset ? [{ id, release }] : []));
  }

  /** The release of a data set that speaks for a date (`releaseFor`), with its number; never a closed one. */
  releaseFor(dataset: Dataset, date: string): { id: number; release: Release } | undefined {
    const held = this.releasesOf(dataset)
      .filter(({ id }) => !this.#gate.closed.has(id))
      .map(({ id, release }) => ({ id, release, edition: release.edition }));
    const found = releaseFor(held, date);
    return found && { id: found.id, release: found.release };
  }

  /** What each edition held says of the code, oldest first. */
  spansOf(code: StoredCode): CodeSpan[] {
    const releases = this.releasesOf(code.dataset).map(({ release }) => release);
    // Most codes are the same in every release; those have no states.
    const states = this.#states(code.doc).map((state) => this.#gate.state(code.dataset, state));
    const { title, short, billable, detail } = code;
    const newest = { title, short, billable: billable === null ? null : billable === 1, detail };
    return spansOf(releases, { releases: code.releases, states }, newest);
  }

  /** What happened to a code, newest first. */
  changesOf(system: System, key: string): StoredChange[] {
    const rows = this.#read(() => this.#statements.changesOfCode.all(key, system));
    return z
      .array(storedChangeSchema)
      .parse(rows)
      .filter((change) => this.#mayTell(change.release));
  }

  /** What a release changed, in the publisher's order. */
  changesIn(
    release: number,
    kinds: readonly StoredChange['kind'][],
    page: { limit: number; offset: number },
  ): StoredChange[] {
    if (!this.#mayTell(release)) return [];
    const rows = this.#read(() =>
      this.#statements.changesIn.all(release, JSON.stringify(kinds), page.limit, page.offset),
    );
    return z.array(storedChangeSchema).parse(rows);
  }

  changeCounts(release: number): { kind: StoredChange['kind']; codes: number }[] {
    return this.#read(() => changeCountsSchema.parse(this.#statements.changeCounts.all(release)));
  }

  close(): void {
    this.#database.close();
  }

  #codes(rows: unknown[]): StoredCode[] {
    return rows.flatMap((row) => {
      const code = asCode(row);
      if (!code) return [];
      return this.#gate.touches(code) ? this.#gate.code(code, this.#states(code.doc)) : code;
    });
  }

  #states(doc: number): StoredState[] {
    this.#withStates ??= new Set(z.array(z.number()).parse(this.#statements.docsWithStates.all()));
    return this.#withStates.has(doc)
      ? z.array(storedStateSchema).parse(this.#statements.states.all(doc))
      : [];
  }

  /** A change tells the words of its release and of the one before: where codes are nameless, none is told. */
  #mayTell(release: number): boolean {
    return this.#gate.mask(this.releases[release]?.dataset ?? 'editorial') === 0;
  }

  #read<T>(question: () => T): T {
    try {
      return question();
    } catch (error) {
      throw pageError(error, this.name);
    }
  }
}
