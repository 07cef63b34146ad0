import { wordsOf } from '../../codeset/words.ts';

/** What a short form may mean: one list of words per reading, the most usual first. */
export type Readings = string[][];

/** Short forms as coders type them ("htn", "h/o", "heart attack") and the words that titles use instead. */
export class Abbreviations {
  readonly #readings = new Map<string, Readings>();
  /** Most words in one term; how far a query has to look ahead. */
  readonly longest: number;

  /** @param table tab-separated `term`, `meaning`, `note` with one header row; several rows are several readings */
  constructor(table: string) {
    let longest = 1;
    for (const line of table.split('\n').slice(1)) {
      const [term = '', meaning = ''] = line.split('\t');
      const typed = wordsOf(term).map((word) => word.word);
      const means = wordsOf(meaning).map((word) => word.word);
      if (typed.length === 0 || means.length === 0) continue;
      longest = Math.max(longest, typed.length);
      const key = typed.join(' ');
      const readings = this.#readings.get(key);
      if (readings) readings.push(means);
      else this.#readings.set(key, [means]);
    }
    this.longest = longest;
  }

  get size(): number {
    return this.#readings.size;
  }

  /** Readings of one term, given as its words. */
  read(words: readonly string[]): Readings | undefined {
    return this.#readings.get(words.join(' '));
  }
}
