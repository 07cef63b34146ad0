import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../contract/errors.ts';
import type { Offer } from '../contract/import.ts';

/** Offers that are remembered; the window works with the newest one, and one more may just have been made. */
const mostOffers = 8;

/**
 * The files that the user offered for import, by dialog, by drop, by command line or by file association. Their paths
 * stay in this process: the window is told an id and names.
 */
export class Offers {
  readonly #paths = new Map<string, string[]>();
  #waiting: Offer | null = null;

  /** @param paths at least one file or folder */
  add(paths: readonly string[]): Offer {
    const offer = { id: randomUUID(), names: paths.map((path) => basename(path) || path) };
    this.#paths.set(offer.id, [...paths]);
    const [oldest] = this.#paths.keys();
    if (oldest !== undefined && this.#paths.size > mostOffers) this.#paths.delete(oldest);
    return offer;
  }

  /** An offer that came without being asked for: it waits until a window looks at it. */
  present(paths: readonly string[]): Offer {
    this.#waiting = this.add(paths);
    return this.#waiting;
  }

  waiting(): Offer | null {
    return this.#waiting;
  }

  /** @throws AppError `not-found` when the offer was made too long ago, or never */
  pathsOf(id: string): string[] {
    const paths = this.#paths.get(id);
    if (!paths) {
      throw new AppError(
        'not-found',
        'These files were chosen some time ago and are no longer known. Choose them again.',
      );
    }
    if (this.#waiting?.id === id) this.#waiting = null;
    return paths;
  }
}
