import { Link, useLocation } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useLibrary } from './library-status.ts';
import { lineNames } from './line-words.ts';
import s from './ProblemBar.module.css';

/** Some lines open and some do not: said where one works, explained in the library. */
export function ProblemBar() {
  const { problems } = useLibrary();
  const { pathname } = useLocation();
  if (problems.length === 0 || pathname === '/library') return null;
  const names = [...new Set(problems.map(({ line, file }) => (line === null ? file : lineNames[line])))];
  return (
    <div className={s['bar']} role="alert" data-print="never">
      <TriangleAlert size={14} className={s['icon']} aria-hidden="true" />
      <p className={s['words']}>Not opened: {names.join(', ')}. Everything else answers.</p>
      <Link to="/library" className={s['link']}>
        Details
      </Link>
    </div>
  );
}
