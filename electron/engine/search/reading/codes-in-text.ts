import { wordsOf } from '../../../codeset/words.ts';
import type { CodeLike } from './codes.ts';
import { codeLike, isFullCode, isPlainlyCode, isSurelyCode } from './codes.ts';

/** One code, modifier or range of a text, with where it stands there (UTF-16 units). */
export type Listed = ListedWhat & {
  typed: string;
  start: number;
  end: number;
  /** A code and no word, even where nothing held matches; else it is one only where it is held. */
  sure: boolean;
};

type ListedWhat =
  | ({ kind: 'code' } & CodeLike)
  /** Looked up among modifiers only: 25 is a place of service too. */
  | { kind: 'modifier'; key: string }
  /** Of ICD codes with all that is below the last one; else of codes of one length. */
  | { kind: 'range'; first: string; last: string; ofIcd: boolean };

const one = '[a-z0-9]{3}(?:\\.[a-z0-9]{1,4}|[a-z0-9]{0,4})';
const ends = '(?![\\p{L}\\p{N}\\p{M}*_%]|[.?][\\p{L}\\p{N}*?])';
const token = new RegExp(`(?<![\\p{L}\\p{N}\\p{M}.'’*?_-])${one}${ends}`, 'giu');
const rangeBehind = new RegExp(`^\\s*(?:[-–]|\\bto\\b)\\s*(${one})${ends}`, 'iu');
const modifierBehind = new RegExp(`^(\\s*-|\\s+-\\s+|\\s+)([a-z0-9]{2})${ends}`, 'iu');
const nextModifierBehind = new RegExp(`^(\\s*-|\\s+-\\s+|\\s+|\\s*[,/]\\s*)([a-z0-9]{2})${ends}`, 'iu');

/** Behind a number it says that the number is a dose. */
const doseBehind = /^\s*(?:u|iu|units?|mg|mcg|ug|g|gm|ml|cc|meq)\b/iu;

/**
 * Finds what stands for codes in a text: "E11.9 and htn", "(99213-25-59)", "C50.011-C50.019". Modifiers stand behind
 * codes of five characters only. What is not surely a code ("b12", "I10") is one where it is held and no name.
 *
 * @param isName whether the word lists know a word, folded, as a name or a part of one
 */
export function codesIn(text: string, isName: (word: string) => boolean): Listed[] {
  const found: Listed[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    if (match.index < from) continue;
    const added = codeAt(text, match.index, match[0], isName);
    found.push(...added);
    from = added.at(-1)?.end ?? from;
  }
  // With nothing beside them, codes are read as one code alone is: "E1199Z I10" is no text in words.
  if (textBeside(text, found) === '') for (const listed of found) listed.sure ||= isSureAlone(listed);
  return found;
}

function isSureAlone(listed: Listed): boolean {
  if (listed.kind === 'code') return isSurelyCode(listed);
  return listed.kind === 'range' && isSurelyCode({ key: listed.first, dotted: false });
}

function codeAt(text: string, start: number, typed: string, isName: (word: string) => boolean): Listed[] {
  const code = codeLike(typed);
  const end = start + typed.length;
  const behind = text.slice(end);
  if (!code) return [];
  const range = rangeOf(code, rangeBehind.exec(behind));
  if (range)
    return [{ ...range, typed: text.slice(start, end + range.length), start, end: end + range.length }];
  const isFull = !code.dotted && isFullCode(code.key);
  const sure = isFull ? !/^\d\d000$/.test(code.key) : code.dotted && isSurelyCode(code);
  if (!sure && isName(typed.toLowerCase())) return [];
  if (!sure && !isPlainlyCode(code.key) && code.key.length < 7) return [];
  if (isFull && doseBehind.test(behind)) return [];
  // "T12-L1" is a word.
  if (!sure && /^-[\p{L}\p{N}]/u.test(behind)) return [];
  const listed: Listed = { kind: 'code', ...code, typed, start, end, sure };
  return isFull ? [listed, ...modifiersBehind(text, end)] : [listed];
}

function modifiersBehind(text: string, end: number): Listed[] {
  const found: Listed[] = [];
  let at = end;
  for (let behind = modifierBehind; ; behind = nextModifierBehind) {
    const match = behind.exec(text.slice(at));
    const [all = '', joint = '', typed = ''] = match ?? [];
    if (!match) return found;
    const sure = joint.endsWith('-');
    const start = at + all.length - typed.length;
    at += all.length;
    found.push({
      kind: 'modifier',
      key: typed.toUpperCase(),
      typed: `modifier ${typed}`,
      sure,
      start,
      end: at,
    });
  }
}

type Range = { kind: 'range'; first: string; last: string; ofIcd: boolean; sure: boolean; length: number };

function rangeOf(first: CodeLike, behind: RegExpExecArray | null): Range | null {
  const last = behind ? codeLike(behind[1] ?? '') : null;
  if (!behind || !last || first.key >= last.key) return null;
  const range = { kind: 'range' as const, first: first.key, last: last.key, length: behind[0].length };
  const dotted = first.dotted || last.dotted;
  if (!dotted && isFullCode(first.key) && isFullCode(last.key)) return { ...range, ofIcd: false, sure: true };
  const areIcd = [first, last].every(({ key }) => /^[A-Z]\d[0-9AB]/.test(key));
  return areIcd ? { ...range, ofIcd: true, sure: dotted } : null;
}

/** Words beside a code that ask for nothing but it. */
const naming: ReadonlySet<string> = new Set(
  (
    'dx dxs px icd icd9 icd10 icd10cm icd9cm icd10pcs cm pcs cpt hcpcs code codes coded coding diagnosis diagnoses ' +
    'procedure modifier modifiers mod mods bill billed what whats is are the a an for of in as'
  ).split(' '),
);
const connecting: ReadonlySet<string> = new Set(['and', 'or', 'with', 'w', 'plus', 'to', 'vs', 'on']);
const alwaysNaming =
  /(?<![\p{L}\p{N}])(?:dxs?|icd[- ]?(?:9|10)?(?:[- ]?(?:cm|pcs))?|cpt|hcpcs|codes?)(?![\p{L}\p{N}-])/giu;

/** What a text says beside these codes; empty where that is nothing, or the first letters of one more code. */
export function textBeside(text: string, codes: readonly Listed[]): string {
  let left = '';
  let from = 0;
  for (const { start, end } of codes) {
    left += `${text.slice(from, start)} `;
    from = end;
  }
  const last = text.slice(from);
  left = `${left}${last}`.replaceAll(alwaysNaming, ' ');
  const words = wordsOf(left).map(({ word }) => word);
  if (words.every((word) => naming.has(word) || connecting.has(word))) return '';
  if (codes.length > 0 && words.length === 1 && /^[\s,;/]+(?:[a-z]\d?|\d{1,4})$/iu.test(last)) return '';
  return withoutEdges(left);
}

/** "and htn" beside a code is "htn". */
function withoutEdges(text: string): string {
  const edge = '(?:[\\s,;:.+&/–-]|(?<![\\p{L}\\p{N}])(?:and|or|plus|to)(?![\\p{L}\\p{N}]))+';
  return text
    .replace(new RegExp(`^${edge}`, 'iu'), '')
    .replace(new RegExp(`${edge}$`, 'iu'), '')
    .trim();
}
