import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ReleaseDraft } from '../codeset/rows.ts';
import type { Fact } from '../codeset/facts.ts';
import type { Line } from '../contract/codes.ts';
import { lines } from '../contract/codes.ts';
import { datasetLines } from '../contract/editions.ts';
import { AppError } from '../contract/errors.ts';
import type { Description, Importer, ImportReport, Member } from './importer.ts';
import { ReleaseLimits } from './limits.ts';
import { baseName } from './reading/member-name.ts';
import { importers, recognise } from './registry.ts';
import { openSource } from './reading/source.ts';

/** One release that will be imported, from one file or from all its parts. */
export interface Planned extends Description {
  importer: Importer;
  files: [Member, ...Member[]];
}

/** A file that will not be imported, and why. */
export interface Passed {
  source: string;
  name: string;
  /** A sentence without a full stop, or the whole message of an error. */
  reason: string;
  /** True when the file is of a format this build reads, or could not be read at all: a user should hear of it. */
  notable: boolean;
}

export interface ImportPlan {
  /** In the order of lines and data sets, oldest edition first. */
  planned: Planned[];
  passed: Passed[];
}

/** A file and what it was recognised as. */
interface Found extends Description {
  importer: Importer;
  member: Member;
}

export interface PlanOptions {
  /** Called with each file that is looked at. */
  onFile?: (name: string) => void;
  /** Passes over a path that cannot be opened and lists it, as it does with a bad file inside a folder. */
  passBadPaths?: boolean;
  signal?: AbortSignal;
}

/**
 * Looks into every source and chooses what to import: every edition of every data set, once. Of two files with one
 * edition the format that stands first in the registry is read, then the one that was found first.
 *
 * @throws AppError `not-found`, `not-allowed`, `source-damaged`, `usage` when a path itself cannot be opened, unless
 *   `passBadPaths`. A bad file inside a folder or zip is passed over and listed. `cancelled`
 */
export async function planImport(
  paths: readonly string[],
  { onFile, passBadPaths = false, signal }: PlanOptions = {},
): Promise<ImportPlan> {
  const passed: Passed[] = [];
  const found: Found[] = [];
  for (const path of paths) {
    const { members, unreadable } = await openSource(path).catch((error: unknown) => {
      if (!passBadPaths || !(error instanceof AppError)) throw error;
      return { members: [], unreadable: [{ name: basename(path), error }] };
    });
    for (const { name, error } of unreadable) {
      passed.push({ source: path, name, reason: error.message, notable: true });
    }
    for (const member of members) {
      if (signal?.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.');
      onFile?.(member.name);
      const outcome = await lookAt(member);
      if ('importer' in outcome) found.push(outcome);
      else passed.push(outcome);
    }
  }
  const releases = new Map<string, Found[]>();
  for (const one of found) {
    const name = `${one.importer.dataset} ${one.edition.name}`;
    releases.set(name, [...(releases.get(name) ?? []), one]);
  }
  const planned = [...releases.values()].flatMap((files) => choose(files, passed));
  return { planned: planned.toSorted(byPlace), passed };
}

/** The line whose file a planned release goes into. */
export function lineOf({ importer }: Planned): Line {
  return datasetLines[importer.dataset];
}

/**
 * One planned release as `writeCodeSet` takes it; its rows stream from the source while they are written, and
 * `report` fills as they do. The stream throws `source-damaged`, naming file and line, when a file turns out
 * unreadable half-way or none of its records can be used.
 *
 * @param sha256 `hashOf` its files
 */
export function releaseDraftOf(planned: Planned, sha256: string, report: ImportReport): ReleaseDraft {
  const { importer, edition, source, notices, files } = planned;
  return {
    dataset: importer.dataset,
    edition,
    sources: [source],
    notices: [...new Set([source.notice, ...notices])].filter((notice) => notice !== ''),
    files: files.map(({ name }) => baseName(name)),
    sha256,
    facts: guarded(planned, report),
  };
}

/** SHA-256 over the files of a release, in their order: the same file again is no new release. */
export async function hashOf(files: readonly Member[]): Promise<string> {
  const hash = createHash('sha256');
  for (const member of files) for await (const chunk of await member.open()) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function lookAt(member: Member): Promise<Found | Passed> {
  const { source, name } = member;
  try {
    const importer = await recognise(member);
    if (importer) return { importer, member, ...(await importer.describe(member)) };
    return { source, name, reason: whyNot(member), notable: false };
  } catch (error) {
    if (error instanceof AppError) return { source, name, reason: error.message, notable: true };
    throw error;
  }
}

function whyNot(member: Member): string {
  return member.size === 0 ? 'the file is empty' : 'not a format this version reads';
}

/** One release out of the files that carry it; what is not needed goes to `passed`. */
function choose(files: readonly Found[], passed: Passed[]): Planned[] {
  const [best, ...others] = files.toSorted(
    (a, b) => importers.indexOf(a.importer) - importers.indexOf(b.importer),
  );
  if (!best) return [];
  const { member, ...rest } = best;
  const chosen: [Member, ...Member[]] = [member];
  const names = new Set([baseName(member.name)]);
  for (const other of others) {
    const name = baseName(other.member.name);
    if (best.importer.parts && other.importer === best.importer && !names.has(name)) {
      chosen.push(other.member);
      names.add(name);
    } else {
      passed.push(sameEdition(other, best));
    }
  }
  const inOrder = chosen.toSorted((a, b) => (baseName(a.name) < baseName(b.name) ? -1 : 1));
  const [first = member, ...parts] = inOrder;
  return [{ ...rest, files: [first, ...parts] }];
}

function sameEdition({ member, edition }: Found, best: Found): Passed {
  const reason = `the same edition (${edition.name}) is read from ${best.member.name}`;
  return { source: member.source, name: member.name, reason, notable: true };
}

function byPlace(a: Planned, b: Planned): number {
  const places = Object.keys(datasetLines);
  const byLine = lines.indexOf(lineOf(a)) - lines.indexOf(lineOf(b));
  if (byLine !== 0) return byLine;
  const byDataset = places.indexOf(a.importer.dataset) - places.indexOf(b.importer.dataset);
  if (byDataset !== 0) return byDataset;
  return a.edition.begins < b.edition.begins ? -1 : Number(a.edition.begins > b.edition.begins);
}

async function* guarded({ importer, files }: Planned, report: ImportReport): AsyncGenerator<Fact> {
  const names = files.map(({ name }) => name).join(', ');
  const limits = new ReleaseLimits(files);
  try {
    for await (const fact of importer.read(files, report)) {
      limits.count(fact);
      yield fact;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${names} could be read only to line ${report.line}. ${error.message}`, {
      cause: error,
    });
  }
  if (report.kept === 0 && report.read > 0) {
    throw new AppError(
      'source-damaged',
      `None of the ${report.read} records of ${names} could be used. Download the file again.`,
    );
  }
}
