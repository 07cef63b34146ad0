import { deniedPlace, weightyPlace } from '../../codeset/words.ts';
import { systems } from '../../contract/codes.ts';
import type { MergedIndex, Shard } from './index.ts';
import type { Ranker } from './rank.ts';
import { TitleWords } from './title-words.ts';
import { stemOf } from './word-forms.ts';

/** Scores nearer than this differ by chance: the length of an encounter's wording. */
const clearlyBetter = 0.035;
/** Codes below headers that are read for one query; the largest table that an index names has 1,157. */
const mostRead = 6000;

const procedures = systems.indexOf('icd10pcs');

/** The codes below a header: merged numbers from `from` on, `reach` of them. */
export interface Below {
  header: number;
  from: number;
  reach: number;
}

/** What led to a header. */
export interface Led {
  /** Slots of the query that were satisfied on the way. */
  slots: number;
  /** The name that led there; null for the title of a code below it, whose slots are then asked of the code shown. */
  name: number | null;
}

/**
 * Chooses among the codes below a header. A code stands for the header only where what it says beyond it was said, by
 * the query or by the name that led there; what is "unspecified" or "not …" says nothing. Anything else would look like
 * an answer and be a guess: a side or a site that nobody named.
 */
export class BelowHeader {
  readonly #index: MergedIndex;
  readonly #ranker: Ranker;
  /** By merged word, the number of its stem; 0 until the word is met. */
  readonly #stemOf: Uint32Array;
  readonly #stems = new Map<string, number>();
  /** By stem: `#now` where the header, the name, or all codes below the header say it. */
  readonly #saidAt: Uint32Array;
  #now = 0;
  /** By stem: `#seen` where every code read so far says it. */
  readonly #seenAt: Uint32Array;
  #seen = 1;
  #left = mostRead;
  readonly #words: TitleWords;
  /** What the title read last says beyond what was said; kept to allocate nothing per code. */
  readonly #read = { slots: 0, isSaid: true, isSided: false, told: 0, open: 0 };

  constructor(index: MergedIndex, ranker: Ranker) {
    this.#index = index;
    this.#ranker = ranker;
    this.#stemOf = new Uint32Array(index.words.length);
    this.#saidAt = new Uint32Array(index.words.length + 1);
    this.#seenAt = new Uint32Array(index.words.length + 1);
    this.#words = new TitleWords(index);
  }

  /** Before the first header of a query: its codes below headers are read as far as a bound allows. */
  begin(): void {
    this.#left = mostRead;
  }

  /** The code below a header to show for what led there, or undefined where none says only what was said. */
  choose(below: Below, { slots, name }: Led, alive: Uint8Array): number | undefined {
    this.#left -= below.reach;
    if (this.#left < 0) return undefined;
    this.#now += 1;
    this.#markText(below.header);
    if (name !== null) this.#markText(name);
    this.#markCommon(below, alive);
    const asked = name === null ? slots & ~this.#ranker.slotsOf(below.header) : 0;
    return this.#best(below, slots, asked, alive);
  }

  /**
   * Most of the query that nothing else said; then what tells least beside it, or the clearly better title; the first.
   * A code that says more than was said stands in only where it is asked for and names no side.
   */
  #best({ from, reach }: Below, slots: number, asked: number, alive: Uint8Array): number | undefined {
    const shard = this.#index.shardOf(from);
    const { billable, system } = this.#index.facts;
    let best: number | undefined;
    let bestMore = -1;
    let bestScore = 0;
    let isBestSaid = false;
    for (let code = from; code < from + reach; code += 1) {
      if (billable[code] === 0 || alive[code] === 0) continue;
      const isProcedure = system[code] === procedures;
      this.#readTitle(shard, code - shard.base, isProcedure);
      const { slots: own, told, open, isSaid, isSided } = this.#read;
      if ((own & asked) !== asked || (!isSaid && (isBestSaid || isSided || asked === 0))) continue;
      const more = bits(own & ~slots) + bits(own) / 100;
      const isFirstSaid = isSaid && !isBestSaid;
      if (more < bestMore && !isFirstSaid) continue;
      const score = isProcedure ? -told : open + this.#ranker.scoreOf(code, own);
      if (more > bestMore || isFirstSaid || score - bestScore > clearlyBetter) {
        best = code;
        bestMore = more;
        bestScore = score;
        isBestSaid = isSaid;
      }
    }
    return best;
  }

