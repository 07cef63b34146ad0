import { join } from 'node:path';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { Job, LibraryStatus } from '../contract/library.ts';
import { keyFileOf, readKeyFile } from '../codeset/keys.ts';
import { readLibrary } from '../codeset/library.ts';
import type { LibraryKeeper } from '../engine/keeper.ts';
import type { FileToOpen } from '../engine/rpc.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { GrantKeeper } from '../licence/grant-keeper.ts';
import { importHandlers } from './import-handlers.ts';
import { Jobs } from './jobs.ts';
import type { LicencePort } from './licence-handlers.ts';
import { licenceHandlers } from './licence-handlers.ts';
import type { Offers } from './offers.ts';
import { pickHandlers } from './pick-handlers.ts';
import type { PublicSetsPort } from './public-set-handlers.ts';
import { publicSetHandlers } from './public-set-handlers.ts';
import { recentHandlers } from './recent-handlers.ts';
import type { Handlers } from './serve.ts';
import type { UpdatesPort } from './update-handlers.ts';
import { updateHandlers } from './update-handlers.ts';

/** What the channels need of Electron and of the program's parts. */
export interface HandlerParts {
  keeper: LibraryKeeper;
  settings: SettingsStore;
  offers: Offers;
  publicSets: PublicSetsPort;
  licence: LicencePort;
  updates: UpdatesPort;
  /** What was downloaded and lies outside of the library. */
  downloads: { bytes: () => Promise<number>; clear: () => Promise<void> };
  grants: GrantKeeper;
  info: Awaited<ReturnType<Handlers['app.info']>>;
  /** Lets the user choose the folder of a built library; undefined when they cancel. */
  chooseFolder: () => Promise<string | undefined>;
  /** Lets the user choose official files, or a folder of them; empty when they cancel. */
  chooseFiles: (kind: 'files' | 'folder') => Promise<string[]>;
  writeClipboard: (text: string) => Promise<void>;
  onJob: (job: Job) => void;
  /** Milliseconds since 1970. */
  now: () => number;
  log: (message: string) => void;
}

/** The contract's channels, each a line or two: the work is done in the rooms they name. */
export function makeHandlers(parts: HandlerParts): Handlers {
  const { keeper, settings, offers, downloads, info, chooseFiles, writeClipboard, onJob } = parts;
  const jobs = new Jobs(onJob, () => {
    keeper.cancelJob();
  });
  return {
    'app.info': () => info,
    'library.status': () => keeper.status(),
    'library.restoreStarter': () => keeper.restoreStarter(),
    'library.add': () => addLibrary(parts, jobs),
    'library.chooseFiles': async ({ kind }) => {
      const paths = await chooseFiles(kind);
      return paths.length === 0 ? null : offers.add(paths);
    },
    'library.waitingOffer': () => offers.waiting(),
    ...importHandlers({ keeper, offers, jobs, grants: parts.grants }),
    'library.installPacks': ({ offer, packs }) => {
      const paths = offers.pathsOf(offer);
      return jobs.run('install', 'Installing packs', (progress, signal) =>
        keeper.packs.installEach(paths, packs, progress, signal),
      );
    },
    'library.changes': (request) => keeper.host.request('changes', request),
    'library.rollBack': ({ line }) =>
      jobs.run(
        'roll-back',
        'Changing the edition',
        (progress) => keeper.upkeep.rollBack(line, progress),
        line,
      ),
    'library.remove': ({ line }) => keeper.upkeep.remove(line),
    'library.verify': ({ line }) =>
      jobs.run('verify', 'Reading every page', (progress) => keeper.upkeep.verify(line, progress), line),
    'library.freeSpace': ({ what }) => keeper.upkeep.freeSpace(what),
    'library.downloads': async () => ({ bytes: await downloads.bytes() }),
    'library.clearDownloads': () =>
      jobs.alone(async () => {
        await downloads.clear();
        return { bytes: await downloads.bytes() };
      }),
    'library.cancel': ({ job }) => {
      jobs.cancel(job);
      return null;
    },
    ...publicSetHandlers(parts.publicSets, jobs, offers),
    ...licenceHandlers(parts.licence),
    ...updateHandlers(parts.updates, jobs),
    'grants.standing': () => parts.grants.standing(),
    'grants.accept': ({ notices }) => parts.grants.accept(notices),
    ...pickHandlers(keeper.host, parts),
    ...recentHandlers(keeper.host, parts),
    'code.family': (key) => keeper.host.request('family', key),
    'browse.entries': (request) => keeper.host.request('browseEntries', request),
    'browse.grid': (request) => keeper.host.request('browseGrid', request),
    'browse.place': (request) => keeper.host.request('browsePlace', request),
    'browse.pcs': (request) => keeper.host.request('browsePcs', request),
    'browse.target': (request) => keeper.host.request('browseTarget', request),
    'settings.get': () => settings.get(),
    'settings.set': (patch) => settings.set(patch),
    'clipboard.write': async ({ text }) => {
      await writeClipboard(text);
      return null;
    },
  };
}

/** Asks for the folder of a built library and adopts it, telling the interface how far it is. */
async function addLibrary({ keeper, chooseFolder }: HandlerParts, jobs: Jobs): Promise<LibraryStatus | null> {
  const folder = await chooseFolder();
  if (folder === undefined) return null;
  return jobs.run('add', 'Adding a built library', async (progress) =>
    keeper.add(await filesOf(folder), progress),
  );
}

/** The code-set files of a library built by `codeset build`, with the keys that lie beside them. */
async function filesOf(folder: string): Promise<FileToOpen[]> {
  const library = await readLibrary(folder);
  if (!library || Object.keys(library.lines).length === 0) {
    throw new AppError(
      'library-missing',
      'That folder holds no built library. Choose the folder that “codeset build” wrote; it has a library.json in it.',
    );
  }
  const files: FileToOpen[] = [];
  for (const line of lines) {
    const entry = library.lines[line];
    if (!entry) continue;
    const file = join(folder, entry.file);
    files.push({ line, file, key: await readKeyFile(keyFileOf(file)) });
  }
  return files;
}
