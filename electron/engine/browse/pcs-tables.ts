import type { FactRow } from '../../codeset/facts.ts';
import type { Answering } from '../answering.ts';

export type PcsValue = FactRow<'pcsValue'>;
type Head = Pick<PcsValue, 'axis' | 'value' | 'label' | 'definition'>;

/** The axes that all tables share; those of positions 4 to 7 are named by each table. */
const axes = ['Section', 'Body System', 'Operation'];

/** The PCS tables of one release: what may follow a beginning of a code, and how the values are called. */
export class PcsTables {
  readonly speaks: Answering;
  /** The values of positions 1 to 3 by the characters up to them: "0DT" is the operation of its table. */
  readonly #heads = new Map<string, Head>();
  /** The table read last, by its rows: one code asks for it several times. */
  #last: { table: string; rows: PcsValue[][] } = { table: '', rows: [] };

  constructor(speaks: Answering) {
    this.speaks = speaks;
    const { release, set } = speaks;
    const columns = ['table', 'position', 'axis', 'value', 'label', 'definition'] as const;
    for (const { table, position, ...head } of set.facts.columns('pcsValue', columns, { release, row: 0 })) {
      const start = table.slice(0, position);
      if (!this.#heads.has(start)) this.#heads.set(start, head);
    }
  }

  /** Name of the axis that follows a beginning of a code. */
  axisAfter(start: string): string {
    if (start.length < 3) return this.#headsAfter(start)[0]?.axis ?? axes[start.length] ?? '';
    return this.#valuesAfter(start)[0]?.axis ?? '';
  }

  /** The values that may follow, each once. */
  after(start: string): Head[] {
    const found = start.length < 3 ? this.#headsAfter(start) : this.#valuesAfter(start);
    const values = new Map<string, Head>();
    for (const head of found) if (!values.has(head.value)) values.set(head.value, head);
    return [...values.values()];
  }

  #headsAfter(start: string): Head[] {
    return [...this.#heads].flatMap(([own, head]) =>
      own.length === start.length + 1 && own.startsWith(start) ? [head] : [],
    );
  }

  /** Values of the next axis in those rows of the table that allow the characters so far. */
  #valuesAfter(start: string): PcsValue[] {
    const allowing = this.#rowsOf(start.slice(0, 3)).filter((values) =>
      start
        .split('')
        .every(
          (character, at) =>
            at < 3 || values.some(({ position, value }) => position === at + 1 && value === character),
        ),
    );
    return allowing.flat().filter(({ position }) => position === start.length + 1);
  }

  #rowsOf(table: string): PcsValue[][] {
    if (this.#last.table === table) return this.#last.rows;
    const { set, release } = this.speaks;
    const rows = new Map<number, PcsValue[]>();
    for (const value of set.facts.rows('pcsValue', { release, table, row: { atLeast: 1 } })) {
      const row = rows.get(value.row);
      if (row) row.push(value);
      else rows.set(value.row, [value]);
    }
    this.#last = { table, rows: [...rows.values()] };
    return this.#last.rows;
  }
}
