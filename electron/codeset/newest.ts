import type { Edition } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';

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
