import type { Edition } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';

/** A release by what it is of. */
export type Dated = Pick<Release, 'dataset' | 'edition'>;

/** How what is offered stands to what is held. */
export interface Order {
  /** Of one data set at least there is a newer edition, or the first one. */
  newer: boolean;
  /** The first data set of which something newer is held, by the newest edition of each side; null where none is. */
  older: { offered: Edition; held: Edition } | null;
}

/**
 * Compares data set by data set, by the day on which each one's newest edition begins. Data sets that are held and not
 * offered do not count: they stay.
 */
export function orderOf(offered: readonly Dated[], held: readonly Dated[]): Order {
  const order: Order = { newer: false, older: null };
  const had = newestOf(held);
  for (const [dataset, edition] of newestOf(offered)) {
    const before = had.get(dataset);
    if (before === undefined || edition.begins > before.begins) order.newer = true;
    else if (edition.begins < before.begins) order.older ??= { offered: edition, held: before };
  }
  return order;
}

function newestOf(releases: readonly Dated[]): Map<Dated['dataset'], Edition> {
  const newest = new Map<Dated['dataset'], Edition>();
  for (const { dataset, edition } of releases) {
    if (edition.begins > (newest.get(dataset)?.begins ?? '')) newest.set(dataset, edition);
  }
  return newest;
}
