import type { Line } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { ImportedLine, ImportSummary, PlannedLine } from '../contract/import.ts';
import type { EngineHost } from './host.ts';
import { asProblem, traceOf } from './problem.ts';
import type { EngineProgress, FileToOpen, WrittenFile } from './rpc.ts';

export interface ImportRun {
  job: EngineHost;
  /** The files and folders to import. */
  paths: string[];
  /** Library folder that new files are written to. */
  folder: string;
  /** The file whose editions the new one keeps; null where a line is begun anew. Throws when it no longer opens. */
  held: (line: PlannedLine) => FileToOpen | null;
  /** Lines that the library names a file for, and that file where it answers. */
  named: { line: Line; file: string | null }[];
  /** Lets a finished file answer. */
  keep: (written: WrittenFile, line: PlannedLine) => Promise<void>;
  onProgress: (progress: EngineProgress['progress']) => void;
  log: (message: string) => void;
}

/**
 * Imports files line by line. Each finished line answers at once and stays; a line that fails, or that a cancel finds
 * unfinished, is as it was, and the summary says so. A failed line does not stop the others.
 *
 * @throws AppError `cancelled` before the first line was begun, and whatever stops the first look at the files
 */
export async function runImport(run: ImportRun): Promise<ImportSummary> {
  const { job, paths, named, onProgress } = run;
  const { lines: planned, passed } = await job.request('inspect', { paths, held: named }, onProgress);
  const total = planned.reduce((sum, line) => sum + weightOf(line), 0);
  const lines: ImportedLine[] = [];
  let before = 0;
  let cancelled = false;
  for (const line of planned) {
    if (cancelled) {
      lines.push({ ...line, outcome: 'untouched' });
      continue;
    }
    const weight = weightOf(line);
    const from = before;
    const imported = await importOne(run, line, ({ done, detail }) => {
      onProgress({ done: total === 0 ? null : (from + weight * (done ?? 0)) / total, detail });
    });
    before += weight;
    cancelled = imported.outcome === 'untouched';
    lines.push(imported);
  }
  return { cancelled, lines, passed };
}

async function importOne(
  { job, paths, folder, held, keep, log }: ImportRun,
  line: PlannedLine,
  onProgress: ImportRun['onProgress'],
): Promise<ImportedLine> {
  if (line.releases.every(({ outcome }) => outcome === 'same')) return { ...line, outcome: 'unchanged' };
  try {
    const request = { paths, line: line.line, held: held(line), folder };
    const { written, releases } = await job.request('importLine', request, onProgress);
    if (!written) return { ...line, outcome: 'unchanged' };
    await keep(written, line);
    return { ...line, outcome: 'finished', releases, codes: written.codes, bytes: written.bytes };
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') return { ...line, outcome: 'untouched' };
    const problem = asProblem(stoppedOrSaid(error), (id, cause) => {
      log(`${id} import of ${line.line}: ${traceOf(cause)}`);
    });
    return { ...line, outcome: 'failed', error: problem };
  }
}

/** The process that imports is no search engine, and its files can be tried one by one. */
function stoppedOrSaid(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'engine-down') return error;
  return new AppError(
    'engine-down',
    'The import stopped unexpectedly; too little memory may be the cause. Close other programs and import these files again, a few at a time.',
    { cause: error },
  );
}

/** Bytes to be read: what a line's part of the whole takes in time, roughly. */
function weightOf({ releases }: PlannedLine): number {
  const toRead = releases.filter(({ outcome }) => outcome !== 'same');
  return toRead.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0);
}
