import { create } from 'zustand';
import type { PublicDownload, PublicListing } from '../../../electron/contract/public-sets.ts';
import { ask, failedWith } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';
import { useJob } from '../library/job-store.ts';

/** From the first look at what is published to the zips that are here. It goes on while the user looks elsewhere. */
export type PublicSetsState =
  | { phase: 'idle' }
  | { phase: 'listing' }
  | { phase: 'listed'; listings: PublicListing[] }
  | { phase: 'getting'; listings: PublicListing[]; count: number }
  | { phase: 'done'; listings: PublicListing[]; download: PublicDownload }
  | { phase: 'failed'; title: string; error: unknown; listings: PublicListing[] | null };

export const usePublicSets = create<{ state: PublicSetsState }>(() => ({ state: { phase: 'idle' } }));

const show = (state: PublicSetsState): void => usePublicSets.setState({ state });

/** Asks the publishers what they offer now: the first thing that this screen sends anywhere. */
export function lookAtPublished(): void {
  const { state } = usePublicSets.getState();
  if (state.phase === 'listing' || state.phase === 'getting') return;
  show({ phase: 'listing' });
  ask('publicSets.list', null).then(
    (listings) => show({ phase: 'listed', listings }),
    (error: unknown) => {
      if (!failedWith(error, 'cancelled')) {
        show({ phase: 'failed', title: 'The publishers were not asked', error, listings: null });
      } else show({ phase: 'idle' });
    },
  );
}

/** Downloads files of the list, or goes on with them. */
export function getPublished(addresses: string[]): void {
  const { state } = usePublicSets.getState();
  if (!('listings' in state) || state.listings === null || state.phase === 'getting') return;
  const { listings } = state;
  show({ phase: 'getting', listings, count: addresses.length });
  ask('publicSets.get', { addresses }).then(
    (download) => show({ phase: 'done', listings, download }),
    (error: unknown) => {
      if (failedWith(error, 'cancelled')) {
        say('Cancelled. What has arrived is kept: the next download goes on where this one stopped.');
        show({ phase: 'listed', listings });
      } else show({ phase: 'failed', title: 'Nothing was downloaded', error, listings });
    },
  );
}

/** Back to the list, or to the beginning where there is none. */
export function backToPublished(): void {
  const { state } = usePublicSets.getState();
  if ('listings' in state && state.listings !== null) show({ phase: 'listed', listings: state.listings });
  else show({ phase: 'idle' });
}

export function stopPublicSets(): void {
  const { job } = useJob.getState();
  if (job) void ask('library.cancel', { job: job.id });
}
