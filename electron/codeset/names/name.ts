import type { WordWeight } from '../words.ts';
import { emptyWords, wordsOf } from '../words.ts';

/** Where a name that is no title comes from; the place is what a segment stores. */
export const nameKinds = ['index', 'external-index', 'neoplasms', 'drugs', 'includes', 'pcs-index'] as const;
export type NameKind = (typeof nameKinds)[number];

/** The codes that a name stands for: a code or header with the codes behind it that begin with its key. */
export interface NameTarget {
  doc: number;
  /** Codes from `doc` on that begin as the name's code does; 1 for a code with none below it. */
  reach: number;
}

/** Other words for codes than their titles: an index entry, an inclusion term, a cell of a table. */
export interface KeyedName {
  /** Undotted; only the beginning of codes where a book prints no more. */
  keys: readonly string[];
  /** As a row shows it: "Pain, knee". */
  text: string;
  words: readonly NameWord[];
}

/** A name with the place of one of its codes in a file. */
export interface CodeName extends NameTarget {
  kind: NameKind;
  text: string;
  words: readonly NameWord[];
}

export interface NameWord {
  word: string;
  weight: WordWeight;
}

/** The words of a text; what stands in parentheses or brackets may be left unsaid. */
export function nameWords(text: string): NameWord[] {
  let open = 0;
  let read = 0;
  return wordsOf(text).map(({ word, start }) => {
    for (; read < start; read += 1) {
      const letter = text[read];
      if (letter === '(' || letter === '[') open += 1;
      else if ((letter === ')' || letter === ']') && open > 0) open -= 1;
    }
    return { word, weight: open > 0 || emptyWords.has(word) ? 'empty' : 'weighty' };
  });
}

/** Words that may be said but need not be. */
export function unsaidWords(texts: readonly string[]): NameWord[] {
  return texts.flatMap((text) => wordsOf(text).map(({ word }) => ({ word, weight: 'empty' as const })));
}
