import { cancelled, Passing } from './failures.ts';
import type { WebParts } from './web.ts';

/** Failures in a row, without a byte of progress between them, after which no further attempt is made. */
const mostFailures = 6;
/** Milliseconds; doubled at each failure in a row. */
const firstPause = 500;
const longestPause = 30_000;
/** A server that asks for more patience than this is asked again by the user, later. */
const longestWait = 120_000;

/**
 * Runs `attempt` until it succeeds. After a `Passing` failure it waits as long as the server asks, or longer and longer,
 * and tries again; an attempt that brought something new counts as a fresh start.
 *
 * @param furthest how far the work has ever come; more than before is progress
 * @throws AppError what `attempt` throws, the last failure's own error, `cancelled`
 */
export async function persist<T>(
  attempt: () => Promise<T>,
  furthest: () => number,
  { sleep }: WebParts,
  signal: AbortSignal,
): Promise<T> {
  let failures = 0;
  let before = furthest();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      failures = furthest() > before ? 1 : failures + 1;
      before = Math.max(before, furthest());
      if (failures >= mostFailures || error.waitFor > longestWait) throw error.final;
      const pause = Math.min(longestPause, firstPause * 2 ** (failures - 1));
      // Many desktops are cut off at once; they should not come back at once.
      await sleep(Math.max(error.waitFor, pause * (1 + Math.random() / 4)), signal).catch(() => {
        throw cancelled();
      });
    }
  }
}
