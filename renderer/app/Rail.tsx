import type { ReactNode } from 'react';
import { Link, useLocation } from '@tanstack/react-router';
import { BookOpenText, Info, LibraryBig, Search, Settings } from 'lucide-react';
import { Focusable } from 'react-aria-components';
import { heldRooms } from '../features/browse/browse-books.ts';
import { useBrowseRoom } from '../features/browse/browse-store.ts';
import { useLibrary } from '../features/library/library-status.ts';
import { Tip } from '../ui/Tip.tsx';
import { useInSearchRoom, useLastPage } from './places.ts';
import s from './Rail.module.css';

/** The rooms that exist. */
export function Rail() {
  const { pathname } = useLocation();
  const inSearchRoom = useInSearchRoom();
  const lastPage = useLastPage((state) => state.page);
  const held = heldRooms(useLibrary());
  const room = useBrowseRoom(held);
  const current = (isHere: boolean) => (isHere ? { 'aria-current': 'page' as const } : {});
  return (
    <nav className={s['rail']} aria-label="Rooms" data-pane="rail" data-print="never">
      <Room name="Search">
        {lastPage === null || inSearchRoom ? (
          <Link to="/" className={s['room']} aria-label="Search" {...current(inSearchRoom)}>
            <Search size={18} aria-hidden="true" />
          </Link>
        ) : (
          <Link to="/code/$system/$code" params={{ ...lastPage }} className={s['room']} aria-label="Search">
            <Search size={18} aria-hidden="true" />
          </Link>
        )}
      </Room>
      {room === null ? null : (
        <Room name="Browse">
          <Link
            to="/browse/$room"
            params={{ room }}
            search={{}}
            className={s['room']}
            aria-label="Browse"
            {...current(pathname.startsWith('/browse/'))}
          >
            <BookOpenText size={18} aria-hidden="true" />
          </Link>
        </Room>
      )}
      <Room name="Library">
        <Link
          to="/library"
          className={s['room']}
          aria-label="Library"
          {...current(pathname === '/library' || pathname.startsWith('/library/'))}
        >
          <LibraryBig size={18} aria-hidden="true" />
        </Link>
      </Room>
      <div className={s['space']} />
      <Room name="Settings">
        <Link
          to="/settings"
          className={s['room']}
          aria-label="Settings"
          {...current(pathname === '/settings')}
        >
          <Settings size={18} aria-hidden="true" />
        </Link>
      </Room>
      <Room name="About">
        <Link to="/about" className={s['room']} aria-label="About" {...current(pathname === '/about')}>
          <Info size={18} aria-hidden="true" />
        </Link>
      </Room>
    </nav>
  );
}

function Room({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Tip label={name} placement="right">
      <Focusable>{children as React.ReactElement<Record<string, unknown>, string>}</Focusable>
    </Tip>
  );
}
