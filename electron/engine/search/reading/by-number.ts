import type { CodeLike } from './codes.ts';
import type { Listed } from './codes-in-text.ts';
import { codesIn } from './codes-in-text.ts';
import { codeLike, codePattern, isPlainlyCode, isSurelyCode, repairedKeys, respacedCode } from './codes.ts';
import type { Term } from './terms.ts';

/** One way to read a text as codes. */
export type ByNumber =
  /** The dot was typed otherwise ("e11 65"): the code where it is held, else the next reading. */
  | ({ kind: 'respaced' } & CodeLike)
  /** Codes of a text, the whole of it or not. */
  | { kind: 'list'; text: string; codes: Listed[] }
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
 * Reads a text as codes: one, a list or a range, a pattern, or some beside words. The readings are to be tried in this
 * order until one finds something; where none does, and where there is none, the text is words.
 *
 * @param modifier what `mod:` asked for, upper case
 * @param terms what the text says in words
 */
export function readByNumber(text: string, modifier: string | null, terms: readonly Term[]): ByNumber[] {
  const known = terms.filter(({ readings, targets }) => readings.length + targets.length > 0);
  const readings: ByNumber[] = [];
  const respaced = respacedCode(text);
  if (respaced) readings.push({ kind: 'respaced', ...respaced });
  const pattern = codePattern(text);
  if (pattern) readings.push({ kind: 'pattern', ...pattern });
  const code = modifier === null ? codeLike(withoutPunctuation(text)) : null;
  if (code) {
    const named = terms.length === 1 && known.length === 1;
    return [...readings, { kind: 'code', ...code, ...sureness(code), named }];
  }
  const names = new Set(known.flatMap(({ words }) => words));
  const whole = modifier === null ? text : `${text.trimEnd()}-${modifier}`;
  const codes = codesIn(whole, (word) => names.has(word));
  if (codes.length > 0) readings.push({ kind: 'list', text: whole, codes });
  return readings;
}

/** A code as it stands in a sentence or a list that goes on: "(E11.9)", "E11.9,", "E11.9.". */
export function withoutPunctuation(text: string): string {
  const bare = text.replaceAll(/^[\s,;:()[\]/]+|[\s,;:()[\]/]+$/g, '');
  return codeLike(bare) ? bare : bare.replace(/[.,;)]+$/, '');
}

function sureness(code: CodeLike): Omit<AskedCode, keyof CodeLike | 'named'> {
  return {
    // Letters alone are the beginning of a word more often than a number misread: "lo" is no 10.
    repaired: /\d/.test(code.key) ? repairedKeys(code.key) : [],
    sure: isSurelyCode(code),
    plain: isPlainlyCode(code.key),
  };
}
