import { displayCode } from '../../codeset/code-format.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import { releaseFor } from '../../codeset/releases.ts';
import type { System, Verdict } from '../../contract/codes.ts';
import { candidatesOf } from '../candidates.ts';
import { verdictOf } from '../verdict.ts';

/**
 * What became of the code that an index entry names. `valid`: may be reported; `header`: choose one of the codes
 * below; `gone`: ended, or in no edition held; `not-yet`: comes later; `unknown-date`: no edition held was in force.
 */
export type TargetState = 'valid' | 'header' | 'gone' | 'not-yet' | 'unknown-date';

export interface Target {
  system: System;
  /** As written on a claim form. */
  code: string;
  state: TargetState;
  /** Empty where no edition held has the code. */
  title: string;
  /** Codes below a header that may be reported on the date; 0 for any other. */
  below: number;
  /** Codes, as written, that a conversion table names for one that is gone: candidates, never the replacement. */
  candidates: string[];
  /** Null where no edition held has the code. */
  verdict: Verdict | null;
}

/**
 * The state of an index entry's code on a date: the index is older than the codes, and codes become headers or go.
 *
 * @param key undotted, and without the dashes of an incomplete one ("S72.0-" is S720)
 */
export function targetOn(set: CodeSet, system: System, key: string, date: string): Target {
  const stored = set.codesByKey(key).find((code) => code.system === system);
  const verdict = stored ? verdictOf(set, stored, date) : null;
  const state = stateOf(verdict);
  return {
    system,
    code: displayCode(system, key),
    state,
    title: stored?.title ?? '',
    below: state === 'header' && stored ? reportableBelow(set, stored, date) : 0,
    candidates:
      state === 'gone'
        ? candidatesOf(set, system, key, date).map((candidate) => displayCode(system, candidate))
        : [],
    verdict,
  };
}

function stateOf(verdict: Verdict | null): TargetState {
  switch (verdict?.state) {
    case 'billable':
    case 'valid':
      return 'valid';
    case 'header':
    case 'not-yet':
    case 'unknown-date':
      return verdict.state;
    case 'ended':
    case undefined:
      return 'gone';
  }
}

/** Both classifications number a code under its header with the header's own characters first. */
function reportableBelow(set: CodeSet, { key, system, dataset }: StoredCode, date: string): number {
  const releases = set.releasesOf(dataset).map(({ release }) => release);
  const speaks = releaseFor(releases, date);
  return speaks ? set.standings.reportableBelow(system, key, releases.indexOf(speaks)) : 0;
}
