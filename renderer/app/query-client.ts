import { QueryClient } from '@tanstack/react-query';

/**
 * Everything asked comes over IPC from this machine: an answer stays good until the library says it changed, a
 * failure is shown at once, and being offline is normal (`networkMode` would otherwise pause every query).
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: Infinity,
      gcTime: 120_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
