import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import s from './Screen.module.css';

interface ScreenProps {
  title: string;
  /** `text` is a column to read; `wide` has room for tables. */
  width?: 'text' | 'wide';
  children: ReactNode;
}

/** A room without a results list: one heading and a column. */
export function Screen({ title, width = 'text', children }: ScreenProps) {
  return (
    <div className={cx(s['screen'], width === 'wide' && s['wide'])}>
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
