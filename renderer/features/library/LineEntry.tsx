import type { LineInfo } from '../../../electron/contract/library.ts';
import { TriangleAlert } from 'lucide-react';
import { heldRange } from '../../lib/dates.ts';
import { hasEnded } from './library-status.ts';
import { lineNames, printBytes } from './line-words.ts';
import s from './LineEntry.module.css';

/** One file of the library: its editions, how many codes, whose they are. */
export function LineEntry({ line, today }: { line: LineInfo; today: string }) {
  return (
    <li className={s['entry']}>
      <div className={s['head']}>
        <h3 className={s['name']}>{lineNames[line.line]}</h3>
        {line.starter ? <span className={s['starter']}>starter set</span> : null}
        <span className={s['size']}>
          {line.codes.toLocaleString('en-US')} codes · {printBytes(line.bytes)}
        </span>
      </div>
      <ul>
        {line.editions.map((edition) => (
          <li key={edition.name} className={s['edition']}>
            <span>{edition.name}</span>
            <span className={s['range']}>{heldRange(edition.begins, edition.ends)}</span>
            {hasEnded(edition, today) ? (
              <span className={s['ended']}>
                <TriangleAlert size={12} aria-hidden="true" /> ended; still answers and says so
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {line.sources.map((source) => (
        <p key={source.id} className={s['source']}>
          {source.publisher} · {source.document} · {source.notice}
        </p>
      ))}
      {line.notices.length === 0 ? null : (
        <details className={s['notices']}>
          <summary>{line.notices.length === 1 ? 'Notice' : `${line.notices.length} notices`}</summary>
          {line.notices.map((notice, index) => (
            <p key={index}>{notice}</p>
          ))}
        </details>
      )}
    </li>
  );
}
