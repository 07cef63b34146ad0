import { Link } from '@tanstack/react-router';
import type { CodePage } from '../../../electron/contract/codes.ts';
import { stateWord } from '../search/row-words.ts';
import { Part } from './Part.tsx';
import s from './Children.module.css';

/** The codes one level down, each a link to its page. */
export function Children({ page, title }: { page: CodePage; title: string }) {
  const hidden = page.childCount - page.children.length;
  return (
    <Part id="children" title={title} source={null} edition={null}>
      <ul className={s['list']}>
        {page.children.map((child) => (
          <Child key={child.code} child={child} />
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

function Child({ child }: { child: CodePage['children'][number] }) {
  const { system, code, title } = child;
  const word = stateWord(child);
  return (
    <li>
      {/* A code under the one that an index led to was come by the same way. */}
      <Link to="/code/$system/$code" params={{ system, code }} state className={s['child']}>
        <span className={s['code']}>{code}</span>
        <span className={s['words']}>{title}</span>
        {word === null ? null : <span className={s['state']}>{word}</span>}
      </Link>
    </li>
  );
}
