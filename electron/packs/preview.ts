import { randomUUID } from 'node:crypto';
import { readManifest } from '../codeset/manifest.ts';
import { editionsOf, sameRelease } from '../codeset/releases.ts';
import { releaseSchema } from '../contract/editions.ts';
import type { PackPreview } from '../contract/pack.ts';
import { readHead, trustedManifest } from './head.ts';
import type { InstallOptions } from './install.ts';
import { refused } from './refusals.ts';
import { isHeld, problemsWith, staysBeside } from './standing.ts';

/**
 * What a pack is and what installing it would do. Changes nothing, and reads no more than its manifest.
 * @throws AppError `not-found`, `pack-foreign`, `pack-truncated`, `pack-damaged`, `pack-signature`, `pack-unknown-key`,
 *   `pack-future`, `pack-past`: nothing of such a pack can be believed or shown
 */
export async function previewPack(
  file: string,
  options: Omit<InstallOptions, 'report'>,
): Promise<PackPreview> {
  const head = await readHead(file);
  const pack = trustedManifest(file, head, options.trusted);
  if (head.size < head.bodyAt + pack.body.size) throw refused('pack-truncated', file, 'it is cut off');
  const held = await Promise.all(options.held.map(({ file: one }) => readManifest(one)));
  const alreadyHeld = isHeld(pack, held);
  const problems = alreadyHeld ? [] : problemsWith(file, pack, held, options);
  return {
    id: pack.id,
    kind: pack.kind,
    serial: pack.serial,
    created: pack.created,
    size: head.size,
    signedBy: pack.keyId ?? '',
    sets: pack.sets.map((set) => {
      const has = held.find(({ line }) => line === set.line)?.releases ?? [];
      return {
        line: set.line,
        editions: editionsOf(set.releases),
        releases: set.releases.map((release) => releaseSchema.parse(release)),
        sources: set.sources,
        notices: [...new Set(set.releases.flatMap(({ notices }) => notices))],
        givesWay: has.filter(
          (one) => !staysBeside(set, one) && !set.releases.some((other) => sameRelease(one, other)),
        ),
        stays: has.filter((one) => staysBeside(set, one)),
      };
    }),
    needs: {
      minimumApp: pack.minimumApp,
      base: [
        ...new Set(
          pack.sets.flatMap(({ releases }) => releases.flatMap(({ from }) => from?.edition.name ?? [])),
        ),
      ],
      contentKey: 'printed' in pack.contentKey ? null : pack.contentKey.id,
    },
    alreadyHeld,
    problems: problems.map(({ code, message }) => ({ code, message, id: randomUUID().slice(0, 8) })),
  };
}
