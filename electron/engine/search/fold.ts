import type { MergedIndex } from './index.ts';
import type { Candidate } from './best-candidates.ts';

/** Scores nearer than this differ by chance: the length of an encounter's wording. */
const clearlyBetter = 0.035;

/** One row to be: the code that stands for its family, and how many more the family has. */
export interface Folded {
  code: number;
  more: number;
}

/**
 * Folds ranked codes that differ only by their 7th character into one row each, at the place of the best of them.
 * The row shows the code a coder can report: among the members that satisfy most of the query the one whose title
 * says least beyond it, else the first (initial encounter); never the header they share.
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
    if (best === undefined || standsFirst(member, best)) best = member;
  }
  return best?.code ?? header + 1;
}

/** More of the query, then the clearly better title ("unspecified eye" before "right eye"), then the file's order. */
function standsFirst(one: Candidate, other: Candidate): boolean {
  const more = bits(one.slots) - bits(other.slots);
  if (more !== 0) return more > 0;
  const better = one.score - other.score;
  if (Math.abs(better) > clearlyBetter) return better > 0;
  return one.code < other.code;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
