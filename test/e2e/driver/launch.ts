import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { startInElectron } from './electron.ts';
import { isOwn, type MainFunction, type Running } from './runtime.ts';
import { startOnShim } from './shim.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const quitWithin = 15_000;

export const runtime = process.env['E2E_RUNTIME'] === 'electron' ? 'electron' : 'shim';

export interface LaunchOptions {
  /** The data folder; a new empty one, removed afterwards, where none is given. */
  userData?: string;
  args?: string[];
  env?: Record<string, string>;
}

/** The started program, the same under Electron and on the shim. */
export interface App {
  page: Page;
  userData: string;
  /** Runs a function in the main process. It travels as text: it sees `electron`, `arg` and globals, nothing else. */
  evaluateMain<R>(fn: MainFunction<R, void>): Promise<R>;
  evaluateMain<R, A>(fn: MainFunction<R, A>, arg: A): Promise<R>;
  /** Every connection out of the program so far: requests of the page, sockets of its Node processes. */
  connections(): Promise<string[]>;
  /** Errors the page has printed or thrown since it was loaded. */
  pageErrors(): Promise<string[]>;
  /** Clicks an item of the application menu, by its id; key presses of a test never reach a native menu. */
  clickMenu(id: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  mainLog(): string;
  /** Exit code of the main process; null where a signal ended it. */
  exited: Promise<number | null>;
  /** Quits as a user quits. Resolves with the exit code. */
  close(): Promise<number | null>;
  /** Ends the program as a power cut does. */
  kill(): Promise<void>;
  /** Quits and starts again on the same data. */
  relaunch(options?: Pick<LaunchOptions, 'args' | 'env'>): Promise<App>;
}

/** Starts the program by `E2E_RUNTIME`: `shim` (default) or `electron`. */
export async function launch(options: LaunchOptions = {}): Promise<App> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'c2c-e2e-')));
  const userData = options.userData ?? join(scratch, 'user-data');
  const connectionsFile = join(scratch, 'connections');
  const env = environment({ ...options.env, E2E_CONNECTIONS_FILE: connectionsFile });
  const start = { root, args: [`--user-data-dir=${userData}`, ...(options.args ?? [])], env };
  const running = runtime === 'electron' ? await startInElectron(start, scratch) : await startOnShim(start);

  const requested = new Set<string>();
  running.context.on('request', (request) => isOwn(request.url()) || requested.add(request.url()));
  running.page.on('websocket', (socket) => requested.add(socket.url()));
  const ended = async (): Promise<void> => {
    await running.exited;
    await running.release();
  };
  // The data outlives a relaunch; the driver's own notes do not outlive the launch.
  const forget = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

  const app: App = {
    page: running.page,
    userData,
    evaluateMain: <R, A>(fn: MainFunction<R, A>, arg?: A) => running.evaluateMain(fn, arg as A),
    async connections() {
      const early = await running.earlyRequests().catch(() => []);
      return [...new Set([...early, ...requested, ...linesOf(connectionsFile)])];
    },
    pageErrors: () => errorsOf(running),
    clickMenu: (id) =>
      running.evaluateMain(({ Menu, BrowserWindow }, wanted) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
        if (!item) throw new Error(`The menu has no item ${wanted}.`);
        item.click(undefined, BrowserWindow.getAllWindows()[0]);
      }, id),
    resize: (width, height) =>
      running.evaluateMain(({ BrowserWindow }, [w, h]) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
      }, [width, height] as const),
    mainLog: () => running.output(),
    exited: running.exited,
    async close() {
      // The answer is lost when the program is quick to go.
      void running.evaluateMain(({ app: own }) => own.quit(), null).catch(() => undefined);
      const timer = setTimeout(() => killProcess(running.pid), quitWithin);
      await ended();
      clearTimeout(timer);
      if (options.userData === undefined && !keep.has(userData)) forget();
      return running.exited;
    },
    async kill() {
      killProcess(running.pid);
      await ended();
    },
    async relaunch(next = {}) {
      keep.add(userData);
      await app.close();
      return launch({ ...options, ...next, userData });
    },
  };
  return app;
}
