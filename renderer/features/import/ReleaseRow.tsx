import type { ReactNode } from 'react';
import type { PlannedRelease } from '../../../electron/contract/import.ts';
import { Check, Plus, RefreshCw } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { heldRange } from '../../lib/dates.ts';
import { cx } from '../../ui/cx.ts';
import { datasetNames } from '../library/dataset-words.ts';
import { printBytes } from '../library/line-words.ts';
import { count, outcomeWords } from './import-words.ts';
import s from './Releases.module.css';

const icons: Record<PlannedRelease['outcome'], LucideIcon> = {
  added: Plus,
  replaced: RefreshCw,
  same: Check,
};

interface ReleaseRowProps {
  release: PlannedRelease;
  /** False where the row above is of the same data set, which is then said once. */
  isFirst: boolean;
  /** What became of its records. */
  children?: ReactNode;
}

/** One release: what it is, from which day it answers, where it was read, and what it is to the library. */
export function ReleaseRow({ release, isFirst, children }: ReleaseRowProps) {
  const { dataset, edition, files, outcome, held } = release;
  const Icon = icons[outcome];
  return (
    <li className={cx(s['release'], !isFirst && s['further'], outcome === 'same' && s['quiet'])}>
      <span className={cx(s['dataset'], !isFirst && 'visually-hidden')}>{datasetNames[dataset]}</span>
      <div className={s['what']}>
        <p>
          <span className={s['edition']}>{edition.name}</span>{' '}
          <span className={s['range']}>{heldRange(edition.begins, edition.ends)}</span>
        </p>
        <ul>
          {files.map(({ name, source, bytes }) => (
            <li key={`${source} ${name}`} className={s['file']}>
              {name}
              {source === name ? '' : ` in ${source}`} · {printBytes(bytes)}
            </li>
          ))}
        </ul>
        {outcome === 'replaced' && held ? (
          <p className={s['before']}>
            Held now: {count(held.rows, 'record')} from {held.files.join(', ')}
          </p>
        ) : null}
        {children}
      </div>
      <span className={cx(s['outcome'], s[outcome])}>
        <Icon size={13} aria-hidden="true" />
        {outcomeWords[outcome]}
      </span>
    </li>
  );
}
