import { basename, join } from 'node:path';
import type { BaseFile } from '../codeset/base.ts';
import { openBase } from '../codeset/base.ts';
import { removeCodeSet } from '../codeset/finish.ts';
import type { Manifest } from '../codeset/manifest.ts';
import { readManifest } from '../codeset/manifest.ts';
import type { ReleaseDraft, WrittenCodeSet } from '../codeset/rows.ts';
import { verifyFile } from '../codeset/verify.ts';
import { writeCodeSet } from '../codeset/writer.ts';
import type { Line, Source } from '../contract/codes.ts';
import type { TrustedKeys } from '../licence/vendor-keys.ts';
import type { PackManifest, PackRelease, PackSet } from './format.ts';
import { readHead, trustedManifest } from './head.ts';
import { sourceAsSold } from './licensed.ts';
import { PackLines } from './pack-lines.ts';
import { checkBody, linesIn } from './read-body.ts';
import { refused } from './refusals.ts';
import type { Installation } from './standing.ts';
import { contentKeyOf, fromHeld, isHeld, isSetHeld, problemsWith, staysBeside } from './standing.ts';

/** The file that answers for a line now. */
export interface HeldFile {
  line: Line;
  file: string;
  key: Uint8Array;
}

export interface InstallOptions extends Installation {
  held: readonly HeldFile[];
  trusted: TrustedKeys;
  report?: (progress: { done: number | null; detail: string }) => void;
}

/**
 * Installs every code set of a pack into `folder`, each under a new random key: signature, size and hash, then rows
 * decrypted as they are written, then every page of the finished file. Of the data sets that the pack speaks of, the
 * new file holds exactly the pack's editions; what the line holds of others stays. Nothing answers from the new files
 * until the caller names them in `library.json`. A pack that turns out bad half-way leaves none of them. Of a line that
 * holds all of it already nothing is written: it keeps its file, and the edition before it.
 *
 * @throws AppError `not-found`, every `pack-…`, `disk-full`, `read-only`, and `openCodeSetFile`'s for a held file
 */
export async function installPack(
  file: string,
  folder: string,
  options: InstallOptions,
): Promise<WrittenCodeSet[]> {
  const { trusted, report = () => {} } = options;
  const head = await readHead(file);
  const pack = trustedManifest(file, head, trusted);
  const held = await Promise.all(
    options.held
      .filter(({ line }) => pack.sets.some((set) => set.line === line))
      .map(async (one) => ({ ...one, manifest: await readManifest(one.file) })),
  );
  const manifests = held.map(({ manifest }) => manifest);
  if (isHeld(pack, manifests)) return [];
  const [problem] = problemsWith(file, pack, manifests, options);
  if (problem) throw problem;
  report({ done: 0, detail: `Checking ${basename(file)}` });
  await checkBody(file, head, pack);
  const key = contentKeyOf(pack, options.contentKeys) ?? Buffer.alloc(0);
  const lines = new PackLines(linesIn(file, head, pack, key), file);
  const written: WrittenCodeSet[] = [];
  const total = pack.sets.flatMap(({ releases }) => releases).reduce((sum, { facts }) => sum + facts, 0);
  let before = 0;
  try {
    for (const set of pack.sets) {
      const onProgress = (rows: number): void => {
        report({ done: total === 0 ? null : (before + rows) / total, detail: set.line });
      };
      const own = held.find(({ line }) => line === set.line);
      if (isSetHeld(pack, set, own?.manifest)) {
        for (const release of set.releases) await lines.pass(release);
      } else written.push(await installSet(pack, set, lines, { folder, own, onProgress }));
      before += set.releases.reduce((sum, { facts }) => sum + facts, 0);
    }
    await lines.expectEnd();
    for (const one of written) await verifyFile(join(folder, one.file), one.key);
  } catch (error) {
    for (const one of written) await removeCodeSet(folder, one.file);
    throw error;
  } finally {
    await lines.close();
  }
  return written;
}

async function installSet(
  pack: PackManifest,
  set: PackSet,
  lines: PackLines,
  to: {
    folder: string;
    own: (HeldFile & { manifest: Manifest }) | undefined;
    onProgress: (rows: number) => void;
  },
): Promise<WrittenCodeSet> {
  const { own } = to;
  const stays = own?.manifest.releases.filter((release) => staysBeside(set, release)) ?? [];
  const held = own && { file: own.file, key: Buffer.from(own.key) };
  const base = held && set.releases.some(({ from }) => from !== null) ? await openBase(held) : undefined;
  try {
    const { line } = set;
    const draft = {
      line,
      starter: pack.starter,
      pack: { id: pack.id, serial: pack.serial, keyId: pack.keyId ?? '' },
      // The writer takes them in the order in which the pack has them: see `byDatasetAndDate`.
      releases: set.releases.map((release) => draftOf(pack, set, release, lines, base)),
    };
    return await writeCodeSet(draft, to.folder, {
      onProgress: to.onProgress,
      ...(held && stays.length > 0 ? { base: held, keep: (release) => staysBeside(set, release) } : {}),
    });
  } finally {
    base?.close();
  }
}

function draftOf(
  { contentKey }: PackManifest,
  set: PackSet,
  release: PackRelease,
  lines: PackLines,
  base: BaseFile | undefined,
): ReleaseDraft {
  const { dataset, edition, notices, files, sha256, rows, from } = release;
  const sources = release.sources.flatMap((id): Source[] => {
    const found = set.sources.find((one) => one.id === id);
    return found ? [sourceAsSold(found, set.line, !('printed' in contentKey))] : [];
  });
  const [first, ...others] = sources;
  const place = from && base ? fromHeld(from, base.releases) : undefined;
  if (!first) throw refused('pack-damaged', lines.file, 'an edition of it has no source');
  const held = place === undefined || !base ? undefined : base.facts(place);
  return {
    dataset,
    edition,
    sources: [first, ...others],
    notices,
    files,
    sha256,
    rows,
    facts: lines.release(release, held),
  };
}
