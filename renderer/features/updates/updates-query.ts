import { useQuery, useQueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Line } from '../../../electron/contract/codes.ts';
import type { UpdateOffer, UpdateState } from '../../../electron/contract/updates.ts';
import { ask, failedWith } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';

export const updatesKey = ['updates.state'] as const;

/** What is known of updates; kept in step by the `updates.changed` event. */
export function useUpdates() {
  return useQuery({ queryKey: updatesKey, queryFn: () => ask('updates.state', null) });
}

/** What was asked of this screen last and could not be done; the state tells what went wrong by itself. */
export const useRefusal = create<{ error: unknown }>(() => ({ error: null }));

/** Looking and installing. Both go on while the user looks at something else; the state shows how far they are. */
export function useUpdateActions(): { check: () => void; install: (lines: Line[]) => void } {
  const client = useQueryClient();
  const run = async (asked: Promise<UpdateState>, done: string, cancelled: string) => {
    useRefusal.setState({ error: null });
    try {
      client.setQueryData(updatesKey, await asked);
      if (done !== '') say(done);
    } catch (error) {
      if (failedWith(error, 'cancelled')) say(cancelled);
      else if (failedWith(error, 'not-allowed', 'not-found')) useRefusal.setState({ error });
    }
  };
  return {
    check: () => void run(ask('updates.check', null), '', 'Cancelled.'),
    install: (lines) =>
      void run(
        ask('updates.install', { lines }),
        'The library is updated.',
        'Cancelled. What has arrived is kept: the next update goes on where this one stopped.',
      ),
  };
}

export function isReady(offer: UpdateOffer): offer is Extract<UpdateOffer, { state: 'ready' }> {
  return offer.state === 'ready';
}
