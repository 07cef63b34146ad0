import { Link } from '@tanstack/react-router';
import type { CodePage } from '../../../electron/contract/codes.ts';
import { Part } from './Part.tsx';
import s from './Children.module.css';

/** The codes one level down, each a link to its page. */
export function Children({ page, title }: { page: CodePage; title: string }) {
  const hidden = page.childCount - page.children.length;
  return (
    <Part id="children" title={title} source={null} edition={null}>
      <ul className={s['list']}>
        {page.children.map(({ system, code, title: words, billable }) => (
          <li key={code}>
            <Link to="/code/$system/$code" params={{ system, code }} className={s['child']}>
              <span className={s['code']}>{code}</span>
              <span className={s['words']}>{words}</span>
              {billable === false ? <span className={s['header']}>header</span> : null}
            </Link>
          </li>
        ))}
      </ul>
      {hidden > 0 ? (
        <p className={s['more']}>
          {hidden.toLocaleString('en-US')} more are not listed here: search for “{page.code}”.
        </p>
      ) : null}
    </Part>
  );
}
