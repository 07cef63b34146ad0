import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useSettings } from '../settings/settings-query.ts';
import { bookState, setBook, useBook } from './browse-store.ts';
import { EntryRow } from './EntryRow.tsx';
import { lineAbove } from './tree-lines.ts';
import { treeAction } from './tree-keys.ts';
import type { Tree } from './use-tree.ts';
import s from './TreeView.module.css';

interface TreeViewProps {
  ref: Ref<HTMLDivElement>;
  label: string;
  tree: Tree;
  /** The code of the selected entry, or where it sends the reader. */
  onOpen: () => void;
  onOpenLine: (line: number) => void;
  onFollow: (line: number, reference: number) => void;
  /** A letter was typed: on to the field. */
  onFind: () => void;
}

const lineId = (line: number): string => `entry-${line}`;

/** The levels of a book as a tree that is read as it is scrolled. */
export function TreeView(props: TreeViewProps) {
  const { ref, label, tree, onOpen, onOpenLine, onFollow, onFind } = props;
  const { lines, selected } = tree;
  const { reveal } = useBook(tree.book);
  const isDense = useSettings().data?.density === 'dense';
  const pane = useRef<HTMLDivElement>(null);
  const height = isDense ? 24 : 28;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
    initialOffset: () => bookState(tree.book).scrolledTo,
  });
  useLayoutEffect(() => rows.measure(), [rows, height]);

  const drawn = rows.getVirtualItems();
  const [first, last] = [drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 60];
  const { show } = tree;
  useEffect(() => show(first, last), [show, first, last]);

  const revealed = useRef(reveal);
  useEffect(() => {
    if (selected < 0 || revealed.current === reveal) return;
    revealed.current = reveal;
    // The whole way down is shown where it fits above the entry.
    let top = selected;
    for (let above = lineAbove(lines, selected); above >= 0; above = lineAbove(lines, above)) {
      if (selected - above < fits(pane.current, height) - 4) top = above;
    }
    rows.scrollToIndex(top, { align: 'start' });
  }, [rows, lines, selected, reveal, height]);

  const press = (event: KeyboardEvent): void => {
    const entry = tree.entryAt(selected);
    const action = treeAction(event, {
      lines: lines.length,
      line: selected,
      above: lineAbove(lines, selected),
      isOpen: lines[selected]?.open !== null && selected >= 0,
      isRead: (lines[selected + 1]?.level ?? 0) > (lines[selected]?.level ?? 0),
      hasLevel: (entry?.children ?? 0) > 0,
      page: fits(pane.current, height) - 1,
    });
    if (event.key === 'Escape') onFind();
    // The letter itself arrives in the field, because the browser types where the focus is by then.
    if (action?.do === 'find') onFind();
    if (event.key === 'Escape' || action) event.stopPropagation();
    if (!action || action.do === 'find') return;
    event.preventDefault();
    if (action.do === 'open') onOpen();
    else if (action.do === 'unfold') tree.unfold(selected, action.isOpen);
    else {
      tree.select(action.line);
      rows.scrollToIndex(action.line);
    }
  };

  // What the first line in view stands under is said above it, where it has been scrolled away.
  const above = lineAbove(lines, Math.floor((rows.scrollOffset ?? 0) / height));
  const way = above < 0 ? [] : (tree.standingAt(above)?.path ?? []);

  return (
    <div
      ref={(element) => {
        pane.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
      className={s['tree']}
      role="tree"
      aria-label={label}
      tabIndex={0}
      {...(selected >= first && selected <= last ? { 'aria-activedescendant': lineId(selected) } : {})}
      onFocus={() => {
        if (selected < 0 && lines.length > 0) tree.select(0);
      }}
      onKeyDown={press}
      onScroll={(event) => setBook(tree.book, { scrolledTo: event.currentTarget.scrollTop })}
    >
      <div className={s['pinned']} aria-hidden="true">
        {way.length > 0 ? (
          <div className={s['way']} style={{ height }}>
            {way.join(' › ')}
          </div>
        ) : null}
      </div>
      <div className={s['rows']} role="presentation" style={{ height: rows.getTotalSize() }}>
        {drawn.map(({ index, start, size }) => {
          const line = lines[index];
          return line ? (
            <EntryRow
              key={index}
              id={lineId(index)}
              line={line}
              entry={tree.entryAt(index)}
              top={start}
              height={size}
              isSelected={index === selected}
              isList={tree.book === 'tabular' || tree.book === 'supplies'}
              onSelect={() => {
                tree.select(index);
                tree.unfold(index, line.open === null);
              }}
              onOpen={() => onOpenLine(index)}
              onFollow={(reference) => onFollow(index, reference)}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

/** Lines that fit in the pane. */
function fits(pane: HTMLElement | null, height: number): number {
  return Math.max(2, Math.floor((pane?.clientHeight ?? 0) / height));
}
