/** What a column of a fact table holds; `list` is an array of strings, kept as JSON. A question mark allows null. */
type ColumnKind = 'text' | 'text?' | 'integer' | 'integer?' | 'list';
type Columns = Readonly<Record<string, ColumnKind>>;
type ValueOf<K extends ColumnKind> = K extends 'text'
  ? string
  : K extends 'text?'
    ? string | null
    : K extends 'integer'
      ? number
      : K extends 'integer?'
        ? number | null
        : readonly string[];

/** A row as importers make it and the engine gets it back. */
export type RowOf<T> = T extends { columns: infer C extends Columns }
  ? { -readonly [K in keyof C]: ValueOf<C[K]> }
  : never;

/** A table of facts. Every table begins with the column `release`, so that editions stand side by side. */
export interface FactTable<C extends Columns = Columns> {
  name: string;
  columns: C;
  /** Together with the release they name one row; of two rows with one key the first is kept. */
  key: readonly string[];
  /** Further ways in, each a list of columns. */
  indexes: readonly (readonly string[])[];
}

export function table<const C extends Columns>(
  name: string,
  columns: C,
  key: readonly (keyof C & string)[],
  indexes: readonly (readonly (keyof C & string)[])[] = [],
): FactTable<C> {
  return { name, columns, key, indexes };
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

export function createTable({ name, columns, key }: FactTable): string {
  const fields = Object.entries(columns).map(([column, kind]) => {
    const type = kind.startsWith('integer') ? 'INTEGER' : 'TEXT';
    return `"${column}" ${type}${kind.endsWith('?') ? '' : ' NOT NULL'}`;
  });
  return `CREATE TABLE "${name}" (release INTEGER NOT NULL, ${fields.join(', ')}, PRIMARY KEY (release, ${quoted(key)})) WITHOUT ROWID;`;
}

export function createIndexesOf({ name, indexes }: FactTable): string[] {
  return indexes.map(
    (columns) => `CREATE INDEX "${name}_by_${columns.join('_')}" ON "${name}" (${quoted(columns)});`,
  );
}

export function insertInto({ name, columns }: FactTable): string {
  const places = ['release', ...Object.keys(columns)];
  return `INSERT OR IGNORE INTO "${name}" (${quoted(places)}) VALUES (${places.map(() => '?').join(', ')})`;
}

/** The values of a row in column order, for `insertInto`. */
export function valuesOf(
  { columns }: FactTable,
  row: Readonly<Record<string, unknown>>,
): (string | number | null)[] {
  return Object.entries(columns).map(([column, kind]) => {
    const value = row[column];
    if (kind === 'list') return JSON.stringify(value);
    if (typeof value === 'string' || typeof value === 'number') return value;
    if (value === null && kind.endsWith('?')) return null;
    throw new TypeError(`${column} is no ${kind}`);
  });
}

/** Makes a row of what the database returns; the database's own types have been kept, so only lists are read. */
export function rowFrom<T extends FactTable>(
  { columns }: T,
  stored: Readonly<Record<string, unknown>>,
): RowOf<T> {
  const row: Record<string, unknown> = {};
  for (const [column, kind] of Object.entries(columns)) {
    const value = stored[column];
    row[column] = kind === 'list' && typeof value === 'string' ? JSON.parse(value) : value;
  }
  return row as RowOf<T>;
}
