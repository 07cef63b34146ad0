import type { MergedIndex } from './index.ts';
import type { Candidate } from './best-candidates.ts';

/** One row to be: the code that stands for its family, and how many more the family has. */
export interface Folded {
  code: number;
  more: number;
}

/**
 * Folds ranked codes that differ only by their 7th character into one row each, at the place of the best of them.
 * The row shows the code a coder can report: the first member (initial encounter) among those that satisfy most of
 * the query, never the header they share.
 */
export function* foldFamilies(ranked: readonly Candidate[], index: MergedIndex): Generator<Folded> {
  const families = new Map<number, Candidate[]>();
  const order: number[] = [];
  for (const candidate of ranked) {
    const family = familyOf(candidate.code, index);
    const members = families.get(family);
    if (members) {
      members.push(candidate);
    } else {
      families.set(family, [candidate]);
      order.push(family);
    }
  }
  for (const family of order) {
    const size = familySize(family, index);
    if (size === 0) yield { code: family, more: 0 };
    else yield { code: representative(family, families.get(family) ?? []), more: size - 1 };
  }
}

/** Merged number of the header that a code's 7th-character family shares, or the code itself. */
function familyOf(code: number, index: MergedIndex): number {
  const { base, segment } = index.shardOf(code);
  return base + (segment.family[code - base] ?? code - base);
}

/** Members follow their header without a gap. */
function familySize(header: number, index: MergedIndex): number {
  const { base, segment } = index.shardOf(header);
  const doc = header - base;
  let size = 0;
  while (segment.family[doc + size + 1] === doc) size += 1;
  return size;
}

function representative(header: number, members: readonly Candidate[]): number {
  let best: Candidate | undefined;
  for (const member of members) {
    if (member.code === header) continue;
    const more = best === undefined || bits(member.slots) > bits(best.slots);
    if (more || (bits(member.slots) === bits(best?.slots ?? 0) && member.code < (best?.code ?? 0)))
      best = member;
  }
  return best?.code ?? header + 1;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
