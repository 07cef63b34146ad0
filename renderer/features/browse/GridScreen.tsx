import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Destination, GridBook, GridRow } from '../../../electron/contract/browse.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { browseRooms } from './browse-books.ts';
import { useGridPages, usePlace } from './browse-query.ts';
import { bookState, setBook, useBook } from './browse-store.ts';
import { BookHead } from './BookHead.tsx';
import { CellStrip } from './CellStrip.tsx';
import { columnName } from './grid-columns.ts';
import { GridView } from './GridView.tsx';
import { useArrival } from './use-arrival.ts';
import type { Standing } from './use-browse-go.ts';
import { useBrowseGo } from './use-browse-go.ts';
import { useFind } from './use-find.ts';
import s from './Books.module.css';

/** The Neoplasm Table or the Table of Drugs and Chemicals, as a table that is moved in cell by cell. */
export function GridScreen({ book }: { book: GridBook }) {
  const words = browseRooms[book];
  const [pages, setPages] = useState<readonly number[]>([0]);
  const { speaks, total, rowAt, error, retry } = useGridPages(book, pages);
  const { selected, column } = useBook(book);
  const edition = speaks?.edition.name ?? null;
  useArrival(book, edition);
  const { openCode, follow } = useBrowseGo();
  const find = useFind(book);
  const pane = useRef<HTMLDivElement>(null);

  const row = selected ? rowAt(selected.index) : undefined;
  const way = usePlace(book, row && edition !== null ? { id: row.id, edition } : null);
  const standing = (): Standing | null => {
    const path = way.data?.path.map(({ title }) => title);
    if (!row || edition === null || path?.at(-1) !== row.title) return null;
    return { book, edition, at: row.id, path: column > 0 ? [...path, columnName(book, column - 1)] : path };
  };

  const begin = useEffectEvent(() => (bookState(book).selected ? pane.current?.focus() : find.focus()));
  useEffect(() => begin(), [book]);

  const openCell = (): void => {
    const from = standing();
    const cell = column > 0 ? row?.cells[column - 1] : undefined;
    const destination = row?.references[0]?.destination;
    if (!from) return;
    if (cell?.state === 'gone')
      pane.current?.parentElement?.querySelector<HTMLElement>('aside button')?.focus();
    else if (cell) openCode({ system: 'icd10cm', ...cell }, from);
    else if (column === 0 && destination) follow(destination, from);
  };

  return (
    <>
      <BookHead
        room={book}
        speaks={speaks}
        find={{
          ...find.field,
          label: `Find in ${words.name}`,
          placeholder: words.find,
          onDown: () => pane.current?.focus(),
        }}
        missed={find.missed}
      />
      {error ? (
        <div className={s['trouble']}>
          <Trouble title={`${words.name} cannot be read`} error={error} onRetry={retry} />
        </div>
      ) : (
        <div className={s['stack']}>
          <GridView
            ref={pane}
            book={book}
            label={words.name}
            total={total}
            rowAt={rowAt}
            row={selected?.index ?? -1}
            column={column}
            onShow={setPages}
            onMove={(index, to) => setBook(book, { ...placeOf(rowAt(index), index, edition), column: to })}
            onOpen={openCell}
            onFind={find.focus}
          />
          <CellStrip
            book={book}
            row={row}
            column={column}
            path={way.data?.path ?? []}
            onOpen={(target) => {
              const from = standing();
              if (from) openCode(target, from);
            }}
            onFollow={(destination: Destination) => {
              const from = standing();
              if (from) follow(destination, from);
            }}
          />
        </div>
      )}
    </>
  );
}

/** A row that has not been read yet has its number for an id: rows are numbered in reading order. */
function placeOf(row: GridRow | undefined, index: number, edition: string | null) {
  const selected = { id: row?.id ?? String(index), under: null, index };
  return edition === null ? { selected } : { selected, edition };
}
