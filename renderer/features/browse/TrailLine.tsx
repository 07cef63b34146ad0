import { Link } from '@tanstack/react-router';
import { browseRooms } from './browse-books.ts';
import type { BrowseView } from './browse-view.ts';
import type { IndexTrail } from './index-trail.ts';
import { useIndexTrail } from './index-trail.ts';
import s from './TrailLine.module.css';

/** How this code was come by, where an official book led to it: "Index: Diabetes › type 2 → E11.9". */
export function TrailLine() {
  const trail = useIndexTrail();
  if (!trail) return null;
  return (
    <p className={s['line']}>
      <span className="visually-hidden">How this code was found: </span>
      <Link
        to="/browse/$room"
        params={{ room: trail.room }}
        search={viewOf(trail)}
        className={s['link']}
        title="Back to the entry"
      >
        {browseRooms[trail.room].trail}: {trail.path.join(' › ')}
      </Link>{' '}
      → <span className={s['code']}>{trail.code}</span> · {trail.edition}
    </p>
  );
}

function viewOf({ room, at, edition }: IndexTrail): BrowseView {
  return room === 'pcs' ? { code: at } : { at, edition };
}
