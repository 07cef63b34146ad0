import { useEffect, useEffectEvent, useRef } from 'react';
import type { Destination, TreeBook } from '../../../electron/contract/browse.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { browseRooms } from './browse-books.ts';
import { bookState, useCopyable } from './browse-store.ts';
import { BookHead } from './BookHead.tsx';
import { EntryPanel } from './EntryPanel.tsx';
import { TreeView } from './TreeView.tsx';
import { useArrival } from './use-arrival.ts';
import { useBrowseGo } from './use-browse-go.ts';
import { useFind } from './use-find.ts';
import { useTree } from './use-tree.ts';
import s from './Books.module.css';

/** A book that opens level by level: an index, or a list of codes. */
export function TreeScreen({ book }: { book: TreeBook }) {
  const words = browseRooms[book];
  const tree = useTree(book);
  useArrival(book, tree.speaks?.edition.name ?? null);
  const { openCode, follow } = useBrowseGo();
  const find = useFind(book);
  const pane = useRef<HTMLDivElement>(null);
  const begin = useEffectEvent(() => (bookState(book).selected ? pane.current?.focus() : find.focus()));
  useEffect(() => begin(), [book]);

  const { selected } = tree;
  const entry = tree.entryAt(selected);
  useCopyable(entry?.code ?? null);
  const openLine = (line: number): void => {
    const at = tree.entryAt(line);
    const standing = tree.standingAt(line);
    if (!at || !standing) return;
    if (at.code?.verdict) openCode(at.code, standing);
    else if (at.code) pane.current?.parentElement?.querySelector<HTMLElement>('aside button')?.focus();
    else if (at.references[0]?.destination) follow(at.references[0].destination, standing);
    else tree.unfold(line, tree.lines[line]?.open === null);
  };
  const followFrom = (line: number, destination: Destination | null | undefined): void => {
    const standing = tree.standingAt(line);
    if (destination && standing) follow(destination, standing);
  };

  return (
    <>
      <BookHead
        room={book}
        speaks={tree.speaks}
        find={{
          ...find.field,
          label: `Find in ${words.name}`,
          placeholder: words.find,
          onDown: () => pane.current?.focus(),
        }}
        missed={find.missed}
      />
      {tree.error ? (
        <div className={s['trouble']}>
          <Trouble title={`${words.name} cannot be read`} error={tree.error} onRetry={tree.retry} />
        </div>
      ) : (
        <div className={s['columns']}>
          <TreeView
            ref={pane}
            label={words.name}
            tree={tree}
            onOpen={() => openLine(selected)}
            onOpenLine={openLine}
            onFollow={(line, at) => followFrom(line, tree.entryAt(line)?.references[at]?.destination)}
            onFind={find.focus}
          />
          <EntryPanel
            entry={entry}
            standing={tree.standingAt(selected)}
            onOpen={(target) => {
              const standing = tree.standingAt(selected);
              if (standing) openCode(target, standing);
            }}
            onFollow={(destination) => followFrom(selected, destination)}
          />
        </div>
      )}
    </>
  );
}
