import { deniedPlace, wordsOf } from '../../codeset/words.ts';
import type { Candidate } from './best-candidates.ts';
import type { Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';

/** Words that change nothing in what a title is about. "Primary" and "without" do. */
const fillers =
  'a an and as at by for from in into of on or the to with unspecified uncomplicated nos nec not elsewhere classified';
const fillerWords: ReadonlySet<string> = new Set(fillers.split(' '));

/** A part of a title that leaves open what it is of: "unspecified eye". */
const ofAnyKind = /^ *unspecified(?: (?!with\b)\w+){1,2}$/;

/** Finds codes whose title is what was typed, less words that say nothing: "Paralytic ileus", "Ileus, unspecified". */
export class ExactTitles {
  readonly #index: MergedIndex;

  readonly #fillers: ReadonlySet<number>;
  readonly #without: number;

  constructor(index: MergedIndex) {
    this.#index = index;
    this.#fillers = new Set([...fillerWords].map((word) => index.wordNumber(word)));
    this.#without = index.wordNumber('without');
  }

  /** True where the title of a code says the words that were typed and no other that means something. */
  says(code: number, slots: readonly Slot[]): boolean {
    const typed = this.#typed(slots);
    return typed !== undefined && this.#isTitle(code, typed);
  }

  /**
   * The code to stand before those that the word lists name for what was typed: one whose title it is. A header gives
   * way to a code below it that a list names and that can be reported.
   */
  before(listed: readonly Candidate[], found: readonly Candidate[], slots: readonly Slot[]): Candidate[] {
    const typed = this.#typed(slots);
    const [first] = listed;
    if (!typed || !first || this.#isTitle(first.code, typed)) return [];
    const { kind, billable } = this.#index.facts;
    let header: Candidate | undefined;
    for (const candidate of found) {
      const { code } = candidate;
      if (kind[code] !== 0 || !this.#isTitle(code, typed)) continue;
      if (billable[code] !== 0) return [{ ...candidate, exact: true }];
      header ??= listed.some((one) => this.#isBelow(one.code, code)) ? undefined : candidate;
    }
    return header ? [{ ...header, exact: true }] : [];
  }

  /** The words typed that mean something, by merged number; undefined where no title holds one of them. */
  #typed(slots: readonly Slot[]): ReadonlySet<number> | undefined {
    const typed = new Set<number>();
    for (const { term } of slots) {
      for (const word of term.words) if (!fillerWords.has(word)) typed.add(this.#index.wordNumber(word));
    }
    return typed.size > 0 && !typed.has(-1) ? typed : undefined;
  }

  #isTitle(code: number, typed: ReadonlySet<number>): boolean {
    const { segment, base, mergedWord } = this.#index.shardOf(code);
    const to = segment.titlesAt[code - base + 1] ?? 0;
    const said = new Set<number>();
    for (let at = segment.titlesAt[code - base] ?? 0; at < to; at += 1) {
      const word = mergedWord[segment.titles[at] ?? 0] ?? 0;
      if (word === this.#without) return false;
      // "Unspecified eye" denies the eye.
      if (this.#fillers.has(word) || segment.titleWeights[at] === deniedPlace) continue;
      if (!typed.has(word)) return false;
      said.add(word);
    }
    return said.size === typed.size && this.#saysNoMore(code, typed);
  }

  /** The index keeps no commas: "Epilepsy, unspecified, intractable" reads like "Pain, unspecified eye" there. */
  #saysNoMore(code: number, typed: ReadonlySet<number>): boolean {
    const { set, base } = this.#index.shardOf(code);
    const [first = '', ...more] = (set.code(code - base)?.title ?? '').split(',');
    const parts = [first, ...more.filter((part) => !ofAnyKind.test(part))];
    return wordsOf(parts.join(' ')).every(
      ({ word }) => fillerWords.has(word) || typed.has(this.#index.wordNumber(word)),
    );
  }

  #isBelow(code: number, header: number): boolean {
    const key = (doc: number): string => {
      const { set, base } = this.#index.shardOf(doc);
      return set.code(doc - base)?.key ?? '';
    };
    const { system, billable } = this.#index.facts;
    return system[code] === system[header] && billable[code] !== 0 && key(code).startsWith(key(header));
  }
}
