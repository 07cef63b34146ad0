import { wordsOf } from '../codeset/words.ts';
import type { System } from '../contract/codes.ts';
import type { WeighedPick } from './user-data.ts';

/** Letters of a word that stand for it; shorter words are said whole. */
const leastBeginning = 3;
/** A longer text is a sentence out of a chart, and not asked twice. */
const mostWords = 12;
/** Codes that one query brings up, so that most of the first rows stay as they are. */
const mostChosen = 5;

/** Quoted words that are excluded; a quote still open runs to the end. */
const excludedQuote = /(?<=^|\s)-["“”„]([^"“”„]*)(?:["“”„]|$)/gu;

/** A code that was chosen before for the same words. */
export interface Chosen {
  system: System;
  code: string;
}

/**
 * The words of a query, whatever their order, case and blanks: sorted and folded, what is excluded with its "-". Fields
 * (`sys:cm`) are left out: they limit an answer and ask for nothing. Null where a choice for it is not remembered.
 */
export function queryWords(text: string): string[] | null {
  const words = new Set<string>();
  const others = text.replaceAll(excludedQuote, (_all, inside: string) => {
    for (const { word } of wordsOf(inside)) words.add(`-${word}`);
    return ' ';
  });
  for (const piece of others.split(/\s+/)) {
    if (/^\p{L}[\p{L}\d]*:/u.test(piece)) continue;
    const mark = /^-\p{L}/u.test(piece) ? '-' : '';
    for (const { word } of wordsOf(piece)) words.add(mark + word);
  }
  return words.size === 0 || words.size > mostWords ? null : [...words].toSorted();
}

/**
 * Every choice that is remembered, where a search finds it without reading a file. A query brings back what was chosen
 * for the same words, also where it cuts them to their first three letters or more.
 */
export class PickMemory {
  /** By the first letters of all words, then by query. */
  readonly #groups = new Map<string, Map<string, readonly WeighedPick[]>>();
  #kept = 0;

  constructor(picks: readonly WeighedPick[]) {
    const byQuery = new Map<string, WeighedPick[]>();
    for (const pick of picks) byQuery.set(pick.query, [...(byQuery.get(pick.query) ?? []), pick]);
    for (const [query, own] of byQuery) this.set(query, own);
  }

  get kept(): number {
    return this.#kept;
  }

  /** Takes the place of what was chosen for a query. */
  set(query: string, picks: readonly WeighedPick[]): void {
    const key = beginningsOf(query.split(' '));
    const group = this.#groups.get(key) ?? new Map<string, readonly WeighedPick[]>();
    this.#kept += picks.length - (group.get(query)?.length ?? 0);
    if (picks.length > 0) group.set(query, picks);
    else group.delete(query);
    if (group.size > 0) this.#groups.set(key, group);
    else this.#groups.delete(key);
  }

  /** What was chosen before for a text: what counts most first, then what was chosen last. */
  find(text: string): Chosen[] {
    if (this.#kept === 0) return [];
    const asked = queryWords(text);
    const group = asked && this.#groups.get(beginningsOf(asked));
    if (!group) return [];
    const sums = new Map<string, WeighedPick>();
    // In an order of their own: sums of fractions depend on it.
    for (const query of [...group.keys()].toSorted()) {
      if (!isBeginning(asked, query.split(' '))) continue;
      for (const pick of group.get(query) ?? []) {
        const name = `${pick.system} ${pick.code}`;
        const sum = sums.get(name) ?? { ...pick, weight: 0 };
        sums.set(name, { ...sum, weight: sum.weight + pick.weight, at: Math.max(sum.at, pick.at) });
      }
    }
    return [...sums.values()]
      .toSorted((a, b) => b.weight - a.weight || b.at - a.at || compare(a, b))
      .slice(0, mostChosen)
      .map(({ system, code }) => ({ system, code }));
  }
}

function beginningsOf(words: readonly string[]): string {
  return words.map((word) => word.slice(0, leastBeginning)).join(' ');
}

/** Both sorted, and as many. */
function isBeginning(asked: readonly string[], words: readonly string[]): boolean {
  return asked.every((word, at) =>
    word.length < leastBeginning ? word === words[at] : (words[at] ?? '').startsWith(word),
  );
}

function compare(a: Chosen, b: Chosen): number {
  return a.system === b.system
    ? Number(a.code > b.code) - Number(a.code < b.code)
    : a.system < b.system
      ? -1
      : 1;
}
