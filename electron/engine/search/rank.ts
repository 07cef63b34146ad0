import { weightyPlace } from '../../codeset/words.ts';
import type { Slot } from './expand.ts';
import type { MergedIndex, Shard } from './index.ts';
import type { Candidate } from './best-candidates.ts';

/**
 * Orders the best candidates by reading their titles: words in the order typed, nothing unsaid in the title, the
 * "unspecified" code for a general question. Only a few hundred titles are read, from the forward index.
 */
export class Ranker {
  readonly #index: MergedIndex;
  /** Slots each merged word belongs to, for the query at hand. */
  readonly #slotsOfWord: Uint16Array;
  #marked: number[] = [];
  #meant = 0;
  readonly #unspecified: ReadonlySet<number>;
  readonly #other: number;
  readonly #with: number;
  readonly #without: number;
  readonly #obstetric: ReadonlySet<number>;
  /** Words that stand for themselves behind a "without": "without obstruction or gangrene, recurrent". */
  readonly #standing: ReadonlySet<number>;
  readonly #saysNot: ReadonlySet<number>;
  readonly #sides: ReadonlySet<number>;
  /** True where the query at hand names a side. */
  #isSided = false;

  constructor(index: MergedIndex) {
    this.#index = index;
    this.#slotsOfWord = new Uint16Array(index.words.length);
    this.#unspecified = new Set(['unspecified', 'uncomplicated'].map((word) => index.wordNumber(word)));
    this.#other = index.wordNumber('other');
    this.#with = index.wordNumber('with');
    this.#without = index.wordNumber('without');
    this.#standing = new Set(['recurrent', 'intractable'].map((word) => index.wordNumber(word)));
    this.#sides = new Set(['left', 'right', 'bilateral'].map((word) => index.wordNumber(word)));
    this.#saysNot = new Set(['not', 'as'].map((word) => index.wordNumber(word)));
    this.#obstetric = new Set(obstetricWords.map((word) => index.wordNumber(word)));
  }

  /** Orders candidates for a query, whose words stay marked until the next one. */
  rank(candidates: readonly Candidate[], slots: readonly Slot[], named: ReadonlySet<number>): Candidate[] {
    this.#mark(slots);
    const ranked = candidates.map((candidate) => ({
      ...candidate,
      score:
        candidate.score +
        (named.has(candidate.code) ? nothingUnsaid : this.scoreOf(candidate.code, candidate.slots)) +
        this.#trust(candidate),
    }));
    return ranked.toSorted(
      (a, b) => b.score - a.score || this.#codeOf(a) - this.#codeOf(b) || a.code - b.code,
    );
  }

  /** Slots of the query at hand whose words mean something, a bit each. */
  get meant(): number {
    return this.#meant;
  }

  /** Slots of the query at hand that a word belongs to, by its merged number. */
  slotsOfWord(word: number): number {
    return this.#slotsOfWord[word] ?? 0;
  }

  /** Slots of the query at hand that a text satisfies with single words. */
  slotsOf(text: number): number {
    const shard = this.#index.shardOf(text);
    const { titles, titlesAt } = shard.segment;
    const to = titlesAt[text - shard.base + 1] ?? 0;
    let slots = 0;
    for (let at = titlesAt[text - shard.base] ?? 0; at < to; at += 1) {
      slots |= this.#slotsOfWord[shard.mergedWord[titles[at] ?? 0] ?? 0] ?? 0;
    }
    return slots;
  }

