import type { WebParts } from '../../electron/packs/fetch/web.ts';

/** Node's network with no patience for hanging servers and no waiting between attempts; `waits` lists what was waited. */
export function impatientWeb(patience = 300): WebParts & { waits: number[] } {
  const waits: number[] = [];
  return {
    web: (address, request) => fetch(address, request),
    sleep: async (milliseconds, signal) => {
      waits.push(milliseconds);
      signal.throwIfAborted();
    },
    now: () => Date.UTC(2026, 9, 1),
    patience,
    waits,
  };
}
