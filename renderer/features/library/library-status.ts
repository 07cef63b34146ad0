import { useQuery } from '@tanstack/react-query';
import type { LibraryStatus, LineInfo } from '../../../electron/contract/library.ts';
import type { Edition, Line } from '../../../electron/contract/codes.ts';
import { ask } from '../../lib/bridge.ts';

export const libraryKey = ['library.status'] as const;

export const downloadsKey = ['library.downloads'] as const;

/** What downloads take of the disk; asked again whenever long work has ended. */
export function useDownloads() {
  return useQuery({ queryKey: downloadsKey, queryFn: () => ask('library.downloads', null) });
}

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

/** Our own texts have no fuller set to add. */
const wholeAsShipped: ReadonlySet<Line> = new Set(['editorial', 'clinic']);

/** True where the program's own small selection stands in for a publisher's whole set. */
export function isSelection({ line, starter }: Pick<LineInfo, 'line' | 'starter'>): boolean {
  return starter && !wholeAsShipped.has(line);
}

/** "ICD-10-CM FY2026 (starter selection of 2,817 codes)", "HCPCS Oct 2025". */
export function heldWords(line: LineInfo): string {
  const names = line.editions.map(({ name }) => name).join(', ');
  return isSelection(line)
    ? `${names} (starter selection of ${line.codes.toLocaleString('en-US')} codes)`
    : names;
}

/** An edition past its last day still answers, and says so wherever it is named. */
export function hasEnded(edition: Edition, date: string): boolean {
  // ISO dates sort as text.
  return edition.ends !== null && edition.ends < date;
}

/**
 * The edition of a line's first data set (its codes, where it holds any) that speaks for a date, by the engine's rule:
 * the newest in force; else the newest that began before; else the oldest.
 */
export function editionFor({ releases }: LineInfo, date: string): Edition | undefined {
  const editions = releases
    .filter(({ dataset }) => dataset === releases[0]?.dataset)
    .map(({ edition }) => edition)
    .toSorted((a, b) => (a.begins < b.begins ? 1 : -1));
  const begun = editions.filter(({ begins }) => begins <= date);
  return begun.find((edition) => !hasEnded(edition, date)) ?? begun[0] ?? editions.at(-1);
}
