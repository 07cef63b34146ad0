import { BrowserWindow, nativeTheme, screen } from 'electron';
import { startPage } from './origin.ts';
import { firstSize, isReachable, leastSize, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  preload: string;
  stateFile: string;
  developmentServer: string | undefined;
  log: (message: string) => void;
}

/** Opens the window where it was last time and shows it when there is something to see. */
export function openWindow({ preload, stateFile, developmentServer, log }: WindowOptions): BrowserWindow {
  const state = readWindowState(stateFile);
  const bounds = state && isReachable(state.bounds, screen.getAllDisplays()) ? state.bounds : firstSize;
  const window = new BrowserWindow({
    ...bounds,
    ...leastSize,
    show: false,
    title: 'Case2Code Desktop',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17181a' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Chromium would fetch dictionaries from the network.
      spellcheck: false,
      webviewTag: false,
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  keepState(window, stateFile, log);
  void window.loadURL(developmentServer ?? startPage);
  return window;
}

/** Writes the place shortly after it changes and when the window closes. */
function keepState(window: BrowserWindow, stateFile: string, log: (message: string) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    if (window.isDestroyed()) return;
    const state = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    writeWindowState(stateFile, state).catch((error: unknown) => {
      log(`window state not written: ${String(error)}`);
    });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, 400);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', () => {
    clearTimeout(timer);
    write();
  });
}
