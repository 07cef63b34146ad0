import type { PackedColumn, PackedPairs, PairSaid } from './pair-book.ts';

/** Kinds of edit pair, and releases, that one packed value can tell apart. */
export const factLimit = 2 ** 20;
export const releaseLimit = 2 ** 6;

/** Takes sorted values column by column; of the facts it keeps those in use. */
export class PairPacker {
  readonly #facts: readonly PairSaid[];
  readonly #used = new Map<number, { fact: number; releases: number; place: number }>();
  readonly #columns: { column1: number; codes: Uint32Array; keys: Float64Array }[] = [];

  constructor(facts: readonly PairSaid[]) {
    this.#facts = facts;
  }

  add(column1: number, sorted: Float64Array): void {
    const codes: number[] = [];
    const keys: number[] = [];
    let before = -1;
    for (const value of sorted) {
      const release = value % releaseLimit;
      const pair = (value - release) / releaseLimit;
      if (pair === before) {
        keys.push(this.#key(pair % factLimit, ((keys.pop() ?? 0) % 2 ** 31) | (1 << release)));
        continue;
      }
      before = pair;
      const fact = pair % factLimit;
      const code = (pair - fact) / factLimit;
      codes.push(code);
      keys.push(this.#key(fact, 1 << release));
    }
    this.#columns.push({ column1, codes: Uint32Array.from(codes), keys: Float64Array.from(keys) });
  }

  finish(): PackedPairs {
    for (const { keys } of this.#columns) {
      for (const key of keys) {
        if (this.#used.has(key)) continue;
        const releases = key % 2 ** 31;
        this.#used.set(key, { fact: (key - releases) / 2 ** 31, releases, place: 0 });
      }
    }
    const used = [...this.#used.values()].toSorted((a, b) => a.fact - b.fact || a.releases - b.releases);
    for (const [place, one] of used.entries()) one.place = place;
    const sides = this.#columns.map(({ column1, codes, keys }) => ({
      code: column1,
      codes,
      facts: Uint32Array.from(keys, (key) => this.#used.get(key)?.place ?? 0),
    }));
    const facts = used.flatMap(({ fact, releases }) => {
      const one = this.#facts[fact];
      return one ? [{ ...one, releases }] : [];
    });
    const pairs = sides.reduce((sum, { codes }) => sum + codes.length, 0);
    return { facts, columns: sides.map(packed), reverse: reversed(sides, pairs).map(packed), pairs };
  }

  #key(fact: number, releases: number): number {
    return fact * 2 ** 31 + releases;
  }
}

/** The pairs of one code: codes of the other column, and at the same place what is said of the pair. */
interface Side {
  code: number;
  codes: Uint32Array;
  facts: Uint32Array;
}

/** The same pairs seen from the other column: a counting sort, which keeps the codes ascending. */
function reversed(sides: readonly Side[], pairs: number): Side[] {
  const counts = new Map<number, number>();
  for (const { codes } of sides) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const all = { codes: new Uint32Array(pairs), facts: new Uint32Array(pairs) };
  const next = new Map<number, number>();
  let from = 0;
  const others = [...counts.keys()].toSorted((a, b) => a - b);
  const turned = others.map((code): Side => {
    const to = from + (counts.get(code) ?? 0);
    next.set(code, from);
    const side = { code, codes: all.codes.subarray(from, to), facts: all.facts.subarray(from, to) };
    from = to;
    return side;
  });
  for (const side of sides) {
    for (const [at, code] of side.codes.entries()) {
      const place = next.get(code) ?? 0;
      all.codes[place] = side.code;
      all.facts[place] = side.facts[at] ?? 0;
      next.set(code, place + 1);
    }
  }
  return turned;
}

function packed({ code, codes, facts }: Side): PackedColumn {
  return { code, pairs: Buffer.concat([bytesOf(codes), bytesOf(facts)]) };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
