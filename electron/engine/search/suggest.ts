import { wordsOf } from '../../codeset/words.ts';
import type { SearchResponse } from '../../contract/search.ts';
import type { Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';
import type { SpellingIndex } from './spelling.ts';

/** Words offered where nothing was found. */
const mostClosest = 6;

/** A text with some of its words, folded, put right; everything between them stays as it was typed. */
export function withWords(text: string, corrections: ReadonlyMap<string, string>): string {
  let corrected = '';
  let from = 0;
  for (const { word, start, length } of wordsOf(text)) {
    const meant = corrections.get(word);
    if (meant === undefined) continue;
    corrected += text.slice(from, start) + meant;
    from = start + length;
  }
  return corrected + text.slice(from);
}

/** Finds what may have been meant by words that find nothing as they were typed. */
export class Suggester {
  readonly #index: MergedIndex;
  readonly #spelling: SpellingIndex;

  constructor(index: MergedIndex, spelling: SpellingIndex) {
    this.#index = index;
    this.#spelling = spelling;
  }

  /**
   * The typed text with every word put right that was read as misspelt, or that nothing but a known word further off
   * comes near; null where there is none.
   *
   * @param respelt what was put right before the words were looked up
   */
  didYouMean(
    text: string,
    respelt: SearchResponse['readAs'],
    readAs: SearchResponse['readAs'],
    slots: readonly Slot[],
  ): string | null {
    const corrections = new Map(respelt.map(({ typed, read }) => [typed, read]));
    for (const { term, alternatives } of slots) {
      const typed = term.words.join(' ');
      if (alternatives.length > 0 && alternatives[0]?.kind !== 'spelling') continue;
      const offered = this.#offered(typed).find(({ whole }) => whole || alternatives.length > 0);
      const read = readAs.find((one) => one.typed === typed)?.read ?? this.#wordOf(offered?.word);
      if (read !== undefined) corrections.set(typed, read);
    }
    return corrections.size === 0 ? null : withWords(text, corrections);
  }

  /**
   * Words of the vocabulary nearest to those typed that are not known, each with the one it would replace: a slip or two
   * away, else those that begin alike, the commoner first.
   */
  closest(slots: readonly Slot[]): SearchResponse['closest'] {
    const found = new Map<string, SearchResponse['closest'][number]>();
    for (const { term, alternatives } of slots) {
      if (alternatives.length > 0 && alternatives[0]?.kind !== 'spelling') continue;
      const [typed = ''] = term.words;
      const near = this.#offered(typed).map(({ word }) => word);
      for (const word of near.length > 0 ? near : this.#beginningAlike(typed)) {
        const read = this.#wordOf(word);
        if (read !== undefined && read !== typed && !found.has(read)) found.set(read, { typed, read });
      }
    }
    return [...found.values()].slice(0, mostClosest);
  }

  #wordOf(word: number | undefined): string | undefined {
    return word === undefined ? undefined : this.#index.words[word];
  }

  #common(word: number): number {
    return this.#index.frequency[word] ?? 0;
  }

  #offered(typed: string): { word: number; whole: boolean }[] {
    return this.#spelling
      .offered(typed)
      .toSorted((a, b) => a.slips - b.slips || this.#common(b.word) - this.#common(a.word));
  }

  /** Words that share the longest beginning with one, of three letters at least; commoner first. */
  #beginningAlike(word: string): number[] {
    for (let length = word.length - 1; length >= 3; length -= 1) {
      const alike = this.#index.beginnings(word.slice(0, length), mostClosest);
      if (alike.length > 0) return [...alike].toSorted((a, b) => this.#common(b) - this.#common(a));
    }
    return [];
  }
}
