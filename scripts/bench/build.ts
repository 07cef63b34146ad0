import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const codeset = fileURLToPath(new URL('../codeset.ts', import.meta.url));
const peakProbe = fileURLToPath(new URL('peak-probe.ts', import.meta.url));

/** Runs `codeset build` as a user does, and reports how long it took and how much memory it needed at most. */
export function buildLibrary(sources: readonly string[], out: string): { seconds: number; peakMb: number } {
  const started = performance.now();
  const from = sources.flatMap((source) => ['--from', source]);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', peakProbe, codeset, 'build', ...from, '--out', out, '--json'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`codeset build failed:\n${stderr}`);
  const seconds = (performance.now() - started) / 1000;
  const peak = /peak (\d+)/.exec(stderr)?.[1];
  return { seconds, peakMb: z.coerce.number().parse(peak) };
}
