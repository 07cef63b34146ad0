import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { ask } from '../../lib/bridge.ts';

const picksKey = ['search.picks'] as const;

/** A row was opened for a text. Nobody waits for it to be remembered. */
export function rememberPick(text: string, { system, code }: Pick<SearchRow, 'system' | 'code'>): void {
  void ask('search.pick', { text, system, code }).catch(() => {});
}

/** How many choices are remembered, once that is known. */
export function usePicksKept(): { kept: number | undefined; isPending: boolean } {
  const { data, isPending } = useQuery({
    queryKey: picksKey,
    queryFn: () => ask('search.picks', null),
    refetchOnMount: 'always',
  });
  return { kept: data, isPending };
}

export function useForgetPicks() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask('recent.forget', { what: 'picks' }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: picksKey });
      void client.invalidateQueries({ queryKey: ['search.query'] });
    },
  });
}
