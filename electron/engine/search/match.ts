import type { Candidate } from './best-candidates.ts';
import { BestPerSet } from './best-per-set.ts';
import type { Coverage } from './coverage.ts';
import { coverageOf } from './coverage.ts';
import type { Alternative, Slot } from './expand.ts';
import type { Filtered, Filters } from './filters.ts';
import type { MergedIndex, Shard } from './index.ts';
import type { Said } from './said.ts';
import { rarestOf, textHoldsAll } from './shard-words.ts';

/** What limits a question in words before anything is ranked. */
export interface Limits {
  /** Every code that satisfies as much of the query as the best does is counted in them. */
  filters: Filters;
  said: Said;
  /** Flags by text of what is in force: see `MergedIndex.aliveOn`. */
  alive: Uint8Array;
}

/** With fewer texts than this that satisfy the query best, those that satisfy less of it are of use too. */
const fewFull = 10;
const leastShare = { few: 0.3, many: 0.6 } as const;

/**
 * Bounds of the work of one query. Postings of the rarest term are read first; when that many have been read, what is
 * left of the query is checked only in texts found so far.
 */
export const mostPostings = 200_000;
/** Of a term of one or two letters, which begins a large part of the vocabulary: its best words are in these. */
const mostPostingsOfLetters = 60_000;
export const mostTextsRead = 12_000;

export interface Matches {
  /** The best `keep` candidates, best first. */
  best: Candidate[];
  /** Titles of codes that a term names: what else they say counts as said. */
  named: ReadonlySet<number>;
  work: Work;
}

/** What a query cost, in steps: comparable between machines. */
export interface Work {
  postings: number;
  texts: number;
}
export const noWork: Work = { postings: 0, texts: 0 };

/**
 * Reads the postings of every alternative of every slot and keeps the best texts. The arrays are as long as the
 * index and made once; a query clears only what it touched. Postings are read best alternative first, so a slot
 * counts once per text, with its best reading.
 *
 * Slots are read weightiest first. When all that is left could not bring a text near those found already, no new
 * texts are taken in (MaxScore), and a slot far more common than the texts found is looked up in those instead.
 */
export class Matcher {
  readonly #index: MergedIndex;
  readonly #score: Float32Array;
  readonly #slots: Uint16Array;
  readonly #touched: Uint32Array;
  readonly #counted: Uint8Array;
  readonly #gain: Float32Array;
  readonly #filtered: Filtered = { system: 0, billable: 0, category: 0 };
  #named = new Set<number>();
  #touchedCount = 0;
  /** Postings that may have been read when the slot at hand is done. */
  #budget = mostPostings;
  #seen = new Uint8Array(1);
  #work: Work = { postings: 0, texts: 0 };

  constructor(index: MergedIndex) {
    this.#index = index;
    this.#score = new Float32Array(index.texts);
    this.#slots = new Uint16Array(index.texts);
    this.#touched = new Uint32Array(index.texts);
    this.#counted = new Uint8Array(index.texts);
    this.#gain = new Float32Array(index.words.length);
  }

