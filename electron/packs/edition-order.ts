import type { Release } from '../contract/editions.ts';

/** A release by what it is of. */
export type Dated = Pick<Release, 'dataset' | 'edition'>;

/**
 * How what is offered stands to what is held, data set by data set, by the day on which each one's newest edition
 * begins. `newer`: of one data set at least there is a newer edition, or the first one; `older`: of one, an older.
 */
export function orderOf(
  offered: readonly Dated[],
  held: readonly Dated[],
): { newer: boolean; older: boolean } {
  const order = { newer: false, older: false };
  const had = newestOf(held);
  for (const [dataset, begins] of newestOf(offered)) {
    const before = had.get(dataset) ?? '';
    if (begins > before) order.newer = true;
    if (begins < before) order.older = true;
  }
  return order;
}

function newestOf(releases: readonly Dated[]): Map<Dated['dataset'], string> {
  const newest = new Map<Dated['dataset'], string>();
  for (const { dataset, edition } of releases) {
    if (edition.begins > (newest.get(dataset) ?? '')) newest.set(dataset, edition.begins);
  }
  return newest;
}
