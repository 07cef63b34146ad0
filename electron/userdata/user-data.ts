import { basename } from 'node:path';
import { z } from 'zod';
import type { Sqlite } from '../codeset/cipher.ts';
import { openEncrypted } from '../codeset/cipher.ts';
import { asAppError, systemCode } from '../codeset/disk-errors.ts';
import type { Line, System } from '../contract/codes.ts';
import { systemSchema } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { KeptDigest } from '../contract/recent.ts';
import { keptDigestSchema, mostPicks, mostRecents } from '../contract/recent.ts';
import { migrations } from './migrations.ts';

/** What an earlier choice still counts after each later one for the same words. */
const fading = 0.7;
/** One that counts less is forgotten: five later ones passed it over. */
const leastWeight = 0.2;

/** A code by system and claim-form spelling, and when it was opened or chosen (milliseconds since 1970). */
export interface Opened {
  system: System;
  code: string;
  at: number;
}

/** A code that was chosen for a query, which is kept as `queryWords` gives it. */
export interface Picked extends Opened {
  query: string;
}

/** `weight`: how much the choices of it count together, the last one 1. */
export interface WeighedPick extends Picked {
  weight: number;
}

const openedSchema = z.array(z.object({ system: systemSchema, code: z.string(), at: z.number() }));
const pickedSchema = z.array(
  z.object({ system: systemSchema, code: z.string(), at: z.number(), query: z.string(), weight: z.number() }),
);

const goneSchema = z.array(z.object({ query: z.string() }));

/**
 * What a user leaves behind while working, in an encrypted database of its own: codes opened, codes chosen for a
 * query, digests of updates. No text of any code is in it.
 */
export class UserData {
  readonly #database: Sqlite;

  private constructor(database: Sqlite) {
    this.#database = database;
  }

  /**
   * Opens the file, made where there is none, and brings it to the newest schema.
   *
   * @throws AppError `library-future-schema` when a newer program wrote it; `library-wrong-key` when the key does not
   *   open it, or it is no such file; `disk-full`, `read-only`
   */
  static open(file: string, key: Buffer): UserData {
    const database = openEncrypted(file, key, 'create');
    try {
      // Nothing of it is lost but the last moments before a power cut, and no page waits for the disk.
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      migrate(database, file);
      return new UserData(database);
    } catch (error) {
      database.close();
      throw openError(error, file);
    }
  }

  opened({ system, code, at }: Opened): void {
    this.#run(
      `INSERT INTO recent (system, code, opened) VALUES (?, ?, ?)
       ON CONFLICT (system, code) DO UPDATE SET opened = excluded.opened`,
      system,
      code,
      at,
    );
    this.#run(
      `DELETE FROM recent WHERE (system, code) IN
       (SELECT system, code FROM recent ORDER BY opened DESC, system, code LIMIT -1 OFFSET ?)`,
      mostRecents,
    );
  }

  /** Newest first. */
  recent(limit: number): Opened[] {
    return openedSchema.parse(
      this.#all(
        'SELECT system, code, opened AS at FROM recent ORDER BY opened DESC, system, code LIMIT ?',
        limit,
      ),
    );
  }

  /** Remembers a choice; each one before it for the same query counts less from now on. Returns the queries touched. */
  picked({ query, system, code, at }: Picked): Set<string> {
    return this.#database.transaction(() => {
      this.#run('UPDATE pick SET weight = weight * ? WHERE query = ?', fading, query);
      this.#run(
        `INSERT INTO pick (query, system, code, weight, last) VALUES (?, ?, ?, 1, ?)
         ON CONFLICT (query, system, code) DO UPDATE SET weight = weight + 1, last = excluded.last`,
        query,
        system,
        code,
        at,
      );
      this.#run('DELETE FROM pick WHERE query = ? AND weight < ?', query, leastWeight);
      const gone = this.#all(
        `DELETE FROM pick WHERE (query, system, code) IN
         (SELECT query, system, code FROM pick ORDER BY last DESC, query, system, code LIMIT -1 OFFSET ?)
         RETURNING query`,
        mostPicks,
      );
      return new Set([query, ...goneSchema.parse(gone).map((one) => one.query)]);
    })();
  }

  /** What was chosen for each query; `queries` reads those alone. */
  picks(queries?: ReadonlySet<string>): WeighedPick[] {
    const select = 'SELECT query, system, code, weight, last AS at FROM pick';
    const order = 'ORDER BY query, system, code';
    const rows = queries
      ? [...queries].flatMap((query) => this.#all(`${select} WHERE query = ? ${order}`, query))
      : this.#all(`${select} ${order}`);
    return pickedSchema.parse(rows);
  }

  /** One of a line: a newer one takes its place. */
  keepDigest(digest: KeptDigest): void {
    this.#run(
      'INSERT INTO digest (line, body) VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET body = excluded.body',
      digest.line,
      JSON.stringify(digest),
    );
  }

  digests(): KeptDigest[] {
    const rows = z
      .array(z.object({ body: z.string() }))
      .parse(this.#all('SELECT body FROM digest ORDER BY line'));
    return rows.map(({ body }) => keptDigestSchema.parse(JSON.parse(body)));
  }

  dismissDigest(line: Line): void {
    this.#run('DELETE FROM digest WHERE line = ?', line);
  }

  /** Forgets codes opened, with the digests made of them, or the choices; the pages they lay on are overwritten. */
  forget(what: 'recents' | 'picks'): void {
    this.#database.pragma('secure_delete = ON');
    for (const table of what === 'recents' ? ['recent', 'digest'] : ['pick'])
      this.#run(`DELETE FROM ${table}`);
    this.#database.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#database.close();
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#database.prepare<(string | number)[]>(sql).run(...values);
  }

  #all(sql: string, ...values: (string | number)[]): unknown[] {
    return this.#database.prepare<(string | number)[]>(sql).all(...values);
  }
}

function migrate(database: Sqlite, file: string): void {
  const version = z.number().parse(database.pragma('user_version', { simple: true }));
  if (version > migrations.length) {
    throw new AppError(
      'library-future-schema',
      `${basename(file)} was made by a newer version of this program. Update the program; the file is left as it is.`,
    );
  }
  for (const [at, { sql }] of migrations.entries()) {
    if (at < version) continue;
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${at + 1}`);
    })();
  }
}

function openError(error: unknown, file: string): AppError {
  if (systemCode(error) === 'SQLITE_NOTADB' || systemCode(error)?.startsWith('SQLITE_CORRUPT')) {
    return new AppError(
      'library-wrong-key',
      `${basename(file)} does not open with its key, or is damaged. It is set aside, and a new one is begun.`,
      { cause: error },
    );
  }
  return asAppError(error, file);
}
