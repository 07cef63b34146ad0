import type { ReactNode } from 'react';
import type { Source } from '../../../electron/contract/codes.ts';
import { sourceLine } from './sections.ts';
import s from './Part.module.css';

interface PartProps {
  id: string;
  title: string;
  /** Null where the part says itself where it comes from. */
  source: Source | null;
  edition: string | null;
  children: ReactNode;
}

/** One part of a page under its heading, with whose words they are and of which edition. */
export function Part({ id, title, source, edition, children }: PartProps) {
  return (
    <section className={s['part']} aria-labelledby={`part-${id}`} data-part={id} tabIndex={-1}>
      <div className={s['head']}>
        <h2 id={`part-${id}`} className={s['title']}>
          {title}
        </h2>
        {edition === null ? null : <span className={s['edition']}>{edition}</span>}
      </div>
      <div className={s['body']}>{children}</div>
      {source === null ? null : <p className={s['source']}>{sourceLine(source)}</p>}
    </section>
  );
}
