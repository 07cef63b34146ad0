import { useEffect } from 'react';
import { useLocation, useMatches } from '@tanstack/react-router';
import { create } from 'zustand';
import type { System } from '../../electron/contract/codes.ts';
import { parseSystem } from '../lib/systems.ts';

export interface OpenCode {
  system: System;
  code: string;
}

/** The page read last, so that the search room is found again as it was left. */
export const useLastPage = create<{ page: OpenCode | null }>(() => ({ page: null }));

/** The code whose page is open, or null. */
export function useOpenCode(): OpenCode | null {
  // From the match that is drawn, not from the address: the address changes a moment earlier.
  const params = useMatches({
    select: (matches) => {
      const match = matches.at(-1);
      return match?.routeId === '/code/$system/$code' ? match.params : null;
    },
  });
  const system = params ? parseSystem(params.system) : null;
  const code = params ? params.code : '';
  useEffect(() => {
    if (system !== null) useLastPage.setState({ page: { system, code } });
  }, [system, code]);
  return system === null ? null : { system, code };
}

/** True where results belong beside the page: the start and the pages of codes. */
export function useInSearchRoom(): boolean {
  const { pathname } = useLocation();
  return pathname === '/' || pathname.startsWith('/code/');
}
