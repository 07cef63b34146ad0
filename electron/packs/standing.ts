import { keyFits } from '../codeset/keys.ts';
import type { Manifest } from '../codeset/manifest.ts';
import { editionsOf, isShipped, sameRelease } from '../codeset/releases.ts';
import type { Release } from '../contract/editions.ts';
import type { AppError } from '../contract/errors.ts';
import type { PackManifest, PackRelease, PackSet } from './format.ts';
import { refused } from './refusals.ts';

/** What a pack needs of the installation besides what its file shows. */
export interface Installation {
  /** This program's version: "1.4.0". */
  appVersion: string;
  /** Content keys that licences have unwrapped, by their id. */
  contentKeys: ReadonlyMap<string, Uint8Array>;
}

/**
 * Why a pack cannot be installed beside what is held, the gravest first; none where it can.
 * @param held manifests of the files that answer for the pack's lines
 */
export function problemsWith(
  file: string,
  pack: PackManifest,
  held: readonly Manifest[],
  { appVersion, contentKeys }: Installation,
): AppError[] {
  const problems: AppError[] = [];
  if (compareVersions(appVersion, pack.minimumApp) < 0) {
    problems.push(refused('pack-future', file, `it needs version ${pack.minimumApp} of this program`));
  }
  for (const set of pack.sets) {
    const manifest = held.find(({ line }) => line === set.line);
    if (manifest && isOlder(pack, set, manifest)) {
      const [newest] = manifest.editions;
      problems.push(
        refused(
          'pack-older',
          file,
          `${editionsOf(set.releases)[0]?.name ?? set.line} of serial ${pack.serial} is older than what the library holds (${newest?.name ?? manifest.line})`,
        ),
      );
    }
    const missing = set.releases.find(
      ({ from }) => from !== null && fromHeld(from, manifest?.releases ?? []) === undefined,
    );
    if (missing) {
      const name = missing.from?.edition.name ?? '';
      problems.push(
        refused(
          'pack-base',
          file,
          `it holds changes to ${name}, which this library does not hold as it was published`,
        ),
      );
    }
  }
  const locked = lockOf(file, pack, contentKeys);
  if (locked) problems.push(locked);
  return problems;
}

/** The place of the held release that a pack's release is made from; undefined where it is not held. */
export function fromHeld(
  from: NonNullable<PackRelease['from']>,
  held: readonly Release[],
): number | undefined {
  const place = held.findIndex(
    (one) => sameRelease(one, from) && one.sha256 === from.sha256 && one.rows === from.rows,
  );
  return place < 0 ? undefined : place;
}

/** Releases held that a pack says nothing of: other data sets of the line. They stay. */
export function staysBeside(set: PackSet, release: Pick<Release, 'dataset'>): boolean {
  return !set.releases.some(({ dataset }) => dataset === release.dataset);
}

/** The content key of a pack: printed in it, or one of those that licences have unwrapped. */
export function contentKeyOf(
  { contentKey }: PackManifest,
  contentKeys: ReadonlyMap<string, Uint8Array>,
): Uint8Array | undefined {
  return 'printed' in contentKey ? Buffer.from(contentKey.printed, 'hex') : contentKeys.get(contentKey.id);
}

/** Why a pack stays locked; undefined where its key is held, or printed in it. */
export function lockOf(
  file: string,
  pack: PackManifest,
  contentKeys: ReadonlyMap<string, Uint8Array>,
): AppError | undefined {
  const { contentKey } = pack;
  const key = contentKeyOf(pack, contentKeys);
  if ('printed' in contentKey) return undefined;
  if (key === undefined) {
    return refused(
      'pack-locked',
      file,
      `it opens with a licence that holds the content key ${contentKey.id}`,
    );
  }
  if (keyFits(Buffer.from(key), contentKey.check)) return undefined;
  return refused('pack-locked', file, `the content key ${contentKey.id} that a licence holds is not its key`);
}

/** Older editions, or an earlier pack of the same: what ships with the program gives way to anything. */
function isOlder(pack: PackManifest, set: PackSet, held: Manifest): boolean {
  const own = held.releases.filter((one) => !isShipped(one));
  if (own.length === 0) return false;
  if (held.pack && held.pack.serial > pack.serial) return true;
  const spoken = own.filter((one) => !staysBeside(set, one));
  const [newest] = editionsOf(spoken.length > 0 ? spoken : own);
  const [offered] = editionsOf(set.releases);
  return spoken.length > 0 && newest !== undefined && offered !== undefined && offered.begins < newest.begins;
}

/** Three numbers each; what follows them ("-beta.1") does not count. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('-')[0]?.split('.').map(Number) ?? []);
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
