import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/channels.ts';

export interface MenuActions {
  command: (command: MenuCommand) => void;
  addLibrary: () => void;
  /** Present only where an update feed is configured. */
  checkForUpdates: (() => void) | undefined;
}

/**
 * The application menu. Accelerators that the page handles itself are shown but not registered, so that a key has
 * one owner and can be remapped there.
 */
export function setMenu({ command, addLibrary, checkForUpdates }: MenuActions): void {
  const mac = process.platform === 'darwin';
  const item = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => {
      command(name);
    },
  });
  const updates: MenuItemConstructorOptions[] = checkForUpdates
    ? [{ label: 'Check for updates…', click: checkForUpdates }]
    : [];
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        item('Import files…', 'importFiles'),
        item('Import a folder…', 'importFolder'),
        { label: 'Add a built library…', click: addLibrary },
        { type: 'separator' },
        item('Print…', 'print', 'CmdOrCtrl+P'),
        { type: 'separator' },
        item('Account', 'account'),
        item('Library', 'library'),
        item('Settings', 'settings'),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        item('Search', 'search', 'CmdOrCtrl+K'),
        item('Browse the official books', 'browse', 'CmdOrCtrl+B'),
        item('Back', 'back', mac ? 'Cmd+[' : 'Alt+Left'),
        item('Forward', 'forward', mac ? 'Cmd+]' : 'Alt+Right'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        item('Keyboard shortcuts', 'shortcuts', 'F1'),
        ...updates,
        item('About Case2Code Desktop', 'about'),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
