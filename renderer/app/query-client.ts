import { notifyManager, QueryClient } from '@tanstack/react-query';

// An answer is drawn in the task that brings it: the timer that would gather several costs a keystroke some milliseconds.
notifyManager.setScheduler(queueMicrotask);

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
