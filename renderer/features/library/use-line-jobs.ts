import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Line } from '../../../electron/contract/codes.ts';
import type { LibraryStatus } from '../../../electron/contract/library.ts';
import { ask, failedWith } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';
import { useJob } from './job-store.ts';
import { libraryKey } from './library-status.ts';

/** What can be done with one line of the library, and what became of the last of it. */
export function useLineJobs(line: Line) {
  const client = useQueryClient();
  const job = useJob((state) => state.job);
  const take = (words: string) => (status: LibraryStatus) => {
    client.setQueryData(libraryKey, status);
    say(words);
  };
  const onError = (error: Error) => {
    if (failedWith(error, 'cancelled')) say('Cancelled. Nothing was changed.');
  };
  const verify = useMutation({ mutationFn: () => ask('library.verify', { line }), onError });
  const rollBack = useMutation({
    mutationFn: () => ask('library.rollBack', { line }),
    onSuccess: take('Changed: the other edition answers now'),
    onError,
  });
  const remove = useMutation({
    mutationFn: () => ask('library.remove', { line }),
    onSuccess: take('Removed'),
    onError,
  });
  const all = [verify, rollBack, remove];
  const begin = (next: { mutate: () => void }) => {
    for (const one of all) one.reset();
    next.mutate();
  };
  return {
    /** The work on this very line, while it runs. */
    job: job?.line === line ? job : null,
    isBusy: job !== null || all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null && !failedWith(error, 'cancelled'))?.error ?? null,
    verified: verify.data?.[0] ?? null,
    verify: () => begin(verify),
    rollBack: () => begin(rollBack),
    remove: () => begin(remove),
  };
}
