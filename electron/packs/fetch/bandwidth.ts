import type { Sleep } from './web.ts';

/**
 * Holds all downloads that share it to so many bytes a second: a bucket that fills at that rate up to one second's
 * worth. Reading waits, so the sender slows down too.
 */
export class Bandwidth {
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #sleep: Sleep;
  #held: number;
  #at: number;

  /** @param perSecond bytes; `now` in milliseconds */
  constructor(perSecond: number, now: () => number, sleep: Sleep) {
    if (!(perSecond > 0)) throw new RangeError('a cap lets at least one byte through');
    this.#perSecond = perSecond;
    this.#now = now;
    this.#sleep = sleep;
    this.#held = perSecond;
    this.#at = now();
  }

  /** Settles when `bytes` more may have been read. The bucket may go below empty; the next reader waits for it too. */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    const now = this.#now();
    this.#held = Math.min(this.#perSecond, this.#held + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    this.#held -= bytes;
    if (this.#held < 0) await this.#sleep((-this.#held / this.#perSecond) * 1000, signal);
  }
}
