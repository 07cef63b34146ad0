import type { Line } from '../contract/codes.ts';
import type { UpdateState } from '../contract/updates.ts';
import type { Jobs, Progress } from './jobs.ts';
import type { Handlers } from './serve.ts';

/** Updates of code sets as main hands them in: it alone owns the network. */
export interface UpdatesPort {
  state: () => Promise<UpdateState>;
  check: (signal: AbortSignal) => Promise<UpdateState>;
  install: (lines: readonly Line[], signal: AbortSignal, report: Progress) => Promise<UpdateState>;
}

type UpdateHandlers = Pick<Handlers, 'updates.state' | 'updates.check' | 'updates.install'>;

export function updateHandlers(updates: UpdatesPort, jobs: Jobs): UpdateHandlers {
  return {
    'updates.state': () => updates.state(),
    'updates.check': () =>
      jobs.run('check', 'Checking for updates', (_progress, signal) => updates.check(signal)),
    'updates.install': ({ lines }) => {
      const [line = null] = lines;
      return jobs.run(
        'update',
        'Updating the library',
        (progress, signal) => updates.install(lines, signal, progress),
        lines.length === 1 ? line : null,
      );
    },
  };
}
