import type { ReactNode } from 'react';
import { Toaster } from '../../ui/Toaster.tsx';
import s from './Bare.module.css';

/** The whole window with one matter in it. */
export function Bare({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={s['bare']}>
      <div className={s['column']}>
        <p className={s['product']}>Case2Code Desktop</p>
        <h1 className={s['title']}>{title}</h1>
        {children}
      </div>
      <Toaster />
    </main>
  );
}
