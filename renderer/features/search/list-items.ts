import type { SearchRow } from '../../../electron/contract/search.ts';
import { sharedPrefixes } from '../../lib/marks.ts';
import { rowKey } from './search-store.ts';

/** One line of the list: a result, or a member of an opened fold under it. */
export interface ListItem {
  key: string;
  row: SearchRow;
  /** Key of the row this one is folded under; null for a result. */
  parent: string | null;
  fold: 'none' | 'closed' | 'open';
  /** Leading characters of the title that the row above already shows. */
  shared: number;
}

/** Characters of a title that fit beside the code in 360 px. */
const titleFits = 30;

/** Results with the families of the opened folds under them. A code that is a result itself is not shown twice. */
export function listItems(
  rows: readonly SearchRow[],
  open: ReadonlySet<string>,
  families: ReadonlyMap<string, readonly SearchRow[]>,
): ListItem[] {
  const results = new Set(rows.map(rowKey));
  const items = rows.flatMap((row): ListItem[] => {
    const key = rowKey(row);
    const isOpen = open.has(key);
    const fold = row.more === 0 ? 'none' : isOpen ? 'open' : 'closed';
    const family = isOpen ? (families.get(key) ?? []).filter((member) => !results.has(rowKey(member))) : [];
    return [
      { key, row, parent: null, fold, shared: 0 },
      ...family.map((member): ListItem => ({
        key: rowKey(member),
        row: member,
        parent: key,
        fold: 'none',
        shared: 0,
      })),
    ];
  });
  const prefixes = sharedPrefixes(
    items.map((item) => item.row.title),
    titleFits,
  );
  return items.map((item, index) => ({ ...item, shared: prefixes[index] ?? 0 }));
}
