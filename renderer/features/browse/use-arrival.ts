import { useEffect } from 'react';
import { useSearch } from '@tanstack/react-router';
import type { BrowseBook, Place, PlaceRequest, Step } from '../../../electron/contract/browse.ts';
import { usePlace } from './browse-query.ts';
import { bookState, setBook, showPath, useBook } from './browse-store.ts';
import type { BrowseView } from './browse-view.ts';
import type { Place as TreePlace } from './tree-lines.ts';

/**
 * Turns a book to the place that the address names, once: from there on the reader moves. After another edition took
 * over with the date of service, to the same entry in it.
 */
export function useArrival(book: BrowseBook, edition: string | null): void {
  const view = useSearch({ from: '/browse/$room' });
  const { selected, edition: read, turnedTo } = useBook(book);
  const address = JSON.stringify(view);
  const isHere = selected !== null && view.at === selected.id && view.edition === read;
  const isOther = edition !== null && read !== '' && read !== edition;
  const moved = isOther && selected ? { id: selected.id, edition: read } : null;
  const asked = turnedTo === address || isHere ? null : wantedBy(view);
  const { data } = usePlace(book, asked ?? moved);

  const column = view.column === undefined ? 0 : view.column + 1;
  const isAsked = asked !== null;
  useEffect(() => {
    if (isHere) setBook(book, { turnedTo: address });
    else if (isAsked && data) {
      if (data.path.length > 0) showPlace(book, data, column);
      setBook(book, { turnedTo: address });
    } else if (isOther && data) showPlace(book, data, bookState(book).column);
    else if (isOther && selected === null) showPath(book, edition ?? '', []);
  }, [book, address, isHere, isAsked, isOther, data, column, selected, edition]);
}

/** Turns a book to a place. */
export function showPlace(book: BrowseBook, { edition, path }: Place, column: number): void {
  showPath(book, edition, placesOf(path), column);
}

function wantedBy({ at, edition, find }: BrowseView): PlaceRequest['at'] | null {
  if (at !== undefined && edition !== undefined) return { id: at, edition };
  return find === undefined ? null : { text: find };
}

function placesOf(path: readonly Step[]): TreePlace[] {
  return path.map(({ id, index }, at) => ({ id, index, under: path[at - 1]?.id ?? null }));
}
