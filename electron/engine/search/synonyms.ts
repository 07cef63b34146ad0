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

/** What a query asks for, as far as synonyms can answer it; words folded. */
export interface AskedSynonyms {
  words: readonly string[];
  phrases: readonly string[][];
  excluded: readonly string[];
  excludedPhrases: readonly string[][];
}

/** More would bury what the titles say. */
const mostSynonyms = 5;
/** Shorter words begin too many: such a text finds the synonyms that it is, whole. */
const leastBeginning = 2;

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

  /**
   * Synonyms in which every typed word is the beginning of a word, and none is excluded: the one that is all that was
   * typed first, then the shortest. `saysPhrases`: each quoted phrase stands in it, word after word.
   *
   * @param passes whether a synonym may be shown
   */
  find(asked: AskedSynonyms, passes: (synonym: Synonym, saysPhrases: boolean) => boolean): Synonym[] {
    const typed = [...new Set(asked.words)];
    const longest = typed.toSorted((a, b) => b.length - a.length)[0];
    if (longest === undefined || this.#words.length === 0) return [];
    const found = new Set<Synonym>();
    for (let at = this.#firstFrom(longest); at < this.#words.length; at += 1) {
      const { word: own, synonym } = this.#words[at] ?? { word: '' };
      if (!own.startsWith(longest)) break;
      if (synonym && says(synonym, typed, longest.length < leastBeginning) && !isExcluded(synonym, asked))
        found.add(synonym);
    }
    const isWhole = ({ words }: Synonym) =>
      words.length === typed.length && typed.every((word) => words.includes(word));
    return [...found]
      .filter((synonym) =>
        passes(
          synonym,
          asked.phrases.every((phrase) => holdsInOrder(synonym.words, phrase)),
        ),
      )
      .toSorted(
        (a, b) =>
          Number(isWhole(b)) - Number(isWhole(a)) ||
          a.text.length - b.text.length ||
          (a.key < b.key ? -1 : 1),
      )
      .slice(0, mostSynonyms);
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

function says({ words }: Synonym, typed: readonly string[], whole: boolean): boolean {
  if (whole && words.length !== typed.length) return false;
  return typed.every((word) => words.some((own) => (whole ? own === word : own.startsWith(word))));
}

function isExcluded({ words }: Synonym, { excluded, excludedPhrases }: AskedSynonyms): boolean {
  return (
    excluded.some((word) => words.includes(word)) ||
    excludedPhrases.some((phrase) => holdsInOrder(words, phrase))
  );
}

function holdsInOrder(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_, at) => phrase.every((word, place) => words[at + place] === word));
}
