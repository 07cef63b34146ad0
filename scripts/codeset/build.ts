import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Line } from '../../electron/contract/codes.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { asAppError } from '../../electron/codeset/disk-errors.ts';
import { keyFileOf, readKeyFile, writeKeyFile } from '../../electron/codeset/keys.ts';
import { readLibrary, replaceLines } from '../../electron/codeset/library.ts';
import { manifestFileOf } from '../../electron/codeset/manifest.ts';
import type { Passed, Planned } from '../../electron/importers/import.ts';
import { lineOf, planImport } from '../../electron/importers/import.ts';
import type { ImportedLine } from '../../electron/importers/import-line.ts';
import { importLine } from '../../electron/importers/import-line.ts';
import { runSteps } from './progress.ts';

export interface BuildOptions {
  from: readonly string[];
  out: string;
  /** Lines to build; empty means all that are found. */
  lines: readonly Line[];
  /** File that holds the key of every file built; a new key each, in a file beside it, when left out. */
  keyFile: string | null;
  quiet: boolean;
  signal: AbortSignal;
}

/** One line that was built. */
export interface BuiltLine extends ImportedLine {
  seconds: number;
}

export interface BuildResult {
  built: BuiltLine[];
  passed: Passed[];
}

/**
 * Imports every edition that the sources hold into the library `out`, line by line, beside the editions that it holds
 * already. Each finished line answers at once and is kept: cancelled, failed or killed, the same command goes on with
 * the lines that are missing. A file that a new one replaces is deleted after that step.
 *
 * @throws AppError any of `planImport`'s and `importLine`'s, `cancelled`, `library-key-missing`, `library-header-damaged`
 */
export async function buildLibrary(options: BuildOptions): Promise<BuildResult> {
  const { from, out, lines, keyFile, quiet, signal } = options;
  const key = keyFile === null ? undefined : await readKeyFile(keyFile);
  await readLibrary(out);
  const plan = await planImport(from, { signal });
  const wanted = plan.planned.filter((one) => lines.length === 0 || lines.includes(lineOf(one)));
  const passed = [...plan.passed, ...plan.planned.filter((one) => !wanted.includes(one)).map(notAskedFor)];
  const built: BuiltLine[] = [];
  if (wanted.length === 0) return { built, passed };
  const firstMade = await mkdir(resolve(out), { recursive: true }).catch((error: unknown) => {
    throw asAppError(error, out);
  });
  const steps = [...new Set(wanted.map(lineOf))].map((line) => {
    const planned = wanted.filter((one) => lineOf(one) === line);
    return {
      title: `${line}: ${[...new Set(planned.map(({ edition }) => edition.name))].join(', ')}`,
      run: async (show: (done: number, detail: string) => void) => {
        if (signal.aborted) throw cancelled(built);
        built.push(await buildLine(line, planned, out, key, signal, show));
      },
    };
  });
  try {
    await runSteps(steps, quiet);
  } catch (error) {
    if (built.length === 0) await removeFolders(resolve(out), firstMade);
    if (error instanceof AppError && error.code === 'cancelled') throw cancelled(built);
    throw error;
  }
  return { built, passed };
}

/** Removes the empty folders that this build made, from the innermost out. */
async function removeFolders(folder: string, firstMade: string | undefined): Promise<void> {
  if (firstMade === undefined) return;
  for (let at = folder; at.length >= firstMade.length; at = dirname(at)) {
    await rmdir(at).catch(() => {});
    if (at === firstMade) return;
  }
}

async function buildLine(
  line: Line,
  planned: readonly Planned[],
  out: string,
  key: Buffer | undefined,
  signal: AbortSignal,
  onProgress: (done: number, detail: string) => void,
): Promise<BuiltLine> {
  const begun = performance.now();
  const old = (await readLibrary(out))?.lines[line]?.file;
  const held = old === undefined ? undefined : await heldFile(join(out, old), key);
  const imported = await importLine(line, planned, {
    folder: out,
    signal,
    onProgress,
    ...(held === undefined ? {} : { held }),
    ...(key === undefined ? {} : { key }),
  });
  const { written } = imported;
  if (written) {
    try {
      if (key === undefined) await writeKeyFile(keyFileOf(join(out, written.file)), written.key);
      await replaceLines(out, { [line]: { file: written.file } });
    } catch (error) {
      await removeFile(out, written.file);
      throw error;
    }
    // Somebody may have the old file open, which some systems refuse to delete; it is only disk space.
    if (old !== undefined && old !== written.file) await removeFile(out, old).catch(() => {});
  }
  return { ...imported, seconds: (performance.now() - begun) / 1000 };
}

async function heldFile(file: string, key: Buffer | undefined): Promise<{ file: string; key: Buffer }> {
  return { file, key: key ?? (await readKeyFile(keyFileOf(file))) };
}

function notAskedFor(planned: Planned): Passed {
  const [{ source, name }] = planned.files;
  return { source, name, reason: `the line ${lineOf(planned)} was not asked for`, notable: true };
}

function cancelled(built: readonly BuiltLine[]): AppError {
  const done = built.map(({ line }) => line).join(', ');
  return new AppError(
    'cancelled',
    done === ''
      ? 'Cancelled. Nothing was changed.'
      : `Cancelled. Finished and kept: ${done}. The same command goes on with the rest.`,
  );
}

async function removeFile(folder: string, name: string): Promise<void> {
  const file = join(folder, name);
  for (const one of [manifestFileOf(file), keyFileOf(file), file]) await rm(one, { force: true });
}
