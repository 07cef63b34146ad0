import { join } from 'node:path';
import type { Line } from '../contract/codes.ts';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { LibraryStatus, LineProblem } from '../contract/library.ts';
import type { Library } from '../codeset/library.ts';
import {
  readLibrary,
  refuseLostLibrary,
  removeUnusedFiles,
  replaceLines,
  setLibraryAside,
} from '../codeset/library.ts';
import { readManifest } from '../codeset/manifest.ts';
import { refuseOlder } from '../codeset/newest.ts';
import { EngineHost } from './host.ts';
import { asProblem, traceOf } from './problem.ts';
import type { EnginePort, EngineProgress, FileToOpen, OpenReport, OpenRequest, WrittenFile } from './rpc.ts';

/** How the library's file keys are sealed: by the install key, which main holds. */
export interface KeySeal {
  keysIn: LibraryStatus['keysIn'];
  wrap(key: Buffer): string;
  /** Throws when the key was sealed by another install key. */
  unwrap(wrapped: string): Buffer;
}

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
  #job: EngineHost | undefined;
  #started: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
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
    return { state: this.#state, ...this.#report, keysIn: seal.keysIn, today: today() };
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
    const written = await this.#runJob((job) => job.request('adopt', { files, folder }, onProgress));
    return this.#open(await this.#keep(written));
  }

  /** Ends a running job at once. Its temporary files go at the next start. */
  cancelJob(): void {
    this.#job?.end();
  }

  async close(): Promise<void> {
    this.cancelJob();
    await this.host.close();
  }

  async #installStarter(): Promise<LibraryStatus> {
    const { folder, starterPack: pack } = this.#options;
    const written = await this.#runJob((job) => job.request('installPack', { pack, folder }));
    const answering = new Set(this.#report.lines.map(({ line }) => line));
    const missing = written.filter(({ line }) => !answering.has(line));
    return this.#open(await this.#keep(missing));
  }

  /** A second process of the same program does the work, so that no keystroke waits for it. */
  async #runJob<T>(work: (job: EngineHost) => Promise<T>): Promise<T> {
    if (this.#job)
      throw new AppError('not-allowed', 'Another code set is being installed. Wait for it to finish.');
    const job = new EngineHost({ spawn: this.#options.spawn, log: this.#options.log });
    this.#job = job;
    try {
      return await work(job);
    } finally {
      this.#job = undefined;
      job.end();
    }
  }

  #keep(written: WrittenFile[]): Promise<Library> {
    const { folder, seal } = this.#options;
    const entries: Library['lines'] = {};
    for (const { line, file, key } of written)
      entries[line] = { file, wrappedKey: seal.wrap(Buffer.from(key)) };
    return replaceLines(folder, entries);
  }

  async #open(library: Library): Promise<LibraryStatus> {
    this.#show(await this.host.open(this.#openRequest(library)));
    return this.status();
  }

  #openRequest(library: Library): OpenRequest {
    const files: FileToOpen[] = [];
    const problems: LineProblem[] = [];
    for (const line of lines) {
      const entry = library.lines[line];
      if (!entry) continue;
      try {
        files.push({
          line,
          file: join(this.#options.folder, entry.file),
          key: this.#unwrap(line, entry.wrappedKey),
        });
      } catch (error) {
        problems.push({ ...asProblem(error), line, file: entry.file });
      }
    }
    return { files, problems, reference: this.#options.reference };
  }

  #unwrap(line: Line, wrapped: string | undefined): Buffer {
    try {
      if (wrapped === undefined) throw new Error('no key in library.json');
      return this.#options.seal.unwrap(wrapped);
    } catch (error) {
      throw new AppError(
        'library-key-missing',
        `The key of the ${line} code set cannot be unsealed: it was made on another computer, by another account, or the system's keyring was reset. Add the code set again.`,
        { cause: error },
      );
    }
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
