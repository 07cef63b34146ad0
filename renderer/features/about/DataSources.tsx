import type { LineInfo } from '../../../electron/contract/library.ts';
import { NoticesOf } from '../notices/NoticesOf.tsx';
import { lineNames } from '../library/line-words.ts';
import s from './DataSources.module.css';

/** Every source and every notice of the lines held, said once. */
export function DataSources({ lines }: { lines: readonly LineInfo[] }) {
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
      <NoticesOf lines={lines} />
    </>
  );
}
