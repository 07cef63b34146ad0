import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Standing } from '../../electron/contract/grants.ts';
import { accountKey } from '../features/account/account-query.ts';
import { hasOpened, standingKey } from '../features/grants/standing-query.ts';
import { downloadsKey, libraryKey } from '../features/library/library-status.ts';
import { jobTold } from '../features/library/job-store.ts';
import { updatesKey } from '../features/updates/updates-query.ts';
import { settingsKey } from '../features/settings/settings-query.ts';
import { listen } from '../lib/bridge.ts';

/** Answers that another library may give otherwise. */
const madeOfLibrary = [
  'recent',
  'search.query',
  'code.page',
  'code.family',
  'library.changes',
  'browse.entries',
  'browse.grid',
  'browse.place',
  'browse.pcs',
  'browse.target',
] as const;

/** Keeps what this window shows in step with what the main process says. */
export function useBridgeEvents(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      listen('library.changed', (status) => {
        client.setQueryData(libraryKey, status);
        for (const key of madeOfLibrary) void client.invalidateQueries({ queryKey: [key] });
      }),
    [client],
  );
  useEffect(
    () =>
      listen('grants.changed', (standing) => {
        const before = client.getQueryData<Standing>(standingKey);
        client.setQueryData(standingKey, standing);
        if (!hasOpened(before, standing)) return;
        for (const key of ['recent', 'search.query', 'code.page', 'code.family', 'library.changes']) {
          void client.invalidateQueries({ queryKey: [key] });
        }
      }),
    [client],
  );
  useEffect(() => listen('settings.changed', (kept) => client.setQueryData(settingsKey, kept)), [client]);
  useEffect(() => listen('licence.changed', (account) => client.setQueryData(accountKey, account)), [client]);
  useEffect(() => listen('updates.changed', (state) => client.setQueryData(updatesKey, state)), [client]);
  useEffect(
    () =>
      listen('library.job', (job) => {
        jobTold(job);
        // It may have left something to be gone on with, or used what lay there.
        if (job.state !== 'running') void client.invalidateQueries({ queryKey: downloadsKey });
      }),
    [client],
  );
}
