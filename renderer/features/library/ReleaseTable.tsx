import { Fragment } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { Dataset, Release } from '../../../electron/contract/editions.ts';
import { cx } from '../../ui/cx.ts';
import { datasetNames } from './dataset-words.ts';
import { hasEnded } from './library-status.ts';
import s from './ReleaseTable.module.css';

interface ReleaseTableProps {
  /** Name of the line. */
  name: string;
  /** By data set, then oldest first. */
  releases: readonly Release[];
  today: string;
  /** The columns of all lines stand under one another, so their heads are seen once. */
  isFirst: boolean;
}

/** Every release of a line by data set, the newest first, with its dates, its records and the file it was read from. */
export function ReleaseTable({ name, releases, today, isFirst }: ReleaseTableProps) {
  return (
    <table className={s['table']} aria-label={`Held of ${name}`}>
      <colgroup>
        <col className={s['dataset-column']} />
        <col className={s['edition-column']} />
        <col className={s['dates-column']} />
        <col className={s['number-column']} />
        <col />
      </colgroup>
      <thead className={cx(!isFirst && 'visually-hidden')}>
        <tr>
          <th scope="col">Data set</th>
          <th scope="col">Edition</th>
          <th scope="col">In force</th>
          <th scope="col" className={s['number']}>
            Records
          </th>
          <th scope="col">Read from</th>
        </tr>
      </thead>
      <tbody>
        {byDataset(releases).map(([dataset, held]) => (
          <Fragment key={dataset}>
            {held.map((release, place) => (
              <tr key={release.edition.name} className={place === 0 ? s['first'] : undefined}>
                {place === 0 ? (
                  <th scope="rowgroup" rowSpan={held.length} className={s['dataset']}>
                    {datasetNames[dataset]}
                  </th>
                ) : null}
                <td>{release.edition.name}</td>
                <td className={s['dates']}>
                  <Dates release={release} isNewest={place === 0} today={today} />
                </td>
                <td className={s['number']}>{release.rows.toLocaleString('en-US')}</td>
                <td className={s['files']}>{release.files.join(', ') || 'comes with the program'}</td>
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** That an older edition has ended is what editions do; of the newest one a coder must know. */
function Dates({ release, isNewest, today }: { release: Release; isNewest: boolean; today: string }) {
  const { begins, ends } = release.edition;
  const range = ends === null ? `since ${begins}` : `${begins} – ${ends}`;
  if (!isNewest || !hasEnded(release.edition, today)) return range;
  return (
    <span className={s['ended']}>
      {range} <TriangleAlert size={12} aria-hidden="true" /> ended
    </span>
  );
}

/** Data sets in their order, each with its releases, newest first. */
function byDataset(releases: readonly Release[]): [Dataset, Release[]][] {
  const found = new Map<Dataset, Release[]>();
  for (const release of releases) {
    found.set(release.dataset, [release, ...(found.get(release.dataset) ?? [])]);
  }
  return [...found];
}
