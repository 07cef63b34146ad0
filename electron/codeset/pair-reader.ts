import { z } from 'zod';
import type { Dataset } from '../contract/editions.ts';
import type { Sqlite } from './cipher.ts';
import type { PairFact } from './pair-book.ts';
import { codeNumber, codeOfNumber, unpackCodes, unpackPairs } from './pair-book.ts';

const factSchema = z.object({
  before1996: z.number().transform((flag) => flag === 1),
  effective: z.string().nullable(),
  deleted: z.string().nullable(),
  modifier: z.union([z.literal(0), z.literal(1), z.literal(9)]),
  rationale: z.string(),
  releases: z.number(),
});

/** A column 2 code and everything said of the pair. */
export interface HeldPair {
  column1: string;
  column2: string;
  facts: PairFact[];
}

const codePattern = /^[0-9A-Z]{5}$/;

/** Reads the packed edit pairs of an open code set. Codes that no table could hold are answered with nothing. */
export class PairReader {
  readonly #statements;
  readonly #facts = new Map<Dataset, PairFact[]>();

  constructor(database: Sqlite) {
    this.#statements = {
      column: database.prepare('SELECT pairs FROM pair_column WHERE dataset = ? AND code = ?').pluck(),
      reverse: database.prepare('SELECT columns FROM pair_reverse WHERE dataset = ? AND code = ?').pluck(),
      facts: database.prepare('SELECT * FROM pair_fact WHERE dataset = ? ORDER BY id'),
    };
  }

  /** What is held of one ordered pair, in no order; empty where it is in no table held. */
  between(dataset: Dataset, column1: string, column2: string): PairFact[] {
    const pairs = this.#column(dataset, column1);
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
    const pairs = this.#column(dataset, column1);
    if (!pairs) return [];
    const { codes, facts } = unpackPairs(pairs);
    const all = this.#factsOf(dataset);
    const held: HeldPair[] = [];
    for (const [at, code] of codes.entries()) {
      const fact = all[facts[at] ?? 0];
      if (!fact) continue;
      const last = held.at(-1);
      const column2 = codeOfNumber(code);
      if (last?.column2 === column2) last.facts.push(fact);
      else held.push({ column1, column2, facts: [fact] });
    }
    return held;
  }

  /** Column 1 codes of all pairs in which the code stands in column 2, ascending. */
  column1sOf(dataset: Dataset, column2: string): string[] {
    if (!codePattern.test(column2)) return [];
    const columns = this.#statements.reverse.get(dataset, codeNumber(column2));
    return Buffer.isBuffer(columns) ? Array.from(unpackCodes(columns), codeOfNumber) : [];
  }

  #column(dataset: Dataset, column1: string): Buffer | undefined {
    if (!codePattern.test(column1)) return undefined;
    const pairs = this.#statements.column.get(dataset, codeNumber(column1));
    return Buffer.isBuffer(pairs) ? pairs : undefined;
  }

  #factsOf(dataset: Dataset): PairFact[] {
    const known = this.#facts.get(dataset);
    if (known) return known;
    const facts = z.array(factSchema).parse(this.#statements.facts.all(dataset));
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
