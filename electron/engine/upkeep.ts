import type { Line } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { LibraryStatus, VerifiedLine } from '../contract/library.ts';
import { forgetKept, removeLine, turnBack } from '../codeset/kept.ts';
import { removeUnnamed, removeUnusedFiles } from '../codeset/left-over.ts';
import type { Library } from '../codeset/library.ts';
import type { JobRunner } from './job-runner.ts';
import type { OnProgress, FileToOpen } from './rpc.ts';
import type { KeySeal } from './sealed-files.ts';
import { keptToOpen } from './sealed-files.ts';

/** The library as its keeper has it open. */
export interface OpenLibrary {
  folder: string;
  seal: KeySeal;
  jobs: JobRunner;
  /** Settles when the first opening has ended. */
  started: () => Promise<unknown>;
  /** What `library.json` names; null before it could be read. */
  library: () => Library | null;
  /** The files that answer now. */
  answering: () => FileToOpen[];
  /** Lets the files answer that a changed `library.json` names. */
  open: (library: Library) => Promise<LibraryStatus>;
  /** Takes note of a changed `library.json` that names the same files for every line. */
  look: (library: Library) => Promise<LibraryStatus>;
}

/** What is done with the lines held: back to the edition before and forward again, remove, verify, free space. */
export class Upkeep {
  readonly #open: OpenLibrary;

  constructor(open: OpenLibrary) {
    this.#open = open;
  }

  /**
   * Lets the file kept of a line answer: the edition before, the one rolled back from, or the line that was removed.
   * It is read whole first, and the one that answered until now is kept in its place.
   *
   * @throws AppError `not-found` when nothing is kept of the line; what is wrong with the file: nothing is changed then
   */
  async rollBack(line: Line, onProgress: OnProgress): Promise<LibraryStatus> {
    const { folder, seal, jobs, started, open } = this.#open;
    await started();
    return jobs.run(async (job) => {
      const files = [keptToOpen(folder, this.#known(), line, seal)];
      const [verified] = await job.request('verify', { files }, onProgress);
      const problem = verified?.problem;
      if (problem) throw new AppError(problem.code, problem.message, { id: problem.id });
      return open(await turnBack(folder, line));
    });
  }

  /** Lets nothing answer for a line any more. Its file is kept, and `rollBack` brings it back. */
  async remove(line: Line): Promise<LibraryStatus> {
    const { folder, jobs, started, answering, open } = this.#open;
    await started();
    return jobs.run(async () => {
      if (answering().every((held) => held.line === line)) {
        throw new AppError(
          'not-allowed',
          'This is the only line that answers, so it was not removed. Install or import another one first.',
        );
      }
      return open(await removeLine(folder, line));
    });
  }

  /** Reads every page of a line's file, or of all that answer. Changes nothing. */
  async verify(line: Line | null, onProgress: OnProgress): Promise<VerifiedLine[]> {
    const { jobs, started, answering } = this.#open;
    await started();
    const files = answering().filter((file) => line === null || file.line === line);
    return jobs.run((job) => job.request('verify', { files }, onProgress));
  }

  /** Deletes the files that are kept, or what was set aside at a restore. Nothing that answers is touched. */
  async freeSpace(what: 'kept' | 'aside'): Promise<LibraryStatus> {
    const { folder, jobs, started, look } = this.#open;
    await started();
    return jobs.run(async () => {
      const library = what === 'kept' ? await forgetKept(folder) : this.#known();
      // No job runs, and the engine has open only what answers.
      if (what === 'kept') await removeUnusedFiles(folder, library);
      else await removeUnnamed(folder, library);
      return look(library);
    });
  }

  /** @throws AppError `library-missing` before a library has been opened */
  #known(): Library {
    const library = this.#open.library();
    if (library) return library;
    throw new AppError('library-missing', 'No library is open. Restore the starter set first.');
  }
}
