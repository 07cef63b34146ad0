import type { LineInfo } from '../../../electron/contract/library.ts';
import { noticesOf } from './line-notices.ts';
import s from './NoticesOf.module.css';

/** The notices of the lines that a page stands on, whole: at its foot on the screen and on paper. */
export function NoticesOf({ lines }: { lines: readonly LineInfo[] }) {
  const notices = noticesOf(lines);
  if (notices.length === 0) return null;
  return (
    <aside className={s['notices']} aria-label="Notices">
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </aside>
  );
}

/** The same in the foot of a list: two lines of it are always seen, and all of it on request. */
export function NoticesFoot({ lines }: { lines: readonly LineInfo[] }) {
  const notices = noticesOf(lines);
  return (
    <aside className={s['foot']} aria-label="Notices of the results">
      {notices.length === 0 ? null : (
        <details>
          <summary className={s['summary']}>
            <span>{notices.join(' ')}</span>
          </summary>
          <div className={s['all']}>
            {notices.map((notice) => (
              <p key={notice}>{notice}</p>
            ))}
          </div>
        </details>
      )}
    </aside>
  );
}
