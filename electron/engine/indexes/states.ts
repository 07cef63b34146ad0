import type { CodeSet } from '../../codeset/reader.ts';
import { inForce, releaseFor } from '../../codeset/releases.ts';
import type { Standing } from '../../codeset/standing-reader.ts';
import type { Dataset } from '../../contract/editions.ts';
import type { TargetState } from './targets.ts';

/** Systems that have an index. */
export type IndexedSystem = 'icd10cm' | 'icd10pcs';

export const codesOf: Record<IndexedSystem, Dataset> = {
  icd10cm: 'icd10cm-codes',
  icd10pcs: 'icd10pcs-codes',
};

/**
 * The states that `targetOn` gives, for many keys in one look-up: a page of a table names six codes a row. Both
 * classifications print no dates of single codes, so that the editions alone decide.
 */
export function statesOn(
  set: CodeSet,
  system: IndexedSystem,
  keys: readonly string[],
  date: string,
): ReadonlyMap<string, TargetState> {
  const releases = set.releasesOf(codesOf[system]).map(({ release }) => release);
  const speaks = releaseFor(releases, date);
  if (!speaks) return new Map(keys.map((key) => [key, 'gone']));
  const answers = inForce(speaks.edition, date);
  const standings = set.standings.of(system, keys, releases.indexOf(speaks));
  return new Map(keys.map((key) => [key, stateOf(standings.get(key), answers)]));
}

function stateOf(standing: Standing | undefined, answers: boolean): TargetState {
  if (!standing) return 'gone';
  if (!standing.held && standing.before) return 'gone';
  if (!answers) return 'unknown-date';
  if (!standing.held) return 'not-yet';
  return standing.billable === false ? 'header' : 'valid';
}
