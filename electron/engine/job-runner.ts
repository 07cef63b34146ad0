import { AppError } from '../contract/errors.ts';
import { EngineHost } from './host.ts';
import type { HostOptions } from './host.ts';

/** Runs long work in a second process of the same program, one job at a time, so that no keystroke waits for it. */
export class JobRunner {
  readonly #options: Pick<HostOptions, 'spawn' | 'log'>;
  #job: EngineHost | undefined;

  constructor(options: Pick<HostOptions, 'spawn' | 'log'>) {
    this.#options = options;
  }

  /** @throws AppError `not-allowed` while another job runs; `cancelled`; whatever the work throws */
  async run<T>(work: (job: EngineHost) => Promise<T>): Promise<T> {
    if (this.#job) {
      throw new AppError(
        'not-allowed',
        'Another change of the library is under way. Wait for it to finish, or cancel it.',
      );
    }
    const job = new EngineHost(this.#options);
    this.#job = job;
    try {
      return await work(job);
    } finally {
      this.#job = undefined;
      job.end();
    }
  }

  /** Ends a running job at once. Its temporary files go at the next start. */
  cancel(): void {
    this.#job?.end();
  }
}
