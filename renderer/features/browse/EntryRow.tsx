import { ChevronDown, ChevronRight } from 'lucide-react';
import type { BrowseEntry, BrowseReference, BrowseTarget } from '../../../electron/contract/browse.ts';
import { cx } from '../../ui/cx.ts';
import { printedCode } from './index-trail.ts';
import { referenceWords, stateMark } from './target-words.ts';
import type { Line } from './tree-lines.ts';
import s from './EntryRow.module.css';

interface EntryRowProps {
  id: string;
  line: Line;
  /** Undefined until it has been read. */
  entry: BrowseEntry | undefined;
  top: number;
  height: number;
  isSelected: boolean;
  /** A list of codes, which stand before their words; in an index they stand behind them. */
  isList: boolean;
  onSelect: () => void;
  onOpen: () => void;
  onFollow: (reference: number) => void;
}

/** A line of a book: its words, the code, and where it sends the reader. */
export function EntryRow(props: EntryRowProps) {
  const { id, line, entry, top, height, isSelected, isList, onSelect, onOpen, onFollow } = props;
  const { level, index, size, open } = line;
  const hasLevel = (entry?.children ?? 0) > 0;
  return (
    <div
      id={id}
      className={cx(s['row'], isSelected && s['selected'])}
      role="treeitem"
      aria-level={level}
      aria-setsize={size}
      aria-posinset={index + 1}
      aria-selected={isSelected}
      {...(hasLevel ? { 'aria-expanded': open !== null } : {})}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={onSelect}
    >
      {Array.from({ length: level - 1 }, (_, guide) => (
        <span key={guide} className={s['guide']} aria-hidden="true" />
      ))}
      <span className={s['fold']} aria-hidden="true">
        {hasLevel ? open === null ? <ChevronRight size={14} /> : <ChevronDown size={14} /> : null}
      </span>
      {entry ? (
        <Words entry={entry} isMain={level === 1} isList={isList} onOpen={onOpen} onFollow={onFollow} />
      ) : (
        <span className={s['waiting']}>…</span>
      )}
    </div>
  );
}

interface WordsProps {
  entry: BrowseEntry;
  isMain: boolean;
  isList: boolean;
  onOpen: () => void;
  onFollow: (reference: number) => void;
}

function Words({ entry, isMain, isList, onOpen, onFollow }: WordsProps) {
  const { title, nonessential, code, manifestation, references } = entry;
  return (
    <span className={s['words']}>
      {code && isList ? <Code target={code} isFirst onPress={onOpen} /> : null}
      <span className={cx(s['title'], isMain && s['main'])}>{title}</span>
      {code && isList ? <Mark target={code} /> : null}
      {nonessential.length > 0 ? (
        <span className={s['nonessential']}> {nonessential.map((words) => `(${words})`).join(' ')}</span>
      ) : null}
      {code && !isList ? (
        <>
          {' '}
          <Code target={code} isFirst={false} onPress={onOpen} />
          <Mark target={code} />
        </>
      ) : null}
      {manifestation ? (
        <span className={s['second']}>
          {' '}
          [<span className={s['code']}>{printedCode(manifestation)}</span>]
        </span>
      ) : null}
      {references.map((reference, at) => (
        <Reference key={at} reference={reference} onPress={() => onFollow(at)} />
      ))}
    </span>
  );
}

interface CodeProps {
  target: BrowseTarget;
  isFirst: boolean;
  onPress: () => void;
}

/** For the pointer; with the keyboard Enter opens the code of the selected line. */
function Code({ target, isFirst, onPress }: CodeProps) {
  return (
    <span
      className={cx(s['code'], isFirst && s['first'], s['link'], target.state === 'gone' && s['gone'])}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      {printedCode(target)}
    </span>
  );
}

function Mark({ target }: { target: BrowseTarget }) {
  const mark = stateMark(target);
  return mark === null ? null : <span className={s['mark']}>{mark}</span>;
}

function Reference({ reference, onPress }: { reference: BrowseReference; onPress: () => void }) {
  const { lead, text } = referenceWords(reference);
  return (
    <span className={s['reference']}>
      {' '}
      <i>{lead}</i>{' '}
      {reference.destination ? (
        <span
          className={cx(s['link'], reference.kind === 'table' && s['table'])}
          onClick={(event) => {
            event.stopPropagation();
            onPress();
          }}
        >
          {text}
        </span>
      ) : (
        text
      )}
    </span>
  );
}
