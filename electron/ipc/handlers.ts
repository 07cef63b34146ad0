import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { Job, LibraryStatus } from '../contract/library.ts';
import { keyFileOf, readKeyFile } from '../codeset/keys.ts';
import { readLibrary } from '../codeset/library.ts';
import type { LibraryKeeper } from '../engine/keeper.ts';
import { asProblem } from '../engine/problem.ts';
import type { FileToOpen } from '../engine/rpc.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Handlers } from './serve.ts';

/** What the channels need of Electron and of the program's parts. */
export interface HandlerParts {
  keeper: LibraryKeeper;
  settings: SettingsStore;
  info: Awaited<ReturnType<Handlers['app.info']>>;
  /** Lets the user choose a folder; undefined when they cancel. */
  chooseFolder: () => Promise<string | undefined>;
  writeClipboard: (text: string) => Promise<void>;
  onJob: (job: Job) => void;
}

/** The job that Cancel is meant for; the installation of the starter set is none. */
interface Running {
  job: string | undefined;
}

/** The contract's channels, each a line or two: the work is done in the rooms they name. */
export function makeHandlers(parts: HandlerParts): Handlers {
  const { keeper, settings, info, writeClipboard } = parts;
  const running: Running = { job: undefined };
  return {
    'app.info': () => info,
    'library.status': () => keeper.status(),
    'library.restoreStarter': () => keeper.restoreStarter(),
    'library.add': () => addLibrary(parts, running),
    'library.cancel': ({ job }) => {
      if (job === running.job) keeper.cancelJob();
      return null;
    },
    'search.query': (request) => keeper.host.request('search', request),
    'code.page': (key) => keeper.host.request('page', key),
    'code.family': (key) => keeper.host.request('family', key),
    'settings.get': () => settings.get(),
    'settings.set': (patch) => settings.set(patch),
    'clipboard.write': async ({ text }) => {
      await writeClipboard(text);
      return null;
    },
  };
}

/** Asks for the folder of a built library and adopts it, telling the interface how far it is. */
async function addLibrary(
  { keeper, chooseFolder, onJob }: HandlerParts,
  running: Running,
): Promise<LibraryStatus | null> {
  const folder = await chooseFolder();
  if (folder === undefined) return null;
  const job: Job = {
    id: randomUUID(),
    title: 'Adding a built library',
    done: 0,
    detail: 'Reading the folder',
    state: 'running',
    error: null,
  };
  running.job = job.id;
  onJob(job);
  try {
    const status = await keeper.add(await filesOf(folder), ({ done, detail }) => {
      onJob({ ...job, done, detail });
    });
    onJob({ ...job, done: 1, detail: 'Done', state: 'finished' });
    return status;
  } catch (error) {
    const cancelled = error instanceof AppError && error.code === 'cancelled';
    onJob({
      ...job,
      done: null,
      state: cancelled ? 'cancelled' : 'failed',
      error: cancelled ? null : asProblem(error),
    });
    throw error;
  }
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
