import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Times } from './measure.ts';
import { summary, timesOf } from './measure.ts';
import type { Entry } from './peers.ts';
import { peers } from './peers.ts';

/** What one search library costs in a process of its own. Times and `buildMs` in milliseconds. */
export interface PeerFigures {
  name: string;
  buildMs: number;
  /** Memory that its index takes, in megabytes; what a search leaves lying comes on top. */
  held: number;
  times: Times;
}

const askedSchema = z.object({
  place: z.int(),
  entries: z.array(z.object({ id: z.number(), code: z.string(), title: z.string() })),
  typed: z.array(z.string()),
});
const figuresSchema = z.object({
  name: z.string(),
  buildMs: z.number(),
  held: z.number(),
  times: z.object({ p50: z.number(), p99: z.number(), worst: z.number() }),
});

/** Measures the peer at a place of `peers` in a process of its own, so that none pays for what another left. */
export async function measurePeer(place: number, entries: Entry[], typed: string[]): Promise<PeerFigures> {
  const child = fork(fileURLToPath(import.meta.url), ['measure'], {
    serialization: 'advanced',
    execArgv: ['--expose-gc'],
  });
  child.send({ place, entries, typed });
  const answer = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The peer's process ended with ${code}.`)));
  });
  child.kill();
  return figuresSchema.parse(answer);
}

if (process.argv[2] === 'measure') {
  process.once('message', (message) => {
    const { place, entries, typed } = askedSchema.parse(message);
    const make = peers[place];
    if (!make) throw new RangeError(`no peer ${place}`);
    const held = (): number => {
      globalThis.gc?.();
      return process.memoryUsage().rss / 1e6;
    };
    const before = held();
    const { name, buildMs, search } = make(entries);
    const figures: PeerFigures = {
      name,
      buildMs,
      held: held() - before,
      times: summary(timesOf(typed, search)),
    };
    process.send?.(figures);
  });
}
