import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type * as Electron from 'electron';
import { commandLine } from './command-line.ts';

type PathName = Parameters<Electron.App['getPath']>[0];

/** The folder whose package.json names the started bundle, as Electron is given it on its command line. */
export const appFolder = ((): string => {
  let folder = dirname(resolve(process.argv[1] ?? '.'));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
})();

const manifest = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as Record<string, unknown>;
const text = (key: string): string | undefined =>
  typeof manifest[key] === 'string' ? manifest[key] : undefined;
export const appVersion = text('version') ?? '0.0.0';
let name = text('productName') ?? text('name') ?? 'Electron';

export const appName = (): string => name;
export const setAppName = (next: string): void => {
  name = next;
};

const set = new Map<PathName, string>();

const appData = (): string => {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
};

const defaults: Partial<Record<PathName, () => string>> = {
  home: homedir,
  appData,
  userData: () => commandLine.getSwitchValue('user-data-dir') || join(getPath('appData'), name),
  sessionData: () => getPath('userData'),
  logs: () => join(getPath('userData'), 'logs'),
  crashDumps: () => join(getPath('userData'), 'Crashpad'),
  temp: tmpdir,
  exe: () => process.execPath,
  module: () => process.execPath,
  desktop: () => join(homedir(), 'Desktop'),
  documents: () => join(homedir(), 'Documents'),
  downloads: () => join(homedir(), 'Downloads'),
};

export function getPath(path: PathName): string {
  const found = set.get(path) ?? defaults[path]?.();
  if (found === undefined) throw new Error(`Failed to get '${path}' path`);
  return found;
}

export function setPath(path: PathName, value: string): void {
  set.set(path, value);
}
