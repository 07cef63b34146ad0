import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Line } from '../../electron/contract/codes.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { keyFileOf, readKeyFile, writeKeyFile } from '../../electron/codeset/keys.ts';
import { readLibrary, replaceLines } from '../../electron/codeset/library.ts';
import { manifestFileOf, readManifest } from '../../electron/codeset/manifest.ts';
import type { WrittenCodeSet } from '../../electron/codeset/rows.ts';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import { asAppError } from '../../electron/codeset/disk-errors.ts';
import { refuseOlder } from '../../electron/codeset/newest.ts';
import type { Passed, Planned } from '../../electron/importers/import.ts';
import { draftFor, planImport } from '../../electron/importers/import.ts';
import type { ImportReport } from '../../electron/importers/importer.ts';
import { newReport } from '../../electron/importers/report.ts';
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
export interface BuiltLine {
  planned: Planned;
  report: ImportReport;
  written: WrittenCodeSet;
  seconds: number;
}

export interface BuildResult {
  built: BuiltLine[];
  passed: Passed[];
}

/**
 * Builds the newest edition of every line that the sources hold, and lets `out/library.json` name the new files in
 * one step at the end. Cancelled or failed, it takes back what it wrote: `out` is as it was before. A file that a
 * new one replaces is deleted after that step.
 *
 * @throws AppError any of `planImport`'s and `writeCodeSet`'s, `cancelled`, `library-key-missing`, `library-header-damaged`
 */
export async function buildLibrary(options: BuildOptions): Promise<BuildResult> {
  const { from, out, lines, keyFile, quiet, signal } = options;
  const key = keyFile === null ? null : await readKeyFile(keyFile);
  const before = await readLibrary(out);
  const plan = await planImport(from);
  const wanted = plan.planned.filter(({ importer }) => lines.length === 0 || lines.includes(importer.line));
  const passed = [...plan.passed, ...plan.planned.filter((one) => !wanted.includes(one)).map(notAskedFor)];
  const built: BuiltLine[] = [];
  if (wanted.length === 0) return { built, passed };

  for (const { importer, edition } of wanted) {
    const held = before?.lines[importer.line]?.file;
    // What cannot be read is about to be replaced by something that can.
    const manifest = held === undefined ? null : await readManifest(join(out, held)).catch(() => null);
    if (manifest?.editions[0]) refuseOlder(edition, manifest.editions[0]);
  }
  const firstMade = await mkdir(resolve(out), { recursive: true }).catch((error: unknown) => {
    throw asAppError(error, out);
  });
  try {
    const steps = wanted.map((planned) => ({
      title: `${planned.edition.name} from ${planned.member.name}`,
      run: async (show: (done: number, detail: string) => void) => {
        stopIf(signal);
        built.push(await buildLine(planned, out, key, signal, show));
      },
    }));
    await runSteps(steps, quiet);
    stopIf(signal);
    for (const { written } of built) {
      if (key === null) await writeKeyFile(keyFileOf(join(out, written.file)), written.key);
    }
    await replaceLines(out, Object.fromEntries(built.map(({ written: { line, file } }) => [line, { file }])));
  } catch (error) {
    for (const { written } of built) await removeFile(out, written.file);
    await removeFolders(resolve(out), firstMade);
    throw error;
  }
  for (const { written } of built) {
    const old = before?.lines[written.line]?.file;
    // Somebody may have the old file open, which some systems refuse to delete; it is only disk space.
    if (old !== undefined && old !== written.file) await removeFile(out, old).catch(() => {});
  }
  return { built, passed };
}

async function buildLine(
  planned: Planned,
  out: string,
  key: Buffer | null,
  signal: AbortSignal,
  show: (done: number, detail: string) => void,
): Promise<BuiltLine> {
  const begun = performance.now();
  const report = newReport();
  const written = await writeCodeSet(draftFor(planned, report), out, {
    ...(key === null ? {} : { key }),
    signal,
    onProgress: (codes) => show(report.done, `${codes.toLocaleString('en-US')} codes`),
  });
  return { planned, report, written, seconds: (performance.now() - begun) / 1000 };
}

function notAskedFor({ member, importer }: Planned): Passed {
  return {
    source: member.source,
    name: member.name,
    reason: `the line ${importer.line} was not asked for`,
    notable: true,
  };
}

function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.');
}

async function removeFile(folder: string, name: string): Promise<void> {
  const file = join(folder, name);
  for (const one of [manifestFileOf(file), keyFileOf(file), file]) await rm(one, { force: true });
}

/** Removes the empty folders that this build made, from the innermost out. */
async function removeFolders(folder: string, firstMade: string | undefined): Promise<void> {
  if (firstMade === undefined) return;
  for (let at = folder; at.length >= firstMade.length; at = dirname(at)) {
    await rmdir(at).catch(() => {});
    if (at === firstMade) return;
  }
}
