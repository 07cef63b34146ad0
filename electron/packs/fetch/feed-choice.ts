import { createHash } from 'node:crypto';
import type { Edition, Line } from '../../contract/codes.ts';
import { lines } from '../../contract/codes.ts';
import { sameRelease } from '../../codeset/releases.ts';
import { isTooOld } from '../app-version.ts';
import type { Dated } from '../edition-order.ts';
import { orderOf } from '../edition-order.ts';
import type { FeedList, FeedPack } from './feed-index.ts';
import type { HeldLine } from './holdings.ts';

/** The installation that asks. */
export interface Installation {
  /** Random, made once; it never leaves the computer. */
  id: string;
  /** "1.4.0" */
  appVersion: string;
  /** Ids of the content keys that its licences hold. */
  contentKeys: ReadonlySet<string>;
}

/** What the feed has for a line. */
export type Choice =
  | {
      line: Line;
      state: 'ready';
      /** To be installed in this order: a full pack, deltas, or both. */
      packs: FeedPack[];
      /** To be downloaded, in bytes. */
      bytes: number;
      editions: Edition[];
      /** Names of editions held that the result does not hold: the user's own imports, mostly. */
      drops: string[];
    }
  /** Something newer is there, but not for this program or these licences. */
  | ({ line: Line } & Refused)
  | { line: Line; state: 'current' };

type Refused = { editions: Edition[] } & (
  { state: 'needs-app'; minimumApp: string } | { state: 'needs-licence'; contentKeyId: string }
);

/**
 * What to download for every line that the feed or the library knows: the newest edition offered to this installation,
 * by whichever packs are fewer bytes. Never anything older than what is held.
 *
 * @param unchangeable lines to which changes were refused: what they hold is not what its name says
 */
export function chooseUpdates(
  list: FeedList,
  held: readonly HeldLine[],
  installation: Installation,
  unchangeable: ReadonlySet<Line> = new Set(),
): Choice[] {
  return lines.flatMap((line) => {
    const packs = list.packs.filter((pack) => pack.line === line);
    const holding = held.find((one) => one.line === line) ?? null;
    if (packs.length === 0 && holding === null) return [];
    const start = unchangeable.has(line) ? null : (holding?.content ?? null);
    return [chooseFor(line, packs, { holding, start }, installation)];
  });
}

function chooseFor(
  line: Line,
  packs: readonly FeedPack[],
  { holding: held, start }: { holding: HeldLine | null; start: string | null },
  installation: Installation,
): Choice {
  const offered = packs.filter((pack) => isOffered(pack, installation.id));
  const newer = offered.filter((pack) => isNewer(pack, held)).toSorted(newestFirst);
  const usable = offered.filter(
    (pack) => whyNot(pack, installation) === null && !(held && isRefused(pack, held)),
  );
  for (const { result, editions, releases } of newer) {
    const path = cheapest(result, start, usable);
    if (path) {
      return {
        line,
        state: 'ready',
        packs: path,
        bytes: path.reduce((sum, { size }) => sum + size, 0),
        editions,
        drops: dropped(held, releases),
      };
    }
  }
  const refused = newer.map((pack) => whyNot(pack, installation)).find((why) => why !== null);
  return refused ? { line, ...refused } : { line, state: 'current' };
}

/**
 * Whether a staged pack is offered here yet. By its result, not its id: a delta and the full pack that lead to one
 * edition reach the same installations. A larger percentage only adds to them.
 */
export function isOffered({ line, result, staged }: FeedPack, installation: string): boolean {
  const digest = createHash('sha256').update(`${installation} ${line} ${result}`).digest();
  return digest.readUInt32BE(0) % 10_000 < staged * 100;
}

/**
 * Data set by data set: one of them newer and none older. Of the very same editions, a later pack than the one held is
 * its correction; what the user imported is left alone.
 */
function isNewer(pack: FeedPack, held: HeldLine | null): boolean {
  if (held === null) return true;
  if (pack.result === held.content || isRefused(pack, held)) return false;
  if (orderOf(pack.releases, held.own).newer) return true;
  return held.serial !== null && pack.serial > held.serial;
}

/** The installer refuses an earlier pack, and an older edition of any data set, over what is held. */
function isRefused({ serial, releases }: FeedPack, held: HeldLine): boolean {
  return (held.serial !== null && serial < held.serial) || orderOf(releases, held.own).older !== null;
}

function newestFirst(a: FeedPack, b: FeedPack): number {
  const [first, second] = [begin(a.editions), begin(b.editions)];
  return first === second ? b.serial - a.serial : first < second ? 1 : -1;
}

function begin(editions: readonly Edition[]): string {
  return editions[0]?.begins ?? '';
}

/** Why this installation cannot install a pack; null where it can. */
function whyNot(pack: FeedPack, { appVersion, contentKeys }: Installation): Refused | null {
  const { minimumApp, contentKeyId, editions } = pack;
  if (isTooOld(appVersion, minimumApp)) return { state: 'needs-app', minimumApp, editions };
  if (contentKeyId === null || contentKeys.has(contentKeyId)) return null;
  return { state: 'needs-licence', contentKeyId, editions };
}

/**
 * The packs with the fewest bytes from a content, or from nothing, to `result`; null where none lead there.
 * @param start what changes may begin with; null for nothing
 */
function cheapest(result: string, start: string | null, steps: readonly FeedPack[]): FeedPack[] | null {
  const ways = new Map<string, { bytes: number; packs: FeedPack[] }>();
  if (start !== null) ways.set(start, { bytes: 0, packs: [] });
  const nothing = { bytes: 0, packs: [] };
  // A shortest way has no content twice, so as many rounds as there are packs settle every way.
  for (let round = 0; round < steps.length; round++) {
    let changed = false;
    for (const pack of steps) {
      const from = pack.base === null ? nothing : ways.get(pack.base);
      if (!from || from.packs.includes(pack)) continue;
      const bytes = from.bytes + pack.size;
      if (bytes >= (ways.get(pack.result)?.bytes ?? Number.POSITIVE_INFINITY)) continue;
      ways.set(pack.result, { bytes, packs: [...from.packs, pack] });
      changed = true;
    }
    if (!changed) break;
  }
  return ways.get(result)?.packs ?? null;
}

/** Data sets that a pack does not speak of stay. */
function dropped(held: HeldLine | null, offered: readonly Dated[]): string[] {
  const gone = (held?.own ?? []).filter((one) => {
    const spoken = offered.filter(({ dataset }) => dataset === one.dataset);
    return spoken.length > 0 && !spoken.some((release) => sameRelease(release, one));
  });
  return [...new Set(gone.map(({ edition }) => edition.name))];
}
