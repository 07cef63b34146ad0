import { wordsOf } from '../../../codeset/words.ts';
import { isFullCode } from './codes.ts';
import type { Condition } from './conditions.ts';

/** A query without what was quoted to be found word by word and what was excluded. */
export interface Quoted {
  /** What is left to be ranked: the quoted words stay in it. */
  plain: string;
  phrases: string[][];
  excluded: string[];
  conditions: Condition[];
}

/** Most phrases, and most exclusions, that one query has; more are plain words, or nothing. */
const mostQuoted = 4;

/**
 * Takes quoted phrases and exclusions out of a query. A hyphen excludes only after a space and before a letter: x-ray,
 * self-harm and L5-S1 are words, "99213 -25" a code with its modifier. A quote still open runs to the end; quotes of
 * one word are a phrase too: that word and no other form of it. Behind a digit a quote means inches.
 */
export function cutQuotesAndExclusions(text: string): Quoted {
  const phrases: string[][] = [];
  const excluded: string[] = [];
  const conditions: Condition[] = [];
  const unquoted = text.replaceAll(/(?<!\d)["“”„]([^"“”„]*)(?:["“”„]|$)/gu, (all, quoted: string) => {
    const words = wordsOf(quoted).map(({ word }) => word);
    if (words.length > 0 && phrases.length < mostQuoted) {
      phrases.push(words);
      conditions.push({ kind: 'phrase', typed: all });
    }
    return ` ${words.join(' ')} `;
  });
  const plain = unquoted.replaceAll(/(?<=\s)-(?=\p{L})(\S+)/gu, (all, word: string, at: number) => {
    if (isModifier(word, unquoted.slice(0, at))) return all;
    if (excluded.length < mostQuoted) {
      excluded.push(word);
      conditions.push({ kind: 'excluded', typed: all });
    }
    return ' ';
  });
  return { plain, phrases, excluded, conditions };
}

/** "L3000 -RT": two characters behind a code of five, and behind its other modifiers. */
function isModifier(word: string, before: string): boolean {
  const code = /(?<![a-z0-9])([a-z0-9]{5})(?:[\s-]+[a-z0-9]{2})*\s+$/iu.exec(before)?.[1];
  return /^[a-z0-9]{2}[,;.)]?$/iu.test(word) && code !== undefined && isFullCode(code.toUpperCase());
}
