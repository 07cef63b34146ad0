import { basename } from 'node:path';
import type { Line } from '../contract/codes.ts';
import type { Problem } from '../contract/errors.ts';
import { AppError } from '../contract/errors.ts';
import type { FoundPack, InstalledPack } from '../contract/import.ts';
import { mostPacks } from '../contract/import.ts';
import type { LibraryStatus } from '../contract/library.ts';
import type { PackFile } from '../packs/find-packs.ts';
import { packIdOf, packsIn } from '../packs/find-packs.ts';
import type { EngineHost } from './host.ts';
import type { JobRunner } from './job-runner.ts';
import { PackChain } from './pack-chain.ts';
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
   * Installs packs one upon the other, a full pack and changes to it say: their lines answer from the last, beside the
   * data sets that it does not speak of. What answered before the first is kept. All of them or none.
   *
   * @returns null where all of it was held already: nothing is changed then either
   * @throws AppError every `pack-…`, `cancelled`; nothing is changed then
   */
  async installPacks(
    packs: readonly string[],
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<LibraryStatus | null> {
    const { folder, jobs, started, answering, switchTo, terms } = this.#place;
    await started();
    return jobs.run(async (job) => {
      const chain = new PackChain(job, { folder, terms: terms(), held: answering() });
      try {
        for (const [place, pack] of packs.entries()) {
          refuseCancelled(signal);
          await chain.add(pack, partOf(onProgress, place, packs.length));
        }
        refuseCancelled(signal);
        const written = chain.take();
        return written.length === 0 ? null : await switchTo(written, job);
      } finally {
        await chain.clear();
      }
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
   * others; a cancel does, and what was finished stays. A line answers from its new file as soon as no pack that
   * follows brings more of it: what it gives up, and keeps, is the edition it had before the first.
   */
  async installEach(
    paths: readonly string[],
    ids: readonly string[],
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<InstalledPack[]> {
    const { folder, jobs, started, answering, switchTo, terms, log } = this.#place;
    const wanted = (await this.among(paths)).packs.filter((pack) => ids.includes(packIdOf(pack)));
    await started();
    return jobs.run(async (job) => {
      const results: InstalledPack[] = [];
      const brings = await this.#linesOf(wanted, job);
      let chain = new PackChain(job, { folder, terms: terms(), held: answering() });
      let waiting: InstalledPack[] = [];
      let cancelled = false;
      try {
        for (const [place, one] of wanted.entries()) {
          const result: InstalledPack = { id: packIdOf(one), outcome: 'untouched', problem: null };
          results.push(result);
          cancelled ||= signal.aborted;
          try {
            if (!cancelled) {
              const isNew = await chain.add(one.path, partOf(onProgress, place, wanted.length));
              result.outcome = isNew ? 'installed' : 'unchanged';
            }
          } catch (error) {
            cancelled = isCancel(error);
            if (!cancelled) fail([result], asProblem(error, log));
          }
          if (result.outcome === 'installed') waiting.push(result);
          const later = cancelled ? [] : brings.slice(place + 1).flat();
          if (waiting.length === 0 || chain.lines.some((line) => later.includes(line))) continue;
          try {
            await switchTo(chain.take(), job);
          } catch (error) {
            fail(waiting, asProblem(error, log));
          }
          await chain.clear();
          waiting = [];
          chain = new PackChain(job, { folder, terms: terms(), held: answering() });
        }
      } finally {
        await chain.clear();
      }
      return results;
    });
  }

  /** The lines that each pack brings; none for one that cannot be believed: it will not be installed. */
  async #linesOf(packs: readonly PackFile[], job: EngineHost): Promise<Line[][]> {
    const found: Line[][] = [];
    for (const { path } of packs) {
      const request = { ...this.#place.terms(), pack: path, held: [] };
      const preview = await job.request('inspectPack', request).catch(() => null);
      found.push(preview?.sets.map(({ line }) => line) ?? []);
    }
    return found;
  }
}

/** One pack's share of the bar of several. */
function partOf(onProgress: OnProgress, place: number, of: number): OnProgress {
  return ({ done, detail }) => {
    onProgress({ done: of === 1 ? done : (place + (done ?? 0)) / of, detail });
  };
}

function fail(results: readonly InstalledPack[], problem: Problem): void {
  for (const result of results) Object.assign(result, { outcome: 'failed', problem });
}

function refuseCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.');
}

function isCancel(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cancelled';
}
