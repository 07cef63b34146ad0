import { runInThisContext } from 'node:vm';
import { electron } from './electron.ts';
import { outsideRequests } from './requests.ts';
import { browser } from './windows.ts';

/** What a test asks of this process over the IPC channel it was started with. */
export interface Ask {
  id: number;
  /** A function as text, called with the electron module and `arg`. */
  source: string;
  arg: unknown;
}

/** What it hears back, in order of happening. */
export type Tell =
  | { kind: 'listening'; endpoint: string }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string };

/** Serves the driver of the end-to-end tests; without one there is no channel, and nothing listens. */
export function answerTests(): void {
  if (!process.send) return;
  const tell = (message: Tell) => process.send?.(message, () => undefined);
  browser.promise.then(
    ({ endpoint }) => endpoint !== undefined && tell({ kind: 'listening', endpoint }),
    () => undefined,
  );
  process.on('message', (ask: Ask) => {
    evaluate(ask.source, ask.arg).then(
      (value) => tell({ kind: 'answer', id: ask.id, value }),
      (error: unknown) =>
        tell({
          kind: 'failure',
          id: ask.id,
          message: error instanceof Error ? (error.stack ?? '') : String(error),
        }),
    );
  });
  process.on('disconnect', () => electron.app.exit(0));
  // Where the driver's functions, which are only given Electron, find what only the shim knows.
  Object.defineProperty(globalThis, 'shimOutsideRequests', { value: outsideRequests });
}

async function evaluate(source: string, arg: unknown): Promise<unknown> {
  const run = runInThisContext(`(${source})`) as (module: typeof electron, arg: unknown) => unknown;
  const value = await run(electron, arg);
  // As Playwright answers for Electron: what cannot be cloned is undefined.
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}
