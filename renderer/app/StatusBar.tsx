import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Job } from '../../electron/contract/library.ts';
import { useServiceDate } from '../features/date-of-service/service-date.ts';
import { ViewMeter } from '../features/grants/ViewMeter.tsx';
import { editionFor, hasEnded, isSelection, useLibrary } from '../features/library/library-status.ts';
import { useJob } from '../features/library/job-store.ts';
import { isReady, useUpdates } from '../features/updates/updates-query.ts';
import { showShortcuts } from '../features/shortcuts/sheet-store.ts';
import s from './StatusBar.module.css';

/** Where long work is seen and can be stopped. */
const workRooms: Record<
  Job['kind'],
  '/library' | '/library/import' | '/library/public' | '/library/updates'
> = {
  add: '/library',
  verify: '/library',
  'roll-back': '/library',
  inspect: '/library/import',
  import: '/library/import',
  install: '/library/import',
  list: '/library/public',
  download: '/library/public',
  check: '/library/updates',
  update: '/library/updates',
};

const onNetwork: ReadonlySet<Job['kind']> = new Set(['list', 'download', 'check', 'update']);

/** That nothing is on the network, or what is; and quietly that something newer can be had. */
function NetworkWords() {
  const kind = useJob((state) => state.job?.kind);
  const { data } = useUpdates();
  const isAsking = (kind !== undefined && onNetwork.has(kind)) || data?.activity === 'checking';
  const isOn = data !== undefined && data.settings.enabled && data.settings.feed !== null;
  return (
    <>
      {data?.activity === 'none' && data.offers.some(isReady) ? (
        <Link to="/library/updates" className={s['job']}>
          update available
        </Link>
      ) : null}
      <span className={s['offline']}>
        {isAsking
          ? 'on the network'
          : isOn
            ? 'offline · looks for updates'
            : 'offline · nothing is on the network'}
      </span>
    </>
  );
}

/** Which editions answer for the date of service and which of them are old; that nothing is on the network; where the keys are listed. */
export function StatusBar() {
  const status = useLibrary();
  const job = useJob((state) => state.job);
  const { date } = useServiceDate();
  const held = status.lines.flatMap((line) => {
    const edition = editionFor(line, date);
    return edition ? [{ edition, isPart: isSelection(line) }] : [];
  });
  return (
    <footer className={s['bar']} aria-label="Status" data-print="never">
      <Link to="/library" className={s['editions']}>
        <span className="visually-hidden">Editions held: </span>
        {held.map(({ edition, isPart }) => (
          <span key={`${edition.line} ${edition.name}`} className={s['edition']}>
            {edition.name}
            {isPart ? ' starter selection' : ''}
            {hasEnded(edition, date) ? (
              <span className={s['ended']}>
                <TriangleAlert size={11} aria-hidden="true" /> ended {edition.ends}
              </span>
            ) : null}
          </span>
        ))}
      </Link>
      {job === null ? null : (
        <Link to={workRooms[job.kind]} className={s['job']}>
          {job.title}
          {job.done === null ? '' : ` ${Math.round(job.done * 100)} %`}
        </Link>
      )}
      <ViewMeter />
      <NetworkWords />
      <Button className={s['help'] ?? ''} onPress={showShortcuts}>
        <kbd>?</kbd> shortcuts
      </Button>
    </footer>
  );
}
