import { AppError } from '../contract/errors.ts';
import type { LibraryKeeper } from '../engine/keeper.ts';
import type { GrantKeeper } from '../licence/grant-keeper.ts';
import type { Jobs } from './jobs.ts';
import type { Offers } from './offers.ts';
import type { Handlers } from './serve.ts';

/** Looking at files that were offered, and importing them. */
export function importHandlers({
  keeper,
  offers,
  jobs,
  grants,
}: {
  keeper: Pick<LibraryKeeper, 'inspect' | 'importFiles'>;
  offers: Offers;
  jobs: Jobs;
  grants: Pick<GrantKeeper, 'record'>;
}): Pick<Handlers, 'library.inspect' | 'library.import'> {
  /** Offers with files of the AMA among them. */
  const licensed = new Set<string>();
  return {
    'library.inspect': async ({ offer }) => {
      const paths = offers.pathsOf(offer);
      const preview = await jobs.run('inspect', 'Looking at the files', (progress) =>
        keeper.inspect(paths, progress),
      );
      if (preview.lines.some(({ line }) => line === 'cpt')) licensed.add(offer);
      return preview;
    },
    'library.import': async ({ offer, rights }) => {
      const paths = offers.pathsOf(offer);
      if (licensed.has(offer)) {
        if (!rights) {
          throw new AppError(
            'rights-needed',
            'These files are the American Medical Association’s. Say whose licence they are used under, and how many people use it; nothing was imported.',
          );
        }
        await grants.record(rights);
      }
      return jobs.run('import', 'Importing files', (progress) => keeper.importFiles(paths, progress));
    },
  };
}
