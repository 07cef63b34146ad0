import { z } from 'zod';
import type { Dataset } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import type { PairFact } from './pair-book.ts';
import { codeNumber, codeOfNumber, unpackPairs } from './pair-book.ts';

const factSchema = z.object({
  before1996: z.number().transform((flag) => flag === 1),
  effective: z.string().nullable(),
  deleted: z.string().nullable(),
  modifier: z.union([z.literal(0), z.literal(1), z.literal(9)]),
  rationale: z.string(),
  releases: z.number(),
});

/** An ordered pair of codes and everything said of it. */
export interface HeldPair {
  column1: string;
  column2: string;
  facts: PairFact[];
}

const codePattern = /^[0-9A-Z]{5}$/;
type Side = 'column' | 'reverse';

/** Reads the packed edit pairs of an open code set. Codes that no table could hold are answered with nothing. */
export class PairReader {
  readonly #statements;
  readonly #facts = new Map<Dataset, (PairFact | undefined)[]>();
  readonly #closed: (dataset: Dataset) => number;

  /** @param closed mask of the releases of a data set whose pairs are not there */
  constructor(database: Sqlite, closed: (dataset: Dataset) => number) {
    this.#closed = closed;
    this.#statements = {
      column: database.prepare('SELECT pairs FROM pair_column WHERE dataset = ? AND code = ?').pluck(),
      reverse: database.prepare('SELECT pairs FROM pair_reverse WHERE dataset = ? AND code = ?').pluck(),
      facts: database.prepare('SELECT * FROM pair_fact WHERE dataset = ? ORDER BY id'),
    };
  }

  /** What is held of one ordered pair, in no order; empty where it is in no table held. */
  between(dataset: Dataset, column1: string, column2: string): PairFact[] {
    const pairs = this.#packed('column', dataset, column1);
    if (!pairs || !codePattern.test(column2)) return [];
    const wanted = codeNumber(column2);
    const { codes, facts } = unpackPairs(pairs);
    const found: PairFact[] = [];
    for (let at = lowerBound(codes, wanted); codes[at] === wanted; at += 1) {
      const fact = this.#factsOf(dataset)[facts[at] ?? 0];
      if (fact) found.push(fact);
    }
    return found;
  }

  /** All pairs in which the code stands in column 1, by column 2 code. */
  ofColumn1(dataset: Dataset, column1: string): HeldPair[] {
    return this.#side('column', dataset, column1).map(({ code, facts }) => ({
      column1,
      column2: code,
      facts,
    }));
  }

  /** All pairs in which the code stands in column 2, by column 1 code. */
  ofColumn2(dataset: Dataset, column2: string): HeldPair[] {
    return this.#side('reverse', dataset, column2).map(({ code, facts }) => ({
      column1: code,
      column2,
      facts,
    }));
  }

  #side(side: Side, dataset: Dataset, code: string): { code: string; facts: PairFact[] }[] {
    const pairs = this.#packed(side, dataset, code);
    if (!pairs) return [];
    const { codes, facts } = unpackPairs(pairs);
    const all = this.#factsOf(dataset);
    const held: { code: string; facts: PairFact[] }[] = [];
    let before = -1;
    for (const [at, number] of codes.entries()) {
      const fact = all[facts[at] ?? 0];
      if (!fact) continue;
      if (number === before) held.at(-1)?.facts.push(fact);
      else held.push({ code: codeOfNumber(number), facts: [fact] });
      before = number;
    }
    return held;
  }

  #packed(side: Side, dataset: Dataset, code: string): Buffer | undefined {
    if (!codePattern.test(code)) return undefined;
    const pairs = this.#statements[side].get(dataset, codeNumber(code));
    return Buffer.isBuffer(pairs) ? pairs : undefined;
  }

  #factsOf(dataset: Dataset): (PairFact | undefined)[] {
    const known = this.#facts.get(dataset);
    if (known) return known;
    const open = ~this.#closed(dataset);
    const facts = z
      .array(factSchema)
      .parse(this.#statements.facts.all(dataset))
      .map((fact) =>
        (fact.releases & open) === 0 ? undefined : { ...fact, releases: fact.releases & open },
      );
    this.#facts.set(dataset, facts);
    return facts;
  }
}

function lowerBound(codes: Uint32Array, wanted: number): number {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
