import type { GridBook, GridRow } from '../../../electron/contract/browse.ts';
import { cx } from '../../ui/cx.ts';
import { columnName } from './grid-columns.ts';
import { printedCode } from './index-trail.ts';
import { cellWords, referenceWords } from './target-words.ts';
import s from './GridView.module.css';

interface TableRowProps {
  book: GridBook;
  index: number;
  /** Undefined until it has been read. */
  row: GridRow | undefined;
  top: number;
  height: number;
  /** The selected column; -1 where the row is not selected. */
  selected: number;
  onSelect: (column: number) => void;
  onOpen: () => void;
}

/** Element id of a cell, for `aria-activedescendant`. */
export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

/** A row of a table: its words, indented, and a code for each column. One press selects a cell, two open it. */
export function TableRow({ book, index, row, top, height, selected, onSelect, onOpen }: TableRowProps) {
  return (
    <div
      className={cx(s['row'], selected >= 0 && s['current'])}
      role="row"
      aria-rowindex={index + 2}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <span
        id={cellId(index, 0)}
        className={cx(s['title'], selected === 0 && s['selected'])}
        role="rowheader"
        aria-colindex={1}
        aria-selected={selected === 0}
        style={{ paddingLeft: 12 + (row?.level ?? 0) * 18 }}
        onClick={() => onSelect(0)}
        onDoubleClick={onOpen}
      >
        {row ? <Words row={row} /> : '…'}
      </span>
      {Array.from({ length: 6 }, (_, at) => {
        const cell = row?.cells[at] ?? null;
        return (
          <span
            key={at}
            id={cellId(index, at + 1)}
            className={cx(s['cell'], cell && s[cell.state], selected === at + 1 && s['selected'])}
            role="gridcell"
            aria-colindex={at + 2}
            aria-selected={selected === at + 1}
            {...(cell ? { title: `${columnName(book, at)}: ${cellWords(cell)}` } : {})}
            onClick={() => onSelect(at + 1)}
            onDoubleClick={onOpen}
          >
            {cell ? printedCode({ system: 'icd10cm', ...cell }) : '–'}
          </span>
        );
      })}
    </div>
  );
}

function Words({ row }: { row: GridRow }) {
  return (
    <>
      {row.title}
      {row.nonessential.length > 0 ? (
        <span className={s['nonessential']}> {row.nonessential.map((words) => `(${words})`).join(' ')}</span>
      ) : null}
      {row.references.map((reference, at) => {
        const { lead, text } = referenceWords(reference);
        return (
          <span key={at} className={s['reference']}>
            {' '}
            <i>{lead}</i> {text}
          </span>
        );
      })}
    </>
  );
}