  #codeOf({ code }: Candidate): number {
    return this.#index.facts.code[code] ?? 0;
  }

  /**
   * Whose words a text is: between equals the title stands before the books, but not where it is a header's that a book
   * leads below.
   */
  #trust({ code }: Candidate): number {
    const { kind, billable } = this.#index.facts;
    const isHeader = kind[code] === 0 && billable[code] === 0;
    return isHeader ? headerTrust : (trust[kind[code] ?? 0] ?? 0);
  }

  #mark(slots: readonly Slot[]): void {
    for (const word of this.#marked) this.#slotsOfWord[word] = 0;
    this.#marked = [];
    this.#meant = 0;
    this.#isSided = slots.some(({ term }) => term.side === true);
    for (const [place, slot] of slots.entries()) {
      if (slot.meant) this.#meant |= 1 << place;
      for (const { words } of slot.alternatives) {
        // What is denied is no word that a title ought to have: that it denies something is.
        for (const forms of slot.term.denied ? words.slice(0, 1) : words) {
          for (const word of forms) {
            this.#slotsOfWord[word] = (this.#slotsOfWord[word] ?? 0) | (1 << place);
            this.#marked.push(word);
          }
        }
      }
    }
  }

  /** What reading a text adds to or takes from its score, when it satisfies these slots. */
  scoreOf(code: number, slots: number): number {
    const shard = this.#index.shardOf(code);
    const reading = this.#read(shard, code - shard.base, slots);
    let score = reading.unsaid === 0 ? nothingUnsaid : -0.15 * (reading.unsaid / reading.weighty);
    if (reading.pairs > 0) score += 0.05 * (reading.inOrder / reading.pairs);
    if (reading.firstIsMatched) score += 0.03;
    // Twice unspecified, in kind and in site, is the more general.
    if (reading.unspecified > 0) score += 0.03 + 0.01 * reading.unspecified;
    if (reading.without) score += 0.04;
    // "Other specified" is where what has no code of its own belongs.
    if (reading.other) score += (slots & this.#meant) === this.#meant ? -0.06 : otherBonus;
    if (reading.with) score -= 0.03;
    // "without lower urinary tract symptoms" is the opposite of what "luts" asks for.
    if (reading.denies) score -= 0.3;
    if (reading.obstetric) score -= 0.1;
    if (reading.otherSide) score -= 0.1;
    // Between equals the shorter title: it says least that was not asked for.
    return score - 0.002 * reading.length;
  }

  #read(shard: Shard, doc: number, slots: number): Reading {
    const { titles, titlesAt, titleWeights } = shard.segment;
    const from = titlesAt[doc] ?? 0;
    const to = titlesAt[doc + 1] ?? from;
    const reading: Reading = { ...nothingRead, length: to - from };
    let before = -1;
    let previous = -1;
    let without = false;
    for (let at = from; at < to; at += 1) {
      const word = shard.mergedWord[titles[at] ?? 0] ?? 0;
      const matched = (this.#slotsOfWord[word] ?? 0) & slots;
      if (word === this.#without) {
        without = matched === 0;
        reading.without ||= without;
      }
      reading.without = true;
      if (word === this.#with) without = false;
      else if (matched !== 0 && without) reading.denies = true;
      if (matched === 0) {
        if (this.#unspecified.has(word)) reading.unspecified += 1;
        else if (this.#obstetric.has(word)) reading.obstetric = true;
        else if (word === this.#other) reading.other = true;
        else if (word === this.#with) reading.with = true;
        if (this.#isSided && this.#sides.has(word)) reading.otherSide = true;
      }
      const stands = this.#standing.has(word) && !this.#saysNot.has(previous);
      previous = word;
      if (titleWeights[at] === weightyPlace || stands) {
        if (reading.weighty === 0) reading.firstIsMatched = matched !== 0;
        reading.weighty += 1;
        if (matched === 0) reading.unsaid += 1;
      }
      if (matched === 0) continue;
      const slot = 31 - Math.clz32(matched & -matched);
      if (before >= 0 && slot !== before) {
        reading.pairs += 1;
        if (slot > before) reading.inOrder += 1;
      }
      before = slot;
    }
    return reading;
  }
}

/** What an "other" code gains when part of the query is said by none. */
const otherBonus = 0.06;

/** What a text gains that says nothing beyond the query. */
const nothingUnsaid = 0.08;

/** By kind of text (`TextFacts.kind`): title, index, external causes, neoplasms, drugs, includes, PCS index. */
const trust: readonly number[] = [0, 0, -0.05, -0.01, -0.05, -0.01, 0];

const headerTrust = -0.012;

/** Titles with these words are about a pregnancy or a newborn; who means one says so. */
const obstetricWords =
  'pregnancy trimester childbirth puerperium postpartum newborn neonatal maternal fetal fetus gestational obstetric abortion'.split(
    ' ',
  );

/** What a title says, seen from the query. */
interface Reading {
  weighty: number;
  unsaid: number;
  /** Pairs of matched words that follow each other, and those among them in the order typed. */
  pairs: number;
  inOrder: number;
  firstIsMatched: boolean;
  /** How often it says "unspecified" and the like, unasked. */
  unspecified: number;
  /** Words of the title that nobody asked for. */
  other: boolean;
  with: boolean;
  without: boolean;
  obstetric: boolean;
  /** It names a side, and another was asked for. */
  otherSide: boolean;
  /** A matched word stands behind a "without" that nobody typed. */
  denies: boolean;
  /** Words in all. */
  length: number;
}

const nothingRead: Reading = {
  weighty: 0,
  unsaid: 0,
  inOrder: 0,
  pairs: 0,
  firstIsMatched: false,
  unspecified: 0,
  other: false,
  with: false,
  without: false,
  obstetric: false,
  otherSide: false,
  denies: false,
  length: 0,
};
