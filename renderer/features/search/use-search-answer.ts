import { useEffect, useState } from 'react';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { SearchResponse, SearchRow } from '../../../electron/contract/search.ts';
import { ask, failedWith } from '../../lib/bridge.ts';
import { useServiceDate } from '../date-of-service/service-date.ts';
import { rowKey, useSearchState } from './search-store.ts';

const mostRows = 50;
const slowAfter = 500;

export interface SearchAnswer {
  /** The newest answer held: while the next one is on its way, the one before. */
  response: SearchResponse | null;
  /** True where `response` belongs to exactly what the field says. */
  isCurrent: boolean;
  /** The answer has been missing for longer than a person takes to notice. */
  isSlow: boolean;
  error: Error | null;
  retry: () => void;
}

/**
 * Each keystroke is its own query; reading `signal` lets React Query drop the one before, so that only the latest is
 * ever shown. The engine answers `superseded` for a dropped one, which is no error and is asked again if it matters.
 */
export function useSearchAnswer(): SearchAnswer {
  const { text, systems, billable, chapters, openedBefore } = useSearchState();
  const { date } = useServiceDate();
  const isAsked = text.trim() !== '';
  const query = useQuery({
    queryKey: ['search.query', text, systems, billable, chapters, date, openedBefore],
    queryFn: ({ signal }) => {
      signal.throwIfAborted();
      return ask('search.query', {
        text,
        systems: [...systems],
        date,
        limit: mostRows,
        ...(billable ? { billable } : {}),
        ...(chapters.length > 0 ? { chapters: [...chapters] } : {}),
      });
    },
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: (count, error) => failedWith(error, 'superseded') && count < 3,
    retryDelay: 20,
    gcTime: 20_000,
  });
  const isWaiting = isAsked && query.isFetching && !query.isSuccess;
  return {
    response: isAsked ? (query.data ?? null) : null,
    isCurrent: isAsked && query.isSuccess && !query.isPlaceholderData,
    isSlow: useIsSlow(isWaiting || (isAsked && query.isPlaceholderData)),
    error: isAsked ? query.error : null,
    retry: () => void query.refetch(),
  };
}

/** Members of the opened folds, by the key of the row they stand under. */
export function useFamilies(rows: readonly SearchRow[]): ReadonlyMap<string, readonly SearchRow[]> {
  const open = useSearchState((state) => state.open);
  const { date } = useServiceDate();
  const wanted = rows.filter((row) => open.has(rowKey(row)));
  return useQueries({
    queries: wanted.map(({ system, code }) => ({
      queryKey: ['code.family', system, code, date],
      queryFn: () => ask('code.family', { system, code, date }),
    })),
    combine: (answers) =>
      new Map(
        wanted.flatMap((row, index) => {
          const members = answers[index]?.data?.filter((member) => rowKey(member) !== rowKey(row));
          return members ? [[rowKey(row), members] as const] : [];
        }),
      ),
  });
}

function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setSlow(true), slowAfter);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isWaiting]);
  return isSlow;
}
