import type { Line } from '../contract/codes.ts';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { ImportSummary, PlannedLine, Preview } from '../contract/import.ts';
import type { LibraryStatus, VerifiedLine } from '../contract/library.ts';
import { forgetKept, removeLine, switchLines, turnBack } from '../codeset/kept.ts';
import { removeUnnamed, removeUnusedFiles } from '../codeset/left-over.ts';
import type { Library } from '../codeset/library.ts';
import { readLibrary, refuseLostLibrary, replaceLines, setLibraryAside } from '../codeset/library.ts';
import { readManifest } from '../codeset/manifest.ts';
import { refuseOlder } from '../codeset/newest.ts';
import { EngineHost } from './host.ts';
import { runImport } from './import-run.ts';
import { JobRunner } from './job-runner.ts';
import { emptyShelf, shelfOf } from './library-shelf.ts';
import { asProblem, traceOf } from './problem.ts';
import type { EnginePort, EngineProgress, FileToOpen, OpenReport, WrittenFile } from './rpc.ts';
import type { KeySeal } from './sealed-files.ts';
import { filesToOpen, keptToOpen, sealedEntries } from './sealed-files.ts';

export interface KeeperOptions {
  /** Folder of the app's own library. */
  folder: string;
  /** The starter pack and the word lists that ship with the program. */
  starterPack: string;
  reference: string;
  seal: KeySeal;
  spawn: () => EnginePort;
  today: () => string;
  onChange: (status: LibraryStatus) => void;
  log: (message: string) => void;
}

type Progress = (progress: EngineProgress['progress']) => void;

/**
 * The app's library: opens it at start, installs the starter set where there is none, and lets new files answer.
 * Nothing that is open is ever renamed or deleted; files no longer named go at the next start.
 */
export class LibraryKeeper {
  readonly host: EngineHost;
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
  async add(files: FileToOpen[], onProgress: Progress): Promise<LibraryStatus> {
    await this.#started;
    const { folder } = this.#options;
    for (const { file, line } of files) {
      const [offered] = (await readManifest(file)).editions;
      const held = this.#report.lines.find((one) => one.line === line && !one.starter)?.editions[0];
      if (offered && held) refuseOlder(offered, held);
    }
    return this.#jobs.run(async (job) =>
      this.#switchTo(await job.request('adopt', { files, folder }, onProgress)),
    );
  }

  /**
   * Lets the file kept of a line answer: the edition before, the one rolled back from, or the line that was removed.
   * It is read whole first, and the one that answered until now is kept in its place.
   *
   * @throws AppError `not-found` when nothing is kept of the line; what is wrong with the file: nothing is changed then
   */
  async rollBack(line: Line, onProgress: Progress): Promise<LibraryStatus> {
    await this.#started;
    const { folder, seal } = this.#options;
    return this.#jobs.run(async (job) => {
      const files = [keptToOpen(folder, this.#known(), line, seal)];
      const [verified] = await job.request('verify', { files }, onProgress);
      const problem = verified?.problem;
      if (problem) throw new AppError(problem.code, problem.message, { id: problem.id });
      return this.#open(await turnBack(folder, line));
    });
  }

  /** Lets nothing answer for a line any more. Its file is kept, and `rollBack` brings it back. */
  async remove(line: Line): Promise<LibraryStatus> {
    await this.#started;
    return this.#jobs.run(async () => {
      if (this.#report.lines.every((held) => held.line === line)) {
        throw new AppError(
          'not-allowed',
          'This is the only line that answers, so it was not removed. Install or import another one first.',
        );
      }
      return this.#open(await removeLine(this.#options.folder, line));
    });
  }

  /** Reads every page of a line's file, or of all that answer. Changes nothing. */
  async verify(line: Line | null, onProgress: Progress): Promise<VerifiedLine[]> {
    await this.#started;
    const files = this.#answering().filter((file) => line === null || file.line === line);
    return this.#jobs.run((job) => job.request('verify', { files }, onProgress));
  }

  /** Deletes the files that are kept, or what was set aside at a restore. Nothing that answers is touched. */
  async freeSpace(what: 'kept' | 'aside'): Promise<LibraryStatus> {
    await this.#started;
    const { folder } = this.#options;
    return this.#jobs.run(async () => {
      const library = what === 'kept' ? await forgetKept(folder) : this.#known();
      this.#library = library;
      // No job runs, and the engine has open only what answers.
      if (what === 'kept') await removeUnusedFiles(folder, library);
      else await removeUnnamed(folder, library);
      this.#shelf = await shelfOf(folder, library);
      this.#setState(this.#state);
      return this.status();
    });
  }

  /** What files are, and what importing them would do. Changes nothing. */
  async inspect(paths: string[], onProgress: Progress): Promise<Preview> {
    await this.#started;
    return this.#jobs.run((job) => job.request('inspect', { paths, held: this.#named() }, onProgress));
  }

  /**
   * Imports files beside what is held; see `runImport`. A line whose file cannot be opened is begun anew; that file
   * is kept, as at a restore.
   */
  async importFiles(paths: string[], onProgress: Progress): Promise<ImportSummary> {
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
          if (standing !== 'unreadable') await this.#switchTo([written]);
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

  async close(): Promise<void> {
    this.cancelJob();
    await this.host.close();
  }

  async #installStarter(): Promise<LibraryStatus> {
    const { folder, starterPack: pack, seal } = this.#options;
    const written = await this.#jobs.run((job) => job.request('installPack', { pack, folder }));
    const answering = new Set(this.#report.lines.map(({ line }) => line));
    const missing = written.filter(({ line }) => !answering.has(line));
    return this.#open(await replaceLines(folder, sealedEntries(missing, seal)));
  }

  /** Lets new files answer; what answered for their lines is kept, to go back to. */
  async #switchTo(written: readonly WrittenFile[]): Promise<LibraryStatus> {
    const { folder, seal } = this.#options;
    return this.#open(await switchLines(folder, sealedEntries(written, seal)));
  }

  /** @throws AppError `library-missing` before a library has been opened */
  #known(): Library {
    if (this.#library) return this.#library;
    throw new AppError('library-missing', 'No library is open. Restore the starter set first.');
  }

  async #open(library: Library): Promise<LibraryStatus> {
    const { folder, reference, seal } = this.#options;
    this.#library = library;
    this.#shelf = await shelfOf(folder, library).catch(() => emptyShelf);
    this.#show(await this.host.open({ ...filesToOpen(folder, library, seal), reference }));
    return this.status();
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
    const problem = asProblem(error, (id, cause) => {
      this.#options.log(`${id} ${traceOf(cause)}`);
    });
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

  #setState(state: LibraryStatus['state']): void {
    this.#state = state;
    this.#options.onChange(this.status());
  }
}
