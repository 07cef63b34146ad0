import type * as Electron from 'electron';
import type { BrowserContext, Page } from 'playwright';

/** A function that runs in the main process, given the electron module; its source text is what travels. */
export type MainFunction<R, A> = (electron: typeof Electron, arg: A) => R | Promise<R>;

export interface Start {
  root: string;
  /** Switches after the project's folder, `--user-data-dir` among them. */
  args: string[];
  env: Record<string, string>;
  /** Loaded first into every Node process of the program. */
  spy: string;
  /** For files of the driver's own. */
  scratch: string;
}

/** What both launchers give: a started program, before the driver has added what is the same for both. */
export interface Running {
  page: Page;
  context: BrowserContext;
  pid: number;
  evaluateMain<R, A>(fn: MainFunction<R, A>, arg: A): Promise<R>;
  /** Exit code of the main process; null where a signal ended it. */
  exited: Promise<number | null>;
  /** What the main process has printed so far. */
  output(): string;
  /** Requests that wanted to leave the machine, from the first one on, also those the program then cancelled. */
  outsideRequests(): Promise<string[]>;
  /** Lets go of the browser after the program has ended. */
  release(): Promise<void>;
}

/** The window's own pages under either runtime; everything else a page asks for is a connection. */
export const isOwn = (url: string): boolean =>
  /^(app:\/\/case2code\/|https:\/\/case2code\.invalid\/|devtools:|data:|blob:|about:)/.test(url);
