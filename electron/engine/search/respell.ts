import type { MergedIndex } from './index.ts';
import type { Lexicon } from './reading/lexicon.ts';
import type { Term } from './reading/terms.ts';
import { SpellingIndex } from './spelling.ts';
import { withWords } from './suggest.ts';

/** Shorter words are near too many others. */
const leastLetters = 5;

/**
 * Puts right the words that neither titles nor the word lists know and that are a slip away from a name in the lists:
 * "kenolog" is a brand, and no title has it. What titles themselves come as near to is left to them.
 */
export class Respeller {
  readonly #lexicon: Lexicon;
  readonly #index: MergedIndex;
  readonly #spelling: SpellingIndex;
  #names: { words: string[]; known: ReadonlySet<string>; spelling: SpellingIndex } | undefined;

  constructor(lexicon: Lexicon, index: MergedIndex, spelling: SpellingIndex) {
    this.#lexicon = lexicon;
    this.#index = index;
    this.#spelling = spelling;
  }

  /** The text with its misspelt words put right, and which those are; null where there is none. */
  respell(
    text: string,
    terms: readonly Term[],
  ): { text: string; readAs: { typed: string; read: string }[] } | null {
    const corrections = this.#corrections(terms);
    if (corrections.size === 0) return null;
    return {
      text: withWords(text, corrections),
      readAs: [...corrections].map(([typed, meant]) => ({ typed, read: meant })),
    };
  }

  #corrections(terms: readonly Term[]): ReadonlyMap<string, string> {
    const corrections = new Map<string, string>();
    for (const { words, readings, targets } of terms) {
      const [word] = words;
      if (word === undefined || words.length > 1 || readings.length + targets.length > 0) continue;
      const meant = this.#nameNear(word);
      if (meant !== undefined) corrections.set(word, meant);
    }
    return corrections;
  }

  #nameNear(word: string): string | undefined {
    const [from, to] = this.#index.prefixRange(word);
    if (word.length < leastLetters || to > from) return undefined;
    this.#names ??= namesOf(this.#lexicon);
    const { words, known, spelling } = this.#names;
    if (known.has(word)) return undefined;
    let nearest: { word: number; slips: number } | undefined;
    for (const near of spelling.near(word))
      if (near.whole && (!nearest || near.slips < nearest.slips)) nearest = near;
    if (!nearest) return undefined;
    const fewest = nearest.slips;
    if (this.#spelling.near(word).some((near) => near.slips <= fewest)) return undefined;
    return words[nearest.word];
  }
}

/** Made at the first word that is not known: most queries have none. */
function namesOf(lexicon: Lexicon) {
  const words = [...lexicon.words()].toSorted();
  return { words, known: new Set(words), spelling: new SpellingIndex(words) };
}
