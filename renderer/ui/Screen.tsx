import type { ReactNode } from 'react';
import s from './Screen.module.css';

/** A room without a results list: one heading and a column of text width. */
export function Screen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={s['screen']}>
      <h1 className={s['title']}>{title}</h1>
      {children}
    </div>
  );
}

/** A part of a screen under its own heading. */
export function ScreenPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={s['part']}>
      <h2 className={s['partTitle']}>{title}</h2>
      {children}
    </section>
  );
}
