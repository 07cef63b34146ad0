import type { Edition } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';
import { AppError } from '../contract/errors.ts';
import { isShipped } from './releases.ts';

/**
 * Refuses an edition older than the one held: a library answers from the newest it has, and the file that gives way
 * is deleted.
 *
 * @throws AppError `not-allowed`
 */
export function refuseOlder(offered: Edition, held: Edition): void {
  if (offered.begins >= held.begins) return;
  throw new AppError(
    'not-allowed',
    `${offered.name} is older than ${held.name}, which this library holds. Nothing was changed. To go back to the older one, use another library folder.`,
  );
}

/** The newest edition that a line answers from, without those that came with the program: they give way to anything. */
export function newestOwn(
  line: { editions: readonly Edition[]; releases: readonly Release[]; starter: boolean } | undefined,
): Edition | undefined {
  return line?.editions.find(({ name }) =>
    line.releases.some((release) => release.edition.name === name && !isShipped(release, line)),
  );
}
