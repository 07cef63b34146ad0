/** A code with the slots its title satisfies (bit per slot) and the first, cheap score. */
export interface Candidate {
  code: number;
  slots: number;
  score: number;
  /** True where the word lists name this very code for all that was typed: its row shows it and no relative. */
  exact?: boolean;
}

/** Keeps the best few of many: a heap with the worst kept one on top. Ties go to the lower code number. */
export class BestCandidates {
  readonly #keep: number;
  readonly #heap: Candidate[] = [];

  constructor(keep: number) {
    this.#keep = keep;
  }

  offer(code: number, slots: number, score: number): void {
    const top = this.#heap[0];
    if (this.#heap.length >= this.#keep && top) {
      if (score < top.score || (score === top.score && code > top.code)) return;
      this.#heap[0] = { code, slots, score };
      this.#sink();
    } else {
      this.#heap.push({ code, slots, score });
      this.#rise();
    }
  }

  sorted(): Candidate[] {
    return this.#heap.toSorted((a, b) => b.score - a.score || a.code - b.code);
  }

  #worse(a: number, b: number): boolean {
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (!one || !other) return false;
    return one.score < other.score || (one.score === other.score && one.code > other.code);
  }

  #swap(a: number, b: number): void {
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (one && other) [this.#heap[a], this.#heap[b]] = [other, one];
  }

  #rise(): void {
    let at = this.#heap.length - 1;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      if (!this.#worse(at, above)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let worst = at;
      if (this.#worse(left, worst)) worst = left;
      if (this.#worse(left + 1, worst)) worst = left + 1;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
