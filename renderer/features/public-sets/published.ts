import type { Release } from '../../../electron/contract/editions.ts';
import type { LineInfo } from '../../../electron/contract/library.ts';
import type { PublicFile, PublicListing, PublicSet } from '../../../electron/contract/public-sets.ts';

/** The newest release held of each of a set's data sets; what ships with the program is none of the publisher's. */
export function heldOf({ line, datasets }: PublicSet, lines: readonly LineInfo[]): Release[] {
  const releases = lines.find((one) => one.line === line)?.releases ?? [];
  return datasets.flatMap((dataset) => {
    const newest = releases.findLast((one) => one.dataset === dataset && one.files.length > 0);
    return newest ? [newest] : [];
  });
}

/** True where an edition that begins on the day a file names is held: it may be fetched, but brings nothing new. */
export function isHeld(file: PublicFile, set: PublicSet, lines: readonly LineInfo[]): boolean {
  const releases = lines.find((one) => one.line === set.line)?.releases ?? [];
  return releases.some(
    ({ dataset, edition, files }) =>
      files.length > 0 && set.datasets.includes(dataset) && edition.begins === file.begins,
  );
}

/** The addresses chosen to begin with: what is recommended and not held. */
export function firstChoice(
  listings: readonly PublicListing[],
  sets: readonly PublicSet[],
  lines: readonly LineInfo[],
): Set<string> {
  const chosen = listings.flatMap(({ source, files }) => {
    const set = sets.find(({ id }) => id === source);
    return files.filter((file) => file.recommended && set && !isHeld(file, set, lines));
  });
  return new Set(chosen.map(({ address }) => address));
}

/** "www.cms.gov and ftp.cdc.gov" */
export function hostsOf(sets: readonly PublicSet[]): string[] {
  return [...new Set(sets.flatMap(({ hosts }) => hosts))];
}
