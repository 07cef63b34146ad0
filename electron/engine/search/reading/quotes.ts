import { wordsOf } from '../../../codeset/words.ts';
import { isFullCode } from './codes.ts';
import type { Condition } from './conditions.ts';
import type { Note } from './notes.ts';

/** A query without what was quoted to be found word by word and what was excluded. */
export interface Quoted {
  /** What is left to be ranked: the quoted words stay in it. */
  plain: string;
  phrases: string[][];
  excludedPhrases: string[][];
  excluded: string[];
  conditions: Condition[];
  notes: Note[];
}

/** Most phrases, and most exclusions, that one query has. */
export const mostQuoted = 8;

/**
 * Takes quoted phrases and exclusions out of a query. A hyphen excludes only after a space and before a letter, or
 * before a quote: x-ray, self-harm and L5-S1 are words, "99213 -25" a code with its modifier. A quote still open runs
 * to the end; quotes of one word are a phrase too: that word and no other form of it. Behind a digit a quote means
 * inches. Further ones than are looked at are said.
 */
export function cutQuotesAndExclusions(text: string): Quoted {
  const quoted: Quoted = {
    plain: '',
    phrases: [],
    excludedPhrases: [],
    excluded: [],
    conditions: [],
    notes: [],
  };
  const { phrases, excludedPhrases, excluded, conditions } = quoted;
  let further = 0;
  const unquoted = text.replaceAll(quotes, (all, minus: string | undefined, inside: string) => {
    const words = wordsOf(inside).map(({ word }) => word);
    const into = minus === undefined ? phrases : excludedPhrases;
    const isSaid = into.some((one) => one.join(' ') === words.join(' '));
    if (words.length > 0 && !isSaid && into.length < mostQuoted) {
      into.push(words);
      conditions.push({ kind: minus === undefined ? 'phrase' : 'excluded', typed: all });
    } else if (words.length > 0 && !isSaid) further += 1;
    return minus === undefined ? ` ${words.join(' ')} ` : ' ';
  });
  quoted.plain = unquoted.replaceAll(/(?<=\s)-(?=\p{L})(\S+)/gu, (all, word: string, at: number) => {
    if (isModifier(word, unquoted.slice(0, at))) return all;
    if (excluded.includes(word)) return ' ';
    if (excluded.length + excludedPhrases.length < mostQuoted) {
      excluded.push(word);
      conditions.push({ kind: 'excluded', typed: all });
    } else further += 1;
    return ' ';
  });
  if (further > 0)
    quoted.notes.push({
      kind: 'field',
      text: `Of what is quoted or excluded, ${further} more than can be looked at ${further === 1 ? 'was' : 'were'} passed over.`,
    });
  return quoted;
}

const quotes = /(?:(?<=^|\s)(-))?(?<!\d)["“”„]([^"“”„]*)(?:["“”„]|$)/gu;

/** "L3000 -RT": two characters behind a code of five, and behind its other modifiers. */
function isModifier(word: string, before: string): boolean {
  const code = /(?<![a-z0-9])([a-z0-9]{5})(?:[\s-]+[a-z0-9]{2})*\s+$/iu.exec(before)?.[1];
  return /^[a-z0-9]{2}[,;.)]?$/iu.test(word) && code !== undefined && isFullCode(code.toUpperCase());
}
