import type { System } from '../contract/codes.ts';
import { systems } from '../contract/codes.ts';
import { alwaysWas, dayNumber, noEnd } from './dates.ts';
import { familiesOf } from './families.ts';
import type { CodeName } from './names/name.ts';
import { nameKinds } from './names/name.ts';
import { priorOf } from './prior.ts';
import type { Segment } from './segment.ts';
import { categoryNumber } from './segment.ts';
import { sideWords } from './sides.ts';
import type { WordWeight } from './words.ts';
import { weigh, wordWeights, wordsOf } from './words.ts';

/** What the index needs of a row. */
export interface IndexedCode {
  system: System;
  key: string;
  title: string;
  billable: boolean | null;
  parent: number | null;
  added: string | null;
  ended: string | null;
}

/** The numbers kept per code, by the segment's names. */
type PerCode = {
  [K in 'system' | 'billable' | 'prior' | 'added' | 'ended' | 'category']: number[];
};

/**
 * Takes rows in `doc` order and ends as a `Segment`. Words get provisional numbers as they appear, so that a
 * hundred thousand titles are kept as numbers, not as text.
 */
export class SegmentBuilder {
  readonly #numbers = new Map<string, number>();
  /** The words by their provisional numbers, once all are known. */
  #spelled: string[] | undefined;
  readonly #titles: number[] = [];
  readonly #titleWeights: number[] = [];
  readonly #titlesAt: number[] = [0];
  readonly #tree: { parent: (number | null)[]; seventh: boolean[] } = { parent: [], seventh: [] };
  readonly #weightyWords: number[] = [];
  readonly #perName: { code: number[]; reach: number[]; kind: number[] } = { code: [], reach: [], kind: [] };
  readonly #perCode: PerCode = {
    system: [],
    billable: [],
    prior: [],
    added: [],
    ended: [],
    category: [],
  };

  add(code: IndexedCode): void {
    const words = wordsOf(code.title).map(({ word }) => word);
    this.#addText(words, weigh(words));
    const { system, billable, prior, added, ended, category } = this.#perCode;
    system.push(systems.indexOf(code.system));
    billable.push(code.billable === null ? 2 : Number(code.billable));
    prior.push(priorOf(code));
    added.push(code.added ? dayNumber(code.added) : alwaysWas);
    ended.push(code.ended ? dayNumber(code.ended) : noEnd);
    category.push(categoryNumber(code.key));
    this.#tree.parent.push(code.parent);
    this.#tree.seventh.push(isSeventhCharacter(code));
  }

  /** A name comes after all codes. */
  addName({ doc, reach, kind, words }: CodeName): void {
    this.#addText(
      words.map(({ word }) => word),
      words.map(({ weight }) => weight),
    );
    this.#perName.code.push(doc);
    this.#perName.reach.push(reach);
    this.#perName.kind.push(nameKinds.indexOf(kind));
  }

  #addText(words: readonly string[], weights: readonly WordWeight[]): void {
    for (const word of words) this.#titles.push(this.#number(word));
    this.#titlesAt.push(this.#titles.length);
    let weighty = 0;
    for (const weight of weights) {
      this.#titleWeights.push(wordWeights.indexOf(weight));
      if (weight === 'weighty') weighty += 1;
    }
    this.#weightyWords.push(Math.min(255, Math.max(1, weighty)));
  }

  finish(): Segment {
    const words = [...this.#numbers.keys()].toSorted();
    const sortedNumber = new Uint32Array(words.length);
    for (const [place, word] of words.entries()) sortedNumber[this.#numbers.get(word) ?? 0] = place;
    const titles = Uint32Array.from(this.#titles, (number) => sortedNumber[number] ?? 0);
    const titlesAt = Uint32Array.from(this.#titlesAt);
    const { system, billable, prior, added, ended, category } = this.#perCode;
    return {
      words,
      ...invert(titles, titlesAt, words.length),
      titles,
      titleWeights: Uint8Array.from(this.#titleWeights),
      titlesAt,
      weightyWords: Uint8Array.from(this.#weightyWords),
      nameCode: Uint32Array.from(this.#perName.code),
      nameReach: Uint32Array.from(this.#perName.reach),
      nameKind: Uint8Array.from(this.#perName.kind),
      system: Uint8Array.from(system),
      billable: Uint8Array.from(billable),
      prior: Uint8Array.from(prior),
      added: Uint16Array.from(added),
      ended: Uint16Array.from(ended),
      category: Uint16Array.from(category),
      family: Uint32Array.from(familiesOf({ ...this.#tree, ended, sideless: (doc) => this.#sideless(doc) })),
    };
  }

  #sideless(doc: number): { text: string; names: boolean } {
    const words = this.#wordsAt(doc);
    return {
      text: words
        .filter((word) => !sideWords.has(word) && !sidedNouns.has(word))
        // "right upper limb", "bilateral upper limbs"
        .map((word) => (word.endsWith('s') ? word.slice(0, -1) : word))
        .join(' '),
      names: words.some((word) => sideWords.has(word) && word !== 'unspecified'),
    };
  }

  #wordsAt(doc: number): string[] {
    this.#spelled ??= [...this.#numbers.keys()];
    const words: string[] = [];
    const end = this.#titlesAt[doc + 1] ?? 0;
    for (let at = this.#titlesAt[doc] ?? 0; at < end; at += 1)
      words.push(this.#spelled[this.#titles[at] ?? 0] ?? '');
    return words;
  }

  #number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    // A word cut out of a title would keep the whole title alive; this makes a string of its own.
    this.#numbers.set(Buffer.from(word).toString(), number);
    return number;
  }
}

/** Nouns that some titles of a family say with the side and others leave out. */
const sidedNouns: ReadonlySet<string> = new Set(['eye', 'eyes', 'ear', 'ears', 'side', 'sides']);

/** ICD-10-CM codes of seven characters differ from their siblings only by the encounter. */
function isSeventhCharacter(code: { system: System; key: string }): boolean {
  return code.system === 'icd10cm' && code.key.length === 7;
}

/** Words → codes from codes → words; a code is listed once per word. */
function invert(
  titles: Uint32Array,
  titlesAt: Uint32Array,
  words: number,
): Pick<Segment, 'postings' | 'postingsAt'> {
  const lastCode = new Int32Array(words).fill(-1);
  const postingsAt = new Uint32Array(words + 1);
  const eachOnce = (visit: (word: number, code: number) => void): void => {
    lastCode.fill(-1);
    for (let code = 0; code + 1 < titlesAt.length; code += 1) {
      const end = titlesAt[code + 1] ?? 0;
      for (let at = titlesAt[code] ?? 0; at < end; at += 1) {
        const word = titles[at] ?? 0;
        if (lastCode[word] === code) continue;
        lastCode[word] = code;
        visit(word, code);
      }
    }
  };
  eachOnce((word) => {
    postingsAt[word + 1] = (postingsAt[word + 1] ?? 0) + 1;
  });
  for (let word = 0; word < words; word += 1) {
    postingsAt[word + 1] = (postingsAt[word + 1] ?? 0) + (postingsAt[word] ?? 0);
  }
  const next = postingsAt.slice(0, words);
  const postings = new Uint32Array(postingsAt[words] ?? 0);
  eachOnce((word, code) => {
    const at = next[word] ?? 0;
    postings[at] = code;
    next[word] = at + 1;
  });
  return { postings, postingsAt };
}
