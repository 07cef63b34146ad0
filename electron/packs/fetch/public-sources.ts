import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../codeset/atomic-file.ts';
import { hashFile } from '../../codeset/manifest.ts';
import { AppError } from '../../contract/errors.ts';
import type { PublicFile } from '../../contract/public-sets.ts';
import type { Bandwidth } from './bandwidth.ts';
import type { Progress } from './download.ts';
import { download } from './download.ts';
import { stopsOthers } from './failures.ts';
import { zipForm } from './form.ts';
import { nameOf, rulesOf } from './public-files.ts';
import type { PublicSource } from './source-list.ts';
import type { WebParts } from './web.ts';

/** Where a zip lies below the folder of downloads, with "/": source, `placeOf` its address, the publisher's name. */
export const zipPath = /^[^/]+\/[0-9a-f]{12}\/[^/]+$/;
/** What is added to the name of a zip for its report. */
export const reportSuffix = '.json';

/** Lies beside every downloaded zip, as `<zip>.json`: what was fetched from where, so that it can be compared later. */
export const downloadReportSchema = z.strictObject({
  format: z.literal('case2code download'),
  version: z.literal(1),
  source: z.string(),
  /** As it was asked for, and where redirects led to. */
  asked: z.string(),
  address: z.string(),
  /** When, in UTC. */
  fetched: z.iso.datetime(),
  bytes: z.number().int(),
  sha256: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});
export type DownloadReport = z.infer<typeof downloadReportSchema>;

/** What became of a file; `same`: the publisher has no other version than the one that lies here. */
export type Obtained =
  | { file: PublicFile; outcome: 'fetched' | 'same'; path: string; name: string; report: DownloadReport }
  | { file: PublicFile; outcome: 'failed'; error: AppError };

export interface Obtain {
  sources: readonly PublicSource[];
  files: readonly PublicFile[];
  /** Folder that keeps the downloads, one folder in it for each source. */
  folder: string;
  signal: AbortSignal;
  bandwidth?: Bandwidth;
  /** Plain http on this computer: for tests. */
  loopback?: boolean;
  /** Progress of the file whose turn it is, the `at`-th. */
  onProgress?: (progress: Progress & { file: PublicFile; at: number }) => void;
}

/**
 * Downloads public files one after the other and keeps a report of hashes beside each. A file that fails does not stop
 * the others, unless the network or the disk is at fault. The paths go to the importer as they are.
 *
 * @throws AppError `cancelled`; what has arrived is kept and goes on at the next call
 */
export async function obtainPublicFiles(parts: WebParts, wanted: Obtain): Promise<Obtained[]> {
  const obtained: Obtained[] = [];
  let stopped: AppError | null = null;
  for (const [at, file] of wanted.files.entries()) {
    try {
      if (stopped) throw stopped;
      obtained.push(await obtain(parts, wanted, file, at));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      if (stopsOthers(error)) stopped = error;
      obtained.push({ file, outcome: 'failed', error });
    }
  }
  return obtained;
}

async function obtain(parts: WebParts, wanted: Obtain, file: PublicFile, at: number): Promise<Obtained> {
  const { sources, folder, signal, bandwidth, loopback, onProgress } = wanted;
  const source = sources.find(({ id }) => id === file.source);
  if (!source)
    throw new AppError('not-found', `${file.title} is of no known source. List the sources again.`);
  const name = nameOf(new URL(file.address));
  // Two files of one name, in two folders of a publisher, have a place each.
  const path = join(folder, source.id, placeOf(file.address), name);
  const known = await readReport(path, file.address);
  const got = await download(parts, {
    address: file.address,
    target: path,
    rules: rulesOf(source, loopback),
    form: zipForm,
    most: 1 << 30,
    signal,
    ...(known === null ? {} : { held: known }),
    ...(bandwidth === undefined ? {} : { bandwidth }),
    onProgress: (progress) => onProgress?.({ ...progress, file, at }),
  });
  if (got.outcome === 'same') {
    if (known) return { file, outcome: 'same', path, name, report: known };
    throw new AppError('download-damaged', `${file.title} could not be compared. Download it again.`);
  }
  const { outcome, ...fields } = got;
  const report: DownloadReport = {
    format: 'case2code download',
    version: 1,
    source: source.id,
    asked: file.address,
    fetched: new Date(parts.now()).toISOString(),
    ...fields,
  };
  await replaceFile(`${path}${reportSuffix}`, `${JSON.stringify(report, null, 2)}\n`, 0o644);
  return { file, outcome, path, name, report };
}

/** Part of a hash of an address; the file's own name stays as its publisher gave it: the importer may read it. */
function placeOf(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 12);
}

/** The report of what lies at `path`; null where there is none, it is of another address, or the file was changed. */
async function readReport(path: string, asked: string): Promise<DownloadReport | null> {
  try {
    const report = downloadReportSchema.parse(JSON.parse(await readFile(`${path}${reportSuffix}`, 'utf8')));
    return report.asked === asked && (await hashFile(path)).sha256 === report.sha256 ? report : null;
  } catch {
    return null;
  }
}
