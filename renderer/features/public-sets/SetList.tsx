import type { ReactNode } from 'react';
import type { PublicSet } from '../../../electron/contract/public-sets.ts';
import { heldRange } from '../../lib/dates.ts';
import { useLibrary } from '../library/library-status.ts';
import { heldOf } from './published.ts';
import s from './SetList.module.css';

interface SetListProps {
  sets: readonly PublicSet[];
  /** What is offered of a set. */
  children?: (set: PublicSet) => ReactNode;
}

/** Every public set with what the library holds of it. */
export function SetList({ sets, children }: SetListProps) {
  return (
    <ul className={s['sets']} aria-label="Public code sets">
      {sets.map((set) => (
        <li key={set.id} className={s['set']}>
          <div>
            <h2 className={s['title']}>{set.title}</h2>
            <p className={s['publisher']}>{set.publisher}</p>
          </div>
          <div className={s['right']}>
            <Held set={set} />
            {children?.(set)}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Held({ set }: { set: PublicSet }) {
  const { lines } = useLibrary();
  const held = heldOf(set, lines);
  if (held.length === 0) {
    const starter = lines.some(({ releases }) =>
      releases.some(({ dataset, files }) => files.length === 0 && set.datasets.includes(dataset)),
    );
    return (
      <p className={s['held']}>
        Not held{starter ? '; the starter selection answers until it is imported' : ''}.
      </p>
    );
  }
  const names = [
    ...new Set(held.map(({ edition }) => `${edition.name}, ${heldRange(edition.begins, edition.ends)}`)),
  ];
  return <p className={s['held']}>Held: {names.join('; ')}.</p>;
}
