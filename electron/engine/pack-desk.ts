import { basename } from 'node:path';
import { AppError } from '../contract/errors.ts';
import type { FoundPack, InstalledPack } from '../contract/import.ts';
import { mostPacks } from '../contract/import.ts';
import type { LibraryStatus } from '../contract/library.ts';
import type { PackFile } from '../packs/find-packs.ts';
import { packIdOf, packsIn } from '../packs/find-packs.ts';
import type { EngineHost } from './host.ts';
import type { JobRunner } from './job-runner.ts';
import { asProblem } from './problem.ts';
import type { OnProgress, FileToOpen, PackTerms, WrittenFile } from './rpc.ts';

/** What packs need of the library and its keeper. */
export interface PackPlace {
  folder: string;
  jobs: JobRunner;
  /** Settles when the first opening has ended. */
  started: () => Promise<unknown>;
  /** The files that answer now. */
  answering: () => FileToOpen[];
  /** Lets new files answer; what answered for their lines is kept. */
  switchTo: (written: readonly WrittenFile[], job: EngineHost) => Promise<LibraryStatus>;
  terms: () => PackTerms;
  log: (id: string, error: unknown) => void;
}

/** Packs on their way into the library: found, looked at, installed. */
export class PackDesk {
  readonly #place: PackPlace;

  constructor(place: PackPlace) {
    this.#place = place;
  }

  /**
   * Installs a pack: its lines answer from it, beside the data sets that it does not speak of. What answered for them
   * before is kept.
   *
   * @throws AppError every `pack-…`; nothing is changed then
   */
  async install(pack: string, onProgress: OnProgress): Promise<LibraryStatus> {
    const { folder, jobs, started, answering, switchTo, terms } = this.#place;
    await started();
    return jobs.run(async (job) => {
      const request = { ...terms(), pack, folder, held: answering() };
      return switchTo(await job.request('installPack', request, onProgress), job);
    });
  }

  /** The packs among files and folders, and the paths that are none. */
  async among(paths: readonly string[]): Promise<{ packs: PackFile[]; others: string[] }> {
    const packs = await packsIn(paths, mostPacks);
    return { packs, others: paths.filter((path) => packs.every((pack) => pack.path !== path)) };
  }

  /** What each pack is and what installing it would do; one that cannot be believed is told of beside the others. */
  async lookAt(packs: readonly PackFile[], job: EngineHost): Promise<FoundPack[]> {
    const { answering, terms, log } = this.#place;
    const found: FoundPack[] = [];
    for (const one of packs) {
      const { path, source } = one;
      const base = { id: packIdOf(one), name: basename(path), source };
      try {
        const preview = await job.request('inspectPack', { ...terms(), pack: path, held: answering() });
        found.push({ ...base, preview, problem: null });
      } catch (error) {
        if (isCancel(error)) throw error;
        found.push({ ...base, preview: null, problem: asProblem(error, log) });
      }
    }
    return found;
  }

  /**
   * Installs those of the packs among `paths` that `ids` name, one after the other. A failed one does not stop the
   * others; a cancel does, and what was finished stays.
   */
  async installEach(
    paths: readonly string[],
    ids: readonly string[],
    onProgress: OnProgress,
  ): Promise<InstalledPack[]> {
    const wanted = (await this.among(paths)).packs.filter((pack) => ids.includes(packIdOf(pack)));
    const results: InstalledPack[] = [];
    let cancelled = false;
    for (const [place, one] of wanted.entries()) {
      const id = packIdOf(one);
      if (cancelled) {
        results.push({ id, outcome: 'untouched', problem: null });
        continue;
      }
      try {
        await this.install(one.path, ({ done, detail }) => {
          const all = (place + (done ?? 0)) / wanted.length;
          onProgress({ done: wanted.length === 1 ? done : all, detail });
        });
        results.push({ id, outcome: 'installed', problem: null });
      } catch (error) {
        cancelled = isCancel(error);
        const problem = cancelled ? null : asProblem(error, this.#place.log);
        results.push({ id, outcome: cancelled ? 'untouched' : 'failed', problem });
      }
    }
    return results;
  }
}

function isCancel(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled';
}
