import { useEffect } from 'react';
import { Navigate, useParams } from '@tanstack/react-router';
import { NoticesFoot } from '../notices/NoticesOf.tsx';
import { useLibrary } from '../library/library-status.ts';
import type { BrowseRoom } from './browse-books.ts';
import { heldRooms, isGridBook, isTreeBook, lineOf, parseRoom } from './browse-books.ts';
import { useBrowse } from './browse-store.ts';
import { BookTabs } from './BookTabs.tsx';
import { GridScreen } from './GridScreen.tsx';
import { NotHeld } from './NotHeld.tsx';
import { PcsScreen } from './PcsScreen.tsx';
import { TreeScreen } from './TreeScreen.tsx';
import s from './BrowseScreen.module.css';

/** The official books as they are printed: indexes, tables, lists. */
export function BrowseScreen() {
  const { room: asked } = useParams({ from: '/browse/$room' });
  const { lines } = useLibrary();
  const held = heldRooms({ lines });
  const room = parseRoom(asked);
  useEffect(() => {
    if (room) useBrowse.setState({ room });
  }, [room]);
  if (!room) return <Navigate to="/browse/$room" params={{ room: held[0] ?? 'index' }} replace />;
  return (
    <div className={s['screen']}>
      <div className={s['bar']}>
        <BookTabs room={room} />
      </div>
      {held.includes(room) ? (
        <>
          <Book key={room} room={room} />
          <NoticesFoot lines={lines.filter(({ line }) => line === lineOf(room))} />
        </>
      ) : (
        <NotHeld room={room} />
      )}
    </div>
  );
}

function Book({ room }: { room: BrowseRoom }) {
  if (isTreeBook(room)) return <TreeScreen book={room} />;
  return isGridBook(room) ? <GridScreen book={room} /> : <PcsScreen />;
}
