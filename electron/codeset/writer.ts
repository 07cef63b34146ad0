import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Source } from '../contract/codes.ts';
import { sourceSchema } from '../contract/codes.ts';
import type { Dataset, Release } from '../contract/editions.ts';
import { releaseSchema } from '../contract/editions.ts';
import { AppError } from '../contract/errors.ts';
import { temporaryBeside } from './atomic-file.ts';
import type { BaseFile } from './base.ts';
import { openBase } from './base.ts';
import type { Sqlite } from './cipher.ts';
import { openEncrypted } from './cipher.ts';
import { Content } from './content.ts';
import { asAppError } from './disk-errors.ts';
import { FactWriter } from './fact-writer.ts';
import { finishFile } from './finish.ts';
import { newKey } from './keys.ts';
import type { PackOrigin } from './manifest.ts';
import {
  byDatasetAndDate,
  editionsOf,
  extendUnchanged,
  isShipped,
  isStarterPack,
  sameRelease,
} from './releases.ts';
import type { CodeSetDraft, ReleaseDraft, WrittenCodeSet } from './rows.ts';
import { createIndexes, createTables, schemaVersion } from './schema.ts';

export interface WriteOptions {
  /** Raw 32-byte key; a new random one when left out. */
  key?: Buffer;
  /** A code-set file of the same line whose other releases the new file keeps: all, or those that `keep` is true for. */
  base?: { file: string; key: Buffer };
  keep?: (release: Release) => boolean;
  signal?: AbortSignal;
  /** Called now and then with the number of rows written so far. */
  onProgress?: (rows: number) => void;
}

const rowsPerStep = 2000;

/**
 * Writes one code-set file and its manifest into `folder`: the releases of the draft, those of `base` that the draft
 * does not bring anew, and the search segment, into an encrypted temporary file, then fsync, then a rename to the
 * name that its content gives it. The same releases give the same tables and index, in whatever order and number of
 * steps they came. Cancelled or failed, it leaves nothing behind.
 *
 * @throws AppError `cancelled`, `disk-full`, `read-only`, `source-damaged` (two rows with one code), `usage` (too
 *   many editions), and `openCodeSetFile`'s for `base`
 */
export async function writeCodeSet(
  draft: CodeSetDraft,
  folder: string,
  options: WriteOptions = {},
): Promise<WrittenCodeSet> {
  const key = options.key ?? newKey();
  const temporary = temporaryBeside(join(folder, draft.line));
  let base: BaseFile | undefined;
  try {
    await mkdir(folder, { recursive: true });
    base = options.base && (await openBase(options.base));
    const { releases, sources, codes } = await fill(temporary, key, draft, base, options);
    const starter = releases.some((release) => release.shipped);
    const pack = originOf(draft, base, starter);
    const fields = {
      schema: schemaVersion,
      line: draft.line,
      editions: editionsOf(releases),
      releases,
      sources,
      notices: [...new Set(releases.flatMap(({ notices }) => notices))],
      starter,
      ...(pack === undefined ? {} : { pack }),
      codes,
    };
    return await finishFile(temporary, folder, fields, key);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw asAppError(error, join(folder, draft.line));
  } finally {
    base?.close();
  }
}

/**
 * The pack that the draft came from, else the one that what is kept came from. The starter set's goes with what it brought.
 *
 * @param starter whether something in the new file came with the program
 */
function originOf(
  { pack, starter: isStarter }: CodeSetDraft,
  base: BaseFile | undefined,
  starter: boolean,
): PackOrigin | undefined {
  const held = base?.manifest.pack;
  const origin = pack
    ? { ...pack, starter: isStarter }
    : base && held && { ...held, starter: isStarterPack(held, base.manifest) };
  if (!origin) return undefined;
  const { starter: isOfStarter, ...named } = origin;
  if (starter) return origin;
  return isOfStarter ? undefined : named;
}

/** A release on its way: brought by the draft, or kept from the base. */
interface Incoming extends Release {
  draft?: ReleaseDraft;
  /** Its number in the base. */
  held?: number;
}

