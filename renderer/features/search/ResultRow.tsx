import { Fragment, memo } from 'react';
import type { Ref } from 'react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { cutByMarks } from '../../lib/marks.ts';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { systemWords } from '../../lib/systems.ts';
import { SystemTag } from '../../ui/SystemTag.tsx';
import { cx } from '../../ui/cx.ts';
import type { ListItem } from './list-items.ts';
import { optionId } from './result-list-ids.ts';
import { rowName, stateWord } from './row-words.ts';
import s from './ResultRow.module.css';

interface ResultRowProps {
  item: ListItem;
  index: number;
  total: number;
  /** Measures the row: its height is its own. */
  ref: Ref<HTMLDivElement>;
  /** Pixels from the top of the list. */
  top: number;
  isSelected: boolean;
  isCurrent: boolean;
  onOpen: (item: ListItem) => void;
  onFold: (item: ListItem, isOpen: boolean) => void;
}

/** Drawn anew only where something of it changed: a key that is pressed draws the field, and its answer the list. */
export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { ref, item, index, total, top, isSelected, isCurrent, onOpen, onFold } = props;
  const { row, fold, parent, kept, reason } = item;
  const word = stateWord(row);
  return (
    <div
      ref={ref}
      data-index={index}
      id={optionId(item.key)}
      className={cx(
        s['row'],
        parent !== null && s['member'],
        isSelected && s['selected'],
        isCurrent && s['current'],
      )}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={index + 1}
      title={`${row.code}  ${row.title}\n${systemWords[row.system].name}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(item)}
    >
      <span className="visually-hidden">{rowName(item)}</span>
      <span className={s['sight']} aria-hidden="true">
        <span className={s['code']}>{row.code}</span>
        <span className={s['title']}>
          {kept.map(([from, to]) => (
            <Fragment key={from}>
              {from > 0 ? <span className={s['gap']}>{from === kept[0]?.[0] ? '… ' : ' … '}</span> : null}
              <Marked row={row} from={from} to={to} />
            </Fragment>
          ))}
          {item.reasonBelow ? <span className={s['below']}>{reason}</span> : null}
        </span>
        {reason === '' || item.reasonBelow ? null : <span className={s['why']}>{reason}</span>}
        {word === null ? null : <span className={cx(s['state'], s[row.state])}>{word}</span>}
        {fold === 'none' ? null : (
          <span
            className={s['fold']}
            onClick={(event) => {
              event.stopPropagation();
              onFold(item, fold === 'closed');
            }}
          >
            +{row.more}
            {fold === 'open' ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
          </span>
        )}
        <SystemTag system={row.system} />
      </span>
    </div>
  );
});

function Marked({ row, from, to }: { row: SearchRow; from: number; to: number }) {
  return cutByMarks(row.title, row.marks, from, to).map((piece, at) =>
    piece.marked ? (
      <mark key={at} className={s['mark']}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
