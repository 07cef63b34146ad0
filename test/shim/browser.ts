import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { findChromium } from '../../scripts/chromium.ts';
import { receive } from './ipc.ts';
import { bindingName } from './preload-script.ts';
import { dispatch } from './requests.ts';
import { headed, screenSize } from './screen.ts';
import { contentsOf } from './web-contents.ts';

/** Nothing but this program may leave a trace on a network: no updates, no field trials, and no name resolves. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

/** A window without tabs and address, and without a warning about the flags above. */
const likeAnApp = ['--app=data:text/html,', '--test-type'];

export interface Browser {
  context: BrowserContext;
  /** Where a second client may connect; only opened when a test drives this process. */
  endpoint: string | undefined;
  /** A page for a new window: the one the browser came with, then new ones. */
  page(): Promise<Page>;
}

/**
 * Starts a stock Chromium whose every request comes to this process first. Its profile lies in the program's own
 * data folder, where Electron keeps it too.
 */
export async function startBrowser(userData: string): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('The Electron shim found no Chromium to drive.');
  const profile = join(userData, 'chromium-profile');
  mkdirSync(profile, { recursive: true });
  const driven = process.send !== undefined;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: !headed,
    // Chromium cannot sandbox itself for root; Electron would refuse to start.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      ...quiet,
      ...(headed ? likeAnApp : ['--disable-gpu']),
      ...(driven ? ['--remote-debugging-port=0'] : []),
    ],
    viewport: headed ? null : screenSize,
    colorScheme: null,
    serviceWorkers: 'block',
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  await context.grantPermissions([]);
  await context.exposeBinding(bindingName, async ({ page, frame }, text: string) => {
    const contents = contentsOf(page);
    if (!contents) throw new Error('This page belongs to no window.');
    return receive(contents, frame, text);
  });
  await context.route('**/*', dispatch);
  // A window nobody asked for: `windowOpened` has told main, and it was never meant to exist.
  context.on('page', (page) => {
    void page.opener().then((opener) => (opener ? page.close() : undefined));
  });
  const spare = context.pages();
  return {
    context,
    endpoint: driven ? await endpointOf(profile) : undefined,
    page: async () => spare.shift() ?? context.newPage(),
  };
}

/** Chromium writes the port it chose into its profile, a moment after it started. */
async function endpointOf(profile: string): Promise<string> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    try {
      const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port && path) return `ws://127.0.0.1:${port}${path}`;
    } catch {
      // not written yet
    }
    await sleep(50);
  }
  throw new Error('Chromium did not say where it listens.');
}
