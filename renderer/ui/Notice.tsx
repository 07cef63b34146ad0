import type { ReactNode } from 'react';
import { CircleAlert, Info, Lock, TriangleAlert } from 'lucide-react';
import { cx } from './cx.ts';
import s from './Notice.module.css';

const icons = { info: Info, caution: TriangleAlert, stop: CircleAlert, locked: Lock };

interface NoticeProps {
  kind: keyof typeof icons;
  title?: string;
  children: ReactNode;
  actions?: ReactNode;
  /** Announce when it appears by itself. */
  live?: boolean;
}

/** A calm panel: what happened, what it means, what to do. */
export function Notice({ kind, title, children, actions, live = false }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <div className={cx(s['notice'], s[kind])} {...(live ? { role: 'alert' } : {})}>
      <Icon size={16} className={s['icon']} aria-hidden="true" />
      <div className={s['body']}>
        {title === undefined ? null : <p className={s['title']}>{title}</p>}
        <div className={s['text']}>{children}</div>
        {actions === undefined ? null : <div className={s['actions']}>{actions}</div>}
      </div>
    </div>
  );
}
