import type { CodeSet } from '../codeset/reader.ts';
import { whyNotKnown } from '../codeset/releases.ts';
import type { Edition } from '../contract/codes.ts';
import type { Dataset } from '../contract/editions.ts';

/** The release of a data set that speaks for a date, and whether it may answer for it. */
export interface Answering {
  set: CodeSet;
  dataset: Dataset;
  /** Its number in the file: the `release` of its facts. */
  release: number;
  /** Its bit among the releases of the data set: see `PairFact`. */
  bit: number;
  edition: Edition;
  /** Names of the files it was read from. */
  files: readonly string[];
  /** `Source.id` of its text. */
  source: string;
  /** "Not known for this date: the newest edition held ended 2024-09-30."; null when it was in force. */
  notKnown: string | null;
}

/** The release that speaks for a date (`releaseFor`); undefined where the file holds none of the data set. */
export function answering(set: CodeSet, dataset: Dataset, date: string): Answering | undefined {
  const found = set.releaseFor(dataset, date);
  if (!found) return undefined;
  const held = set.releasesOf(dataset);
  const why = whyNotKnown(
    held.map(({ release }) => release.edition),
    date,
  );
  return {
    set,
    dataset,
    release: found.id,
    bit: 1 << held.findIndex(({ id }) => id === found.id),
    edition: found.release.edition,
    files: found.release.files,
    source: found.release.sources[0] ?? '',
    notKnown: why === null ? null : `Not known for this date: ${why}.`,
  };
}

/**
 * A sentence with its edition: "NCCI 2024 Q3: …", or past the range held "Not known for this date: … NCCI 2024 Q3
 * says: …".
 *
 * @param table behind the edition's name, where one edition has several: " for hospitals"
 */
export function said({ edition, notKnown }: Answering, words: string, table = ''): string {
  const name = `${edition.name}${table}`;
  return notKnown === null ? `${name}: ${words}` : `${notKnown} ${name} says: ${words}`;
}
