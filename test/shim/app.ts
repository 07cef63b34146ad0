import { spawn } from 'node:child_process';
import type * as Electron from 'electron';
import { appFolder, appName, appVersion, getPath, setAppName, setPath } from './app-paths.ts';
import { startBrowser } from './browser.ts';
import { deferred } from './deferred.ts';
import { commandLine } from './command-line.ts';
import { SingleInstance } from './single-instance.ts';
import { Loud, PreventableEvent, standsFor, type PartOf } from './stand-in.ts';
import { browser, windows } from './windows.ts';

/** How long the browser may take to go before the process goes without it. */
const closeWithin = 3000;

/** `app`: starts the browser when main first waits for it, and ends the process as Electron ends it. */
class ShimApp extends Loud implements PartOf<Electron.App> {
  readonly commandLine = commandLine;
  readonly isPackaged = false;
  #ready = deferred<void>();
  #isReady = false;
  #starting = false;
  #quitting = false;
  #exiting = false;
  #instance = new SingleInstance();

  constructor() {
    super('app');
    this.on('newListener', (event: string) => {
      if (event === 'ready') this.#start();
    });
    windows.on('created', (window) => {
      this.emit('web-contents-created', {}, window.webContents);
      this.emit('browser-window-created', {}, window);
    });
    windows.on('focused', (window) => this.emit('browser-window-focus', {}, window));
    windows.on('all-closed', () => {
      if (this.#quitting) this.#finish(0);
      else if (!this.emit('window-all-closed')) this.quit();
    });
    process.once('SIGINT', () => this.quit());
    process.once('SIGTERM', () => this.quit());
  }

  /** After the bundle has run, because it may still take back the start (a second instance) or move its data. */
  #start(): void {
    if (this.#starting) return;
    this.#starting = true;
    setImmediate(() => void this.#startBrowser());
  }

  async #startBrowser(): Promise<void> {
    if (this.#exiting) return;
    try {
      const running = await startBrowser(getPath('userData'));
      running.context.on('close', () => this.#exiting || this.exit(0));
      browser.resolve(running);
      this.#isReady = true;
      this.#ready.resolve();
      this.emit('ready', {}, {});
    } catch (error) {
      console.error(error);
      this.exit(1);
    }
  }

  whenReady(): Promise<void> {
    this.#start();
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return this.#instance.request(getPath('userData'), additionalData, (second) => {
      this.emit('second-instance', {}, second.argv, second.workingDirectory, second.additionalData);
    });
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.held;
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  quit(): void {
    if (this.#exiting) return;
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    for (const window of windows.list.slice()) {
      window.close();
      // Its `close` was prevented: the window stays, and so does the program.
      if (!window.isDestroyed()) {
        this.#quitting = false;
        return;
      }
    }
    this.#finish(0);
  }

  #finish(code: number): void {
    if (this.#exiting) return;
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    this.#quitting = false;
    if (!event.defaultPrevented) this.exit(code);
  }

  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of windows.list.slice()) window.destroy();
    this.emit('quit', {}, code);
    this.#instance.release();
    const leave = (): never => process.exit(code); // oxlint-disable-line unicorn/no-process-exit -- it is app.exit
    setTimeout(leave, closeWithin).unref();
    if (this.#starting) void browser.promise.then(({ context }) => context.close()).then(leave, leave);
    else setImmediate(leave);
  }

  /** Starts anew at exit; under a test it does not, because the test starts what it wants to watch. */
  relaunch(options: Electron.RelaunchOptions = {}): void {
    if (process.send) return;
    this.once('quit', () => {
      const argv = [...process.execArgv, process.argv[1] ?? '.', ...(options.args ?? process.argv.slice(2))];
      spawn(options.execPath ?? process.execPath, argv, { detached: true, stdio: 'inherit' }).unref();
    });
  }

  get name(): string {
    return appName();
  }

  set name(name: string) {
    setAppName(name);
  }

  getName(): string {
    return appName();
  }

  setName(name: string): void {
    setAppName(name);
  }

  getVersion(): string {
    return appVersion;
  }

  getAppPath(): string {
    return appFolder;
  }

  getPath(name: Parameters<typeof getPath>[0]): string {
    return getPath(name);
  }

  setPath(name: Parameters<typeof setPath>[0], path: string): void {
    setPath(name, path);
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) setPath('logs', path);
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  focus(): void {
    windows.list[0]?.focus();
  }

  /** The system's own business; a page has none of it. */
  enableSandbox(): void {}
  setAppUserModelId(): void {}
  disableHardwareAcceleration(): void {}
  setAboutPanelOptions(): void {}
  showAboutPanel(): void {}

  setAsDefaultProtocolClient(): boolean {
    return false;
  }

  isDefaultProtocolClient(): boolean {
    return false;
  }
}

export const app = standsFor<Electron.App>(new ShimApp());
