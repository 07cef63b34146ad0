import type { CodeSet } from '../../codeset/reader.ts';
import { wordsOf } from '../../codeset/words.ts';
import type { System } from '../../contract/codes.ts';
import { systemSchema } from '../../contract/codes.ts';

/** Words that the clinic gave to a code. */
export interface Synonym {
  system: System;
  key: string;
  /** As the clinic wrote them. */
  text: string;
  words: string[];
}

/** The clinic's own words for codes, found by the beginnings of their words in any order. */
export class Synonyms {
  /** Every word of every synonym, sorted, with the synonym it is of. */
  readonly #words: { word: string; synonym: Synonym }[] = [];

  constructor(sets: readonly CodeSet[]) {
    for (const set of sets) {
      for (const { system, code, words: text } of set.facts.each('synonym', {})) {
        const words = wordsOf(text).map(({ word }) => word);
        const synonym = { system: systemSchema.parse(system), key: code, text, words };
        for (const word of new Set(words)) this.#words.push({ word, synonym });
      }
    }
    this.#words.sort((a, b) => (a.word < b.word ? -1 : Number(a.word > b.word)));
  }

  /** Synonyms in which every typed word is the beginning of a word, the shortest first. */
  find(text: string, limit: number): Synonym[] {
    const typed = [...new Set(wordsOf(text).map(({ word }) => word))];
    const longest = typed.toSorted((a, b) => b.length - a.length)[0];
    if (longest === undefined || this.#words.length === 0) return [];
    const found = new Set<Synonym>();
    for (let at = this.#firstFrom(longest); at < this.#words.length; at += 1) {
      const { word: own, synonym } = this.#words[at] ?? { word: '' };
      if (!own.startsWith(longest)) break;
      if (synonym && typed.every((word) => synonym.words.some((theirs) => theirs.startsWith(word)))) {
        found.add(synonym);
      }
    }
    return [...found]
      .toSorted((a, b) => a.text.length - b.text.length || (a.key < b.key ? -1 : 1))
      .slice(0, limit);
  }

  #firstFrom(word: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#words[middle]?.word ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
