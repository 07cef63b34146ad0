/** Finds a Chromium-family browser, and for tests gets one where there is none. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';

const run = promisify(execFile);

/** A download that has not come by then will not come. */
const downloadWithin = 180_000;

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];
const linuxFolders = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/opt/microsoft/msedge',
];

const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const windowsPlaces = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Where browsers usually are on this system, best first. */
function usualPlaces(): string[] {
  const env = process.env;
  if (process.platform === 'darwin') {
    const roots = ['/Applications', join(env['HOME'] ?? '', 'Applications')];
    return roots.flatMap((root) => macApps.map((app) => join(root, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  if (process.platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return roots.flatMap((root) => (root ? windowsPlaces.map((place) => join(root, ...place)) : []));
  }
  const folders = new Set([...(env['PATH'] ?? '').split(delimiter).filter(Boolean), ...linuxFolders]);
  return linuxNames.flatMap((name) => [...folders].map((folder) => join(folder, name)));
}

/** The path of a browser that can be driven, or undefined. `$CHROMIUM_PATH` decides where it is set. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return isProgram(chosen) ? chosen : undefined;
  return [...usualPlaces(), playwrightsOwn()].find((path) => path !== undefined && isProgram(path));
}

/** Playwright's own browser lies where it says, whether it was ever downloaded or not. */
function playwrightsOwn(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A browser for sure, or an error that says what to install.
 * @param options.install whether one may be fetched: the tests may, `npm start` may not
 */
export async function ensureChromium(options: { install: boolean }): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  if (options.install && !process.env['CHROMIUM_PATH']) {
    for (const attempt of [installFromPlaywright, installFromDebian]) {
      await attempt().catch((error: unknown) => console.error(String(error).split('\n')[0]));
      const installed = findChromium();
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(
    process.env['CHROMIUM_PATH']
      ? `CHROMIUM_PATH is ${process.env['CHROMIUM_PATH']}, and there is no program there: point it at chromium, google-chrome or msedge.`
      : 'No Chromium-family browser was found: install Chromium, Google Chrome or Microsoft Edge, or set CHROMIUM_PATH to one.',
  );
}

async function installFromPlaywright(): Promise<void> {
  const cli = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));
  console.error('No browser found: playwright install chromium …');
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: downloadWithin });
}

/** Only on a build machine: a person's packages are their own. */
async function installFromDebian(): Promise<void> {
  if (process.env['CI'] !== 'true' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  console.error('No browser found: apt-get install chromium …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { timeout: downloadWithin, env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  await run('apt-get', install, { timeout: downloadWithin, env });
}
