import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChangeKind } from '../../../electron/contract/changes.ts';
import { changeKinds } from '../../../electron/contract/changes.ts';
import type { Dataset } from '../../../electron/contract/editions.ts';
import { datasets } from '../../../electron/contract/editions.ts';
import type { Line } from '../../../electron/contract/codes.ts';
import { ask } from '../../lib/bridge.ts';

/** Changes on one page of the list. */
export const pageSize = 100;

/** What is shown, kept in the address: back from a code's page finds the list as it was left. */
export interface ChangesView {
  dataset?: Dataset;
  edition?: string;
  kinds?: ChangeKind[];
  /** From 1. */
  page?: number;
}

/** An address is typed by hand too: what is no choice is left out. */
export function parseView(search: Record<string, unknown>): ChangesView {
  const { dataset, edition, kinds, page } = search;
  const known = datasets.find((name) => name === dataset);
  const asked = Array.isArray(kinds) ? changeKinds.filter((kind) => kinds.includes(kind)) : [];
  return {
    ...(known && typeof edition === 'string' ? { dataset: known, edition } : {}),
    ...(asked.length > 0 ? { kinds: asked } : {}),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 ? { page } : {}),
  };
}

export function useChanges(line: Line, { dataset, edition, kinds = [], page = 1 }: ChangesView) {
  const asked = dataset && edition !== undefined ? { dataset, name: edition } : null;
  return useQuery({
    queryKey: ['library.changes', line, asked, kinds, page],
    queryFn: () =>
      ask('library.changes', { line, edition: asked, kinds, offset: (page - 1) * pageSize, limit: pageSize }),
    placeholderData: keepPreviousData,
  });
}
