import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { CodeRef } from '../../../electron/contract/codes.ts';
import { useSettings } from '../settings/settings-query.ts';
import type { ListItem } from './list-items.ts';
import { rowHeight } from './list-items.ts';
import { listAction } from './list-keys.ts';
import { listId, optionId, rowsThatFit } from './result-list-ids.ts';
import { ResultRow } from './ResultRow.tsx';
import { useSearch } from './search-model.tsx';
import {
  rememberMeasured,
  rememberScroll,
  rowKey,
  selectRow,
  setFold,
  useSearchState,
} from './search-store.ts';
import s from './ResultList.module.css';

interface ResultListProps {
  /** The code whose page is open, marked in the list. */
  current: Pick<CodeRef, 'system' | 'code'> | null;
}

export function ResultList({ current }: ResultListProps) {
  const { items, selected, selectedIndex, act, open } = useSearch();
  const isDense = useSettings().data?.density === 'dense';
  const list = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: (index) => {
      const item = items[index];
      return rowHeight(item ?? { lines: 1 }, isDense);
    },
    // A code may be as high in one list and higher in the next: never as it was measured last.
    measureElement: (row) => row.offsetHeight,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 4,
    initialOffset: () => useSearchState.getState().scrolledTo,
    initialMeasurementsCache: [...useSearchState.getState().measured],
    // The selected row stays in the document when it is scrolled away: the search field points at its id.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (selectedIndex < 0 || shown.includes(selectedIndex)) return shown;
      return [...shown, selectedIndex].toSorted((a, b) => a - b);
    },
  });

  // What is drawn of another list is measured at once, so that no row moves after it was seen. Rows further down are
  // placed by the estimate, and measured when they are drawn, before they come into view.
  useLayoutEffect(() => {
    for (const row of list.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])
      rows.resizeItem(Number(row.dataset['index']), row.offsetHeight);
  }, [rows, items, isDense]);

  useEffect(() => () => rememberMeasured(rows.takeSnapshot()), [rows]);

  const chosen = useSearchState((state) => state.selected);
  const text = useSearchState((state) => state.text);
  const drawn = useRef({ chosen, text });
  useEffect(() => {
    const before = drawn.current;
    drawn.current = { chosen, text };
    if (before.text !== text) rows.scrollToOffset(0);
    else if (before.chosen !== chosen && selectedIndex >= 0) rows.scrollToIndex(selectedIndex);
  }, [rows, chosen, text, selectedIndex]);

  const latestOpen = useRef(open);
  useLayoutEffect(() => {
    latestOpen.current = open;
  }, [open]);
  const openItem = useCallback((item: ListItem) => {
    selectRow(item.key);
    latestOpen.current(item.row, false);
  }, []);

  const currentKey = current ? rowKey(current) : null;
  return (
    <div
      ref={list}
      id={listId}
      className={s['list']}
      role="listbox"
      aria-label="Search results"
      tabIndex={0}
      {...(selected ? { 'aria-activedescendant': optionId(selected.key) } : {})}
      onScroll={(event) => rememberScroll(event.currentTarget.scrollTop)}
      onKeyDown={(event) => {
        const page = rowsThatFit();
        const action = listAction(event, { items, selected: selectedIndex, page, from: 'list' });
        if (!action) return;
        event.preventDefault();
        act(action);
      }}
    >
      <div className={s['rows']} role="presentation" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const item = items[index];
          return item ? (
            <ResultRow
              key={key}
              item={item}
              index={index}
              total={items.length}
              ref={rows.measureElement}
              top={start}
              isSelected={index === selectedIndex}
              isCurrent={item.key === currentKey}
              onOpen={openItem}
              onFold={foldItem}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

function foldItem(item: ListItem, isOpen: boolean): void {
  setFold(item.key, isOpen);
}
