import { traceOf } from '../engine/problem.ts';
import type { EngineHost } from '../engine/host.ts';
import type { GrantKeeper } from '../licence/grant-keeper.ts';
import type { Handlers } from './serve.ts';

type RecentHandlers = Pick<
  Handlers,
  'code.page' | 'recent.codes' | 'recent.forget' | 'recent.digests' | 'recent.dismissDigest'
>;

/** Pages, which are remembered when they are opened, and what is made of that. */
export function recentHandlers(
  host: Pick<EngineHost, 'request'>,
  {
    now,
    log,
    grants,
  }: { now: () => number; log: (message: string) => void; grants: Pick<GrantKeeper, 'count'> },
): RecentHandlers {
  return {
    'code.page': async (key) => {
      const page = await host.request('page', key);
      // A page view that cannot be kept is none: the page is not shown.
      await grants.count(page);
      const { system, code } = page;
      // Nobody waits for it, and a page is as good when it cannot be remembered.
      host.request('remember', { what: 'opened', system, code, at: now() }).catch((error: unknown) => {
        log(`page not remembered: ${traceOf(error)}`);
      });
      return page;
    },
    'recent.codes': (request) => host.request('recent', request),
    'recent.forget': (request) => host.request('forget', request),
    'recent.digests': () => host.request('digests', null),
    'recent.dismissDigest': (request) => host.request('dismissDigest', request),
  };
}
