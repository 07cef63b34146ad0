import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Account, LicenceDrop } from '../../../electron/contract/account.ts';
import type { Input, Output } from '../../../electron/contract/channels.ts';
import { ask, failedWith, listen } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';

export const accountKey = ['licence.account'] as const;

export function useAccount() {
  return useQuery({ queryKey: accountKey, queryFn: () => ask('licence.account', null) });
}

/** The acts whose answer is the account as it is afterwards; null where the user cancelled a dialog. */
type Act = {
  [C in Extract<keyof typeof words, string>]: Output<C> extends Account | null ? C : never;
}[keyof typeof words];

/** What is said quietly when an act has succeeded. */
const words = {
  'licence.activate': 'Licence activated',
  'licence.enterKey': 'Licence opened',
  'licence.takeText': 'File taken',
  'licence.chooseFile': 'File taken',
  'licence.signIn': 'Signed in',
  'licence.fetchNewest': 'Newest licence file fetched',
  'licence.confirmClock': 'Date and time confirmed',
} as const;

/** One act of the account; its error is for the place it was begun at, except that a cancelled one is no error. */
export function useAct<C extends Act>(channel: C) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (input: Input<C>): Promise<Account | null> => ask<Act>(channel, input as Input<Act>),
    onSuccess: (account) => {
      if (account === null) return;
      client.setQueryData(accountKey, account);
      say(words[channel]);
    },
  });
  const error = act.error !== null && !failedWith(act.error, 'cancelled') ? act.error : null;
  return { begin: act.mutate, isBusy: act.isPending, error };
}

/** Follows licence files that come without being asked for: dropped on the window, or opened with the program. */
export function useDroppedLicences(): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      listen('licence.dropped', (drop) => {
        void navigate({ to: '/account' });
        say(wordsOf(drop));
      }),
    [navigate],
  );
}

function wordsOf({ taken, problems }: LicenceDrop): string {
  const [first] = problems;
  if (first) return first.message;
  return taken === 1 ? 'Licence file taken' : `${taken} licence files taken`;
}
