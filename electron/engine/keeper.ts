import type { Line } from '../contract/codes.ts';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { ImportSummary, PlannedLine, Preview } from '../contract/import.ts';
import type { LibraryStatus } from '../contract/library.ts';
import { switchLines } from '../codeset/kept.ts';
import { removeUnusedFiles } from '../codeset/left-over.ts';
import type { Library } from '../codeset/library.ts';
import { readLibrary, refuseLostLibrary, replaceLines, setLibraryAside } from '../codeset/library.ts';
import { readManifest } from '../codeset/manifest.ts';
import { newestOwn, refuseOlder } from '../codeset/newest.ts';
import { starterKeys } from '../packs/starter-key.ts';
import { makeDigests, recentCodes } from './digest-run.ts';
import { EngineHost } from './host.ts';
import { runImport } from './import-run.ts';
import { JobRunner } from './job-runner.ts';
import { emptyShelf, shelfOf } from './library-shelf.ts';
import { PackDesk } from './pack-desk.ts';
import { asProblem, traceOf } from './problem.ts';
import type {
  EnginePort,
  OnProgress,
  FileToOpen,
  OpenReport,
  PackTerms,
  UserDataFile,
  WrittenFile,
} from './rpc.ts';
import type { KeySeal } from './sealed-files.ts';
import { filesToOpen, sealedEntries } from './sealed-files.ts';
import { Upkeep } from './upkeep.ts';

export interface KeeperOptions {
  /** Folder of the app's own library. */
  folder: string;
  /** The starter pack and the word lists that ship with the program. */
  starterPack: string;
  reference: string;
  seal: KeySeal;
  /** The user's own data, opened beside the library; null where none can be kept. */
  userData: UserDataFile | null;
  /** Whose packs are trusted now, and what opens them. */
  packTerms: () => PackTerms;
  spawn: () => EnginePort;
  today: () => string;
  onChange: (status: LibraryStatus) => void;
  log: (message: string) => void;
}

/**
 * The app's library: opens it at start, installs the starter set where there is none, and lets new files answer.
 * Nothing that is open is ever renamed or deleted; files no longer named go at the next start.
 */
