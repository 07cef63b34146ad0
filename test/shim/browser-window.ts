import type * as Electron from 'electron';
import type { Page } from 'playwright';
import { applyTheme } from './native-theme.ts';
import { preloadScript } from './preload-script.ts';
import { workArea } from './screen.ts';
import { Loud, PreventableEvent, standsFor, type PartOf } from './stand-in.ts';
import { assertIsolated, applySize } from './window-page.ts';
import { ShimContents } from './web-contents.ts';
import { browser, windows } from './windows.ts';

/** `BrowserWindow` as a page of the driven Chromium; its content has the window's size. */
export class ShimWindow extends Loud implements PartOf<Electron.BrowserWindow> {
  static #nextId = 1;
  readonly id = ShimWindow.#nextId++;
  readonly contents = new ShimContents((page) => this.#prepare(page));
  readonly webContents = standsFor<Electron.WebContents>(this.contents);
  #preload: string | undefined;
  #bounds: Electron.Rectangle;
  #normal: Electron.Rectangle | undefined;
  #state: 'normal' | 'maximized' | 'minimized' | 'fullscreen' = 'normal';
  #visible: boolean;
  #destroyed = false;
  #title: string;
  #background: string;

  static getAllWindows(): Electron.BrowserWindow[] {
    return windows.list.map((window) => standsFor<Electron.BrowserWindow>(window));
  }

  static getFocusedWindow(): Electron.BrowserWindow | null {
    return windows.focused ? standsFor<Electron.BrowserWindow>(windows.focused) : null;
  }

  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    const window = windows.list.find((one) => one.webContents === contents);
    return window ? standsFor<Electron.BrowserWindow>(window) : null;
  }

  static fromId(id: number): Electron.BrowserWindow | null {
    const window = windows.list.find((one) => one.id === id);
    return window ? standsFor<Electron.BrowserWindow>(window) : null;
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow');
    const preferences = options.webPreferences ?? {};
    assertIsolated(preferences);
    const area = workArea();
    const { width = 800, height = 600 } = options;
    const x = options.x ?? Math.max(0, Math.round((area.width - width) / 2));
    const y = options.y ?? Math.max(0, Math.round((area.height - height) / 2));
    this.#bounds = { x, y, width, height };
    this.#visible = options.show ?? true;
    this.#title = options.title ?? 'Electron';
    this.#background = options.backgroundColor ?? '#FFFFFF';
    this.contents.once('dom-ready', () => setImmediate(() => this.emit('ready-to-show')));
    this.#preload = preferences.preload;
    void browser.promise
      .then(async (running) => this.contents.attach(await running.page()))
      .catch((error: unknown) => {
        if (!this.#destroyed) console.error('The window has no page:', error);
      });
    windows.add(this);
    if (this.#visible) this.focus();
  }

  async #prepare(page: Page): Promise<void> {
    page.on('close', () => {
      if (this.contents.page === page) this.close();
    });
    await page.addInitScript({ content: preloadScript(this.#preload) });
    await applyTheme(page);
    await applySize(page, this.#bounds);
  }

  #afterReady(task: (page: Page) => Promise<unknown>): void {
    void this.contents
      .whenPage()
      .then(task)
      .catch((error: unknown) => {
        if (!this.#destroyed) console.error('The window refused:', error);
      });
  }

  async loadURL(url: string): Promise<void> {
    await this.contents.loadURL(url);
  }

  show(): void {
    this.#visible = true;
    this.emit('show');
    this.focus();
  }

  showInactive(): void {
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#visible = false;
    this.emit('hide');
  }

  focus(): void {
    windows.focused = this;
    this.emit('focus');
    windows.emit('focused', this);
    this.#afterReady((page) => page.bringToFront());
  }

  isVisible(): boolean {
    return this.#visible && this.#state !== 'minimized';
  }

  isFocused(): boolean {
    return windows.focused === this;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** Asks first: a listener of `close` may keep the window. */
  close(): void {
    if (this.#destroyed) return;
    const event = new PreventableEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.contents.destroyed();
    void this.contents
      .whenPage()
      .then((page) => page.close())
      .catch(() => undefined);
    this.emit('closed');
    windows.remove(this);
  }

  #enter(
    state: 'normal' | 'maximized' | 'minimized' | 'fullscreen',
    event: string,
    bounds?: Electron.Rectangle,
  ): void {
    if (this.#state === state) return;
    if (this.#state === 'normal') this.#normal = this.#bounds;
    this.#state = state;
    if (bounds) this.#resize(bounds);
    this.emit(event);
  }

  #resize(bounds: Electron.Rectangle): void {
    const { x, y, width, height } = this.#bounds;
    this.#bounds = bounds;
    this.#afterReady((page) => applySize(page, this.#bounds));
    if (bounds.width !== width || bounds.height !== height) this.emit('resize');
    if (bounds.x !== x || bounds.y !== y) this.emit('move');
  }

  maximize(): void {
    this.#enter('maximized', 'maximize', workArea());
  }

  unmaximize(): void {
    if (this.#state === 'maximized') this.#enter('normal', 'unmaximize', this.#normal);
  }

  minimize(): void {
    this.#enter('minimized', 'minimize');
  }

  restore(): void {
    this.#enter('normal', 'restore', this.#normal);
  }

  setFullScreen(on: boolean): void {
    if (on) this.#enter('fullscreen', 'enter-full-screen', workArea());
    else if (this.#state === 'fullscreen') this.#enter('normal', 'leave-full-screen', this.#normal);
  }

  isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen';
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...(this.#state === 'normal' ? this.#bounds : (this.#normal ?? this.#bounds)) };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#resize({ ...this.#bounds, ...bounds });
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setBackgroundColor(color: string): void {
    this.#background = color;
  }

  getBackgroundColor(): string {
    return this.#background;
  }

  /** The menu bar is the system's; a page has none to show. */
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setProgressBar(): void {}
}
