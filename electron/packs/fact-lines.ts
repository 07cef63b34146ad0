import type { Fact, FactName } from '../codeset/facts.ts';
import { factTables } from '../codeset/facts.ts';
import { frontCoded, frontDecoded } from './front-coding.ts';
import type { Step } from './rows.ts';

/** Rows, and characters of their texts, that one line holds at most; one row alone may have more. */
const mostRows = 2048;
const mostText = 1 << 18;

/** Gathers rows of one fact table. */
export class FactsLine {
  readonly #table: FactName;
  readonly #rows: object[] = [];
  #text = 0;

  constructor(table: FactName) {
    this.#table = table;
  }

  take(step: Step): boolean {
    if (!('table' in step) || step.table !== this.#table) return false;
    if (this.#rows.length >= mostRows || this.#text >= mostText) return false;
    this.#rows.push(step.row);
    for (const value of Object.values(step.row)) this.#text += String(value).length;
    return true;
  }

  text(): string {
    const columns = Object.entries(factTables[this.#table].columns).map(([column, kind]) => {
      const values: unknown[] = this.#rows.map((row): unknown => Reflect.get(row, column));
      return kind.startsWith('text') ? frontCoded(values.map(textOrNull)) : values;
    });
    return JSON.stringify({ is: 'facts', table: this.#table, rows: this.#rows.length, columns });
  }
}

/** @throws TypeError where a row has not the columns of its table */
export function factsIn(line: { table: FactName; rows: number; columns: readonly unknown[][] }): Fact[] {
  const names = Object.entries(factTables[line.table].columns);
  if (names.length !== line.columns.length) throw new TypeError(`rows of ${line.table} with other columns`);
  const columns = names.map(([column, kind], at): [string, unknown[]] => {
    const coded = line.columns[at] ?? [];
    const values = kind.startsWith('text') ? frontDecoded(coded.map(textOrNull)) : coded;
    if (values.length !== line.rows || !values.every((value) => fits(kind, value))) {
      throw new TypeError(`${column} of ${line.table} is no ${kind}`);
    }
    return [column, values];
  });
  return Array.from({ length: line.rows }, (_, at) => {
    const row = Object.fromEntries(columns.map(([column, values]) => [column, values[at]]));
    // Each column has just been checked against the table's own kinds.
    return { table: line.table, row } as Fact;
  });
}

function fits(kind: string, value: unknown): boolean {
  if (value === null) return kind.endsWith('?');
  if (kind === 'list') return Array.isArray(value);
  return kind.startsWith('text') ? typeof value === 'string' : typeof value === 'number';
}

function textOrNull(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  throw new TypeError('a text was expected');
}
