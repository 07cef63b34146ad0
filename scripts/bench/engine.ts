import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EngineHost } from '../../electron/engine/host.ts';
import { forkEngine } from '../../electron/engine/node-port.ts';
import type { EnginePort } from '../../electron/engine/rpc.ts';
import { openRequest } from '../terminal/open-library.ts';
import type { Times } from './measure.ts';
import { peakMemory, summary } from './measure.ts';

export interface EngineFigures {
  codes: number;
  startToFirstAnswer: number;
  search: Times;
  roundTrip: Times;
  peak: number | undefined;
  emptyNode: number | undefined;
}

const bundle = fileURLToPath(new URL('../../out/main/engine.js', import.meta.url));

/**
 * Starts the shipped engine bundle on a library and types into it, what was slowest three times: its least time counts,
 * for a machine's own pauses are not ours.
 */
export async function measureEngine(
  library: string,
  keystrokes: readonly string[],
  date: string,
): Promise<EngineFigures> {
  if (!existsSync(bundle)) throw new Error('Build first: npm run build');
  const request = await openRequest([library]);
  const starts: number[] = [];
  for (let run = 0; run < 5; run += 1) starts.push(await startOnce(request, date));
  let port: EnginePort & { pid?: number | undefined };
  const host = new EngineHost({ spawn: () => (port = forkEngine(bundle)) });
  const report = await host.open(request);
  const engineTimes: number[] = [];
  const roundTrips: number[] = [];
  const type = async (place: number): Promise<void> => {
    const started = performance.now();
    const text = keystrokes[place] ?? '';
    const { ms } = await host.request('search', { text, systems: [], date, limit: 50 });
    roundTrips[place] = Math.min(roundTrips[place] ?? Infinity, performance.now() - started);
    engineTimes[place] = Math.min(engineTimes[place] ?? Infinity, ms);
  };
  for (const place of keystrokes.keys()) await type(place);
  for (let run = 2; run <= 3; run += 1) for (const place of slowest(engineTimes)) await type(place);
  const pid = port!.pid;
  const peak = pid === undefined ? undefined : peakMemory(pid);
  await host.close();
  return {
    codes: report.lines.reduce((sum, line) => sum + line.codes, 0),
    startToFirstAnswer: summary(starts).p50,
    search: summary(engineTimes),
    roundTrip: summary(roundTrips),
    peak,
    emptyNode: await emptyNodeMemory(),
  };
}

/** Places of the slowest twentieth. */
function slowest(times: readonly number[]): number[] {
  const least = times.toSorted((a, b) => b - a)[Math.floor(times.length / 20)] ?? 0;
  return [...times.keys()].filter((place) => (times[place] ?? 0) >= least);
}

async function startOnce(request: Awaited<ReturnType<typeof openRequest>>, date: string): Promise<number> {
  const started = performance.now();
  const host = new EngineHost({ spawn: () => forkEngine(bundle) });
  await host.open(request);
  await host.request('search', { text: 'diab', systems: [], date, limit: 50 });
  const took = performance.now() - started;
  await host.close();
  return took;
}

/** Peak memory of a Node process that does nothing, started the same way. */
async function emptyNodeMemory(): Promise<number | undefined> {
  const empty = fileURLToPath(new URL('empty-process.ts', import.meta.url));
  const child = fork(empty, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await new Promise((resolve) => child.once('message', resolve));
  const peak = child.pid === undefined ? undefined : peakMemory(child.pid);
  child.kill();
  return peak;
}
