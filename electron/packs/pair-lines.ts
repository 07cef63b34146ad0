import type { Fact } from '../codeset/facts.ts';
import { frontCoded, frontDecoded } from './front-coding.ts';
import type { Step } from './rows.ts';

export const codePattern = /^[0-9A-Z]{5}$/;

/** Pairs that one line holds at most. */
const mostPairs = 4096;

/** What is said of a pair: before 1996, first and last day, indicator, rationale. */
type Said = [boolean, string | null, string | null, 0 | 1 | 9, string];

/** Gathers pairs of one column 1 code. */
export class PairsLine {
  readonly #column1: string;
  readonly #said: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #column2: string[] = [];
  readonly #which: number[] = [];

  constructor(column1: string) {
    this.#column1 = column1;
  }

  take(step: Step): boolean {
    if (!('table' in step) || step.table !== 'editPair') return false;
    const { column1, column2, before1996, effective, deleted, modifier, rationale } = step.row;
    if (column1 !== this.#column1 || this.#column2.length >= mostPairs) return false;
    const said: Said = [before1996, effective, deleted, modifier, rationale];
    const text = JSON.stringify(said);
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#said.length;
      this.#places.set(text, place);
      this.#said.push(text);
    }
    this.#column2.push(column2);
    this.#which.push(place);
    return true;
  }

  text(): string {
    const [column1, column2, which] = [this.#column1, frontCoded(this.#column2), this.#which].map((one) =>
      JSON.stringify(one),
    );
    return `{"is":"pairs","column1":${column1},"said":[${this.#said.join(',')}],"column2":${column2},"which":${which}}`;
  }
}

/** @throws TypeError */
export function pairsIn(line: { column1: string; said: Said[]; column2: string[]; which: number[] }): Fact[] {
  return frontDecoded(line.column2).map((column2, at) => {
    const fact = line.said[line.which[at] ?? -1];
    if (!fact) throw new TypeError('a pair of which nothing is said');
    if (column2 === null || !codePattern.test(column2)) throw new TypeError('a pair of no code');
    const [before1996, effective, deleted, modifier, rationale] = fact;
    const row = { column1: line.column1, column2, before1996, effective, deleted, modifier, rationale };
    return { table: 'editPair', row };
  });
}
