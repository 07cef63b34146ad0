import { useRouterState } from '@tanstack/react-router';
import type { BrowseTarget } from '../../../electron/contract/browse.ts';
import type { BrowseRoom } from './browse-books.ts';

/** How a code was come by: the way through an official book, as it was read. */
export interface IndexTrail {
  room: BrowseRoom;
  edition: string;
  /** The entry's number within that edition. */
  at: string;
  /** From the main term down; a cell of a table ends with its column. */
  path: string[];
  /** As the book prints it: "E11.2-". */
  code: string;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Kept with the entry of the window's history, so that it is never told of a code that was come by otherwise. */
    indexTrail?: IndexTrail;
  }
}

/** The way through a book that led to what is open; null where another way did. */
export function useIndexTrail(): IndexTrail | null {
  return useRouterState({ select: ({ location }) => location.state.indexTrail ?? null });
}

/** A code as the indexes print it: with a dash where characters are still to be chosen. */
export function printedCode({
  system,
  code,
  state,
}: Pick<BrowseTarget, 'system' | 'code' | 'state'>): string {
  if (system !== 'icd10cm' || state !== 'header') return code;
  return code.length === 3 ? `${code}.-` : `${code}-`;
}
