import { ChevronDown, ChevronRight } from 'lucide-react';
import { cutByMarks, tailStart } from '../../lib/marks.ts';
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
  /** Pixels from the top of the list. */
  top: number;
  /** Why this row is here, as far as the line above the list does not say it. */
  reason: string;
  isSelected: boolean;
  isCurrent: boolean;
  onOpen: () => void;
  onFold: (isOpen: boolean) => void;
}

export function ResultRow(props: ResultRowProps) {
  const { item, index, total, top, reason, isSelected, isCurrent, onOpen, onFold } = props;
  const { row, fold, parent, shared } = item;
  const word = stateWord(row);
  const tail = tailStart(row.title, shared);
  return (
    <div
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
      onClick={onOpen}
    >
      <span className="visually-hidden">{rowName(item)}</span>
      <span className={s['sight']} aria-hidden="true">
        <span className={s['code']}>{row.code}</span>
        <span className={s['title']}>
          <span className={s['head']}>
            {shared === 0 ? null : <span className={s['shared']}>… </span>}
            <Marked row={row} from={shared} to={tail} />
          </span>
          {tail === row.title.length ? null : (
            <span className={s['tail']}>
              <Marked row={row} from={tail} to={row.title.length} />
            </span>
          )}
        </span>
        {reason === '' ? null : <span className={s['why']}>{reason}</span>}
        {word === null ? null : <span className={cx(s['state'], s[row.state])}>{word}</span>}
        {fold === 'none' ? null : (
          <span
            className={s['fold']}
            onClick={(event) => {
              event.stopPropagation();
              onFold(fold === 'closed');
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
}

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
