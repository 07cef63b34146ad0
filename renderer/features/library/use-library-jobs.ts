import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LibraryStatus } from '../../../electron/contract/library.ts';
import { ask, failedWith } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';
import { useJob } from './job-store.ts';
import { libraryKey } from './library-status.ts';

/** The two things that change a library, and what became of the last one. */
export function useLibraryJobs() {
  const client = useQueryClient();
  const job = useJob((state) => state.job);
  const take = (status: LibraryStatus | null, words: string) => {
    if (status === null) return;
    client.setQueryData(libraryKey, status);
    say(words);
  };
  const refuse = (error: Error) => {
    if (failedWith(error, 'cancelled')) say('Cancelled. The library is as it was.');
  };
  const add = useMutation({
    mutationFn: () => ask('library.add', null),
    onSuccess: (status) => take(status, 'Library added'),
    onError: refuse,
  });
  const restore = useMutation({
    mutationFn: () => ask('library.restoreStarter', null),
    onSuccess: (status) => take(status, 'Starter set restored'),
    onError: refuse,
  });
  const failed = [add, restore].find(({ error }) => error !== null && !failedWith(error, 'cancelled'));
  const begin = (next: typeof add | typeof restore) => {
    add.reset();
    restore.reset();
    next.mutate();
  };
  return {
    job,
    isBusy: add.isPending || restore.isPending || job !== null,
    error: failed?.error ?? null,
    add: () => begin(add),
    restore: () => begin(restore),
  };
}
