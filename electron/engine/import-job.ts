import type { Manifest } from '../codeset/manifest.ts';
import { readManifest } from '../codeset/manifest.ts';
import { AppError } from '../contract/errors.ts';
import type { FilesPreview, PlannedLine, PlannedRelease } from '../contract/import.ts';
import type { ImportPlan, Passed, Planned } from '../importers/import.ts';
import { lineOf, planImport } from '../importers/import.ts';
import { givingWay, importLine, ownReleases, standingOf } from '../importers/import-line.ts';
import { formats, importedOf, passedOf, plannedOf } from './import-words.ts';
import type { EngineMethods, EngineProgress } from './rpc.ts';

type Report = (progress: EngineProgress['progress']) => void;
type Input<M extends 'inspect' | 'importLine'> = EngineMethods[M]['input'];

/**
 * The importing of files, in a process of its own. It remembers what it made of the files it looked at last, so that
 * the lines of one import need not look at them again.
 */
export class ImportJob {
  #looked: { paths: string; plan: ImportPlan } | undefined;

  /**
   * What files are and what importing them would do to a library. Writes nothing. A file that was recognised and
   * cannot be read to its end is passed over and listed.
   */
  async inspect({ paths, held }: Input<'inspect'>, report: Report): Promise<FilesPreview> {
    const { planned, passed } = await this.#plan(paths, report);
    const lines: PlannedLine[] = [];
    const damaged: Damaged[] = [];
    for (const line of new Set(planned.map(lineOf))) {
      const file = held.find((one) => one.line === line)?.file;
      const manifest = typeof file === 'string' ? await readManifest(file) : null;
      const releases: PlannedRelease[] = [];
      for (const one of planned.filter((other) => lineOf(other) === line)) {
        report({ done: null, detail: `Comparing ${one.edition.name} with what is held` });
        try {
          releases.push(plannedOf(one, await standingOf(one, manifest ? ownReleases(manifest) : [])));
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          damaged.push({ planned: one, error });
        }
      }
      const standing = file === null ? 'unreadable' : standingOfLine(manifest, releases);
      if (releases.length > 0) lines.push({ line, standing, releases });
    }
    const plan = {
      planned: planned.filter((one) => !damaged.some((other) => other.planned === one)),
      passed: [...passed, ...damaged.map(passedOver)],
    };
    this.#looked = { paths: nameOf(paths), plan };
    return { lines, passed: passedOf(plan.passed), formats: formats() };
  }

  /**
   * Imports the releases of one line that the files hold into a new code-set file.
   * @throws AppError `importLine`'s
   */
  async importLine(
    { paths, line, held, folder }: Input<'importLine'>,
    report: Report,
  ): Promise<EngineMethods['importLine']['output']> {
    const plan = await this.#plan(paths, report);
    const known = held === null ? [] : ownReleases(await readManifest(held.file));
    const { releases, written } = await importLine(
      line,
      plan.planned.filter((one) => lineOf(one) === line),
      {
        folder,
        ...(held === null ? {} : { held: { file: held.file, key: Buffer.from(held.key) } }),
        onProgress: (done, detail) => {
          report({ done, detail });
        },
      },
    );
    return { written, releases: releases.map((one) => importedOf(one, known)) };
  }

  async #plan(paths: readonly string[], report: Report): Promise<ImportPlan> {
    if (this.#looked?.paths === nameOf(paths)) return this.#looked.plan;
    const plan = await planImport(paths, {
      onFile: (file) => {
        report({ done: null, detail: file });
      },
      passBadPaths: true,
    });
    this.#looked = { paths: nameOf(paths), plan };
    return plan;
  }
}

function standingOfLine(
  manifest: Manifest | null,
  planned: readonly PlannedRelease[],
): PlannedLine['standing'] {
  if (!manifest) return 'none';
  return givingWay(manifest, planned).length > 0 ? 'starter' : 'held';
}

/** A release whose files cannot be read to their end. */
interface Damaged {
  planned: Planned;
  error: AppError;
}

function passedOver({ planned, error }: Damaged): Passed {
  const [{ source, name }] = planned.files;
  return { source, name, reason: error.message, notable: true };
}

function nameOf(paths: readonly string[]): string {
  return JSON.stringify(paths);
}
