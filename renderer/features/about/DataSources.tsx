import type { LineInfo } from '../../../electron/contract/library.ts';
import { lineNames } from '../library/line-words.ts';
import s from './DataSources.module.css';

const mark = 'CPT® is a registered trademark of the American Medical Association.';

/** The mark's line is said once: a licensed set brings its own wording. */
function namesMark(notice: string): boolean {
  return /\bCPT\b.*\btrademark\b/i.test(notice);
}

/** Every source and every notice of the lines held, said once. */
export function DataSources({ lines }: { lines: readonly LineInfo[] }) {
  const notices = [...new Set(lines.flatMap((line) => line.notices))];
  return (
    <>
      <dl className={s['sources']}>
        {lines.map(({ line, editions, sources }) => (
          <div key={line} className={s['line']}>
            <dt>{lineNames[line]}</dt>
            <dd>
              <p>{editions.map((edition) => edition.name).join(', ')}</p>
              {sources.map((source) => (
                <p key={source.id} className={s['source']}>
                  {source.publisher} · {source.document} · {source.notice}
                </p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {[...notices, ...(notices.some(namesMark) ? [] : [mark])].map((notice) => (
        <p key={notice} className={s['notice']}>
          {notice}
        </p>
      ))}
    </>
  );
}
