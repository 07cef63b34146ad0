import { nameKinds } from '../../codeset/names/name.ts';
import type { Below } from './below-header.ts';
import { BelowHeader } from './below-header.ts';
import type { Candidate } from './best-candidates.ts';
import type { MergedIndex } from './index.ts';
import type { Ranker } from './rank.ts';
import { turnsOf } from './turns.ts';

const inclusionTerm = 1 + nameKinds.indexOf('includes');

/** One row to be: the code that stands for its family, how many more the family has, and the text that found it. */
export interface Folded {
  code: number;
  more: number;
  by: Candidate;
}

/** What rows are made for besides the ranked texts. */
export interface Folding {
  /** Slots of words that mean something, a bit each. */
  meant: number;
  /** Flags by text: see `MergedIndex.aliveOn`. */
  alive: Uint8Array;
  /** By family, the code that is shown of it whatever the words say. */
  chosen: ReadonlyMap<number, number>;
  /** Codes that the word lists name together, a header with all below it. */
  named: readonly Below[];
  /** False for a code that the filters leave out. */
  passes: (code: number) => boolean;
}

/** Makes rows of ranked texts: codes that differ only in what nobody asked for are one row, at the place of the best. */
export class Folder {
  readonly #index: MergedIndex;
  readonly #ranker: Ranker;
  readonly #below: BelowHeader;

  constructor(index: MergedIndex, ranker: Ranker) {
    this.#index = index;
    this.#ranker = ranker;
    this.#below = new BelowHeader(index, ranker);
  }

  *rows(ranked: readonly Candidate[], folding: Folding): Generator<Folded> {
    const seen = new Set<number>();
    this.#below.begin();
    for (const turn of turnsOf(ranked, folding.meant)) {
      for (let by = turn.next(); by; by = turn.next()) {
        let best = this.#ofNamed(by, folding) ?? this.#shown(by, folding);
        if (seen.has(this.familyOf(best))) best = this.#shown(by, folding);
        const family = this.familyOf(best);
        if (seen.has(family)) continue;
        seen.add(family);
        const code = folding.chosen.get(family) ?? best;
        const reportable = this.membersOf(family).length;
        yield { code, more: Math.max(0, code === family ? reportable : reportable - 1), by };
        break;
      }
    }
  }

  /** The header that near-duplicates share, or the code itself. Merged numbers. */
  familyOf(code: number): number {
    const { base, segment } = this.#index.shardOf(code);
    return base + (segment.family[code - base] ?? code - base);
  }

  /** Merged numbers of the codes of a family that can be reported; none for a code that stands alone. */
  membersOf(header: number): number[] {
    const { billable } = this.#index.facts;
    const members: number[] = [];
    for (let code = header + 1; code <= header + this.#familySize(header); code += 1) {
      if (billable[code] !== 0) members.push(code);
    }
    return members;
  }

  /** Members follow their header without a gap. */
  #familySize(header: number): number {
    const { base, segment } = this.#index.shardOf(header);
    const doc = header - base;
    let size = 0;
    while (segment.family[doc + size + 1] === doc) size += 1;
    return size;
  }

  /**
   * Of codes that the word lists name together, the one whose title says what was typed beside the name: of "abscess leg"
   * with "left" that of the left lower limb, though all of them are named.
   */
  #ofNamed(by: Candidate, { named, alive }: Folding): number | undefined {
    if (by.exact === true) return undefined;
    const below = named.find(({ from, reach }) => by.code >= from && by.code < from + reach);
    return below && this.#below.choose(below, { slots: by.slots, name: null }, alive);
  }

  /** The code that a found text puts into the list: one that can be reported, unless the header itself was named. */
  #shown(by: Candidate, { meant, alive, passes }: Folding): number {
    const { kind, code } = this.#index.facts;
    const own = code[by.code] ?? by.code;
    if (by.exact === true) return own;
    if (kind[by.code] === 0) {
      const family = this.familyOf(own);
      const size = this.#familySize(family);
      if (size === 0) return own;
      const below = { header: family, from: family + 1, reach: size };
      const member = this.#below.choose(below, { slots: by.slots, name: null }, alive);
      if (!passes(family)) return member ?? own;
      if (member === undefined) return family;
      // Words that no title says leave open which of them is meant, unless the side or the encounter was asked for.
      const header = this.#ranker.slotsOf(family);
      const says = this.#ranker.slotsOf(member) & ~header;
      return (by.slots & meant) !== meant && (header | by.slots) === header && says === 0 ? family : member;
    }
    const shard = this.#index.shardOf(by.code);
    const reach = shard.segment.nameReach[by.code - shard.base - shard.codes] ?? 1;
    if (reach === 1) return own;
    // The Tabular List prints it at the header: whoever asks for no more is shown that, as the book does.
    if (kind[by.code] === inclusionTerm && (by.slots & meant) === meant) return own;
    const header = this.#headerOf(own, alive);
    const led = { slots: by.slots, name: by.code };
    return this.#below.choose({ header, from: own, reach }, led, alive) ?? (passes(header) ? header : own);
  }

  /** The row that stands for what begins as a name's key does: itself, or the table where the key is longer than any. */
  #headerOf(own: number, alive: Uint8Array): number {
    const { billable, category, system } = this.#index.facts;
    for (let code = own; code >= 0 && category[code] === category[own]; code -= 1) {
      if (system[code] !== system[own]) break;
      if (billable[code] === 0 && alive[code] === 1) return code;
    }
    return own;
  }
}