export class LibraryKeeper {
  readonly host: EngineHost;
  readonly upkeep: Upkeep;
  readonly packs: PackDesk;
  readonly #options: KeeperOptions;
  #state: LibraryStatus['state'] = 'starting';
  #report: OpenReport = { lines: [], problems: [] };
  #shelf = emptyShelf;
  readonly #jobs: JobRunner;
  #library: Library | null = null;
  #started: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#jobs = new JobRunner(options);
    this.host = new EngineHost({
      spawn: options.spawn,
      log: options.log,
      onRestart: (report) => {
        this.#show(report);
      },
    });
    this.packs = new PackDesk({
      folder: options.folder,
      jobs: this.#jobs,
      started: () => this.#started,
      answering: () => this.#answering(),
      switchTo: (written, job) => this.#switchTo(written, job),
      terms: options.packTerms,
      log: this.#logProblem,
    });
    this.upkeep = new Upkeep({
      folder: options.folder,
      seal: options.seal,
      jobs: this.#jobs,
      started: () => this.#started,
      library: () => this.#library,
      answering: () => this.#answering(),
      open: (library) => this.#open(library),
      look: async (library) => {
        await this.#look(library);
        this.#setState(this.#state);
        return this.status();
      },
    });
  }

  status(): LibraryStatus {
    const { seal, today } = this.#options;
    return { state: this.#state, ...this.#report, ...this.#shelf, keysIn: seal.keysIn, today: today() };
  }

  /** Opens the library; on first run installs the starter set. Never throws: what is wrong is in the status. */
  start(): Promise<LibraryStatus> {
    const started = this.#start();
    this.#started = started;
    return started;
  }

  async #start(): Promise<LibraryStatus> {
    const { folder } = this.#options;
    try {
      const library = await readLibrary(folder);
      if (library && Object.keys(library.lines).length > 0) {
        await removeUnusedFiles(folder, library).catch((error: unknown) => {
          this.#options.log(`left-over files stay: ${String(error)}`);
        });
        return await this.#open(library);
      }
      await refuseLostLibrary(folder, library);
      this.#setState('installing');
      return await this.#installStarter();
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Puts the starter set in place of every line that cannot be opened; lines that answer stay as they are. */
  async restoreStarter(): Promise<LibraryStatus> {
    // Before the library has been opened nothing answers, and everything would be replaced.
    await this.#started;
    this.#setState('installing');
    try {
      await setLibraryAside(this.#options.folder);
      return await this.#installStarter();
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** Copies the lines of another library into this one; they answer in place of those held before. */
  async add(files: FileToOpen[], onProgress: OnProgress): Promise<LibraryStatus> {
    await this.#started;
    const { folder } = this.#options;
    // Looked at inside the job, so that of two that are asked for at once the first is the one that runs.
    return this.#jobs.run(async (job) => {
      for (const { file, line } of files) {
        const [offered] = (await readManifest(file)).editions;
        const held = newestOwn(this.#report.lines.find((one) => one.line === line));
        if (offered && held) refuseOlder(offered, held);
      }
      return this.#switchTo(await job.request('adopt', { files, folder }, onProgress), job);
    });
  }

  /** What files and packs are, and what importing or installing them would do. Changes nothing. */
  async inspect(paths: string[], onProgress: OnProgress): Promise<Preview> {
    await this.#started;
    const { packs, others } = await this.packs.among(paths);
    return this.#jobs.run(async (job) => ({
      packs: await this.packs.lookAt(packs, job),
      ...(await job.request('inspect', { paths: others, held: this.#named() }, onProgress)),
    }));
  }

  /**
   * Imports files beside what is held; see `runImport`. A line whose file cannot be opened is begun anew; that file
   * is kept, as at a restore.
   */
  async importFiles(paths: string[], onProgress: OnProgress): Promise<ImportSummary> {
    await this.#started;
    const { folder, seal, log } = this.#options;
    return this.#jobs.run((job) =>
      runImport({
        job,
        paths,
        folder,
        named: this.#named(),
        held: (line) => this.#heldFor(line),
        keep: async (written, { standing }) => {
          if (standing !== 'unreadable') await this.#switchTo([written], job);
          else {
            await setLibraryAside(folder);
            await this.#open(await replaceLines(folder, sealedEntries([written], seal)));
          }
        },
        onProgress,
        log,
      }),
    );
  }

  /** Ends a running job at once. Its temporary files go at the next start. */
  cancelJob(): void {
    this.#jobs.cancel();
  }

  close(): Promise<void> {
    this.cancelJob();
    return this.host.close();
  }

  async #installStarter(): Promise<LibraryStatus> {
    const { folder, starterPack: pack, seal } = this.#options;
    const trusted = [...(await starterKeys(pack))];
    // It lies in the program's folder: made for this version, public, and beside nothing that is held.
    const request = { pack, folder, trusted, held: [], contentKeys: [], appVersion: '0.0.0' };
    const written = await this.#jobs.run((job) => job.request('installPack', request));
    const answering = new Set(this.#report.lines.map(({ line }) => line));
    const missing = written.filter(({ line }) => !answering.has(line));
    return this.#open(await replaceLines(folder, sealedEntries(missing, seal)));
  }

  /** Lets new files answer; what answered for their lines is kept, to go back to. */
  async #switchTo(written: readonly WrittenFile[], job: EngineHost): Promise<LibraryStatus> {
    const { folder, seal, log } = this.#options;
    const before = this.#answering();
    // Asked before the switch: a code that the new edition deletes is among them.
    const codes = await recentCodes(this.host);
    const status = await this.#open(await switchLines(folder, sealedEntries(written, seal)));
    const after = this.#answering().filter(({ line }) => written.some((file) => file.line === line));
    const told = makeDigests({ host: this.host, job, before, after, codes }).then(() => {
      this.#setState(this.#state);
    });
    await told.catch((error: unknown) => {
      // Without a digest an update is as good; the user's own data may not be open.
      log(`no digest: ${traceOf(error)}`);
    });
    return status;
  }

  async #open(library: Library): Promise<LibraryStatus> {
    const { folder, reference, seal, userData } = this.#options;
    await this.#look(library);
    const own = userData ? { userData } : {};
    this.#show(await this.host.open({ ...filesToOpen(folder, library, seal), reference, ...own }));
    return this.status();
  }

  async #look(library: Library): Promise<void> {
    this.#library = library;
    this.#shelf = await shelfOf(this.#options.folder, library).catch(() => emptyShelf);
  }

  /** The files that answer now. */
  #answering(): FileToOpen[] {
    if (!this.#library) return [];
    const { folder, seal } = this.#options;
    const opened = new Set(this.#report.lines.map(({ line }) => line));
    return filesToOpen(folder, this.#library, seal).files.filter(({ line }) => opened.has(line));
  }

  /** A line that was held when the files were looked at must not be begun anew: its editions would be lost. */
  #heldFor({ line, standing }: PlannedLine): FileToOpen | null {
    const held = this.#answering().find((file) => file.line === line) ?? null;
    const problem = this.#report.problems.find((one) => one.line === line);
    if (!held && problem && standing !== 'unreadable')
      throw new AppError(problem.code, problem.message, { id: problem.id });
    return held;
  }

  /** The lines that the library names a file for, and that file where it answers. */
  #named(): { line: Line; file: string | null }[] {
    const answering = this.#answering();
    return lines
      .filter((line) => this.#library?.lines[line])
      .map((line) => ({ line, file: answering.find((one) => one.line === line)?.file ?? null }));
  }

  #show(report: OpenReport): void {
    this.#report = report;
    for (const { code, file, id } of report.problems) this.#options.log(`${id} ${file}: ${code}`);
    this.#setState(report.lines.length > 0 ? 'ready' : 'damaged');
  }

  #failed(error: unknown): LibraryStatus {
    const problem = asProblem(error, this.#logProblem);
    // What answered before it failed still answers.
    const { lines: answering, problems } = this.#report;
    const ofFiles = problems.filter(({ line }) => line !== null);
    this.#report = {
      lines: answering,
      problems: [...ofFiles, { ...problem, line: null, file: 'library.json' }],
    };
    this.#setState(answering.length > 0 ? 'ready' : 'damaged');
    return this.status();
  }

  readonly #logProblem = (id: string, cause: unknown): void => {
    this.#options.log(`${id} ${traceOf(cause)}`);
  };

  #setState(state: LibraryStatus['state']): void {
    this.#state = state;
    this.#options.onChange(this.status());
  }
}
