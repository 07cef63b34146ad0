import type { ChangeKind } from '../contract/changes.ts';
import type { MergedCode } from './code-book.ts';
import type { CodeRow } from './rows.ts';

export interface CodeChange {
  /** Place of the newer release among those of its data set, oldest first. */
  release: number;
  kind: ChangeKind;
  /** The text that changed, as both releases print it; null where one of them has none. */
  before: string | null;
  after: string | null;
}

type Compared = Pick<CodeRow, 'title' | 'short' | 'billable'>;

/** Changes of one code between neighbouring releases, oldest first. */
export function changesOf(code: MergedCode, releases: number): CodeChange[] {
  const changes: CodeChange[] = [];
  for (let release = 1; release < releases; release += 1) {
    const change = changeBetween(stateIn(code, release - 1), stateIn(code, release));
    if (change) changes.push({ release, ...change });
  }
  return changes;
}

function stateIn(code: MergedCode, release: number): CodeRow | null {
  return code.states.find((state) => (state.releases & (1 << release)) !== 0)?.row ?? null;
}

/** What happened to a code from one release to another; null where nothing did. */
export function changeBetween(
  before: Compared | null,
  after: Compared | null,
): Omit<CodeChange, 'release'> | null {
  if (!before && !after) return null;
  if (!before) return { kind: 'new', before: null, after: after?.title ?? null };
  if (!after) return { kind: 'deleted', before: before.title, after: null };
  if (before.billable === true && after.billable === false) {
    return { kind: 'became-header', before: before.title, after: after.title };
  }
  if (before.billable === false && after.billable === true) {
    return { kind: 'became-billable', before: before.title, after: after.title };
  }
  if (before.title !== after.title) return { kind: 'revised', before: before.title, after: after.title };
  if (before.short !== after.short) return { kind: 'revised', before: before.short, after: after.short };
  return null;
}
