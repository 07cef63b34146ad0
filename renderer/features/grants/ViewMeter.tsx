import { Link } from '@tanstack/react-router';
import { useStanding, viewsWords } from './standing-query.ts';
import s from './ViewMeter.module.css';

/** How many pages a guest or a free account may still open; nothing for whoever has a licence. */
export function ViewMeter() {
  const views = useStanding()?.views;
  if (!views) return null;
  return (
    <Link to="/account" className={s['meter']}>
      {viewsWords(views.left)}
    </Link>
  );
}
