import { wordsOf } from '../../codeset/words.ts';
import type { Abbreviations, Readings } from './abbreviations.ts';

/** One thing a coder said: a word, or a short form of one or more words with what it may mean. */
export interface Term {
  /** The words as typed, folded. */
  words: string[];
  readings: Readings;
}

/** Most terms that take part in ranking; a longer text keeps its first ones. */
export const mostTerms = 12;

/** Spellings that punctuation would tear apart, written out first. */
const writtenOut: [RegExp, string][] = [
  [/\bw\/o\b/gi, ' without '],
  [/\bw\/(?=\s|[a-z]|$)/gi, ' with '],
];

/** Splits what was typed into terms, longest known short form first. A repeated word counts once. */
export function termsOf(text: string, abbreviations: Abbreviations): Term[] {
  let written = text;
  for (const [pattern, words] of writtenOut) written = written.replaceAll(pattern, words);
  const words = wordsOf(written).map((word) => word.word);
  const terms: Term[] = [];
  const seen = new Set<string>();
  let at = 0;
  while (at < words.length && terms.length < mostTerms) {
    const { length, readings } = longestShortForm(words, at, abbreviations);
    const own = words.slice(at, at + length);
    at += length;
    const name = own.join(' ');
    if (seen.has(name)) continue;
    seen.add(name);
    terms.push({ words: own, readings });
  }
  return terms;
}

function longestShortForm(
  words: readonly string[],
  at: number,
  abbreviations: Abbreviations,
): { length: number; readings: Readings } {
  for (let length = Math.min(abbreviations.longest, words.length - at); length >= 1; length -= 1) {
    const readings = abbreviations.read(words.slice(at, at + length));
    if (readings) return { length, readings };
  }
  return { length: 1, readings: [] };
}
