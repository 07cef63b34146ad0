/**
 * The `electron` module for a plain Node: what main imports when Electron's binary cannot be had. Each part has
 * Electron's own types; what is not here throws a sentence when touched.
 */
import type * as Electron from 'electron';
import { app } from './app.ts';
import { ShimWindow } from './browser-window.ts';
import { clipboard, crashReporter, powerMonitor, safeStorage, shell } from './desktop.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc.ts';
import { ShimMenu, ShimMenuItem } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { net } from './net.ts';
import { protocol } from './protocol.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { missing } from './stand-in.ts';
import { utilityProcess } from './utility-process.ts';

/** The three classes are cast whole: their members are checked one by one where they are written. */
export const electron = {
  app,
  BrowserWindow: ShimWindow as unknown as typeof Electron.BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu: ShimMenu as unknown as typeof Electron.Menu,
  MenuItem: ShimMenuItem as unknown as typeof Electron.MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
  autoUpdater: missing('autoUpdater'),
  contentTracing: missing('contentTracing'),
  desktopCapturer: missing('desktopCapturer'),
  globalShortcut: missing('globalShortcut'),
  MessageChannelMain: missing('MessageChannelMain'),
  nativeImage: missing('nativeImage'),
  net,
  netLog: missing('netLog'),
  Notification: missing('Notification'),
  powerSaveBlocker: missing('powerSaveBlocker'),
  systemPreferences: missing('systemPreferences'),
  Tray: missing('Tray'),
  webContents: missing('webContents'),
  webFrameMain: missing('webFrameMain'),
} satisfies Partial<typeof Electron>;

export const {
  BrowserWindow,
  Menu,
  MenuItem,
  autoUpdater,
  contentTracing,
  desktopCapturer,
  globalShortcut,
  MessageChannelMain,
  nativeImage,
  netLog,
  Notification,
  powerSaveBlocker,
  systemPreferences,
  Tray,
  webContents,
  webFrameMain,
} = electron;
export {
  app,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
};
// oxlint-disable-next-line import/no-default-export -- `import electron from 'electron'` works under Electron
export default electron;
// What `require('electron')` answers.
export { electron as 'module.exports' };
