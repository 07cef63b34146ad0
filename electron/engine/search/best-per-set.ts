import type { Candidate } from './best-candidates.ts';
import { BestCandidates } from './best-candidates.ts';

/** Where no text says all of a query, this many are kept of those that say the same part of it. */
const keptPerPart = 60;

/** Keeps the best candidates, or the best of every part of the query that texts satisfy. */
export class BestPerSet {
  readonly #keep: number;
  readonly #partOf: (slots: number) => number;
  readonly #parts = new Map<number, BestCandidates>();

  /** @param partOf the part that a set of slots is; one part for all keeps the best of all */
  constructor(keep: number, partOf: (slots: number) => number) {
    this.#keep = keep;
    this.#partOf = partOf;
  }

  offer(code: number, slots: number, score: number): void {
    const part = this.#partOf(slots);
    let best = this.#parts.get(part);
    if (!best) {
      best = new BestCandidates(part === 0 ? this.#keep : keptPerPart);
      this.#parts.set(part, best);
    }
    best.offer(code, slots, score);
  }

  /** Best first, of all parts together. */
  sorted(): Candidate[] {
    return [...this.#parts.values()]
      .flatMap((best) => best.sorted())
      .toSorted((a, b) => b.score - a.score || a.code - b.code)
      .slice(0, this.#keep);
  }
}
