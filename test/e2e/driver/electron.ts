import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { findElectron, leadingSwitches } from '../../../scripts/electron.ts';
import { isOwn, type Running, type Start } from './runtime.ts';

const startWithin = 60_000;

/** Starts the bundles in Electron itself, through Playwright's own driver. */
export async function startInElectron({ root, args, env, spy, scratch }: Start): Promise<Running> {
  const executablePath = findElectron();
  if (executablePath === undefined)
    throw new Error(
      'E2E_RUNTIME=electron needs Electron: run `npx install-electron` or set ELECTRON_OVERRIDE_DIST_PATH.',
    );
  const netLog = join(scratch, 'net-log.json');
  // Chromium's own log of its network, because Playwright sees a page only from some moment on.
  const switches = [`--log-net-log=${netLog}`, ...args];
  const application = await _electron.launch({
    executablePath,
    args: ['-r', spy, ...leadingSwitches(scratch, root), root, ...switches],
    cwd: root,
    env,
    // Playwright's default is to switch the sandbox off, and the theme to light.
    chromiumSandbox: true,
    colorScheme: null,
    timeout: startWithin,
  });
  const program = application.process();
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  program.stdout?.on('data', keep);
  program.stderr?.on('data', keep);
  const exited = new Promise<number | null>((resolve) => {
    if (program.exitCode !== null) resolve(program.exitCode);
    else program.once('exit', resolve);
  });
  // The network's log lacks what main cancels: those requests never get that far.
  const cancelled = new Set<string>();
  application.context().on('request', (request) => isOwn(request.url()) || cancelled.add(request.url()));
  const page = await application.firstWindow({ timeout: startWithin });
  await page.waitForURL((url) => url.protocol === 'app:', { waitUntil: 'domcontentloaded' });
  return {
    page,
    context: application.context(),
    pid: program.pid ?? 0,
    evaluateMain: (fn, arg) => application.evaluate(fn as never, arg) as never,
    exited,
    output: () => output,
    outsideRequests: () => Promise.resolve([...new Set([...requestsIn(netLog), ...cancelled])]),
    release: () => application.close().catch(() => undefined),
  };
}

/** URLs in Chromium's network log, which is cut off while the program runs: it is read as text. */
function requestsIn(netLog: string): string[] {
  const urls = new Set<string>();
  for (const [, url = ''] of readText(netLog).matchAll(/"url":"((?:https?|wss?|ftp):[^"]*)"/g)) urls.add(url);
  return [...urls];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
