/** How much memory something takes, for tests. Nothing else imports this module. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';

/** Megabytes that must do for any file: several blocks of it, the parser's, and the collector's slack. */
const enough = 150;

/**
 * Expects that the memory of the process stays flat, as seen each time that `look` was called.
 *
 * @returns the most it has grown by, in megabytes
 */
export async function expectFlat(action: (look: () => void) => Promise<void>): Promise<number> {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const before = process.memoryUsage.rss();
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  await action(look);
  look();
  const grown = Math.round((most - before) / 2 ** 20);
  expect(grown).toBeLessThan(enough);
  return grown;
}
