import { wordsOf } from '../../../codeset/words.ts';
import type { Lexicon, Entry, Readings } from './lexicon.ts';
import type { Target } from './targets.ts';

/** One thing a coder said: a word, or a short form of one or more words with what it may mean. */
export interface Term {
  /** The words as typed, folded. */
  words: string[];
  /** Words that titles may use instead; the most usual reading first. */
  readings: Readings;
  /** Codes that satisfy the term whatever their titles say, the most usual first. */
  targets: Target[];
}

/** Most terms that take part in ranking; a longer text keeps its first ones. */
export const mostTerms = 12;

/** Spellings that punctuation would tear apart, written out first. */
const writtenOut: [RegExp, string][] = [
  [/\bw\/o\b/gi, ' without '],
  [/\bw\/(?=\s|[a-z]|$)/gi, ' with '],
];

/** Splits what was typed into terms, longest known short form first. A repeated word counts once. */
export function termsOf(text: string, lexicon: Lexicon): Term[] {
  let written = text;
  for (const [pattern, words] of writtenOut) written = written.replaceAll(pattern, words);
  const words = wordsOf(written).map((word) => word.word);
  const terms: Term[] = [];
  const seen = new Set<string>();
  let at = 0;
  while (at < words.length && terms.length < mostTerms) {
    const { length, entry } = longestKnown(words, at, lexicon);
    const own = words.slice(at, at + length);
    at += length;
    const name = own.join(' ');
    if (seen.has(name)) continue;
    seen.add(name);
    terms.push({ words: own, ...entry });
  }
  return terms;
}

const nothingKnown: Entry = { readings: [], targets: [] };

function longestKnown(
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
): { length: number; entry: Entry } {
  for (let length = Math.min(lexicon.longest, words.length - at); length >= 1; length -= 1) {
    const entry = lexicon.read(words.slice(at, at + length));
    if (entry) return { length, entry };
  }
  return { length: 1, entry: nothingKnown };
}
