import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Ask, Tell } from '../../shim/control.ts';
import type { MainFunction, Running, Start } from './runtime.ts';

const register = new URL('../../shim/register.ts', import.meta.url).href;
const startWithin = 60_000;

/** Starts the bundles on the shim and connects to the Chromium it drives as a second client. */
export async function startOnShim({ root, args, env, spy }: Start): Promise<Running> {
  const program = spawn(
    process.execPath,
    ['--require', spy, '--import', register, join(root, 'out/main/main.js'), ...args],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' },
  );
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  program.stdout?.on('data', keep);
  program.stderr?.on('data', keep);
  const exited = new Promise<number | null>((resolve) => {
    program.once('exit', resolve);
  });

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let listens!: (endpoint: string) => void;
  const listening = new Promise<string>((resolve) => {
    listens = resolve;
  });
  program.on('message', (message: Tell) => {
    if (message.kind === 'listening') {
      listens(message.endpoint);
      return;
    }
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') one?.resolve(message.value);
    else one?.reject(new Error(message.message));
  });
  void exited.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('The main process has ended.'));
  });
  let lastId = 0;
  const evaluateMain = <R, A>(fn: MainFunction<R, A>, arg: A): Promise<R> =>
    new Promise<R>((resolve, reject) => {
      const ask: Ask = { id: ++lastId, source: fn.toString(), arg };
      waiting.set(ask.id, { resolve: (value) => resolve(value as R), reject });
      program.send(ask, (error) => {
        if (error) reject(new Error('The main process has ended.'));
      });
    });

  try {
    const endpoint = await soon(Promise.race([listening, exited]), () => output);
    const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true, isLocal: true });
    const context = browser.contexts()[0];
    if (!context) throw new Error('The driven Chromium has no window.');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page.waitForURL((url) => url.protocol === 'https:', { waitUntil: 'domcontentloaded' });
    return {
      page,
      context,
      pid: program.pid ?? 0,
      evaluateMain,
      exited,
      output: () => output,
      // Every request passes the shim; the browser itself also reports navigations that main had denied.
      outsideRequests: () =>
        evaluateMain(
          () => (globalThis as unknown as { shimOutsideRequests: string[] }).shimOutsideRequests,
          null,
        ),
      release: () => browser.close().catch(() => undefined),
    };
  } catch (error) {
    program.kill('SIGKILL');
    throw error;
  }
}

async function soon(start: Promise<string | number | null>, output: () => string): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, startWithin, null);
  });
  const endpoint = await Promise.race([start, late]);
  clearTimeout(timer);
  if (typeof endpoint === 'string') return endpoint;
  throw new Error(`The program did not start on the shim. It printed:\n${output()}`);
}
