import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Line } from '../../../electron/contract/codes.ts';
import type { RecentCode } from '../../../electron/contract/recent.ts';
import { ask } from '../../lib/bridge.ts';

/** Asked anew with every library event: `useBridgeEvents` knows it by its first word. */
const recentKey = ['recent'] as const;
const digestsKey = [...recentKey, 'digests'] as const;

/** Codes whose pages were opened, newest first; as good as none where they cannot be read. */
export function useRecentCodes(limit: number): readonly RecentCode[] {
  const { data } = useQuery({
    queryKey: [...recentKey, 'codes', limit],
    queryFn: () => ask('recent.codes', { limit }),
    refetchOnMount: 'always',
  });
  return data ?? [];
}

/** What updates changed of the codes opened lately. */
export function useDigests() {
  return useQuery({ queryKey: digestsKey, queryFn: () => ask('recent.digests', null) });
}

export function useDismissDigest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (line: Line) => ask('recent.dismissDigest', { line }),
    onSettled: () => client.invalidateQueries({ queryKey: digestsKey }),
  });
}

export function useForgetRecent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask('recent.forget', { what: 'recents' }),
    onSuccess: () => client.invalidateQueries({ queryKey: recentKey }),
  });
}
