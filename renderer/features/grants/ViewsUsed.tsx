import { Link } from '@tanstack/react-router';
import type { CodePage } from '../../../electron/contract/codes.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ReadNotices } from './LockedParts.tsx';
import { useStanding, viewsWords } from './standing-query.ts';
import s from './ViewsUsed.module.css';

/** Above a page whose metered parts are locked: how many views are left, and how to get more. */
export function ViewsUsed({ page: { view } }: { page: Pick<CodePage, 'view'> }) {
  const standing = useStanding();
  if (view !== 'closed' || !standing?.views) return null;
  const { views, allowance, due } = standing;
  if (due.some(({ id }) => id === 'pages')) {
    return (
      <div className={s['above']}>
        <Notice kind="info" title={viewsWords(views.left)} actions={<ReadNotices kind="primary" />}>
          The pages of this reference open when their notices are accepted.
        </Notice>
      </div>
    );
  }
  const isGuest = views.of === allowance.guest;
  const kind = isGuest ? 'Guest' : 'Free';
  const limit = `${kind} accounts are limited to ${views.of} page ${views.of === 1 ? 'view' : 'views'}.`;
  const more = isGuest
    ? `Register free account to get ${allowance.registered} more views.`
    : 'A licence opens every page.';
  return (
    <div className={s['above']}>
      <Notice
        kind="locked"
        title={viewsWords(views.left)}
        actions={<Link to="/account">{isGuest ? 'Register free account' : 'Activate a licence'}</Link>}
      >
        {limit} {more} Pages opened before stay open.
      </Notice>
    </div>
  );
}