  /** Reads a title into `#read`. */
  #readTitle({ segment, mergedWord }: Shard, doc: number, isProcedure: boolean): void {
    const { titles, titlesAt, titleWeights } = segment;
    const read = this.#read;
    const to = titlesAt[doc + 1] ?? 0;
    let unsaid = 0;
    let isDenied = false;
    let isDevice = false;
    /** The word before counts as unsaid, and not if "unspecified" follows it: "stage unspecified". */
    let isOpen = false;
    let others = 0;
    read.slots = 0;
    read.isSided = false;
    read.open = 0;
    read.told = 0;
    for (let at = titlesAt[doc] ?? 0; at < to; at += 1) {
      const word = mergedWord[titles[at] ?? 0] ?? 0;
      read.slots |= this.#ranker.slotsOfWord(word);
      const next = at + 1 < to ? (mergedWord[titles[at + 1] ?? 0] ?? 0) : -1;
      if (word === this.#words.unspecified && isOpen) unsaid -= 1;
      isOpen = false;
      // What "without" denies is told by its weight; "not" says nothing at all.
      isDenied = word !== this.#words.without && this.#words.denies(word, next, isDenied);
      if (isProcedure && this.#words.with.has(word)) isDevice = true;
      const isSide = this.#words.sides.has(word);
      const isQuiet = isDenied || titleWeights[at] !== weightyPlace || this.#words.defaults.has(word);
      if (isQuiet && !isSide && !this.#words.ordinals.has(word)) {
        if (word === this.#words.unspecified) read.open += 0.1;
        else if (titleWeights[at] === deniedPlace && !isDenied && !this.#isSaid(word)) read.open -= 1;
        continue;
      }
      // "Other specified disorders of bone, other site": the header says it once.
      const isAgain = word === this.#words.other && others > 0;
      if (word === this.#words.other) others += 1;
      if ((this.#isSaid(word) && !isAgain) || (this.#words.limbs.has(next) && this.#isPartSaid(word)))
        continue;
      const isApproach = isProcedure && this.#words.approaches.has(word);
      read.told += isApproach ? 0.1 : Math.log(this.#index.texts / (1 + (this.#index.frequency[word] ?? 0)));
      if (isDevice || isApproach) continue;
      unsaid += 1;
      isOpen = this.#words.aspects.has(word);
      if (isSide) read.isSided = true;
    }
    read.isSaid = unsaid === 0;
  }

  #isSaid(word: number): boolean {
    return this.#ranker.slotsOfWord(word) !== 0 || this.#saidAt[this.#stem(word)] === this.#now;
  }

  /** "lower" of a limb is said by "foot". */
  #isPartSaid(half: number): boolean {
    return this.#words.partsOfLimbs.get(half)?.some((part) => this.#isSaid(part)) ?? false;
  }

  #markText(text: number): void {
    const { segment, base, mergedWord } = this.#index.shardOf(text);
    const to = segment.titlesAt[text - base + 1] ?? 0;
    for (let at = segment.titlesAt[text - base] ?? 0; at < to; at += 1)
      this.#saidAt[this.#stem(mergedWord[segment.titles[at] ?? 0] ?? 0)] = this.#now;
  }

  /**
   * Marks what all codes below a header say, which chooses none of them. Some titles leave out what the others say:
   * "Tinnitus, left ear" and "Tinnitus, bilateral"; "initial encounter for closed fracture" and "sequela".
   */
  #markCommon({ from, reach }: Below, alive: Uint8Array): void {
    const shard = this.#index.shardOf(from);
    const { billable } = this.#index.facts;
    const { titles, titlesAt } = shard.segment;
    let last = -1;
    for (let code = from; code < from + reach; code += 1) {
      if (billable[code] === 0 || alive[code] === 0) continue;
      const at = titlesAt[code - shard.base] ?? 0;
      const to = titlesAt[code - shard.base + 1] ?? 0;
      if (this.#isShort(shard, at, to)) continue;
      const isFirst = last < 0;
      last = code;
      let isDenied = false;
      for (let place = at; place < to; place += 1) {
        const word = shard.mergedWord[titles[place] ?? 0] ?? 0;
        const next = place + 1 < to ? (shard.mergedWord[titles[place + 1] ?? 0] ?? 0) : -1;
        isDenied = this.#words.denies(word, next, isDenied);
        const stem = this.#stem(word);
        if (!isDenied && (isFirst || this.#seenAt[stem] === this.#seen)) this.#seenAt[stem] = this.#seen + 1;
      }
      this.#seen += 1;
    }
    if (last >= 0) {
      const to = titlesAt[last - shard.base + 1] ?? 0;
      for (let at = titlesAt[last - shard.base] ?? 0; at < to; at += 1) {
        const stem = this.#stem(shard.mergedWord[titles[at] ?? 0] ?? 0);
        if (this.#seenAt[stem] === this.#seen) this.#saidAt[stem] = this.#now;
      }
    }
    this.#seen += 1;
  }

  #isShort({ segment: { titles }, mergedWord }: Shard, from: number, to: number): boolean {
    for (let at = from; at < to; at += 1)
      if (this.#words.shortening.has(mergedWord[titles[at] ?? 0] ?? 0)) return true;
    return false;
  }

  #stem(word: number): number {
    const known = this.#stemOf[word] ?? 0;
    if (known !== 0) return known;
    const stem = stemOf(this.#index.words[word] ?? '');
    const number = this.#stems.get(stem) ?? this.#stems.size + 1;
    this.#stems.set(stem, number);
    this.#stemOf[word] = number;
    return number;
  }
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
