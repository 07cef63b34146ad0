import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { useChooseFiles } from '../import/use-offers.ts';
import type { BrowseRoom } from './browse-books.ts';
import { browseRooms } from './browse-books.ts';
import s from './NotHeld.module.css';

/** A book that is not held: which official file brings it, and the way to import it. */
export function NotHeld({ room }: { room: BrowseRoom }) {
  const { name, file } = browseRooms[room];
  const choose = useChooseFiles();
  return (
    <div className={s['state']}>
      <h1 className={s['title']}>{name}</h1>
      <p>The library does not hold it. Import the official file: {file}.</p>
      <div className={s['actions']}>
        <Button kind="primary" onPress={() => choose('files')}>
          Import files…
        </Button>
        <Link to="/library">Library</Link>
      </div>
    </div>
  );
}
