import { Denials } from './denials.ts';
import type { Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';

/** Beginnings shorter than this exclude nothing: "-l" is on its way to "-left". */
const leastBeginning = 3;

/**
 * What was quoted, what was excluded and what was denied. A text passes when it, or the title of its code, holds every
 * phrase word after word, and neither holds anything excluded or says that something denied is the case.
 */
export class Said {
  readonly #index: MergedIndex;
  readonly #phrases: readonly (readonly number[])[];
  readonly #excluded: readonly (readonly (readonly number[])[])[];
  readonly #denials: Denials;
  /** False where there is nothing to look at. */
  readonly asks: boolean;

  /** @param asked every slot of the query: those it denies are looked at */
  constructor(
    index: MergedIndex,
    phrases: readonly string[][],
    excluded: readonly Slot[],
    asked: readonly Slot[],
  ) {
    this.#index = index;
    this.#phrases = phrases.map((words) => words.map((word) => index.wordNumber(word)));
    this.#excluded = excluded.flatMap(({ term, alternatives }) =>
      alternatives
        .filter(({ kind }) => kind !== 'beginning' || (term.words[0]?.length ?? 0) >= leastBeginning)
        .filter(({ kind }) => kind !== 'spelling' && kind !== 'target')
        .map(({ words }) => words),
    );
    this.#denials = new Denials(index, asked);
    this.asks = this.#phrases.length > 0 || this.#excluded.length > 0 || this.#denials.asks;
  }

  passes(text: number): boolean {
    const title = this.#wordsOf(this.#index.facts.code[text] ?? text);
    const own = this.#wordsOf(text);
    if (!this.#phrases.every((phrase) => holdsInOrder(own, phrase) || holdsInOrder(title, phrase)))
      return false;
    if (this.#denials.affirmedIn(title) || this.#denials.affirmedIn(own)) return false;
    const holds = (words: readonly number[], forms: readonly number[]) =>
      forms.some((form) => words.includes(form));
    return !this.#excluded.some(
      (all) => all.every((forms) => holds(title, forms)) || all.every((forms) => holds(own, forms)),
    );
  }

  #wordsOf(text: number): number[] {
    const { segment, base, mergedWord } = this.#index.shardOf(text);
    const { titles, titlesAt } = segment;
    const words = titles.subarray(titlesAt[text - base], titlesAt[text - base + 1]);
    return Array.from(words, (word) => mergedWord[word] ?? -1);
  }
}

function holdsInOrder(words: readonly number[], phrase: readonly number[]): boolean {
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    if (phrase.every((word, place) => words[at + place] === word)) return true;
  }
  return false;
}
