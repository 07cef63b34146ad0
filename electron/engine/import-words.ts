import { basename } from 'node:path';
import { datasetLines } from '../contract/editions.ts';
import type { Release } from '../contract/editions.ts';
import type { ImportedRelease, Passed, PlannedRelease, Preview } from '../contract/import.ts';
import { mostListed, mostRejects } from '../contract/import.ts';
import type { Passed as PassedOver, Planned } from '../importers/import.ts';
import type { ImportedRelease as Imported, Standing } from '../importers/import-line.ts';
import { heldReleaseOf } from '../importers/import-line.ts';
import { importers } from '../importers/registry.ts';

/** A planned release as the window shows it. */
export function plannedOf(
  { importer, edition, files }: Planned,
  { outcome, held }: Pick<Standing, 'outcome' | 'held'>,
): PlannedRelease {
  return {
    dataset: importer.dataset,
    edition,
    format: importer.format,
    files: files.map(({ name, source, size }) => ({ name, source: basename(source), bytes: size })),
    outcome,
    held: held && { files: held.files, rows: held.rows },
  };
}

/** An imported release with what became of its records; `known` is what the line held before. */
export function importedOf(
  { planned, outcome, report }: Imported,
  known: readonly Release[],
): ImportedRelease {
  const { read, kept, dropped, rejected, rejects } = report;
  return {
    ...plannedOf(planned, { outcome, held: heldReleaseOf(planned, known) }),
    read,
    kept,
    leftOut: Object.entries(dropped).map(([reason, count]) => ({ reason, count })),
    rejected,
    rejects: rejects.slice(0, mostRejects),
  };
}

/** The files that are not used, those that a user should hear of apart from the rest. */
export function passedOf(passed: readonly PassedOver[]): Passed {
  const listed = (notable: boolean) =>
    passed
      .filter((one) => one.notable === notable)
      .map(({ name, source, reason }) => ({ name, source: basename(source), reason }));
  const [notable, others] = [listed(true), listed(false)];
  return {
    notable: notable.slice(0, mostListed),
    notableCount: notable.length,
    others: others.slice(0, mostListed),
    otherCount: others.length,
  };
}

/** Every format that this build reads. */
export function formats(): Preview['formats'] {
  return importers.map(({ dataset, format }) => ({ line: datasetLines[dataset], format }));
}
