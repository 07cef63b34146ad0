import type { KeyObject } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { replaceFile } from '../../electron/codeset/atomic-file.ts';
import { asAppError } from '../../electron/codeset/disk-errors.ts';
import { hashFile } from '../../electron/codeset/manifest.ts';
import { editionsOf } from '../../electron/codeset/releases.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { keyIdOf, rawPublicKey } from '../../electron/licence/signature.ts';
import type { TrustedKeys } from '../../electron/licence/vendor-keys.ts';
import type { FeedList, FeedPack } from '../../electron/packs/fetch/feed-index.ts';
import { openIndex, sealIndex } from '../../electron/packs/fetch/feed-index.ts';
import { readHead, trustedManifest } from '../../electron/packs/head.ts';
import { checkBody } from '../../electron/packs/read-body.ts';

export interface FeedRequest {
  /** Folder of `.c2cpack` files; what else lies in it is left alone. */
  packs: string;
  /** Folder to publish: `index.json` and `packs/`. */
  out: string;
  privateKey: KeyObject;
  /** Keys that may have signed the packs; the feed's own is one of them. */
  trusted: TrustedKeys;
  /** Percentages of installations that are offered a pack: of one by its id, and of packs that are new in the feed. */
  staged: ReadonlyMap<string, number>;
  stagedNew: number;
  /** YYYY-MM-DD */
  created: string;
}

export interface BuiltFeed {
  list: FeedList;
  /** Ids of packs that the feed before did not have. */
  added: string[];
  /** Ids of packs that it had and that are gone from the folder: no new installation is offered them. */
  dropped: string[];
}

/**
 * Makes a feed of packs: every pack is verified whole, copied under a name that holds its hash, and listed; the list is
 * signed and written last, so that whoever reads the folder meanwhile sees the old feed or the new one. A pack that was
 * in the feed keeps its percentage unless another is given.
 *
 * @throws AppError every `pack-…` of a pack that is not sound, `usage`, `disk-full`, `read-only`
 */
export async function buildFeed(request: FeedRequest): Promise<BuiltFeed> {
  const { packs, out, privateKey, created } = request;
  const before = await listBefore(request);
  const files = (
    await readdir(packs).catch((error: unknown) => {
      throw new AppError('usage', `${packs} could not be read.`, { cause: error });
    })
  )
    .filter((name) => name.endsWith('.c2cpack'))
    .toSorted();
  if (files.length === 0) throw new AppError('usage', `There is no pack (.c2cpack) in ${packs}.`);
  const listed: FeedPack[] = [];
  for (const name of files) listed.push(await describe(join(packs, name), request, before));
  refuseTwice(listed.map(({ id }) => id));
  const unknown = [...request.staged.keys()].find((id) => !listed.some((pack) => pack.id === id));
  if (unknown !== undefined) throw new AppError('usage', `No pack in ${packs} has the id ${unknown}.`);
  try {
    await mkdir(join(out, 'packs'), { recursive: true });
    for (const [at, { url, size }] of listed.entries()) {
      // Named by content: what lies there under the name is the file, unless a copy was broken off.
      const lies = await stat(join(out, url)).catch(() => null);
      if (lies?.size !== size) await copyFile(join(packs, files[at] ?? ''), join(out, url));
    }
    const list: FeedList = { serial: (before?.serial ?? 0) + 1, created, packs: listed };
    await replaceFile(join(out, 'index.json'), sealIndex(list, privateKey), 0o644);
    const had = before?.packs.map(({ id }) => id) ?? [];
    const has = listed.map(({ id }) => id);
    return {
      list,
      added: has.filter((id) => !had.includes(id)),
      dropped: had.filter((id) => !has.includes(id)),
    };
  } catch (error) {
    throw asAppError(error, out);
  }
}

async function describe(file: string, request: FeedRequest, before: FeedList | null): Promise<FeedPack> {
  const head = await readHead(file);
  const pack = trustedManifest(file, head, request.trusted);
  await checkBody(file, head, pack);
  const [set, ...others] = pack.sets;
  if (!set || others.length > 0 || pack.starter) {
    throw new AppError(
      'usage',
      `${basename(file)} cannot be in a feed: a pack of a feed holds one line, and not the starter set.`,
    );
  }
  const { id, kind, serial, minimumApp, created, contentKey } = pack;
  const { sha256, size } = await hashFile(file);
  const known = before?.packs.find((one) => one.id === id);
  return {
    id,
    line: set.line,
    kind,
    base: set.base,
    result: set.result,
    editions: editionsOf(set.releases),
    releases: set.releases.map(({ dataset, edition }) => ({ dataset, edition })),
    serial,
    created,
    contentKeyId: 'id' in contentKey ? contentKey.id : null,
    minimumApp,
    size,
    sha256,
    url: `packs/${id}-${sha256.slice(0, 16)}.c2cpack`,
    staged: request.staged.get(id) ?? known?.staged ?? request.stagedNew,
  };
}

/** The list published before; its serial must go up, or no program would take the new one. */
async function listBefore({ out, privateKey, trusted }: FeedRequest): Promise<FeedList | null> {
  const text = await readFile(join(out, 'index.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const raw = rawPublicKey(privateKey);
  const own = { publicKey: raw.toString('base64'), from: '2000-01-01', until: null };
  return openIndex(text, new Map([...trusted, [keyIdOf(raw), own]]));
}

function refuseTwice(ids: readonly string[]): void {
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) {
    throw new AppError('usage', `Two packs have the id ${twice}: a feed names each pack once.`);
  }
}

/** The feed as a person reads it. */
export function feedText({ list, added, dropped }: BuiltFeed): string {
  const rows = list.packs.map(
    ({ id, kind, line, editions, size, staged }) =>
      `${added.includes(id) ? '+' : ' '} ${id}  ${kind}  ${line}  ${editions[0]?.name ?? ''}  ${(size / 1e6).toFixed(1)} MB  ${staged} %`,
  );
  const gone = dropped.map((id) => `- ${id}`);
  return `feed ${list.serial} of ${list.created}\n${[...rows, ...gone].join('\n')}\n`;
}
