import { traceOf } from '../engine/problem.ts';
import type { EngineHost } from '../engine/host.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Handlers } from './serve.ts';

interface PickParts {
  settings: Pick<SettingsStore, 'get'>;
  now: () => number;
  log: (message: string) => void;
}

/** Searches, and the rows opened in them: what was chosen comes up again as long as the user lets the program learn. */
export function pickHandlers(
  host: Pick<EngineHost, 'request'>,
  { settings, now, log }: PickParts,
): Pick<Handlers, 'search.query' | 'search.pick' | 'search.picks'> {
  const learns = (): boolean => settings.get().learnPicks;
  return {
    'search.query': (request) => host.request('search', { ...request, picks: learns() }),
    'search.pick': async ({ text, system, code }) => {
      if (!learns()) return null;
      // The page opens as well when the choice cannot be remembered.
      await host
        .request('remember', { what: 'picked', query: text, system, code, at: now() })
        .catch((error: unknown) => {
          log(`choice not remembered: ${traceOf(error)}`);
        });
      return null;
    },
    'search.picks': () => host.request('picks', null),
  };
}
