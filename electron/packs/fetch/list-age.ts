import type { Line } from '../../contract/codes.ts';
import type { FeedList } from './feed-index.ts';

/** Published every quarter; the others twice a year at most. */
const quarterly: ReadonlySet<Line> = new Set(['hcpcs', 'ncci', 'mpfs']);

/** Days in the longest quarter and half-year, and some for whoever makes packs of what was published. */
const [quarter, halfYear] = [92 + 8, 184 + 16];

/**
 * Whether a list was made so long ago that its publisher must have had something newer since: the feed is not kept any
 * more, a mirror is behind, or somebody withholds what came after. A feed without news is published anew all the same.
 *
 * @param today YYYY-MM-DD
 */
export function isOldList({ created, packs }: FeedList, today: string): boolean {
  const limit = packs.some(({ line }) => quarterly.has(line)) ? quarter : halfYear;
  return (Date.parse(today) - Date.parse(created)) / 86_400_000 > limit;
}
