import type { CodeRow, CodeSetDraft } from '../codeset/rows.ts';
import { lines } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { Description, Importer, ImportReport, Member } from './importer.ts';
import { importers, recognise } from './registry.ts';
import { openSource } from './source.ts';

/** A file that will be imported. */
export interface Planned extends Description {
  importer: Importer;
  member: Member;
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
  /** One file per line: the newest edition found. */
  planned: Planned[];
  passed: Passed[];
}

/**
 * Looks into every source and chooses, per line, the newest edition; of two files with one edition, the format that
 * stands first in the registry, then the one that was found first.
 *
 * @throws AppError `not-found`, `not-allowed`, `source-damaged`, `usage` when a path itself cannot be opened. A bad
 *   file inside a folder or zip is passed over and listed.
 */
export async function planImport(paths: readonly string[]): Promise<ImportPlan> {
  const passed: Passed[] = [];
  const found: Planned[] = [];
  for (const path of paths) {
    const { members, unreadable } = await openSource(path);
    for (const { name, error } of unreadable) {
      passed.push({ source: path, name, reason: error.message, notable: true });
    }
    for (const member of members) {
      const outcome = await lookAt(member);
      if ('importer' in outcome) found.push(outcome);
      else passed.push(outcome);
    }
  }
  const planned = lines.flatMap((line) =>
    newest(
      found.filter(({ importer }) => importer.line === line),
      passed,
    ),
  );
  return { planned, passed };
}

/**
 * What `writeCodeSet` needs to write a planned file; its rows stream from the source while they are written, and
 * `report` fills as they do. The stream throws `source-damaged`, naming file and line, when the file turns out
 * unreadable half-way or none of its records can be used.
 */
export function draftFor(planned: Planned, report: ImportReport): CodeSetDraft {
  const { importer, edition, source, notices } = planned;
  return {
    line: importer.line,
    edition,
    sources: [source],
    notices: [...new Set([source.notice, ...notices])],
    starter: false,
    codes: guarded(planned, report),
    texts: [],
  };
}

async function lookAt(member: Member): Promise<Planned | Passed> {
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
  if (member.size === 0) return 'the file is empty';
  return /\.zip$/i.test(member.name)
    ? 'a zip inside a zip: unpack it and choose the file inside'
    : 'not a format this version reads';
}

/** The best of all files of one line; the others go to `passed`. */
function newest(files: readonly Planned[], passed: Passed[]): Planned[] {
  const chosen = files.toSorted(byPreference)[0];
  if (!chosen) return [];
  for (const { member, edition } of files) {
    if (member === chosen.member) continue;
    const reason =
      edition.name === chosen.edition.name
        ? `the same edition (${edition.name}) is read from ${chosen.member.name}`
        : `an older edition (${edition.name}): only the newest, ${chosen.edition.name}, is kept`;
    passed.push({ source: member.source, name: member.name, reason, notable: true });
  }
  return [chosen];
}

function byPreference(a: Planned, b: Planned): number {
  if (a.edition.begins !== b.edition.begins) return a.edition.begins < b.edition.begins ? 1 : -1;
  return importers.indexOf(a.importer) - importers.indexOf(b.importer);
}

async function* guarded(planned: Planned, report: ImportReport): AsyncGenerator<CodeRow> {
  const { importer, member, source } = planned;
  try {
    yield* importer.read(member, source, report);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      error.code,
      `${member.name} could be read only to line ${report.line}. ${error.message}`,
      {
        cause: error,
      },
    );
  }
  if (report.kept === 0) {
    throw new AppError(
      'source-damaged',
      `None of the ${report.read} records of ${member.name} could be used. Download the file again.`,
    );
  }
}
