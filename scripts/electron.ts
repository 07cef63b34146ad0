/** Finds Electron's binary, and gets it where it can be had. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headStartSwitches } from './head-start.ts';

const packageFolder = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** Where the program lies inside an Electron distribution. */
function programIn(distribution: string): string {
  if (process.platform === 'darwin')
    return join(distribution, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(distribution, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * The path of an Electron that is already here, or undefined. Never `require('electron')`: since version 42 that
 * downloads the binary, for as long as it takes.
 */
export function findElectron(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return existsSync(programIn(override)) ? programIn(override) : undefined;
  const distribution = join(packageFolder, 'dist');
  if (!existsSync(programIn(distribution))) return undefined;
  // A download that was cut short leaves the program without its version.
  const version = read(join(distribution, 'version'))?.replace(/^v/, '').trim();
  return version === packageVersion() ? programIn(distribution) : undefined;
}

const packageVersion = (): string | undefined =>
  /"version":\s*"([^"]+)"/.exec(read(join(packageFolder, 'package.json')) ?? '')?.[1];

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Switches that go before the project's folder.
 * @param scratch folder for a script, where the runtime needs one
 */
export function leadingSwitches(scratch: string, project: string): string[] {
  const extra = (process.env['ELECTRON_EXTRA_LAUNCH_ARGS'] ?? '').split(' ').filter(Boolean);
  return process.env['REAL_ELECTRON'] ? [...extra, ...headStartSwitches(scratch, project)] : extra;
}

/**
 * Runs the package's own installer, which `ignore-scripts` kept npm from running, for at most `within` milliseconds.
 * @returns the path of the program, or undefined: offline, behind a firewall, or too slow
 */
export async function downloadElectron(within: number): Promise<string | undefined> {
  const env: NodeJS.ProcessEnv = { ...process.env };
  delete env['ELECTRON_OVERRIDE_DIST_PATH'];
  const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'ignore', env });
  const timer = setTimeout(() => installer.kill(), within);
  await new Promise((resolve) => {
    installer.once('error', resolve);
    installer.once('exit', resolve);
  });
  clearTimeout(timer);
  return process.env['ELECTRON_OVERRIDE_DIST_PATH'] ? undefined : findElectron();
}
