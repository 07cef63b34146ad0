import { z } from 'zod';
import type { Sqlite } from './cipher.ts';
import type { FactName, FactRow } from './facts.ts';
import { factNames, factTables } from './facts.ts';
import { rowFrom } from './table.ts';

/** A row with the number of the release that it is of. */
export type ReleasedRow<N extends FactName> = FactRow<N> & { release: number };

/**
 * The value that a column must have (null: none), or the bound that it must keep (text character by character);
 * `between` holds both of its ends.
 */
export type Condition =
  | string
  | number
  | null
  | { atMost: string | number }
  | { atLeast: string | number }
  | { between: readonly [string | number, string | number] };

/** What to look for: columns with their conditions; `release` is one of them. An empty column keeps no bound. */
export type Where<N extends FactName> = Partial<Record<(keyof FactRow<N> & string) | 'release', Condition>>;
/** A column that is stored as it is read. */
type PlainColumn<N extends FactName> = {
  [C in keyof FactRow<N> & string]: FactRow<N>[C] extends string | number | null ? C : never;
}[keyof FactRow<N> & string];
type Conditions = Readonly<Record<string, Condition | undefined>>;

type Statement = ReturnType<typeof prepareAny>;

const storedSchema = z.record(z.string(), z.unknown());

/** The fact tables that a file has. */
export function heldTables(database: Sqlite): FactName[] {
  const names = new Set(
    database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all(),
  );
  return factNames.filter((name) => names.has(factTables[name].name));
}

/** Reads the fact tables of an open code set. A table that the file does not have has no rows. */
export class FactReader {
  readonly #database: Sqlite;
  readonly #held: ReadonlySet<FactName>;
  readonly #statements = new Map<string, Statement>();
  /** Keeps closed releases out of every statement. */
  readonly #open: string;

  /** @param closed numbers of the releases whose rows are not there */
  constructor(database: Sqlite, closed: ReadonlySet<number>) {
    this.#database = database;
    this.#held = new Set(heldTables(database));
    this.#open = closed.size === 0 ? '' : `"release" NOT IN (${[...closed].map(Number).join(', ')})`;
  }

  /** Rows that meet the conditions in the order of their release and key; at most `limit`, after the first `offset`. */
  rows<N extends FactName>(name: N, where: Where<N>, limit = -1, offset = 0): ReleasedRow<N>[] {
    if (!this.#held.has(name)) return [];
    return this.#statement(name, where)
      .all(...valuesIn(where), limit, offset)
      .map((stored) => this.#row(name, stored));
  }

  /** The same, row by row, for tables of which all is read. */
  *each<N extends FactName>(name: N, where: Where<N>): Generator<ReleasedRow<N>> {
    if (!this.#held.has(name)) return;
    for (const stored of this.#statement(name, where).iterate(...valuesIn(where), -1, 0)) {
      yield this.#row(name, stored);
    }
  }

  /** The same with a few columns only, for what reads far: lists are not among them. */
  columns<N extends FactName, C extends PlainColumn<N>>(
    name: N,
    columns: readonly C[],
    where: Where<N>,
    limit = -1,
  ): Pick<FactRow<N>, C>[] {
    if (!this.#held.has(name)) return [];
    const { name: table, key } = factTables[name];
    const quoted = (names: readonly string[]): string => names.map((column) => `"${column}"`).join(', ');
    const sql = `SELECT ${quoted(columns)} FROM "${table}"${conditions(where, this.#open)} ORDER BY ${quoted(['release', ...key])} LIMIT ?`;
    // The database keeps each column's own type, as it does for whole rows.
    return this.#prepare(sql).all(...valuesIn(where), limit) as Pick<FactRow<N>, C>[];
  }

  count<N extends FactName>(name: N, where: Where<N>): number {
    if (!this.#held.has(name)) return 0;
    const sql = `SELECT count(*) FROM "${factTables[name].name}"${conditions(where, this.#open)}`;
    return z.number().parse(
      this.#prepare(sql)
        .pluck()
        .get(...valuesIn(where)),
    );
  }

  /** Number of the newest release that has rows of this kind; null where none has. */
  newestRelease<N extends FactName>(name: N, where: Where<N>): number | null {
    if (!this.#held.has(name)) return null;
    const sql = `SELECT max(release) FROM "${factTables[name].name}"${conditions(where, this.#open)}`;
    return z
      .number()
      .nullable()
      .parse(
        this.#prepare(sql)
          .pluck()
          .get(...valuesIn(where)),
      );
  }

  #row<N extends FactName>(name: N, stored: unknown): ReleasedRow<N> {
    const values = storedSchema.parse(stored);
    return { ...rowFrom(factTables[name], values), release: Number(values['release']) };
  }

  #statement<N extends FactName>(name: N, where: Where<N>): Statement {
    const { name: table, key } = factTables[name];
    const order = ['release', ...key].map((column) => `"${column}"`).join(', ');
    return this.#prepare(
      `SELECT * FROM "${table}"${conditions(where, this.#open)} ORDER BY ${order} LIMIT ? OFFSET ?`,
    );
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = prepareAny(this.#database, sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function prepareAny(database: Sqlite, sql: string) {
  return database.prepare<(string | number | null)[]>(sql);
}

function valuesIn(where: Conditions): (string | number | null)[] {
  return Object.values(where).flatMap((condition) => {
    if (condition === undefined) return [];
    if (condition === null) return [null];
    if (typeof condition !== 'object') return [condition];
    if ('between' in condition) return [...condition.between];
    return ['atMost' in condition ? condition.atMost : condition.atLeast];
  });
}

function conditions(where: Conditions, always: string): string {
  const parts = Object.entries(where).flatMap(([column, condition]) =>
    condition === undefined ? [] : [`"${column}" ${operatorOf(condition)}`],
  );
  const all = always === '' ? parts : [...parts, always];
  return all.length > 0 ? ` WHERE ${all.join(' AND ')}` : '';
}

function operatorOf(condition: Condition): string {
  if (condition === null) return 'IS ?';
  if (typeof condition !== 'object') return '= ?';
  if ('between' in condition) return 'BETWEEN ? AND ?';
  return 'atMost' in condition ? '<= ?' : '>= ?';
}
