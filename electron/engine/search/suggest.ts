import { wordsOf } from '../../codeset/words.ts';
import type { SearchResponse } from '../../contract/search.ts';
import type { Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';
import type { SpellingIndex } from './spelling.ts';

/** Words offered where nothing was found. */
const mostClosest = 6;

/** The typed text with every word that was read as misspelt put right; null when none was. */
export function didYouMean(
  text: string,
  readAs: SearchResponse['readAs'],
  slots: readonly Slot[],
): string | null {
  const corrections = new Map(
    readAs
      .filter(({ typed }) => slots.some((slot) => isMisspelt(slot) && slot.term.words.join(' ') === typed))
      .map(({ typed, read }) => [typed, read]),
  );
  if (corrections.size === 0) return null;
  return wordsOf(text)
    .map(({ word }) => corrections.get(word) ?? word)
    .join(' ');
}

function isMisspelt({ alternatives }: Slot): boolean {
  return alternatives[0]?.kind === 'spelling';
}

/**
 * Words of the vocabulary nearest to those typed that find nothing: a slip or two away, else those that begin alike,
 * the commoner first.
 */
export function closestWords(slots: readonly Slot[], index: MergedIndex, spelling: SpellingIndex): string[] {
  const unknown = slots.filter(({ alternatives }) => alternatives.length === 0);
  const found = (unknown.length > 0 ? unknown : slots).flatMap(({ term }) => {
    const [word = ''] = term.words;
    const near = spelling.near(word).toSorted((a, b) => a.slips - b.slips || common(b.word) - common(a.word));
    return near.length > 0 ? near.map((one) => one.word) : beginningAlike(word, index);
  });
  function common(word: number): number {
    return index.frequency[word] ?? 0;
  }
  return [...new Set(found)].slice(0, mostClosest).flatMap((word) => index.words[word] ?? []);
}

/** Words that share the longest beginning with one, of three letters at least; commoner first. */
function beginningAlike(word: string, index: MergedIndex): number[] {
  for (let length = word.length - 1; length >= 3; length -= 1) {
    const alike = index.beginnings(word.slice(0, length), mostClosest);
    if (alike.length === 0) continue;
    return [...alike].toSorted((a, b) => (index.frequency[b] ?? 0) - (index.frequency[a] ?? 0));
  }
  return [];
}
