import { useQuery } from '@tanstack/react-query';
import type { LibraryStatus } from '../../../electron/contract/library.ts';
import type { Edition } from '../../../electron/contract/codes.ts';
import { ask } from '../../lib/bridge.ts';

export const libraryKey = ['library.status'] as const;

/** The library as it is; asked again while it starts, in case its event came before this window listened. */
export function useLibraryQuery() {
  return useQuery({
    queryKey: libraryKey,
    queryFn: () => ask('library.status', null),
    refetchInterval: ({ state }) =>
      state.data?.state === 'starting' || state.data?.state === 'installing' ? 1000 : false,
  });
}

/** For everything inside the gate, which draws nothing until the status is known. */
export function useLibrary(): LibraryStatus {
  const { data } = useLibraryQuery();
  if (!data) throw new Error('useLibrary is used outside the library gate');
  return data;
}

export function editionsOf(status: LibraryStatus): Edition[] {
  return status.lines.flatMap((line) => line.editions);
}

/** An edition past its last day still answers, and says so wherever it is named. */
export function hasEnded(edition: Edition, today: string): boolean {
  // ISO dates sort as text.
  return edition.ends !== null && edition.ends < today;
}
