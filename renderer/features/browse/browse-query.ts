import { useMemo } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type {
  BrowseBook,
  BrowseEntry,
  Entries,
  Grid,
  GridBook,
  GridRow,
  PlaceRequest,
  Speaks,
  TreeBook,
} from '../../../electron/contract/browse.ts';
import { ask } from '../../lib/bridge.ts';
import { useServiceDate } from '../date-of-service/service-date.ts';

/** Rows that are asked for at a time. */
export const pageSize = 100;

/** A page of a level, from 0. */
export interface LevelPage {
  under: string | null;
  page: number;
}

/** One function for all renders: what has not changed keeps its identity. */
function gathered<T>(all: UseQueryResult<T>[]): {
  data: (T | undefined)[];
  failed: UseQueryResult<T> | undefined;
} {
  return { data: all.map(({ data }) => data), failed: all.find(({ isError }) => isError) };
}

export interface Levels {
  speaks: Speaks | null;
  /** How many entries stand below an entry that was asked for; null for the first level. */
  sizes: ReadonlyMap<string | null, number>;
  entryAt: (under: string | null, index: number) => BrowseEntry | undefined;
  error: Error | null;
  retry: () => void;
}

/** Pages of the levels of a book on the date of service, as far as they have been read. */
export function useLevels(book: TreeBook, pages: readonly LevelPage[]): Levels {
  const { date } = useServiceDate();
  const results = useQueries({
    queries: pages.map(({ under, page }) => ({
      queryKey: ['browse.entries', book, date, under, page],
      queryFn: () => ask('browse.entries', { book, under, date, from: page * pageSize, limit: pageSize }),
    })),
    combine: gathered<Entries>,
  });
  const { data, failed } = results;
  return useMemo(() => {
    const sizes = new Map<string | null, number>();
    const read = new Map<string, readonly BrowseEntry[]>();
    for (const [at, { under, page }] of pages.entries()) {
      const answer = data[at];
      if (!answer) continue;
      sizes.set(under, answer.total);
      read.set(`${under ?? ''}/${page}`, answer.rows);
    }
    return {
      speaks: data[0]?.speaks ?? null,
      sizes,
      entryAt: (under, index) =>
        read.get(`${under ?? ''}/${Math.floor(index / pageSize)}`)?.[index % pageSize],
      error: failed?.error ?? null,
      retry: () => void failed?.refetch(),
    };
  }, [pages, data, failed]);
}

export interface GridPages {
  speaks: Speaks | null;
  total: number;
  rowAt: (index: number) => GridRow | undefined;
  error: Error | null;
  retry: () => void;
}

/** Pages of a table on the date of service; the first one tells how long it is. */
export function useGridPages(book: GridBook, pages: readonly number[]): GridPages {
  const { date } = useServiceDate();
  const results = useQueries({
    queries: [...new Set([0, ...pages])].map((page) => ({
      queryKey: ['browse.grid', book, date, page],
      queryFn: async () => ({
        page,
        ...(await ask('browse.grid', { book, date, from: page * pageSize, limit: pageSize })),
      }),
    })),
    combine: gathered<Grid & { page: number }>,
  });
  const { data, failed } = results;
  return useMemo(() => {
    const read = new Map(data.flatMap((answer) => (answer ? [[answer.page, answer.rows]] : [])));
    return {
      speaks: data[0]?.speaks ?? null,
      total: data[0]?.total ?? 0,
      rowAt: (index) => read.get(Math.floor(index / pageSize))?.[index % pageSize],
      error: failed?.error ?? null,
      retry: () => void failed?.refetch(),
    };
  }, [data, failed]);
}

/** The place of an entry or of what was typed; nothing is asked while `at` is null. */
export function usePlace(book: BrowseBook, at: PlaceRequest['at'] | null) {
  const { date } = useServiceDate();
  return useQuery({
    queryKey: ['browse.place', book, date, at],
    queryFn: () => {
      if (!at) throw new Error('no place is asked for');
      return ask('browse.place', { book, date, at });
    },
    enabled: at !== null,
  });
}

/** What may follow the beginning of a PCS code. The step before stays until its successor is here. */
export function usePcs(code: string) {
  const { date } = useServiceDate();
  return useQuery({
    queryKey: ['browse.pcs', date, code],
    queryFn: () => ask('browse.pcs', { code, date }),
    placeholderData: keepPreviousData,
  });
}
