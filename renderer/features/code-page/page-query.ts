import { useQuery } from '@tanstack/react-query';
import type { CodePage } from '../../../electron/contract/codes.ts';
import { useOpenCode } from '../../app/places.ts';
import type { OpenCode } from '../../app/places.ts';
import { ask } from '../../lib/bridge.ts';
import { useServiceDate } from '../date-of-service/service-date.ts';

/** The page of a code on the date of service. When only the date changes, the page shown stays until its successor is here. */
export function usePageQuery(open: OpenCode | null) {
  const { date } = useServiceDate();
  return useQuery({
    queryKey: ['code.page', open?.system, open?.code, date],
    queryFn: () => {
      if (!open) throw new Error('no code is open');
      return ask('code.page', { ...open, date });
    },
    enabled: open !== null,
    placeholderData: (before: CodePage | undefined) =>
      before && before.system === open?.system && before.code === open.code ? before : undefined,
  });
}

/** The page in the page pane, or null while there is none. */
export function useOpenPage(): CodePage | null {
  return usePageQuery(useOpenCode()).data ?? null;
}
