import type { Candidate } from './best-candidates.ts';

/** The candidates that say one part of the query, best first. */
class Part {
  readonly #candidates: Candidate[] = [];
  #at = 0;
  turns = 0;
  readonly weight: number;

  constructor(first: Candidate) {
    this.weight = Math.max(0.01, first.score) ** 3;
  }

  add(candidate: Candidate): void {
    this.#candidates.push(candidate);
  }

  get isDone(): boolean {
    return this.#at >= this.#candidates.length;
  }

  next(): Candidate | undefined {
    const candidate = this.#candidates[this.#at];
    this.#at += 1;
    return candidate;
  }
}

/**
 * Whose turn it is to give the next row. Where some text says all that was meant, all come in the order of their rank.
 * Where none does, the texts that say one part of the query must not keep out those that say another: each part gets
 * rows in proportion to the score of its best (D'Hondt's method), the best of all first.
 *
 * @param meant slots of words that mean something, a bit each
 */
export function* turnsOf(ranked: readonly Candidate[], meant: number): Generator<Pick<Part, 'next'>> {
  const isSaid = ranked.some(({ slots }) => (slots & meant) === meant);
  const parts = new Map<number, Part>();
  for (const candidate of ranked) {
    const key = isSaid ? 0 : candidate.slots & meant;
    const part = parts.get(key) ?? new Part(candidate);
    parts.set(key, part);
    part.add(candidate);
  }
  for (;;) {
    let next: Part | undefined;
    for (const part of parts.values()) {
      if (!part.isDone && (!next || part.weight / (part.turns + 1) > next.weight / (next.turns + 1)))
        next = part;
    }
    if (!next) return;
    next.turns += 1;
    yield next;
  }
}
