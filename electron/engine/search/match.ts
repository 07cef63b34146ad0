import { systems } from '../../contract/codes.ts';
import type { Candidate } from './best-candidates.ts';
import { BestCandidates } from './best-candidates.ts';
import type { Alternative, Slot } from './expand.ts';
import type { MergedIndex, Shard } from './index.ts';

/** What limits a word search before anything is ranked. */
export interface MatchLimits {
  /** One flag per place in `systems`: 1 = show. */
  shown: Uint8Array;
  /** Date of service as a day number: codes that had ended, or had not begun, do not match. */
  day: number;
}

/** With fewer codes than this that satisfy the query best, those that satisfy less of it are of use too. */
const fewFull = 10;

export interface Matches {
  /** The best `keep` candidates, best first. */
  best: Candidate[];
  /** Codes that satisfy as many slots as the best does, per place in `systems`, whether shown or not. */
  counts: Uint32Array;
}

/**
 * Reads the postings of every alternative of every slot and keeps the best codes. The arrays are as long as the
 * index and made once; a query clears only what it touched. Postings are read best alternative first, so a slot
 * counts once per code, with its best reading.
 */
export class Matcher {
  readonly #index: MergedIndex;
  readonly #score: Float32Array;
  readonly #slots: Uint16Array;
  readonly #touched: Uint32Array;
  #touchedCount = 0;

  constructor(index: MergedIndex) {
    this.#index = index;
    this.#score = new Float32Array(index.codes);
    this.#slots = new Uint16Array(index.codes);
    this.#touched = new Uint32Array(index.codes);
  }

  match(slots: Slot[], limits: MatchLimits, keep: number): Matches {
    this.#touchedCount = 0;
    for (const [place, slot] of slots.entries()) {
      for (const alternative of slot.alternatives) {
        const gain = slot.weight * alternative.quality;
        for (const shard of this.#index.shards) this.#read(shard, alternative, 1 << place, gain, limits.day);
      }
    }
    return this.#collect(slots, limits, keep);
  }

  #read(shard: Shard, alternative: Alternative, bit: number, gain: number, day: number): void {
    const [first] = alternative.words;
    if (!first) return;
    if (alternative.words.length === 1) {
      for (const word of first) this.#readPostings(shard, word, undefined, bit, gain, day);
      return;
    }
    const rarest = rarestOf(alternative.words, shard);
    if (!rarest) return;
    const others = alternative.words.filter((forms) => forms !== rarest);
    for (const word of rarest) this.#readPostings(shard, word, others, bit, gain, day);
  }

