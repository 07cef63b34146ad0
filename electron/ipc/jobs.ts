import { randomUUID } from 'node:crypto';
import type { Line } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { Job } from '../contract/library.ts';
import { asProblem } from '../engine/problem.ts';

export type Progress = (progress: Pick<Job, 'done' | 'detail'>) => void;

/** Long work that the interface follows and may cancel. The installation of the starter set is none. */
export class Jobs {
  readonly #onJob: (job: Job) => void;
  readonly #cancel: () => void;
  #running: { id: string; control: AbortController } | undefined;

  /** @param cancel ends what the engine does for a job; what main itself does ends by the job's signal */
  constructor(onJob: (job: Job) => void, cancel: () => void) {
    this.#onJob = onJob;
    this.#cancel = cancel;
  }

  /**
   * Tells the interface how far the work is, and how it ended; its result and its error pass through. Of work that
   * is begun while other work runs nothing is told: it is refused, and its error says so.
   */
  async run<T>(
    kind: Job['kind'],
    title: string,
    work: (progress: Progress, signal: AbortSignal) => Promise<T>,
    line: Line | null = null,
  ): Promise<T> {
    this.#refuseSecond();
    const running = { id: randomUUID(), control: new AbortController() };
    const state = { done: null, detail: '', state: 'running', error: null } as const;
    const job: Job = { id: running.id, kind, title, line, ...state };
    const tell = (change: Partial<Job>): void => {
      this.#onJob({ ...job, ...change });
    };
    this.#running = running;
    tell({});
    try {
      const value = await work(tell, running.control.signal);
      tell({ done: 1, state: 'finished' });
      return value;
    } catch (error) {
      const cancelled = error instanceof AppError && error.code === 'cancelled';
      tell({ state: cancelled ? 'cancelled' : 'failed', error: cancelled ? null : asProblem(error) });
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  /**
   * Short work beside which no other may run; the interface is told nothing of it.
   * @throws AppError `not-allowed` while other work runs; whatever the work throws
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.#refuseSecond();
    this.#running = { id: randomUUID(), control: new AbortController() };
    try {
      return await work();
    } finally {
      this.#running = undefined;
    }
  }

  /** Cancels the job, if it is the one that runs. */
  cancel(id: string): void {
    if (id !== this.#running?.id) return;
    this.#running.control.abort();
    this.#cancel();
  }

  #refuseSecond(): void {
    if (!this.#running) return;
    throw new AppError('not-allowed', 'Other work is under way. Wait for it to finish, or cancel it.');
  }
}
