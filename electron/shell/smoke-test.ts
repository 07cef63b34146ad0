import { app } from 'electron';
import type { LibraryKeeper } from '../engine/keeper.ts';

/**
 * `--smoke-test`: opens the library as a normal start does, prints what answers as one JSON line and quits. Installers
 * and packaging tests use it; it opens no window.
 */
export async function runSmokeTest(keeper: LibraryKeeper): Promise<void> {
  const { state, lines, problems } = await keeper.start();
  const codes = lines.reduce((sum, line) => sum + line.codes, 0);
  const ready = state === 'ready' && problems.length === 0;
  if (ready) {
    process.stdout.write(`${JSON.stringify({ ready: true, codes, lines: lines.map(({ line }) => line) })}\n`);
  } else {
    process.stderr.write(
      `${problems.map(({ message }) => message).join(' ') || `The library is ${state}.`}\n`,
    );
  }
  await keeper.close();
  app.exit(ready ? 0 : 1);
}
