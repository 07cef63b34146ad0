import { AppError } from '../contract/errors.ts';
import { adoptFiles } from '../codeset/adopt.ts';
import type { InstallOptions } from '../packs/install.ts';
import { installPack } from '../packs/install.ts';
import { previewPack } from '../packs/preview.ts';
import type { ImportJob } from './import-job.ts';
import { LibrarySession } from './library-session.ts';
import type { ParentPort } from './parent-port.ts';
import { digestsOf } from './digest.ts';
import { Personal } from './personal.ts';
import { asProblem, traceOf } from './problem.ts';
import type { EngineMethod, EngineMethods, EngineProgress, EngineRequest, PackToRead } from './rpc.ts';
import { verifyFiles } from './verify-files.ts';

type Report = (progress: EngineProgress['progress']) => void;
type Handlers = {
  [M in EngineMethod]: (
    input: EngineMethods[M]['input'],
    report: Report,
  ) => EngineMethods[M]['output'] | Promise<EngineMethods[M]['output']>;
};

/**
 * Answers requests one after the other. Requests that arrive while one is being answered wait in a queue; of
 * several waiting searches only the newest is worth its time, the others are told that they were superseded.
 */
export function serve(port: ParentPort): void {
  let session: LibrarySession | undefined;
  let imports: ImportJob | undefined;
  // Only a job needs the importers: the engine that answers starts without them.
  const importing = async (): Promise<ImportJob> => {
    const { ImportJob: Job } = await import('./import-job.ts');
    imports ??= new Job();
    return imports;
  };
  const personal = new Personal();
  const opened = (): LibrarySession => {
    if (!session) throw new AppError('engine-down', 'No library is open yet. Try again in a moment.');
    return session;
  };
  const handlers: Handlers = {
    open: async (request) => {
      const next = await LibrarySession.open(request);
      // The new files answer from here on; only then are the old ones let go.
      session?.close();
      session = next;
      if (request.userData) personal.open(request.userData, logToStderr);
      return next.report;
    },
    remember: (remembered) => {
      if (remembered.what === 'opened') personal.data.opened(remembered);
      else personal.picked(remembered);
      return null;
    },
    recent: ({ limit }) => personal.recent(limit, opened()),
    picks: () => personal.kept,
    forget: ({ what }) => {
      personal.forget(what);
      return null;
    },
    keepDigests: (digests) => {
      for (const digest of digests) personal.data.keepDigest(digest);
      return null;
    },
    digests: () => personal.digests(opened()),
    dismissDigest: ({ line }) => {
      personal.data.dismissDigest(line);
      return null;
    },
    digest: (request) => digestsOf(request),
    grant: (grants) => {
      session?.grant(grants);
      return null;
    },
    search: ({ picks = false, ...request }) =>
      opened().search(request, picks ? personal.chosenFor(request.text) : []),
    page: (key) => opened().page(key),
    family: (key) => opened().family(key),
    changes: (request) => opened().changes(request),
    browseEntries: (request) => opened().browse.entries(request),
    browseGrid: (request) => opened().browse.grid(request),
    browsePlace: (request) => opened().browse.place(request),
    browsePcs: (request) => opened().browse.pcs(request),
    browseTarget: (request) => opened().browse.target(request),
    inspect: async (request, report) => (await importing()).inspect(request, report),
    importLine: async (request, report) => (await importing()).importLine(request, report),
    inspectPack: ({ pack, ...rest }) => previewPack(pack, packOptions(rest)),
    installPack: ({ pack, folder, ...rest }, report) =>
      installPack(pack, folder, { ...packOptions(rest), report }),
    adopt: ({ files, folder }, report) => adoptFiles(files, folder, report),
    verify: ({ files }, report) => verifyFiles(files, report),
    close: () => {
      personal.close();
      session?.close();
      session = undefined;
      return null;
    },
  };

  const queue: EngineRequest[] = [];
  let busy = false;

  const answer = async <M extends EngineMethod>({ id, method, input }: EngineRequest<M>): Promise<void> => {
    try {
      const handler: Handlers[M] = handlers[method];
      const value = await handler(input, (progress) => {
        port.post({ id, progress });
      });
      port.post({ id, ok: true, value });
    } catch (error) {
      port.post({ id, ok: false, error: asProblem(error, logToStderr) });
    }
  };

  const work = async (): Promise<void> => {
    busy = true;
    for (let request = queue.shift(); request; request = queue.shift()) {
      if (request.method === 'search' && queue.some((later) => later.method === 'search')) {
        const superseded = new AppError('superseded', 'A newer search took its place.');
        port.post({ id: request.id, ok: false, error: asProblem(superseded) });
        continue;
      }
      await answer(request);
      // Lets messages that arrived meanwhile into the queue before the next one is chosen.
      await new Promise(setImmediate);
    }
    busy = false;
  };

  port.onMessage((request) => {
    queue.push(request);
    if (!busy) void work();
  });
}

/** Maps do not cross the wire as they are. */
function packOptions({
  held,
  trusted,
  contentKeys,
  appVersion,
}: Omit<PackToRead, 'pack'>): Omit<InstallOptions, 'report'> {
  return { held, trusted: new Map(trusted), contentKeys: new Map(contentKeys), appVersion };
}

/** The engine writes no files of its own; main collects what it prints. */
function logToStderr(id: string, error: unknown): void {
  process.stderr.write(`[engine] ${id} ${traceOf(error)}\n`);
}