  match(slots: readonly Slot[], limits: Limits, keep: number): Matches {
    const { alive } = limits;
    const coverage = coverageOf(slots);
    this.#touchedCount = 0;
    this.#named = new Set();
    this.#work = { postings: 0, texts: 0 };
    this.#seen = new Uint8Array(1 << slots.length);
    const isWeak = (place: number) => (coverage.weak >>> place) & 1;
    const order = slots
      .map((_slot, place) => place)
      .toSorted((a, b) => isWeak(a) - isWeak(b) || weightAt(slots, b) - weightAt(slots, a));
    let left = 1;
    for (const place of order) {
      const slot = slots[place];
      if (!slot) continue;
      const bit = 1 << place;
      // What a text that has none of the slots read so far could still reach.
      const takesNew = isWeak(place) === 0 && left >= leastShare.few * this.#fullest(coverage) - 1e-6;
      left -= slot.weight / coverage.total;
      const isShort = takesNew && slot.term.words.every((word) => word.length <= 2);
      this.#budget = isShort
        ? Math.min(mostPostings, this.#work.postings + mostPostingsOfLetters)
        : mostPostings;
      const found = this.#touchedCount;
      if (!takesNew && found <= mostTextsRead && this.#postingsOf(slot) > 20 * found) this.#lookUp(slot, bit);
      else for (const one of slot.alternatives) this.#readAlternative(slot, one, bit, takesNew, alive);
    }
    return {
      best: this.#collect(coverage, limits, keep),
      named: this.#named,
      work: this.#work,
    };
  }

  #fullest({ shares }: Coverage): number {
    let fullest = 0;
    for (let set = 0; set < this.#seen.length; set += 1)
      if (this.#seen[set] === 1 && (shares[set] ?? 0) > fullest) fullest = shares[set] ?? 0;
    return fullest;
  }

  /** True where some text satisfies all of these slots. */
  #satisfies(slots: number): boolean {
    return this.#seen.some((seen, set) => seen === 1 && (set & slots) === slots);
  }

  #postingsOf({ alternatives }: Slot): number {
    let postings = 0;
    for (const { words } of alternatives) {
      for (const word of words[0] ?? []) postings += this.#index.frequency[word] ?? 0;
    }
    return postings;
  }

  /** Looks in the texts found so far for a slot whose postings are many more. */
  #lookUp(slot: Slot, bit: number): void {
    const singles = slot.alternatives.filter(({ words }) => words.length === 1);
    for (const { words, quality } of singles.toReversed()) {
      for (const word of words[0] ?? []) this.#gain[word] = slot.weight * quality;
    }
    const longer = slot.alternatives.filter(({ words }) => words.length !== 1);
    for (let at = 0; at < this.#touchedCount && this.#work.texts < mostTextsRead; at += 1) {
      const text = this.#touched[at] ?? 0;
      const shard = this.#index.shardOf(text);
      this.#work.texts += 1;
      let gain = this.#bestGain(shard, text - shard.base);
      for (const { words, quality, codes } of longer) {
        if (slot.weight * quality <= gain) break;
        if (codes ? codes.includes(text) : textHoldsAll(shard, text - shard.base, words))
          gain = slot.weight * quality;
      }
      if (gain > 0) this.#add(text, bit, gain);
    }
    for (const { words } of singles) for (const word of words[0] ?? []) this.#gain[word] = 0;
  }

