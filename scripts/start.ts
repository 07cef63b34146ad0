/**
 * `npm start`: the program in Electron where that can be had, else the same bundles in an installed browser.
 * Exit codes: the program's own; 1 when nothing could be built; 3 when there is nothing to show a window with.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { downloadElectron, findElectron, leadingSwitches } from './electron.ts';
import { ensureBuilt, root } from './fresh-build.ts';

/** How long Electron's own download may take before something else is shown. */
const downloadWithin = 60_000;
const nothingToShow = 3;

async function main(appArguments: string[]): Promise<number> {
  ensureBuilt();
  const electron = findElectron() ?? (await tryDownload());
  if (electron !== undefined && hasDisplay()) {
    const scratch = mkdtempSync(join(tmpdir(), 'c2c-start-'));
    try {
      return await run(electron, [...leadingSwitches(scratch, root), root, ...appArguments], process.env);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  if (!hasDisplay()) return giveUp('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).');
  let browser: string;
  try {
    browser = await ensureChromium({ install: false });
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error));
  }
  console.log(`Electron cannot be had here, so the program opens in ${browser}.`);
  const shim = new URL('../test/shim/register.ts', import.meta.url).href;
  const entry = join(root, 'out', 'main', 'main.js');
  const env = { ...process.env, CHROMIUM_PATH: browser, SHIM_HEADED: '1' };
  return run(process.execPath, ['--import', shim, entry, ...appArguments], env);
}

/** Only where a window could be shown: a download that nobody can look at is time lost. */
async function tryDownload(): Promise<string | undefined> {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] || !hasDisplay()) return undefined;
  console.log(`Electron is not here yet: downloading it (at most ${downloadWithin / 1000} seconds)…`);
  return downloadElectron(downloadWithin);
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

function giveUp(reason: string): number {
  console.error(`${reason} The same engine answers in the terminal: npm run lookup -- "type 2 diabetes"`);
  return nothingToShow;
}

/** Runs a program in the foreground and passes the terminal's signals on. @returns its exit code */
function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
  });
}

main(process.argv.slice(2).filter((argument, index) => index > 0 || argument !== '--')).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
