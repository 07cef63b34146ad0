import type { SearchResponse, SearchRow } from '../../../electron/contract/search.ts';
import { cutTitles, shownText } from '../../lib/cut-title.ts';
import type { Kept } from '../../lib/cut-title.ts';
import { linesOf, markedWidth, textWidth } from '../../lib/text-width.ts';
import { ownReason, stateWord } from './row-words.ts';
import { rowKey } from './search-store.ts';

/** One line of the list: a result, or a member of an opened fold under it. */
export interface ListItem {
  key: string;
  row: SearchRow;
  /** Key of the row this one is folded under; null for a result. */
  parent: string | null;
  fold: 'none' | 'closed' | 'open';
  /** Why the row is here, as far as the line above the list does not say it. */
  reason: string;
  /** What is shown of the title. */
  kept: readonly Kept[];
  /** About how many lines of text: the title's, and one for the reason where it has no room beside the title. */
  lines: number;
  /** The reason stands under the title. */
  reasonBelow: boolean;
}

const longestReason = 112;
const gap = 8;

/** Results with the families of the opened folds under them. A code that is a result itself is not shown twice. */
export function listItems(
  rows: readonly SearchRow[],
  open: ReadonlySet<string>,
  families: ReadonlyMap<string, readonly SearchRow[]>,
  readAs: SearchResponse['readAs'] = [],
): ListItem[] {
  const results = new Set(rows.map(rowKey));
  const placed = rows.flatMap((row) => {
    const key = rowKey(row);
    const isOpen = open.has(key);
    const fold: ListItem['fold'] = row.more === 0 ? 'none' : isOpen ? 'open' : 'closed';
    const family = isOpen ? (families.get(key) ?? []).filter((member) => !results.has(rowKey(member))) : [];
    return [
      { row, head: null, fold },
      ...family.map((member) => ({ row: member, head: row, fold: 'none' as const })),
    ];
  });
  const rooms = placed.map(({ row, head }) => titleRoom(row, head !== null));
  const cut = cutTitles(
    placed.map(({ row, head }, at) => ({
      title: row.title,
      lines: (text) => linesOf(text, rooms[at] ?? 0),
      ...(head === null ? {} : { head: head.title }),
    })),
  );
  return placed.map(({ row, head, fold }, at): ListItem => {
    const kept = cut[at] ?? [];
    const room = rooms[at] ?? 0;
    const shown = shownText(row.title, kept);
    const titleLines = linesOf(shown, room);
    const reason = ownReason(row, readAs);
    const beside = Math.min(longestReason, textWidth(reason)) + gap;
    const reasonBelow = reason !== '' && (titleLines > 1 || textWidth(shown) + beside > room);
    return {
      key: rowKey(row),
      row,
      parent: head === null ? null : rowKey(head),
      fold,
      reason,
      kept,
      lines: titleLines + (reasonBelow ? 1 : 0),
      reasonBelow,
    };
  });
}

/** Pixels a title has in the list, which is 360 px wide in every window. */
function titleRoom(row: SearchRow, isMember: boolean): number {
  const pane = 360 - 1 - 10;
  const edges = isMember ? 34 : 22;
  const code = Math.max(isMember ? 50 : 62, row.code.length * 8) + gap;
  const word = stateWord(row);
  const state = word === null ? 0 : textWidth(word) + gap;
  const fold = row.more === 0 ? 0 : textWidth(`+${row.more}`) + 19 + gap;
  const tag = row.system === 'modifier' || row.system === 'pos' ? 36 : 26;
  const marked = Math.min(16, markedWidth(row.title, row.marks)) + 2;
  return pane - edges - code - state - fold - tag - gap - marked;
}

/** About what a row will be high, in pixels, until it is drawn and measured. */
export function rowHeight({ lines }: Pick<ListItem, 'lines'>, isDense: boolean): number {
  return (isDense ? 12 : 18) + 18 * lines;
}
