import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Notice, Standing } from '../../../electron/contract/grants.ts';
import { ask } from '../../lib/bridge.ts';

export const standingKey = ['grants.standing'] as const;

/** Page views left, and the notices that are due; undefined until it is known. */
export function useStanding(): Standing | undefined {
  return useQuery({ queryKey: standingKey, queryFn: () => ask('grants.standing', null) }).data;
}

/** Keeps that notices were accepted; what waited for them is asked for again. */
export function useAccept() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (notices: readonly Notice[]) =>
      ask('grants.accept', { notices: notices.map(({ id, version }) => ({ id, version })) }),
    onSuccess: (standing) => client.setQueryData(standingKey, standing),
  });
}

/** True where more or less is open than before: not where only a view was counted. */
export function hasOpened(before: Standing | undefined, now: Standing): boolean {
  if (!before) return true;
  const open = ({ views, due, accepted }: Standing) => JSON.stringify([views?.of, due, accepted]);
  return open(before) !== open(now);
}

/** "1 code page view remaining", as the suite's pages say it. */
export function viewsWords(left: number): string {
  return `${left} code page ${left === 1 ? 'view' : 'views'} remaining`;
}
