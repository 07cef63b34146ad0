import { keyFits } from '../codeset/keys.ts';
import type { Manifest } from '../codeset/manifest.ts';
import { byDatasetAndDate, isShipped, sameRelease } from '../codeset/releases.ts';
import type { Release } from '../contract/editions.ts';
import type { AppError } from '../contract/errors.ts';
import { isTooOld } from './app-version.ts';
import { identityOf } from '../codeset/content.ts';
import { orderOf } from './edition-order.ts';
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
  if (isTooOld(appVersion, pack.minimumApp)) {
    problems.push(refused('pack-future', file, `it needs version ${pack.minimumApp} of this program`));
  }
  for (const set of pack.sets) {
    const manifest = held.find(({ line }) => line === set.line);
    const older = manifest && whyOlder(pack, set, manifest);
    if (older) problems.push(refused('pack-older', file, older));
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

/** Why a pack would take something newer away; null where not. What ships with the program gives way to anything. */
function whyOlder(pack: PackManifest, set: PackSet, held: Manifest): string | null {
  const serial = ownSerial(pack, held);
  if (serial !== null && serial > pack.serial) {
    return `it is older: number ${pack.serial} of its vendor, and the library holds number ${serial}, which came after it`;
  }
  const own = held.releases.filter((one) => !isShipped(one, held));
  const { older } = orderOf(set.releases, own);
  return older && `${older.offered.name} in it is older than ${older.held.name}, which the library holds`;
}

/**
 * Whether all of a pack is held already, of one content: nothing would change but that the edition kept to go back to
 * would be lost. A pack that its vendor made anew, under the same name and a later number, is not.
 */
export function isHeld(pack: PackManifest, held: readonly Manifest[]): boolean {
  return pack.sets.every((set) =>
    isSetHeld(
      pack,
      set,
      held.find(({ line }) => line === set.line),
    ),
  );
}

/** The same of one line of a pack. */
export function isSetHeld(pack: PackManifest, set: PackSet, held: Manifest | undefined): boolean {
  if (!held) return false;
  const serial = ownSerial(pack, held);
  if (serial !== null && serial > pack.serial) return false;
  if (serial !== null && serial < pack.serial && held.pack?.id === pack.id) return false;
  const spoken = held.releases.filter((one) => !staysBeside(set, one));
  // What ships with the program gives way to the same words of a vendor: those are updated.
  if (spoken.some((one) => isShipped(one, held))) return false;
  return contentOfAll(spoken) === contentOfAll(set.releases);
}

/** The number of the pack that a file came from; null where another vendor made it: each counts for itself. */
function ownSerial(pack: PackManifest, held: Manifest): number | null {
  return held.pack?.keyId === pack.keyId ? held.pack.serial : null;
}

function contentOfAll(releases: readonly Release[]): string {
  return identityOf(releases.toSorted(byDatasetAndDate));
}
