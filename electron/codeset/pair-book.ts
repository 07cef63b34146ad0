import { factLimit, PairPacker, releaseLimit } from './pair-packer.ts';
import type { EditPairRow } from './rows.ts';

/** What NCCI says of a pair. */
export type PairSaid = Omit<EditPairRow, 'column1' | 'column2'>;

/** The same with the releases that say it (a bit each, oldest first). */
export interface PairFact extends PairSaid {
  releases: number;
}

/** All pairs of one code, ready to be written. */
export interface PackedColumn {
  code: number;
  /** The codes of the other column ascending, then as many places in `facts`; see `unpackPairs`. */
  pairs: Buffer;
}

export interface PackedPairs {
  facts: PairFact[];
  /** By column 1 code. */
  columns: PackedColumn[];
  /** The same pairs by column 2 code. */
  reverse: PackedColumn[];
  pairs: number;
}

const codeLimit = 36 ** 5;

/** A five-character code as a number below 36⁵, in the order of the codes. */
export function codeNumber(code: string): number {
  return Number.parseInt(code, 36);
}

export function codeOfNumber(number: number): string {
  return number.toString(36).toUpperCase().padStart(5, '0');
}

/**
 * Gathers millions of edit pairs as numbers, whatever the order they come in, and packs them by column 1 code. A
 * pair with its dates, indicator and rationale that several quarters repeat is kept once: a few thousand
 * combinations of those cover all pairs. Memory: 12 bytes a pair and quarter.
 */
export class PairBook {
  readonly #columns = new Map<string, number>();
  readonly #names: string[] = [];
  #column = new Uint32Array(1 << 16);
  /** column 2 code (26 bits), fact (20), release (6): exact in a double. */
  #value = new Float64Array(1 << 16);
  #count = 0;
  readonly #facts: PairSaid[] = [];
  readonly #factPlaces = new Map<string, number>();
  readonly #numbers = new Map<string, number>();

  /** @param release place of the row's release among those of its data set, oldest first */
  add(release: number, row: EditPairRow): void {
    const at = this.#count;
    if (at === this.#column.length) this.#grow();
    this.#column[at] = this.#columnOf(row.column1);
    this.#value[at] = (this.#numberOf(row.column2) * factLimit + this.#factOf(row)) * releaseLimit + release;
    this.#count = at + 1;
  }

  /** Sorts and packs; the book is empty afterwards. */
  pack(): PackedPairs {
    const inOrder = this.#facts
      .map((fact, place) => ({ fact, place, text: JSON.stringify(fact) }))
      .toSorted((a, b) => (a.text < b.text ? -1 : 1));
    const rank = new Uint32Array(inOrder.length);
    for (const [at, { place }] of inOrder.entries()) rank[place] = at;
    const packer = new PairPacker(inOrder.map(({ fact }) => fact));
    const order = [...this.#names.entries()].toSorted(([, a], [, b]) => (a < b ? -1 : 1));
    const { starts, values } = this.#byColumn(rank);
    this.#column = new Uint32Array(0);
    this.#value = new Float64Array(0);
    for (const [place, name] of order) {
      const group = values.subarray(starts[place] ?? 0, starts[place + 1] ?? 0).toSorted();
      packer.add(codeNumber(name), group);
    }
    return packer.finish();
  }

  /** A counting sort: the values of each column 1 code side by side, facts by their rank. */
  #byColumn(rank: Uint32Array): { starts: Uint32Array; values: Float64Array } {
    const starts = new Uint32Array(this.#names.length + 1);
    for (let at = 0; at < this.#count; at += 1) {
      const place = (this.#column[at] ?? 0) + 1;
      starts[place] = (starts[place] ?? 0) + 1;
    }
    for (let place = 0; place < this.#names.length; place += 1) {
      starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0);
    }
    const next = starts.slice();
    const values = new Float64Array(this.#count);
    for (let at = 0; at < this.#count; at += 1) {
      const place = this.#column[at] ?? 0;
      const to = next[place] ?? 0;
      values[to] = ranked(this.#value[at] ?? 0, rank);
      next[place] = to + 1;
    }
    return { starts, values };
  }

  #columnOf(code: string): number {
    const known = this.#columns.get(code);
    if (known !== undefined) return known;
    const place = this.#names.length;
    this.#columns.set(code, place);
    this.#names.push(code);
    return place;
  }

  #numberOf(code: string): number {
    const known = this.#numbers.get(code);
    if (known !== undefined) return known;
    const number = codeNumber(code);
    if (!(number >= 0 && number < codeLimit)) throw new RangeError(`${code} is no code`);
    this.#numbers.set(code, number);
    return number;
  }

  #factOf({ before1996, effective, deleted, modifier, rationale }: EditPairRow): number {
    const name = `${effective ?? ''}|${deleted ?? ''}|${modifier}${before1996 ? '*' : ''}|${rationale}`;
    const known = this.#factPlaces.get(name);
    if (known !== undefined) return known;
    const place = this.#facts.length;
    if (place === factLimit) throw new RangeError('too many kinds of edit pair');
    this.#facts.push({ before1996, effective, deleted, modifier, rationale });
    this.#factPlaces.set(name, place);
    return place;
  }

  #grow(): void {
    const column = new Uint32Array(this.#column.length * 2);
    column.set(this.#column);
    this.#column = column;
    const value = new Float64Array(this.#value.length * 2);
    value.set(this.#value);
    this.#value = value;
  }
}

/** The same value with its fact named by the order of the facts' text, so that equal rows pack equally. */
function ranked(value: number, rank: Uint32Array): number {
  const release = value % releaseLimit;
  const pair = (value - release) / releaseLimit;
  const fact = pair % factLimit;
  return (pair - fact + (rank[fact] ?? 0)) * releaseLimit + release;
}

/** Reads the pairs of a code: the other codes ascending and, at the same place, the place of what is said of the pair. */
export function unpackPairs(pairs: Buffer): { codes: Uint32Array; facts: Uint32Array } {
  const copy = new ArrayBuffer(pairs.byteLength);
  new Uint8Array(copy).set(pairs);
  const numbers = new Uint32Array(copy);
  const half = numbers.length / 2;
  return { codes: numbers.subarray(0, half), facts: numbers.subarray(half) };
}