  #bestGain({ segment: { titles, titlesAt }, mergedWord }: Shard, own: number): number {
    let best = 0;
    const end = titlesAt[own + 1] ?? 0;
    for (let at = titlesAt[own] ?? 0; at < end; at += 1) {
      const gain = this.#gain[mergedWord[titles[at] ?? 0] ?? 0] ?? 0;
      if (gain > best) best = gain;
    }
    return best;
  }

  #readAlternative(
    slot: Slot,
    { words, quality, codes }: Alternative,
    bit: number,
    takesNew: boolean,
    alive: Uint8Array,
  ): void {
    const gain = slot.weight * quality;
    const [first] = words;
    if (!first) {
      this.#readCodes(codes ?? [], bit, gain, takesNew, alive);
      return;
    }
    for (const shard of this.#index.shards) {
      if (words.length === 1) {
        for (const word of first) this.#readPostings(shard, word, undefined, bit, gain, takesNew, alive);
        continue;
      }
      const rarest = rarestOf(words, shard);
      if (!rarest) continue;
      const others = words.filter((forms) => forms !== rarest);
      for (const word of rarest) this.#readPostings(shard, word, others, bit, gain, takesNew, alive);
    }
  }

  /** Marks the titles of codes that a term names. */
  #readCodes(
    codes: readonly number[],
    bit: number,
    gain: number,
    takesNew: boolean,
    alive: Uint8Array,
  ): void {
    for (const text of codes) {
      const set = this.#slots[text] ?? 0;
      if ((set & bit) !== 0 || alive[text] === 0 || (set === 0 && !takesNew)) continue;
      this.#named.add(text);
      this.#add(text, bit, gain);
    }
  }

  /** Marks every text of one word's postings that also holds a form of each of `others`. */
  #readPostings(
    shard: Shard,
    word: number,
    others: number[][] | undefined,
    bit: number,
    gain: number,
    takesNew: boolean,
    alive: Uint8Array,
  ): void {
    const local = shard.localWord[word] ?? -1;
    if (local < 0) return;
    const { postings, postingsAt } = shard.segment;
    const from = postingsAt[local] ?? 0;
    const end = Math.min(postingsAt[local + 1] ?? 0, from + this.#budget - this.#work.postings);
    if (end <= from) return;
    this.#work.postings += end - from;
    for (let at = from; at < end; at += 1) {
      const own = postings[at] ?? 0;
      const text = shard.base + own;
      const set = this.#slots[text] ?? 0;
      if ((set & bit) !== 0 || alive[text] === 0 || (set === 0 && !takesNew)) continue;
      if (others) {
        if (this.#work.texts >= mostTextsRead) return;
        this.#work.texts += 1;
        if (!textHoldsAll(shard, own, others)) continue;
      }
      this.#add(text, bit, gain);
    }
  }

  #add(text: number, bit: number, gain: number): void {
    const set = this.#slots[text] ?? 0;
    if (set === 0) {
      this.#touched[this.#touchedCount] = text;
      this.#touchedCount += 1;
      this.#score[text] = gain;
    } else {
      this.#score[text] = (this.#score[text] ?? 0) + gain;
    }
    this.#slots[text] = set | bit;
    this.#seen[set | bit] = 1;
  }

  #collect(coverage: Coverage, { filters, said }: Limits, keep: number): Candidate[] {
    const { shares, spans, total } = coverage;
    const { code, system, billable, category, weightyWords, prior } = this.#index.facts;
    // Where a side or the like is all that is found, nothing is.
    const fullest = this.#fullest(coverage) || 1;
    let full = 0;
    for (let at = 0; at < this.#touchedCount; at += 1) {
      const text = this.#touched[at] ?? 0;
      if ((shares[this.#slots[text] ?? 0] ?? 0) < fullest) continue;
      if (said.asks && !said.passes(text)) continue;
      // A code counts once, under however many names it is found.
      const own = code[text] ?? 0;
      if (this.#counted[own] === 1) continue;
      this.#counted[own] = 1;
      full += 1;
      this.#filtered.system = system[text] ?? 0;
      this.#filtered.billable = billable[text] ?? 0;
      this.#filtered.category = category[text] ?? 0;
      filters.count(this.#filtered, own);
    }
    // Texts that satisfy much less of the query than the best do cannot come near its rows, unless those are few.
    const divided = !this.#satisfies(coverage.meant);
    const least = fullest * (divided || full < fewFull ? leastShare.few : leastShare.many);
    const best = new BestPerSet(keep, divided ? (set) => set & coverage.meant : () => 0);
    for (let at = 0; at < this.#touchedCount; at += 1) {
      const text = this.#touched[at] ?? 0;
      const set = this.#slots[text] ?? 0;
      this.#slots[text] = 0;
      this.#counted[code[text] ?? 0] = 0;
      const share = shares[set] ?? 0;
      if (share < least) continue;
      this.#filtered.system = system[text] ?? 0;
      this.#filtered.billable = billable[text] ?? 0;
      this.#filtered.category = category[text] ?? 0;
      if (!filters.passes(this.#filtered) || (said.asks && !said.passes(text))) continue;
      // How well the matched terms were matched, how many of all terms, how much else the text says.
      const sure = (this.#score[text] ?? 0) / total;
      const dense = this.#named.has(text) ? 1 : Math.min(1, (spans[set] ?? 0) / (weightyWords[text] ?? 1));
      const header = billable[text] === 0 ? 0.04 : 0;
      best.offer(text, set, sure * share * (0.7 + 0.3 * dense) + (prior[text] ?? 0) / 2550 - header);
    }
    return best.sorted();
  }
}

function weightAt(slots: readonly Slot[], place: number): number {
  return slots[place]?.weight ?? 0;
}
