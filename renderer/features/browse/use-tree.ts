import { useMemo, useState } from 'react';
import type { BrowseEntry, Speaks, TreeBook } from '../../../electron/contract/browse.ts';
import type { LevelPage } from './browse-query.ts';
import { pageSize, useLevels } from './browse-query.ts';
import { setBook, setOpen, useBook } from './browse-store.ts';
import type { Line, Place } from './tree-lines.ts';
import { lineAbove, lineOf, linesOf } from './tree-lines.ts';
import type { Standing } from './use-browse-go.ts';

export interface Tree {
  book: TreeBook;
  speaks: Speaks | null;
  lines: readonly Line[];
  /** Number of the selected line; -1 where there is none, or it is not drawn. */
  selected: number;
  entryAt: (line: number) => BrowseEntry | undefined;
  /** The way down to a line, where all of it has been read. */
  standingAt: (line: number) => Standing | null;
  select: (line: number) => void;
  unfold: (line: number, isOpen: boolean) => void;
  /** Tells which lines are drawn, so that their entries are read. */
  show: (first: number, last: number) => void;
  error: Error | null;
  retry: () => void;
}

/** A book as a tree: its lines, what has been read of them, and what the reader does to it. */
export function useTree(book: TreeBook): Tree {
  const state = useBook(book);
  const [shown, setShown] = useState({ first: 0, last: 60 });
  const { open, selected: place } = state;
  const firstPages = useMemo(
    (): LevelPage[] => [null, ...open.keys()].map((under) => ({ under, page: 0 })),
    [open],
  );
  const outline = useLevels(book, firstPages);
  const lines = useMemo(() => linesOf(open, outline.sizes), [open, outline.sizes]);
  const pages = useMemo(
    () => pagesOf(lines, shown, [...open.values(), ...(place ? [place] : [])]),
    [lines, shown, open, place],
  );
  const further = useLevels(book, pages);

  const { entryAt: fromOutline } = outline;
  const { entryAt: fromFurther } = further;
  return useMemo(() => {
    const entryAt = (at: number): BrowseEntry | undefined => {
      const line = lines[at];
      return line && (fromOutline(line.under, line.index) ?? fromFurther(line.under, line.index));
    };
    const standingAt = (at: number): Standing | null => {
      const path: string[] = [];
      for (let above = at; above >= 0; above = lineAbove(lines, above)) {
        const entry = entryAt(above);
        if (!entry) return null;
        if (entry.title !== '') path.unshift(entry.title);
      }
      const entry = entryAt(at);
      const edition = outline.speaks?.edition.name ?? '';
      return entry ? { book, edition, at: entry.id, path } : null;
    };
    return {
      book,
      speaks: outline.speaks,
      lines,
      selected: lineOf(lines, place),
      entryAt,
      standingAt,
      select: (at) => {
        const line = lines[at];
        const id = entryAt(at)?.id ?? '';
        if (line)
          setBook(book, {
            selected: { id, under: line.under, index: line.index },
            ...editionOf(outline.speaks),
          });
      },
      unfold: (at, isOpen) => {
        const line = lines[at];
        const entry = entryAt(at);
        if (!line || !entry || entry.children === 0) return;
        setOpen(book, { id: entry.id, under: line.under, index: line.index }, isOpen);
      },
      show: (first, last) =>
        setShown((before) => (before.first === first && before.last === last ? before : { first, last })),
      error: outline.error ?? further.error,
      retry: outline.error ? outline.retry : further.retry,
    };
  }, [book, lines, place, outline, further, fromOutline, fromFurther]);
}

function editionOf(speaks: Speaks | null): { edition: string } | Record<string, never> {
  return speaks ? { edition: speaks.edition.name } : {};
}

/**
 * The pages of drawn lines and of the others that are spoken of, the selected one and those above it; but for the
 * first of each level, which are read anyway.
 */
function pagesOf(
  lines: readonly Line[],
  { first, last }: { first: number; last: number },
  others: readonly Place[],
): LevelPage[] {
  const pages = new Map<string, LevelPage>();
  for (const { under, index } of [...lines.slice(first, last + 1), ...others]) {
    const page = Math.floor(index / pageSize);
    if (page > 0) pages.set(`${under ?? ''}/${page}`, { under, page });
  }
  return [...pages.values()];
}
