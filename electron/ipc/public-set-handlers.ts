import type { PublicFile, PublicListing, PublicSet } from '../contract/public-sets.ts';
import type { AppError } from '../contract/errors.ts';
import { asProblem } from '../engine/problem.ts';
import type { Jobs, Progress } from './jobs.ts';
import type { Offers } from './offers.ts';
import type { Handlers } from './serve.ts';

/** The public sets as main hands them in: it alone owns the network. */
export interface PublicSetsPort {
  sources: () => Promise<PublicSet[]>;
  list: (
    signal: AbortSignal,
    report: Progress,
  ) => Promise<{ source: { id: string }; files: PublicFile[]; problem: AppError | null }[]>;
  get: (addresses: readonly string[], signal: AbortSignal, report: Progress) => Promise<ObtainedFile[]>;
}

type ObtainedFile =
  | {
      file: PublicFile;
      outcome: 'fetched' | 'same';
      path: string;
      name: string;
      report: { bytes: number; sha256: string; fetched: string };
    }
  | { file: PublicFile; outcome: 'failed'; error: AppError };

type PublicSetHandlers = Pick<Handlers, 'publicSets.sources' | 'publicSets.list' | 'publicSets.get'>;

/** What is downloaded becomes an offer like files that the user chose: it is looked at, then imported. */
export function publicSetHandlers(sets: PublicSetsPort, jobs: Jobs, offers: Offers): PublicSetHandlers {
  return {
    'publicSets.sources': () => sets.sources(),
    'publicSets.list': () =>
      jobs.run('list', 'Asking the publishers', async (progress, signal) => {
        const listings = await sets.list(signal, progress);
        return listings.map(({ source, files, problem }): PublicListing => ({
          source: source.id,
          files,
          problem: problem && asProblem(problem),
        }));
      }),
    'publicSets.get': ({ addresses }) =>
      jobs.run('download', 'Downloading public code sets', async (progress, signal) => {
        const obtained = await sets.get(addresses, signal, progress);
        const paths = obtained.flatMap((one) => (one.outcome === 'failed' ? [] : [one.path]));
        const files = obtained.map((one) =>
          one.outcome === 'failed'
            ? { outcome: one.outcome, file: one.file, problem: asProblem(one.error) }
            : {
                outcome: one.outcome,
                file: one.file,
                name: one.name,
                bytes: one.report.bytes,
                sha256: one.report.sha256,
                fetched: one.report.fetched,
              },
        );
        return { files, offer: paths.length === 0 ? null : offers.add(paths) };
      }),
  };
}
