import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Menu, MenuItem } from 'electron';
import type { Page } from 'playwright';
import { drag } from './drag.ts';
import { licensedComputer } from './licensed.ts';
import { startInElectron } from './electron.ts';
import { writeNetworkSpy } from './network-spy.ts';
import type { MainFunction, Running } from './runtime.ts';
import { startOnShim } from './shim.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const quitWithin = 15_000;

export const runtime = process.env['E2E_RUNTIME'] === 'electron' ? 'electron' : 'shim';

export interface LaunchOptions {
  /** The data folder; a new empty one, removed afterwards, where none is given. */
  userData?: string;
  args?: string[];
  env?: Record<string, string>;
  /** False for a computer on which no licence lies. */
  licensed?: boolean;
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
  /** Clicks an item of the application menu, by its label or role; a test's keys never reach a native menu. */
  clickMenu(label: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** Drags files or folders from outside over the window; drops them there unless told to stop short of it. */
  drag(paths: readonly string[], until?: 'over' | 'dropped'): Promise<void>;
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

/** Data and notes of every launch: a relaunch and a failed test's report still need them after the program has ended. */
const scratchFolders = new Set<string>();

export function removeScratchFolders(): void {
  for (const folder of scratchFolders) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    scratchFolders.delete(folder);
  }
}

/** Starts the program by `E2E_RUNTIME`: `shim` (default) or `electron`. */
export async function launch(options: LaunchOptions = {}): Promise<App> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'c2c-e2e-')));
  scratchFolders.add(scratch);
  const userData = options.userData ?? join(scratch, 'user-data');
  const spy = writeNetworkSpy(scratch);
  const licence = options.licensed === false ? {} : licensedComputer(scratch);
  const env = programEnvironment({ ...licence, ...options.env });
  const start = {
    root,
    args: [`--user-data-dir=${userData}`, ...(options.args ?? [])],
    env,
    spy: spy.script,
    scratch,
  };
  const running = runtime === 'electron' ? await startInElectron(start) : await startOnShim(start);

  const sockets: string[] = [];
  running.page.on('websocket', (socket) => sockets.push(socket.url()));
  const ended = async (): Promise<void> => {
    await running.exited;
    await running.release();
  };
  const app: App = {
    page: running.page,
    userData,
    evaluateMain: <R, A>(fn: MainFunction<R, A>, arg?: A) => running.evaluateMain(fn, arg as A),
    async connections() {
      const requests = await running.outsideRequests();
      return [...new Set([...requests, ...sockets, ...linesOf(spy.notes)])];
    },
    pageErrors: () => errorsOf(running),
    clickMenu: (label) => running.evaluateMain(clickItem, label),
    resize: (width, height) =>
      running.evaluateMain(
        ({ BrowserWindow }, [w, h]) => {
          BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
        },
        [width, height] as const,
      ),
    drag: (paths, until) => drag(running.page, paths, until),
    mainLog: () => running.output(),
    exited: running.exited,
    async close() {
      // The answer is lost when the program is quick to go.
      void running.evaluateMain(({ app: own }) => own.quit(), null).catch(() => undefined);
      const timer = setTimeout(() => killProcess(running.pid), quitWithin);
      await ended();
      clearTimeout(timer);
      return running.exited;
    },
    async kill() {
      killProcess(running.pid);
      await ended();
    },
    async relaunch(next = {}) {
      await app.close();
      return launch({ ...options, ...next, userData });
    },
  };
  return app;
}

/** The environment of the program: this one without what belongs to the test runner, and `own`. */
export function programEnvironment(own: Record<string, string>): Record<string, string> {
  const inherited: NodeJS.ProcessEnv = { ...process.env };
  // A test runner's own Node is set up in ways the program must not see.
  for (const name of ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'NODE_ENV']) delete inherited[name];
  const entries = Object.entries(inherited).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(entries), ...own };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

async function errorsOf({ page }: Running): Promise<string[]> {
  const printed = await page.consoleMessages();
  const thrown = await page.pageErrors();
  return [
    ...printed.filter((message) => message.type() === 'error').map((message) => message.text()),
    ...thrown.map((error) => error.stack ?? error.message),
  ];
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it had gone by itself
  }
}

const clickItem: MainFunction<void, string> = ({ BrowserWindow, Menu }, wanted) => {
  const find = (menu: Menu | null | undefined): MenuItem | undefined => {
    for (const item of menu?.items ?? []) {
      const found = item.label === wanted || item.role === wanted ? item : find(item.submenu);
      if (found) return found;
    }
    return undefined;
  };
  const item = find(Menu.getApplicationMenu());
  if (!item) throw new Error(`The menu has no item "${wanted}".`);
  const click = item.click as (event: object, window: unknown) => void;
  click({}, BrowserWindow.getAllWindows()[0]);
};
