import { create } from 'zustand';
import { useEffect } from 'react';
import type { BrowseBook, BrowseTarget } from '../../../electron/contract/browse.ts';
import type { BrowseRoom } from './browse-books.ts';
import type { Place } from './tree-lines.ts';

/** What a reader has open in a book; numbers of entries hold within their edition. */
export interface BookState {
  edition: string;
  /** The entry, or the row of a table. */
  selected: Place | null;
  /** The cell of a table's row: 0 is its title, 1 to 6 its codes. */
  column: number;
  /** Entries whose next level is shown. */
  open: ReadonlyMap<string, Place>;
  scrolledTo: number;
  /** Grows when the selected entry is to be brought into view. */
  reveal: number;
  /** The address whose place has been shown. */
  turnedTo: string;
}

const closed: BookState = {
  edition: '',
  selected: null,
  column: 0,
  open: new Map(),
  scrolledTo: 0,
  reveal: 0,
  turnedTo: '',
};

interface BrowseState {
  room: BrowseRoom | null;
  books: Partial<Record<BrowseBook, BookState>>;
  pcs: string;
  /** The code of what is selected, for copying. */
  current: BrowseTarget | null;
}

const nothing: BrowseState = { room: null, books: {}, pcs: '', current: null };

/** The Browse room is found again as it was left. */
export const useBrowse = create<BrowseState>(() => nothing);

/** The room to enter: the one left last, else the first that holds something; null where none does. */
export function useBrowseRoom(held: readonly BrowseRoom[]): BrowseRoom | null {
  const last = useBrowse((state) => state.room);
  return last !== null && held.length > 0 ? last : (held[0] ?? null);
}

export function useBook(book: BrowseBook): BookState {
  return useBrowse((state) => state.books[book]) ?? closed;
}

export function bookState(book: BrowseBook): BookState {
  return useBrowse.getState().books[book] ?? closed;
}

export function setBook(book: BrowseBook, change: Partial<BookState>): void {
  useBrowse.setState(({ books }) => ({
    books: { ...books, [book]: { ...(books[book] ?? closed), ...change } },
  }));
}

/** Shows an entry with the levels above it open, and selects it. */
export function showPath(book: BrowseBook, edition: string, path: readonly Place[], column = 0): void {
  const before = bookState(book);
  const open = new Map(before.edition === edition ? before.open : []);
  for (const place of path.slice(0, -1)) open.set(place.id, place);
  const reveal = before.reveal + 1;
  setBook(book, { edition, open, selected: path.at(-1) ?? null, column, reveal });
}

export function setOpen(book: BrowseBook, place: Place, isOpen: boolean): void {
  const open = new Map(bookState(book).open);
  if (isOpen) open.set(place.id, place);
  else open.delete(place.id);
  setBook(book, { open });
}

/** Lets the copy commands have the code of what is selected, while it is shown. */
export function useCopyable(target: BrowseTarget | null): void {
  useEffect(() => {
    useBrowse.setState({ current: target });
    return () => useBrowse.setState({ current: null });
  }, [target]);
}

/** Forgets what was open; for tests, and where nothing of it holds any more. */
export function forgetBooks(): void {
  useBrowse.setState(nothing);
}
