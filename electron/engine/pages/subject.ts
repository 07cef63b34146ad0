import { displayCode } from '../../codeset/code-format.ts';
import type { SpanState } from '../../codeset/code-history.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import { releaseFor } from '../../codeset/releases.ts';
import type { CodeRef, Edition, Source, System } from '../../contract/codes.ts';
import type { Dataset } from '../../contract/editions.ts';
import { datasetLines } from '../../contract/editions.ts';
import type { Answering } from '../answering.ts';
import { answering } from '../answering.ts';
import { sourceOf } from './source.ts';

/** The code that a page is about, on its date of service. */
export interface Subject {
  /** All open files: any of them may say something of the code. */
  sets: readonly CodeSet[];
  /** The file that holds the code. A full line stands before the editorial one, so it is the full one. */
  set: CodeSet;
  stored: StoredCode;
  date: string;
  /** The edition that speaks for the date, of those that hold the code, and what it says. */
  edition: Edition;
  state: SpanState;
  source: Source;
}

/** Finds a code in the open files; undefined when none holds it. */
export function subjectOf(
  sets: readonly CodeSet[],
  system: System,
  key: string,
  date: string,
): Subject | undefined {
  for (const set of sets) {
    const stored = set.codesByKey(key).find((code) => code.system === system);
    if (!stored) continue;
    const held = set.spansOf(stored).flatMap(({ edition, state }) => (state ? [{ edition, state }] : []));
    const speaks = releaseFor(held, date);
    if (!speaks) throw new Error(`${key} is held by no edition`);
    const release = set
      .releasesOf(stored.dataset)
      .find(({ release: { edition } }) => edition.name === speaks.edition.name)?.release;
    // The file that holds the code knows best where its text is from.
    const source = sourceOf([set, ...sets], release?.sources[0] ?? '');
    return { sets, set, stored, date, ...speaks, source };
  }
  return undefined;
}

/** The release that speaks of a data set on the page's date, from the file of its line. */
export function answeringFor({ sets, date }: Subject, dataset: Dataset): Answering | undefined {
  const set = sets.find(({ manifest }) => manifest.line === datasetLines[dataset]);
  return set && answering(set, dataset, date);
}

export function asRef({ system, key, title }: StoredCode): CodeRef {
  return { system, code: displayCode(system, key), title };
}

/** A procedure code of an NCCI or fee schedule table: the system of its page, and its name; nulls without a page. */
export function procedure(
  sets: readonly CodeSet[],
  code: string,
): { system: System | null; title: string | null } {
  for (const set of sets) {
    const found = set.codesByKey(code).find(({ system }) => system === 'hcpcs' || system === 'cpt');
    if (found) return { system: found.system, title: found.title };
  }
  return { system: null, title: null };
}
