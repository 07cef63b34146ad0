import type * as Electron from 'electron';
import type { Page } from 'playwright';
import { deferred } from './deferred.ts';
import { isMapped, toBrowser, toElectron } from './origin.ts';
import { Outbox } from './outbox.ts';
import { announceDownload, defaultSession, grantedPermissions } from './session.ts';
import { gap, Loud, PreventableEvent, standsFor, type PartOf } from './stand-in.ts';
import { pendingFrame } from './web-frame.ts';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

const owners = new WeakMap<Page, ShimContents>();
let nextId = 1;

export const contentsOf = (page: Page): ShimContents | undefined => owners.get(page);

/** `WebContents` over a Playwright page. The page comes a moment later; what is asked before waits for it. */
export class ShimContents extends Loud implements PartOf<Electron.WebContents> {
  readonly id = nextId++;
  readonly session = defaultSession;
  readonly outbox = new Outbox();
  #frame = pendingFrame();
  readonly mainFrame = this.#frame.main;
  #prepare: (page: Page) => Promise<void>;
  #page = deferred<Page>();
  #current: Page | undefined;
  #openHandler: OpenHandler | undefined;
  /** Navigations main asked for itself: they raise no `will-navigate`. */
  #own = new Set<string>();
  /** Navigations the page asked for, as Chromium announces them before their request. */
  #asked = new Set<string>();
  #destroyed = false;
  #crashed = false;
  #audioMuted = false;

  /** @param prepare what the window does to every page it gets, before anything loads in it */
  constructor(prepare: (page: Page) => Promise<void>) {
    super('webContents');
    this.#prepare = prepare;
  }

  /** The page now shown, once there is one. */
  get page(): Page | undefined {
    return this.#current;
  }

  whenPage(): Promise<Page> {
    return this.#page.promise;
  }

  /** The page this is the main process's side of; called again when a crashed page had to be replaced. */
  async attach(page: Page): Promise<void> {
    owners.set(page, this);
    this.#frame.bind(page.mainFrame());
    const own = standsFor<Electron.WebContents>(this);
    page.on('domcontentloaded', () => this.emit('dom-ready', {}));
    page.on('load', () => this.emit('did-finish-load', {}));
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.emit('did-navigate', {}, toElectron(frame.url()), 200, 'OK');
    });
    page.on('download', (download) => void announceDownload(own, download));
    page.on('crash', () => {
      this.#crashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    const debug = await page.context().newCDPSession(page);
    debug.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
      if (disposition === 'currentTab') this.#navigationAsked(url);
    });
    debug.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.windowOpened(url, windowName, windowFeatures.join(','));
    });
    await debug.send('Page.enable');
    await this.#prepare(page);
    this.#crashed = false;
    this.#current = page;
    this.#page.resolve(page);
  }

  /** Schemes that Chromium hands to the system never reach the router, so main is asked here. */
  #navigationAsked(url: string): void {
    if (/^(https?|blob|data|about|javascript):/.test(url)) {
      this.#asked.add(url);
      return;
    }
    if (this.#mayLeaveFor(url) && toBrowser(url) !== url) void this.loadURL(url);
  }

  #mayLeaveFor(url: string): boolean {
    const params: Electron.WebContentsWillNavigateEventParams = {
      url,
      isSameDocument: false,
      isMainFrame: true,
      frame: this.mainFrame,
      initiator: this.mainFrame,
    };
    const event = Object.assign(new PreventableEvent(), params);
    this.emit('will-frame-navigate', event);
    this.emit('will-navigate', event, url, false, true, 1, this.mainFrame.routingId);
    return !event.defaultPrevented;
  }

  /** Whether a request for a new main document may go on; `url` as the browser has it. */
  async mayNavigate(url: string): Promise<boolean> {
    if (this.#own.delete(url)) {
      const origin = new URL(url).origin;
      const granted = grantedPermissions(standsFor<Electron.WebContents>(this), toElectron(origin));
      await this.#current?.context().grantPermissions(granted, { origin });
      return true;
    }
    if (isMapped(url) && !this.#asked.delete(url)) return true;
    return this.#mayLeaveFor(toElectron(url));
  }

  /** Tells main that the page wanted a window. It never gets one here: a stock browser cannot hand one over. */
  windowOpened(url: string, frameName: string, features: string): void {
    const referrer: Electron.Referrer = { url: this.getURL(), policy: 'strict-origin-when-cross-origin' };
    const details = {
      url: toElectron(url),
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer,
    } as const;
    const answer = this.#openHandler?.(details);
    if (answer?.action !== 'deny') console.error(gap('window opened by a page').message);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page.promise;
    const target = toBrowser(url);
    this.#own.add(target);
    await page.goto(target, { waitUntil: 'load', timeout: 0 });
  }

  reload(): void {
    const again = this.getURL();
    void (async () => {
      if (this.#crashed) await this.#replaceCrashedPage(again);
      else await (await this.#page.promise).reload();
    })().catch((error: unknown) => console.error('The page did not reload:', error));
  }

  reloadIgnoringCache(): void {
    this.reload();
  }

  /** Playwright gives a crashed page up, so its window gets a new one. */
  async #replaceCrashedPage(url: string): Promise<void> {
    const dead = await this.#page.promise;
    const page = await dead.context().newPage();
    this.#page = deferred<Page>();
    await this.attach(page);
    await this.loadURL(url);
    await dead.close().catch(() => undefined);
  }

  forcefullyCrashRenderer(): void {
    void (async () => {
      const page = await this.#page.promise;
      const debug = await page.context().newCDPSession(page);
      await debug.send('Page.crash');
    })().catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    this.outbox.send(channel, args);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.#page.promise).evaluate(code);
  }

  getURL(): string {
    return this.#current ? toElectron(this.#current.url()) : '';
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  isLoading(): boolean {
    return this.#own.size > 0;
  }

  isFocused(): boolean {
    return true;
  }

  focus(): void {
    void this.#current?.bringToFront().catch(() => undefined);
  }

  setAudioMuted(muted: boolean): void {
    this.#audioMuted = muted;
  }

  isAudioMuted(): boolean {
    return this.#audioMuted;
  }

  openDevTools(): void {}
  closeDevTools(): void {}
  toggleDevTools(): void {}

  isDevToolsOpened(): boolean {
    return false;
  }

  /** Called by the window that owns it. */
  destroyed(): void {
    this.#destroyed = true;
    this.emit('destroyed');
  }
}
