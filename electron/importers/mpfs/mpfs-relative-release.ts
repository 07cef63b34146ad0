import type { MpfsClues } from './edition-mpfs.ts';
import { mpfsReleaseEdition } from './edition-mpfs.ts';
import type { Description, Member } from '../importer.ts';
import { codeNumbers, mpfsDescription } from './mpfs-source.ts';

/** Non-qualifying, or the one file of a year before 2026; and qualifying APM participants. */
export type RelativeDataset = 'relative-values' | 'relative-values-qpp';

/**
 * Conversion factors that CMS published for both kinds of clinician: true is the one for qualifying participants of
 * an alternative payment model (from 2026, the "QPP" file).
 */
const knownFactors: ReadonlyMap<string, boolean> = new Map([
  ['33.4009', false],
  ['33.5675', true],
]);

/**
 * Which of the two files of a release this is. Its own conversion factor tells, where it is a known one; else the
 * name ("QPP", never "nonQPP"): nothing else in the files differs.
 */
export function relativeDataset(name: string, factor: string | null): RelativeDataset {
  const qualifying = knownFactors.get(factor ?? '') ?? /(?<!non[-_ ]?)qpp/i.test(name);
  return qualifying ? 'relative-values-qpp' : 'relative-values';
}

/**
 * Edition, source and notices of a relative value file. `printed` are the copyright lines it carries: the American
 * Medical Association's becomes the line of the source.
 */
export function relativeDescription(
  member: Member,
  dataset: RelativeDataset,
  clues: MpfsClues,
  printed: readonly string[],
): Description {
  const edition = mpfsReleaseEdition(member, clues);
  const suffix = dataset === 'relative-values-qpp' ? ' QPP' : '';
  const cpt = printed.find((line) => /American Medical Association/i.test(line)) ?? codeNumbers;
  return mpfsDescription(member, dataset, { ...edition, name: `${edition.name}${suffix}` }, cpt, printed);
}
