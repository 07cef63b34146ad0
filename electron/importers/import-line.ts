import type { Manifest } from '../codeset/manifest.ts';
import { readManifest } from '../codeset/manifest.ts';
import { isShipped, sameRelease } from '../codeset/releases.ts';
import type { ReleaseDraft, WrittenCodeSet } from '../codeset/rows.ts';
import { writeCodeSet } from '../codeset/writer.ts';
import type { Line } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';
import { AppError } from '../contract/errors.ts';
import type { Planned } from './import.ts';
import { hashOf, releaseDraftOf } from './import.ts';
import type { ImportReport } from './importer.ts';
import { newReport } from './report.ts';

/** What a planned release is to a library: see `ImportedRelease`. */
export interface Standing {
  outcome: 'added' | 'replaced' | 'same';
  /** The release of this very edition that the library holds. */
  held: Release | null;
  /** `hashOf` its files. */
  sha256: string;
}

/** What became of one planned release. */
export interface ImportedRelease extends Pick<Standing, 'outcome'> {
  planned: Planned;
  report: ImportReport;
}

export interface ImportedLine {
  line: Line;
  releases: ImportedRelease[];
  /** The new file; null where nothing was new. */
  written: WrittenCodeSet | null;
}

export interface ImportLineOptions {
  /** Library folder that the new file is written to. */
  folder: string;
  /** The file that answers for the line now, if any: what it holds is kept. */
  held?: { file: string; key: Buffer };
  key?: Buffer;
  signal?: AbortSignal;
  /** `done` 0–1 over all files of the line, and what is being read. */
  onProgress?: (done: number, detail: string) => void;
}

/**
 * The releases of a file that need not be read anew from the user's own files: not what ships with the program, nor what
 * a licence has to open. Of the latter a vendor's pack brought it; the user's own files open it to them.
 */
export function ownReleases(file: Pick<Manifest, 'releases' | 'sources' | 'starter'>): Release[] {
  const sold = new Set(file.sources.filter(({ licence }) => licence !== undefined).map(({ id }) => id));
  return file.releases.filter((one) => !isShipped(one, file) && !sold.has(one.sources[0] ?? ''));
}

/** The release of this very edition among those held. */
export function heldReleaseOf(
  { importer, edition }: Pick<Planned, 'importer' | 'edition'>,
  releases: readonly Release[],
): Release | null {
  const wanted = { dataset: importer.dataset, edition };
  return releases.find((release) => sameRelease(release, wanted)) ?? null;
}

/**
 * Compares a planned release with those that a line's file holds. `same`: it was read from these very files.
 * `replaced`: it was read from others.
 *
 * @throws AppError `source-damaged` when a file cannot be read to its end
 */
export async function standingOf(planned: Planned, releases: readonly Release[]): Promise<Standing> {
  const sha256 = await hashOf(planned.files);
  const held = heldReleaseOf(planned, releases);
  if (!held) return { outcome: 'added', held: null, sha256 };
  return { outcome: held.sha256 === sha256 ? 'same' : 'replaced', held, sha256 };
}

/** The selections that ship with the program among those held that give way: to any release of their data set. */
export function givingWay(
  held: Pick<Manifest, 'releases' | 'starter'>,
  incoming: readonly Pick<Release, 'dataset'>[],
): Release[] {
  return held.releases.filter(
    (one) => isShipped(one, held) && incoming.some(({ dataset }) => dataset === one.dataset),
  );
}

/**
 * Imports the releases planned for one line into a new code-set file beside the one held; nothing answers from it
 * until the caller names it in `library.json`. A selection that ships with the program gives way: see `givingWay`.
 *
 * @throws AppError any of `writeCodeSet`'s; `source-damaged` naming the file
 */
export async function importLine(
  line: Line,
  planned: readonly Planned[],
  { folder, held, key, signal, onProgress }: ImportLineOptions,
): Promise<ImportedLine> {
  const manifest = held ? await readManifest(held.file) : null;
  const own = manifest ? ownReleases(manifest) : [];
  const releases: ImportedRelease[] = [];
  const drafts: ReleaseDraft[] = [];
  for (const one of planned) {
    if (signal?.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.');
    const report = newReport();
    const { outcome, sha256 } = await standingOf(one, own);
    releases.push({ planned: one, report, outcome });
    if (outcome !== 'same') drafts.push(releaseDraftOf(one, sha256, report));
  }
  if (drafts.length === 0) return { line, releases, written: null };
  const away = manifest ? givingWay(manifest, drafts) : [];
  const goes = (release: Release): boolean => away.some((one) => sameRelease(one, release));
  const toRead = releases.filter(({ outcome }) => outcome !== 'same');
  const written = await writeCodeSet({ line, starter: false, releases: drafts }, folder, {
    ...(held === undefined ? {} : { base: held }),
    ...(key === undefined ? {} : { key }),
    ...(signal === undefined ? {} : { signal }),
    keep: (release) => !goes(release),
    onProgress: (rows) => {
      const reading = toRead.find(({ report }) => report.done > 0 && report.done < 1);
      const done = toRead.reduce((sum, { report }) => sum + report.done, 0) / toRead.length;
      onProgress?.(
        done,
        `${reading?.planned.edition.name ?? ''} ${rows.toLocaleString('en-US')} rows`.trim(),
      );
    },
  });
  return { line, releases, written };
}
