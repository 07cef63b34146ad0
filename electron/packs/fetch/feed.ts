import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { TrustedKeys } from '../../licence/vendor-keys.ts';
import { allowedAddress } from './addresses.ts';
import type { Bandwidth } from './bandwidth.ts';
import { download } from './download.ts';
import type { Progress } from './download.ts';
import type { FeedList, FeedPack } from './feed-index.ts';
import { largestIndex, openIndex } from './feed-index.ts';
import { packForm } from './form.ts';
import { partSuffix } from './part-file.ts';
import { fetchText } from './text.ts';
import { readMemory, readStoredList, storeList, writeMemory } from './update-memory.ts';
import type { AddressRules, WebParts } from './web.ts';

export interface Feed {
  /** Of `index.json`, or of the folder that holds it. */
  address: string;
  trusted: TrustedKeys;
  /** Where packs and the memory of the newest list seen are kept. */
  folder: string;
  /** Plain http on this computer: for tests. */
  loopback?: boolean;
}

/**
 * The list of a feed as it is now. A list older than one seen before is refused: whoever withholds updates must not
 * look like a feed without any.
 *
 * @throws AppError `feed-damaged`, `feed-unknown-key`, `feed-signature`, `feed-older`, `network-down`,
 *   `network-refused`, `cancelled`
 */
export async function readFeed(parts: WebParts, feed: Feed, signal: AbortSignal): Promise<FeedList> {
  const { url, rules } = placeOf(feed);
  const request = { address: url.href, rules, most: largestIndex, signal };
  const { text } = await fetchText(parts, request).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'download-damaged') throw error;
    throw new AppError('feed-damaged', error.message, { cause: error });
  });
  const list = openIndex(text, feed.trusted);
  const memory = await readMemory(feed.folder);
  const known = await knownList(feed);
  const seen = known?.list.serial ?? memory.feeds[url.href]?.serial ?? 0;
  if (list.serial < seen) {
    throw new AppError(
      'feed-older',
      `The update feed gives an older list (${list.serial}) than the one seen before (${seen}). Nothing was downloaded. A mirror may be behind; check again later, and tell whoever runs the feed if it stays so.`,
    );
  }
  const checked = new Date(parts.now()).toISOString();
  const feeds = { ...memory.feeds, [url.href]: { serial: list.serial, checked } };
  await storeList(feed.folder, { from: url.href, text });
  await writeMemory(feed.folder, { ...memory, feeds });
  return list;
}

/** A list that was read before, and when its feed gave it. */
export interface KnownList {
  list: FeedList;
  /** UTC */
  checked: string;
}

/**
 * What the feed gave when it was last asked, from the copy on disk. The copy is believed as little as the network: its
 * signature is checked again, and it must not be older than the newest list that was seen; it is newer where the program
 * was killed before it noted the serial. Null for any other.
 */
export async function knownList(feed: Feed): Promise<KnownList | null> {
  const at = indexOf(feed);
  const stored = await readStoredList(feed.folder);
  const seen = (await readMemory(feed.folder)).feeds[at];
  if (stored?.from !== at || seen === undefined) return null;
  try {
    const list = openIndex(stored.text, feed.trusted);
    return list.serial >= seen.serial ? { list, checked: seen.checked } : null;
  } catch {
    return null;
  }
}

export interface PackDownload {
  feed: Feed;
  /** In the order in which they will be installed. */
  packs: readonly FeedPack[];
  signal: AbortSignal;
  bandwidth?: Bandwidth;
  /** Over all of them. */
  onProgress?: (progress: Progress) => void;
}

/**
 * Brings packs of a feed into its folder, each under its hash, and returns their paths in the same order. A pack that
 * lies there already is not asked for; one that was begun goes on.
 *
 * @throws AppError any of `download`'s
 */
export async function downloadPacks(parts: WebParts, wanted: PackDownload): Promise<string[]> {
  const { feed, packs, signal, bandwidth, onProgress } = wanted;
  const { url, rules } = placeOf(feed);
  const size = packs.reduce((sum, pack) => sum + pack.size, 0);
  const files: string[] = [];
  let before = 0;
  for (const pack of packs) {
    const target = packFileOf(feed.folder, pack);
    const from = before;
    await download(parts, {
      address: new URL(pack.url, url).href,
      target,
      rules,
      form: packForm,
      size: pack.size,
      sha256: pack.sha256,
      most: pack.size,
      signal,
      ...(bandwidth === undefined ? {} : { bandwidth }),
      onProgress: ({ bytes }) => onProgress?.({ bytes: from + bytes, size }),
    });
    before += pack.size;
    onProgress?.({ bytes: before, size });
    files.push(target);
  }
  return files;
}

/** The names that `packFileOf` gives. */
export const packName = /^[a-z0-9]+-[0-9a-f]{16}\.c2cpack$/;

/** Where a pack of a feed lies once it has arrived. */
export function packFileOf(folder: string, { line, sha256 }: FeedPack): string {
  return join(folder, `${line}-${sha256.slice(0, 16)}.c2cpack`);
}

/** Deletes packs that have arrived; one that cannot be deleted goes at a later start. */
export async function removePacks(folder: string, packs: readonly FeedPack[]): Promise<void> {
  for (const pack of packs) await rm(packFileOf(folder, pack), { force: true }).catch(() => {});
}

/** Bytes of a pack that are here already. */
export async function arrivedOf(folder: string, pack: FeedPack): Promise<number> {
  const whole = packFileOf(folder, pack);
  const sizes = [whole, `${whole}${partSuffix}`].map((file) =>
    stat(file).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return Math.min(pack.size, Math.max(...(await Promise.all(sizes))));
}

/** The address under which a feed is remembered: that of its `index.json`. */
function indexOf(feed: Pick<Feed, 'address' | 'loopback'>): string {
  return placeOf(feed).url.href;
}

/** A feed speaks for its own host only. */
function placeOf({ address, loopback = false }: Pick<Feed, 'address' | 'loopback'>): {
  url: URL;
  rules: AddressRules;
} {
  const index = address.endsWith('.json') ? address : `${address.replace(/\/$/, '')}/index.json`;
  const hosts = URL.canParse(index) ? [new URL(index).host] : [];
  const rules = { hosts, loopback };
  return { url: allowedAddress(index, rules), rules };
}