async function fill(
  temporary: string,
  key: Buffer,
  draft: CodeSetDraft,
  base: BaseFile | undefined,
  { keep = () => true, signal, onProgress }: WriteOptions,
): Promise<{ releases: Release[]; sources: Source[]; codes: number }> {
  const incoming = incomingReleases(draft, base, keep);
  const database = openEncrypted(temporary, key, 'create');
  try {
    // The file is worthless until it is renamed, so nothing needs a journal; fsync comes once, at the end.
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec(createTables);
    database.exec('BEGIN');
    const writer = new FactWriter(database, numberOfEach(incoming));
    let rows = 0;
    for (const [id, release] of incoming.entries()) {
      const place = placeOf(incoming, id);
      if (release.held !== undefined) base?.copyFacts(release.held, id, writer, database);
      const said = release.draft?.sha256 === '' ? new Content() : undefined;
      for await (const fact of release.draft?.facts ?? []) {
        writer.add({ id, dataset: release.dataset, place }, fact);
        said?.add(fact);
        release.rows += 1;
        rows += 1;
        if (rows % rowsPerStep !== 0) continue;
        stopIfCancelled(signal);
        onProgress?.(rows);
        // Lets a cancel arrive and a progress message leave.
        await new Promise(setImmediate);
      }
      release.rows = release.draft?.rows ?? release.rows;
      release.sha256 = said?.digest() ?? release.sha256;
    }
    if (base) base.copyMerged(writer, incoming);
    stopIfCancelled(signal);
    // Through the schema: fields in one order, wherever a release came from.
    const releases = extendUnchanged(incoming.map((one) => releaseSchema.parse(one)));
    const codes = writer.finish(numberOfEach(releases), (dataset, place) => idOf(releases, dataset, place));
    stopIfCancelled(signal);
    const sources = sourcesOf(releases, draft, base);
    writeHead(database, draft, releases, sources);
    database.exec(createIndexes);
    database.exec('COMMIT');
    onProgress?.(rows);
    return { releases, sources, codes };
  } finally {
    database.close();
  }
}

function incomingReleases(
  draft: CodeSetDraft,
  base: BaseFile | undefined,
  keep: (release: Release) => boolean,
): Incoming[] {
  const brought = draft.releases.map((one): Incoming => {
    const { facts: _, sources, ...fields } = one;
    const shipped = isShipped(one, draft);
    return { ...fields, sources: sources.map(({ id }) => id), rows: 0, shipped, draft: one };
  });
  for (const [place, release] of brought.entries()) {
    if (brought.findIndex((other) => sameRelease(other, release)) === place) continue;
    throw new AppError('usage', `${release.edition.name} was given twice. Give each edition once.`);
  }
  const kept = (base?.releases ?? []).flatMap((release, held): Incoming[] =>
    brought.some((other) => sameRelease(other, release)) || !keep(release)
      ? []
      : [{ ...release, shipped: isShipped(release, base?.manifest ?? draft), held }],
  );
  const all = [...brought, ...kept].toSorted(byDatasetAndDate);
  if (all.some(({ shipped }) => shipped)) return all;
  return all.map(({ shipped: _, ...release }) => release);
}

function numberOfEach(releases: readonly Release[]): Map<Dataset, Release[]> {
  const byDataset = new Map<Dataset, Release[]>();
  for (const release of releases) {
    byDataset.set(release.dataset, [...(byDataset.get(release.dataset) ?? []), release]);
  }
  return byDataset;
}

/** The place of a release among those of its data set, oldest first. */
function placeOf(releases: readonly Release[], id: number): number {
  const dataset = releases[id]?.dataset;
  return id - releases.findIndex((one) => one.dataset === dataset);
}

function idOf(releases: readonly Release[], dataset: Dataset, place: number): number {
  return releases.findIndex((one) => one.dataset === dataset) + place;
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.');
}

/** The sources that releases name, as the draft has them, else as the base has. */
function sourcesOf(releases: readonly Release[], draft: CodeSetDraft, base: BaseFile | undefined): Source[] {
  const used = new Set(releases.flatMap(({ sources }) => sources));
  const known = [...draft.releases.flatMap((one) => one.sources), ...(base?.manifest.sources ?? [])];
  return [...used].flatMap((id) => {
    const source = known.find((one) => one.id === id);
    return source ? [sourceSchema.parse(source)] : [];
  });
}

function writeHead(
  database: Sqlite,
  draft: CodeSetDraft,
  releases: readonly Release[],
  sources: readonly Source[],
): void {
  const meta = database.prepare('INSERT INTO meta VALUES (?, ?)');
  // The clear manifest has them too; what opens a text is believed only where it cannot be edited.
  meta.run('sources', JSON.stringify(sources));
  meta.run('schema', String(schemaVersion));
  meta.run('line', draft.line);
  const insert = database.prepare('INSERT INTO release VALUES (?, ?, ?)');
  for (const [id, release] of releases.entries()) insert.run(id, release.dataset, JSON.stringify(release));
}
