import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { GridBook, GridRow } from '../../../electron/contract/browse.ts';
import { useSettings } from '../settings/settings-query.ts';
import { pageSize } from './browse-query.ts';
import { bookState, setBook, useBook } from './browse-store.ts';
import { gridColumns } from './grid-columns.ts';
import { gridAction } from './grid-keys.ts';
import { cellId, TableRow } from './TableRow.tsx';
import s from './GridView.module.css';

interface GridViewProps {
  ref: Ref<HTMLDivElement>;
  book: GridBook;
  label: string;
  total: number;
  rowAt: (index: number) => GridRow | undefined;
  /** The selected cell; row -1 where there is none. */
  row: number;
  column: number;
  onShow: (pages: readonly number[]) => void;
  onMove: (row: number, column: number) => void;
  onOpen: () => void;
  onFind: () => void;
}

const headHeight = 44;

/** A printed table as a grid: the heading stays, rows are read as they are scrolled. */
export function GridView(props: GridViewProps) {
  const { ref, book, label, total, rowAt, row, column } = props;
  const { onShow, onMove, onOpen, onFind } = props;
  const isDense = useSettings().data?.density === 'dense';
  const height = isDense ? 24 : 28;
  const { reveal } = useBook(book);
  const pane = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    overscan: 10,
    // The heading covers as much of the pane as it pushes the rows down.
    scrollPaddingEnd: headHeight,
    initialOffset: () => bookState(book).scrolledTo,
  });
  useLayoutEffect(() => rows.measure(), [rows, height]);

  const drawn = rows.getVirtualItems();
  const first = Math.floor((drawn[0]?.index ?? 0) / pageSize);
  const last = Math.floor((drawn.at(-1)?.index ?? 0) / pageSize);
  useEffect(() => onShow(first === last ? [first] : [first, last]), [onShow, first, last]);

  const revealed = useRef(reveal);
  useEffect(() => {
    if (revealed.current === reveal || row < 0 || total === 0) return;
    revealed.current = reveal;
    rows.scrollToIndex(Math.max(0, row - 2), { align: 'start' });
  }, [rows, row, total, reveal]);

  const press = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(((pane.current?.clientHeight ?? 0) - headHeight) / height) - 1);
    const action = gridAction(event, { rows: total, row, column, columns: 7, page });
    if (action?.do === 'find' || event.key === 'Escape') onFind();
    if (event.key === 'Escape' || action) event.stopPropagation();
    if (!action || action.do === 'find') return;
    event.preventDefault();
    if (action.do === 'open') onOpen();
    else {
      onMove(action.row, action.column);
      rows.scrollToIndex(action.row);
    }
  };

  const isDrawn = drawn.some(({ index }) => index === row);
  return (
    <div
      ref={(element) => {
        pane.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
      className={s['grid']}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={7}
      tabIndex={0}
      {...(isDrawn ? { 'aria-activedescendant': cellId(row, column) } : {})}
      onFocus={() => {
        if (row < 0 && total > 0) onMove(0, 0);
      }}
      onKeyDown={press}
      onScroll={(event) => setBook(book, { scrolledTo: event.currentTarget.scrollTop })}
    >
      <div className={s['head']} role="row" aria-rowindex={1} style={{ height: headHeight }}>
        <span className={s['title']} role="columnheader" aria-colindex={1}>
          {gridColumns[book].row}
        </span>
        {gridColumns[book].columns.map(({ over, name }, at) => (
          <span key={name} className={s['heading']} role="columnheader" aria-colindex={at + 2}>
            {over === '' ? null : <span className={s['over']}>{over}</span>} {name}
          </span>
        ))}
      </div>
      <div className={s['rows']} role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {drawn.map(({ index, start, size }) => (
          <TableRow
            key={index}
            book={book}
            index={index}
            row={rowAt(index)}
            top={start}
            height={size}
            selected={index === row ? column : -1}
            onSelect={(at) => onMove(index, at)}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}
