import { Link } from '@tanstack/react-router';
import { SystemTag } from '../../ui/SystemTag.tsx';
import { CodeLink } from '../code-page/CodeLink.tsx';
import { useDigests, useRecentCodes } from './recent-query.ts';
import s from './RecentCodes.module.css';

/** As many as fit beside the examples without a scroll bar. */
const shown = 6;

/** The codes opened last, and whether an update changed some; nothing before the first one was opened. */
export function RecentCodes() {
  const codes = useRecentCodes(shown);
  const { data: digests = [] } = useDigests();
  const changed = digests.reduce((sum, digest) => sum + digest.changed.length, 0);
  if (codes.length === 0) return null;
  return (
    <section aria-labelledby="recent-codes">
      <h2 id="recent-codes" className={s['title']}>
        Opened last
      </h2>
      {changed === 0 ? null : (
        <p className={s['new']}>
          An update changed {changed} of your recent codes.{' '}
          <Link to="/library" className={s['link']}>
            What’s new
          </Link>
        </p>
      )}
      <ul className={s['codes']}>
        {codes.map(({ system, code, title }) => (
          <li key={`${system} ${code}`} className={s['code']}>
            <SystemTag system={system} />
            <CodeLink system={system} code={code} className={s['key']} />
            <span className={s['name']}>{title}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
