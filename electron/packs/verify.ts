import type { TrustedKeys } from '../licence/vendor-keys.ts';
import type { PackManifest } from './format.ts';
import { readHead, trustedManifest } from './head.ts';
import { PackLines } from './pack-lines.ts';
import { checkBody, linesIn } from './read-body.ts';
import { contentKeyOf, lockOf } from './standing.ts';

/**
 * Reads a whole pack without installing it: signature, size and hash; then, where there is its content key, every row.
 * Of a delta's rows that need the edition they start from, only their form can be told.
 *
 * @throws AppError every `pack-…` but `pack-base`, `pack-older` and, for a later program, `pack-future`
 */
export async function verifyPack(
  file: string,
  { trusted, contentKeys }: { trusted: TrustedKeys; contentKeys: ReadonlyMap<string, Uint8Array> },
): Promise<{ manifest: PackManifest; rowsRead: boolean }> {
  const head = await readHead(file);
  const manifest = trustedManifest(file, head, trusted);
  await checkBody(file, head, manifest);
  const key = contentKeyOf(manifest, contentKeys);
  if (key === undefined) return { manifest, rowsRead: false };
  const locked = lockOf(file, manifest, contentKeys);
  if (locked) throw locked;
  const lines = new PackLines(linesIn(file, head, manifest, key), file);
  try {
    for (const release of manifest.sets.flatMap(({ releases }) => releases)) await lines.pass(release);
    await lines.expectEnd();
  } finally {
    await lines.close();
  }
  return { manifest, rowsRead: true };
}
