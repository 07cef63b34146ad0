import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { BrowseBook, BrowseTarget, Destination } from '../../../electron/contract/browse.ts';
import { bookState } from './browse-store.ts';
import type { BrowseView } from './browse-view.ts';
import type { IndexTrail } from './index-trail.ts';
import { printedCode } from './index-trail.ts';

/** Where in a book one is: the way down to the selected entry. */
export interface Standing {
  book: BrowseBook;
  edition: string;
  at: string;
  path: string[];
}

/** The ways out of a book. The place that is left goes into the address first, so that back comes to it. */
export function useBrowseGo(): {
  openCode: (target: Pick<BrowseTarget, 'system' | 'code' | 'state'>, from: Standing) => void;
  follow: (destination: Destination, from: Standing) => void;
} {
  const navigate = useNavigate();
  const leave = useCallback(
    async ({ book, edition, at }: Standing) => {
      const { column } = bookState(book);
      const search: BrowseView = { at, edition, ...(column > 0 ? { column: column - 1 } : {}) };
      await navigate({ to: '/browse/$room', params: { room: book }, search, replace: true });
    },
    [navigate],
  );
  const openCode = useCallback(
    async (target: Pick<BrowseTarget, 'system' | 'code' | 'state'>, from: Standing) => {
      const { book: room, edition, at, path } = from;
      const indexTrail: IndexTrail = { room, edition, at, path, code: printedCode(target) };
      await leave(from);
      const { system, code } = target;
      // The path on a code's page is the Tabular List: there is nothing else to tell.
      const state = room === 'tabular' || room === 'supplies' ? {} : { indexTrail };
      await navigate({ to: '/code/$system/$code', params: { system, code }, state });
    },
    [leave, navigate],
  );
  const follow = useCallback(
    async (destination: Destination, from: Standing) => {
      if (destination.to === 'code') {
        await openCode(destination.target, from);
        return;
      }
      await leave(from);
      const room = destination.to === 'pcs' ? 'pcs' : destination.book;
      await navigate({ to: '/browse/$room', params: { room }, search: viewOf(destination) });
    },
    [leave, navigate, openCode],
  );
  return {
    openCode: (target, from) => void openCode(target, from),
    follow: (destination, from) => void follow(destination, from),
  };
}

function viewOf(destination: Exclude<Destination, { to: 'code' }>): BrowseView {
  if (destination.to === 'pcs') return { code: destination.code };
  const { text, column } = destination;
  return { ...(text === '' ? {} : { find: text }), ...(column === null ? {} : { column }) };
}
