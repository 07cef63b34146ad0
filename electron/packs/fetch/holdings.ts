import type { Line } from '../../contract/codes.ts';
import { lines } from '../../contract/codes.ts';
import type { LibraryStatus } from '../../contract/library.ts';
import type { UpdateOffer } from '../../contract/updates.ts';
import { isShipped, isStarterPack } from '../../codeset/releases.ts';
import { identityOf } from '../../codeset/content.ts';
import type { Dated } from '../edition-order.ts';

/** What a library holds of a line. */
export interface HeldLine {
  line: Line;
  /** Content hash in the manifest of its file. */
  content: string;
  /** What it holds besides the selection that ships with the program: any edition of the publisher's is more. */
  own: readonly Dated[];
  /** Serial of the pack that it, or most of it, came from; null for none. */
  serial: number | null;
}

/** What a library holds, and what its user decided of it, as updates see it. */
export interface Holdings {
  /** The lines that answer. */
  held: readonly HeldLine[];
  /** Lines that are held, or may be, and do not answer. */
  notOpen: ReadonlySet<Line>;
  /** Lines that the user went back on, or gave up. */
  decided: ReadonlyMap<Line, 'rolled-back' | 'removed'>;
}

/** Why an update is never installed without the user's word; null where it may be. */
export type Waits = Extract<UpdateOffer, { state: 'ready' }>['waits'];

export function holdingsOf({
  state,
  lines: answering,
  problems,
  kept,
}: Pick<LibraryStatus, 'state' | 'lines' | 'problems' | 'kept'>): Holdings {
  const held = answering.map(({ line, releases, pack, starter }) => {
    const own = releases.filter((release) => !isShipped(release, { starter }));
    return {
      line,
      content: identityOf(releases),
      own,
      // The starter set's number is none of a feed's.
      serial: pack && !isStarterPack(pack, { starter }) ? pack.serial : null,
    };
  });
  // Before the library is open, or where it cannot be read, nobody knows that a line is not held.
  const isUnknown =
    state === 'starting' || state === 'installing' || problems.some(({ line }) => line === null);
  const silent = lines.filter((line) => answering.every((one) => one.line !== line));
  const notOpen = silent.filter((line) => isUnknown || problems.some((one) => one.line === line));
  const decided = kept.flatMap(({ line, because }) =>
    because === 'replaced' ? [] : [[line, because] as const],
  );
  return { held, notOpen: new Set(notOpen), decided: new Map(decided) };
}

/** Whether an update may be installed by itself: only where it takes nothing away and undoes nothing decided. */
export function waitsOf(line: Line, drops: readonly string[], holdings: Holdings): Waits {
  const { held, notOpen, decided } = holdings;
  if (notOpen.has(line)) return 'not-open';
  const decision = decided.get(line);
  if (decision !== undefined) return decision;
  if (!held.some((one) => one.line === line)) return 'not-held';
  return drops.length > 0 ? 'drops' : null;
}
