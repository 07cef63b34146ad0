import { nameKinds } from '../../codeset/names/name.ts';
import type { Candidate } from './best-candidates.ts';
import type { MergedIndex } from './index.ts';
import type { Ranker } from './rank.ts';
import { turnsOf } from './turns.ts';

/** Scores nearer than this differ by chance: the length of an encounter's wording. */
const clearlyBetter = 0.035;
/** Codes below a header that are looked at for the one to show. */
const mostMembers = 300;
const inclusionTerm = 1 + nameKinds.indexOf('includes');

/** One row to be: the code that stands for its family, how many more the family has, and the text that found it. */
export interface Folded {
  code: number;
  more: number;
  by: Candidate;
}

/** Makes rows of ranked texts: codes that differ only in what nobody asked for are one row, at the place of the best. */
export class Folder {
  readonly #index: MergedIndex;
  readonly #ranker: Ranker;

  constructor(index: MergedIndex, ranker: Ranker) {
    this.#index = index;
    this.#ranker = ranker;
  }

  /**
   * @param meant slots of words that mean something, a bit each
   * @param alive flags by text: see `MergedIndex.aliveOn`
   * @param chosen by family, the code that is shown of it whatever the words say
   */
  *rows(
    ranked: readonly Candidate[],
    meant: number,
    alive: Uint8Array,
    chosen: ReadonlyMap<number, number>,
  ): Generator<Folded> {
    const seen = new Set<number>();
    for (const turn of turnsOf(ranked, meant)) {
      for (let by = turn.next(); by; by = turn.next()) {
        const best = this.#shown(by, meant, alive);
        const family = this.familyOf(best);
        if (seen.has(family)) continue;
        seen.add(family);
        const code = chosen.get(family) ?? best;
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

  /** The code that a found text puts into the list: one that can be reported, unless the header itself was named. */
  #shown(by: Candidate, meant: number, alive: Uint8Array): number {
    const { kind, code } = this.#index.facts;
    const own = code[by.code] ?? by.code;
    if (by.exact === true) return own;
    if (kind[by.code] === 0) {
      const family = this.familyOf(own);
      const size = this.#familySize(family);
      if (size === 0) return own;
      const member = this.#member(family + 1, size, by, alive) ?? own;
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
    return this.#member(own, reach, by, alive) ?? own;
  }

  /** The best to report among codes that follow each other: more of the query, the clearly better title, the first. */
  #member(from: number, reach: number, { slots }: Candidate, alive: Uint8Array): number | undefined {
    const { billable } = this.#index.facts;
    let best: { code: number; more: number; score: number } | undefined;
    for (let code = from; code < from + Math.min(reach, mostMembers); code += 1) {
      if (billable[code] === 0 || alive[code] === 0) continue;
      const own = this.#ranker.slotsOf(code);
      const more = bits(own & ~slots) + bits(own) / 100;
      if (best && more < best.more) continue;
      const score = this.#ranker.scoreOf(code, own);
      if (!best || more > best.more || score - best.score > clearlyBetter) best = { code, more, score };
    }
    return best?.code;
  }
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
