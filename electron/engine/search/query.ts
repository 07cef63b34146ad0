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

/** A text that may be a code or its beginning: at most 8 letters and digits, a digit among them, one dot at most. */
export interface CodeLike {
  /** Upper case without dot. */
  key: string;
  dotted: boolean;
}

/**
 * What was probably meant by a code that nothing matches: letter O for zero and I or L for one, or the other way
 * round in the first place of an ICD code. Nearest reading first; never the code as typed.
 */
export function repairedKeys(key: string): string[] {
  const digits = (text: string) => text.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const rest = digits(key.slice(1));
  const first = key.charAt(0);
  const asLetter = first === '0' ? 'O' : first === '1' ? 'I' : first;
  return [...new Set([first + rest, asLetter + rest, digits(first) + rest])].filter(
    (repaired) => repaired !== key,
  );
}

/**
 * Reads a text as a code: "e11.9", "E119", "99213", "J11", "LT". Two bare letters may be a modifier. Null when
 * the text cannot be one.
 */
export function codeLike(text: string): CodeLike | null {
  const trimmed = text.trim().toUpperCase();
  const match = /^([A-Z0-9]{1,3})(\.?)([A-Z0-9]{0,5})$/.exec(trimmed);
  if (!match) return null;
  const key = `${match[1]}${match[3]}`;
  const dotted = match[2] === '.';
  if (dotted && match[1]?.length !== 3) return null;
  if (/^[A-Z]{2}$/.test(key)) return { key, dotted };
  return /\d/.test(key) && key.length >= 2 && key.length <= 7 ? { key, dotted } : null;
}

/** "E11.9" and "99213" are codes and nothing else; "t2" and "ms" may be words too. */
export function isPlainlyCode(key: string): boolean {
  return key.length >= 3 && /\d\d|\d[A-Z]\d/.test(key);
}

/**
 * A pasted list of codes ("E11.9, I10 99213"): two or more texts, each plainly a code; empty when any is not. A code
 * with its modifier ("99213-25") is a list of the two.
 */
export function codeList(text: string): CodeLike[] {
  const withModifier = /^\s*([a-z0-9]{5})-([a-z0-9]{2})\s*$/i.exec(text);
  const code = codeLike(withModifier?.[1] ?? '');
  if (withModifier && code && isPlainlyCode(code.key)) {
    return [code, { key: (withModifier[2] ?? '').toUpperCase(), dotted: false }];
  }
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length < 2) return [];
  const codes = parts.map(codeLike).filter((code) => code !== null && isPlainlyCode(code.key));
  return codes.length === parts.length ? codes.filter((code) => code !== null) : [];
}
