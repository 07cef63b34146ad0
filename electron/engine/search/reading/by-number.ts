import type { CodeLike, ListedCode } from './codes.ts';
import {
  codeLike,
  codeList,
  codePattern,
  codeRange,
  isPlainlyCode,
  isSurelyCode,
  repairedKeys,
  respacedCode,
} from './codes.ts';

/** One way to read a text as codes. */
export type ByNumber =
  | { kind: 'range'; first: string; last: string }
  /** The dot was typed otherwise ("e11 65"): the code where it is held, else the next reading. */
  | ({ kind: 'respaced' } & CodeLike)
  | { kind: 'list'; codes: ListedCode[] }
  | ({ kind: 'pattern' } & CodePattern)
  | ({ kind: 'code' } & AskedCode);

/** A code with "?" for any one character and "*" for any others: upper case, without dot. */
export interface CodePattern {
  pattern: string;
  dotted: boolean;
  sure: boolean;
}

export interface AskedCode extends CodeLike {
  /** Keys to try where nothing held begins so: "O1002" is 01002. */
  repaired: string[];
  /** A code and nothing else, even where nothing held matches. */
  sure: boolean;
  /** Where it is held, a code and no word. */
  plain: boolean;
  /** A name in the word lists too ("dm1"): the codes that merely begin so would bury what it means. */
  named: boolean;
}

/**
 * Reads a text as codes: one, a list, a range, or a pattern. The readings are to be tried in this order until one
 * finds something; where none does, and where there is none, the text is words.
 *
 * @param modifier what `mod:` asked for, upper case
 * @param named whether the word lists know the text as a name
 */
export function readByNumber(text: string, modifier: string | null, named: boolean): ByNumber[] {
  const range = codeRange(text);
  if (range) return [{ kind: 'range', first: range[0], last: range[1] }];
  const readings: ByNumber[] = [];
  const respaced = respacedCode(text);
  if (respaced) readings.push({ kind: 'respaced', ...respaced });
  const list = codeList(modifier === null ? text : `${text} ${modifier}`);
  if (list.length > 0) return [...readings, { kind: 'list', codes: list }];
  const pattern = codePattern(text);
  if (pattern) readings.push({ kind: 'pattern', ...pattern });
  const code = codeLike(text);
  if (code) readings.push({ kind: 'code', ...code, ...sureness(code), named });
  return readings;
}

function sureness(code: CodeLike): Omit<AskedCode, keyof CodeLike | 'named'> {
  return {
    // Letters alone are the beginning of a word more often than a number misread: "lo" is no 10.
    repaired: /\d/.test(code.key) ? repairedKeys(code.key) : [],
    sure: isSurelyCode(code),
    plain: isPlainlyCode(code.key),
  };
}
