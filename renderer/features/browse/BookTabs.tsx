import { Link } from '@tanstack/react-router';
import { useLibrary } from '../library/library-status.ts';
import type { BrowseRoom } from './browse-books.ts';
import { browseRooms, heldRooms } from './browse-books.ts';
import s from './BookTabs.module.css';

/** The books, those that are held and, quieter, those that an import would bring. */
export function BookTabs({ room }: { room: BrowseRoom }) {
  const held = heldRooms(useLibrary());
  return (
    <nav className={s['tabs']} aria-label="Books">
      {(Object.keys(browseRooms) as BrowseRoom[]).map((name) => (
        <Link
          key={name}
          to="/browse/$room"
          params={{ room: name }}
          search={{}}
          className={s['tab']}
          activeProps={{}}
          data-held={held.includes(name)}
          {...(name === room ? { 'aria-current': 'page' as const } : {})}
        >
          {browseRooms[name].short}
          {held.includes(name) ? null : <span className="visually-hidden"> (not held)</span>}
        </Link>
      ))}
    </nav>
  );
}
