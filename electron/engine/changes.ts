import { displayCode } from '../codeset/code-format.ts';
import type { CodeSet } from '../codeset/reader.ts';
import { codeDatasets } from '../codeset/releases.ts';
import type { Changes, ChangesRequest, Comparison } from '../contract/changes.ts';
import { changeKinds } from '../contract/changes.ts';
import { AppError } from '../contract/errors.ts';

/** True where an edition of the file's codes has an older one beside it. */
export function isComparable(set: CodeSet): boolean {
  return codeDatasets.some((dataset) => set.releasesOf(dataset).length > 1);
}

/**
 * What an edition of a line's codes changed against the next older one held. Editions that were never imported are
 * not asked for: between FY2024 and FY2026 lie two years of changes.
 *
 * @throws AppError `not-found` when the edition asked for has no older one beside it
 */
export function changesOf(
  sets: readonly CodeSet[],
  { line, edition, kinds, offset, limit }: ChangesRequest,
): Changes {
  const set = sets.find(({ manifest }) => manifest.line === line);
  const found = set ? comparisonsOf(set) : [];
  const comparisons = found.map(({ id: _, ...comparison }) => comparison);
  const place = edition
    ? found.findIndex(
        ({ dataset, edition: { name } }) => dataset === edition.dataset && name === edition.name,
      )
    : 0;
  const shown = found[place];
  if (!set || !shown) {
    if (!edition) return { comparisons, shown: null, rows: [], total: 0 };
    throw new AppError(
      'not-found',
      `${edition.name} is not held together with an older edition, so there is nothing to compare it with.`,
    );
  }
  const wanted = kinds.length === 0 ? changeKinds : kinds;
  const rows = set.changesIn(shown.id, wanted, { limit, offset });
  return {
    comparisons,
    shown: place,
    rows: rows.map(({ system, key, kind, before, after }) => ({
      system,
      code: displayCode(system, key),
      kind,
      before,
      after,
    })),
    total: [...new Set(wanted)].reduce((sum, kind) => sum + shown.counts[kind], 0),
  };
}

/** By data set, newest edition first, each with the number of its release in the file. */
function comparisonsOf(set: CodeSet): (Comparison & { id: number })[] {
  return codeDatasets.flatMap((dataset) => {
    const held = set.releasesOf(dataset);
    const compared = held.flatMap(({ id, release }, at) => {
      const before = held[at - 1]?.release.edition;
      if (!before) return [];
      const counts = { new: 0, revised: 0, deleted: 0, 'became-header': 0, 'became-billable': 0 };
      for (const { kind, codes } of set.changeCounts(id)) counts[kind] = codes;
      return [{ id, dataset, edition: release.edition, before, counts }];
    });
    return compared.toReversed();
  });
}
