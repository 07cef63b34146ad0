import type { UpdateSettings } from '../../contract/updates.ts';

const hour = 3_600_000;

/** Longest wait that a timer takes (2³¹ − 1 ms), just under twenty-five days; longer ones are waited for in pieces. */
const longestTimer = 2 ** 31 - 1;

export interface RoundsParts {
  settings: () => UpdateSettings;
  /** When the feed last answered, in milliseconds since 1970; null before it ever did. */
  checked: () => Promise<number | null>;
  /** One look, and whatever follows from it. */
  round: (signal: AbortSignal) => Promise<void>;
  now: () => number;
  /** Runs something later; returns what stops it. */
  later: (run: () => void, milliseconds: number) => () => void;
  /** 0–1: many desktops that were switched on at eight must not all ask at eight. */
  random: () => number;
}

/**
 * Looks for updates again and again while they are on: when a look is due, a minute or so after the start at the
 * earliest, and after a failure at first an hour later, then longer and longer, never longer than is set.
 */
export class UpdateRounds {
  readonly #parts: RoundsParts;
  #failures = 0;
  #stop: () => void = () => {};
  #running: AbortController | undefined;
  #followed: string | null = null;

  constructor(parts: RoundsParts) {
    this.#parts = parts;
  }

  /** Begins, goes on with other settings, or ends: at start and whenever the settings have changed. */
  async follow(): Promise<void> {
    const { enabled, feed, everyHours } = this.#parts.settings();
    const now = enabled && feed !== null ? `${feed} ${everyHours}` : null;
    if (now === this.#followed) return;
    this.#followed = now;
    this.#failures = 0;
    this.#running?.abort();
    await this.#plan();
  }

  end(): void {
    this.#followed = null;
    this.#running?.abort();
    this.#stop();
  }

  async #plan(): Promise<void> {
    this.#stop();
    const followed = this.#followed;
    if (followed === null || this.#running) return;
    const { checked, now, random, later } = this.#parts;
    const last = await checked();
    // The settings may have changed meanwhile; then there is another plan.
    if (followed !== this.#followed) return;
    const due = last === null ? 0 : last + this.#every() - now();
    const wait = Math.max(this.#failures === 0 ? due : this.#pause(), 30_000 + 60_000 * random());
    this.#stop();
    this.#stop =
      wait > longestTimer
        ? later(() => void this.#plan(), longestTimer)
        : later(() => void this.#round(), wait);
  }

  async #round(): Promise<void> {
    const control = new AbortController();
    this.#running = control;
    try {
      await this.#parts.round(control.signal);
      this.#failures = 0;
    } catch {
      // What went wrong is in the state of the updates.
      this.#failures += 1;
    } finally {
      this.#running = undefined;
    }
    await this.#plan();
  }

  #every(): number {
    return this.#parts.settings().everyHours * hour;
  }

  #pause(): number {
    return Math.min(this.#every(), hour * 2 ** (this.#failures - 1)) * (1 + this.#parts.random() / 4);
  }
}