  /** Marks every code of one word's postings whose title also holds a form of each of `others`. */
  #readPostings(
    shard: Shard,
    word: number,
    others: number[][] | undefined,
    bit: number,
    gain: number,
    day: number,
  ): void {
    const local = shard.localWord[word] ?? -1;
    if (local < 0) return;
    const { postings, postingsAt, added, ended } = shard.segment;
    const end = postingsAt[local + 1] ?? 0;
    for (let at = postingsAt[local] ?? 0; at < end; at += 1) {
      const doc = postings[at] ?? 0;
      const code = shard.base + doc;
      const slots = this.#slots[code] ?? 0;
      if ((slots & bit) !== 0) continue;
      if (shard.doubles !== null && shard.doubles[doc] === 1) continue;
      if (shard.dated && ((ended[doc] ?? 0) < day || (added[doc] ?? 0) > day)) continue;
      if (others && !others.every((forms) => titleHolds(shard, doc, forms))) continue;
      if (slots === 0) {
        this.#touched[this.#touchedCount] = code;
        this.#touchedCount += 1;
        this.#score[code] = gain;
      } else {
        this.#score[code] = (this.#score[code] ?? 0) + gain;
      }
      this.#slots[code] = slots | bit;
    }
  }

  #collect(slots: Slot[], limits: MatchLimits, keep: number): Matches {
    const { shares, spans, total } = coverageOf(slots);
    const { system, billable, weightyWords, prior } = this.#index.facts;
    const counts = new Uint32Array(systems.length);
    let fullest = 0;
    for (let at = 0; at < this.#touchedCount; at += 1) {
      const code = this.#touched[at] ?? 0;
      const share = shares[this.#slots[code] ?? 0] ?? 0;
      if (share < fullest) continue;
      if (share > fullest) counts.fill(0);
      fullest = share;
      const place = system[code] ?? 0;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    // Codes that satisfy much less of the query than the best do cannot come near its rows, unless those are few.
    const full = counts.reduce((sum, count) => sum + count, 0);
    const whole = (1 << slots.length) - 1;
    const weak = weakOf(slots);
    const least = fullest * (full < fewFull ? 0.3 : 0.6);
    const best = new BestCandidates(keep);
    for (let at = 0; at < this.#touchedCount; at += 1) {
      const code = this.#touched[at] ?? 0;
      const set = this.#slots[code] ?? 0;
      this.#slots[code] = 0;
      const share = shares[set] ?? 0;
      if ((set & weak) === set && weak !== whole) continue;
      if (share < least || limits.shown[system[code] ?? 0] === 0) continue;
      // How well the matched terms were matched, how many of all terms, how much else the title says.
      const sure = (this.#score[code] ?? 0) / total;
      const dense = Math.min(1, (spans[set] ?? 0) / (weightyWords[code] ?? 1));
      const header = billable[code] === 0 ? 0.04 : 0;
      best.offer(code, set, sure * share * (0.7 + 0.3 * dense) + (prior[code] ?? 0) / 2550 - header);
    }
    return { best: best.sorted(), counts };
  }
}

function rarestOf(words: number[][], shard: Shard): number[] | undefined {
  let rarest: number[] | undefined;
  let fewest = Infinity;
  for (const forms of words) {
    let count = 0;
    for (const word of forms) {
      const local = shard.localWord[word] ?? -1;
      if (local >= 0)
        count += (shard.segment.postingsAt[local + 1] ?? 0) - (shard.segment.postingsAt[local] ?? 0);
    }
    if (count === 0) return undefined;
    if (count < fewest) {
      fewest = count;
      rarest = forms;
    }
  }
  return rarest;
}

function titleHolds(shard: Shard, doc: number, forms: number[]): boolean {
  const { titles, titlesAt } = shard.segment;
  const end = titlesAt[doc + 1] ?? 0;
  for (let at = titlesAt[doc] ?? 0; at < end; at += 1) {
    const word = titles[at] ?? 0;
    for (const form of forms) if (shard.localWord[form] === word) return true;
  }
  return false;
}

/** Slots of one typed letter: they order codes that satisfy another slot and bring in none of their own. */
function weakOf(slots: Slot[]): number {
  let weak = 0;
  for (const [place, { term }] of slots.entries()) {
    if (term.words.length === 1 && /^[a-z]$/.test(term.words[0] ?? '')) weak |= 1 << place;
  }
  return weak;
}

/** For every set of slots (bit per slot): its share of the query's weight, and how many title words it spans. */
function coverageOf(slots: Slot[]): { shares: Float32Array; spans: Uint8Array; total: number } {
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0) || 1;
  const sums = new Float64Array(1 << slots.length);
  const spans = new Uint8Array(1 << slots.length);
  for (const [place, slot] of slots.entries()) {
    const span = Math.max(slot.term.words.length, slot.alternatives[0]?.words.length ?? 0);
    const bit = 1 << place;
    // Each set with this as its highest slot is a smaller set plus this slot.
    for (let rest = 0; rest < bit; rest += 1) {
      sums[bit + rest] = (sums[rest] ?? 0) + slot.weight / total;
      spans[bit + rest] = (spans[rest] ?? 0) + span;
    }
  }
  // Equal shares are equal in whatever order they were added up.
  const shares = Float32Array.from(sums, (sum) => Math.round(sum * 1e6) / 1e6);
  return { shares, spans, total };
}
