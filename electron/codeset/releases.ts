import type { Edition } from '../contract/codes.ts';
import type { Release } from '../contract/editions.ts';
import { datasets } from '../contract/editions.ts';
import { dayAfter } from './dates.ts';

/** Data sets whose releases are whole lists of codes, and the addenda that may say that an update changed nothing. */
export const codeDatasets = [
  'icd10cm-codes',
  'icd10pcs-codes',
  'hcpcs-codes',
  'place-of-service',
  'cpt-codes',
  'editorial',
] as const;
const addendaOf = new Map<string, string>([
  ['icd10cm-codes', 'icd10cm-addenda'],
  ['icd10pcs-codes', 'icd10pcs-addenda'],
]);

/**
 * True for a release that came with the program. A vendor's own texts were read from no publisher's file either, but
 * give way to nothing. A file that does not say it release by release is wholly the starter set's where its flag is
 * set, but for what was read from a publisher's file.
 */
export function isShipped(
  { files, shipped }: Pick<Release, 'files' | 'shipped'>,
  { starter }: { starter: boolean },
): boolean {
  return shipped ?? (starter && files.length === 0);
}

/** True where the pack that a file came from is the starter set's: its number counts for nobody else. */
export function isStarterPack(pack: { starter?: boolean | undefined }, file: { starter: boolean }): boolean {
  return pack.starter ?? file.starter;
}

/** True for a file that holds nothing but what came with the program. */
export function isWhollyShipped(file: { starter: boolean; releases: readonly Release[] }): boolean {
  return file.releases.every((release) => isShipped(release, file));
}

/** The order in which a file keeps its releases: by data set, then oldest first. */
export function byDatasetAndDate(
  a: Pick<Release, 'dataset' | 'edition'>,
  b: Pick<Release, 'dataset' | 'edition'>,
): number {
  const place = datasets.indexOf(a.dataset) - datasets.indexOf(b.dataset);
  if (place !== 0) return place;
  const dated = compare(a.edition.begins, b.edition.begins);
  return dated === 0 ? compare(a.edition.name, b.edition.name) : dated;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Two files are the same release when they are of one data set and one edition. */
export function sameRelease(
  a: Pick<Release, 'dataset' | 'edition'>,
  b: Pick<Release, 'dataset' | 'edition'>,
): boolean {
  return a.dataset === b.dataset && a.edition.name === b.edition.name;
}

/**
 * Lets an edition answer on through an update that changed nothing: an addendum without a single line, which CMS
 * posts instead of a new order file, for the half-year that begins the day after the edition's last.
 */
export function extendUnchanged(releases: readonly Release[]): Release[] {
  return releases.map((release) => {
    const addenda = addendaOf.get(release.dataset);
    const { ends } = release.edition;
    if (addenda === undefined || ends === null) return release;
    const update = releases.find(
      ({ dataset, rows, edition }) => dataset === addenda && rows === 0 && edition.begins === dayAfter(ends),
    );
    return update ? { ...release, edition: { ...release.edition, ends: update.edition.ends } } : release;
  });
}

/** The editions a file answers from, newest first: those of its codes, or where it holds none, of its facts. */
export function editionsOf(releases: readonly Release[]): Edition[] {
  const ofCodes = releases.filter(({ dataset }) => codeDatasets.some((one) => one === dataset));
  const editions = new Map<string, Edition>();
  for (const { edition } of ofCodes.length > 0 ? ofCodes : releases) {
    if (!editions.has(edition.name)) editions.set(edition.name, edition);
  }
  return [...editions.values()].toSorted((a, b) => compare(b.begins, a.begins));
}

/** True when the edition was in force on the date. */
export function inForce({ begins, ends }: Edition, date: string): boolean {
  return begins <= date && (ends === null || date <= ends);
}

/**
 * The release of a data set that speaks for a date: the newest in force; else the newest that began before; else
 * the oldest. Whether it was in force is for the verdict to say.
 */
export function releaseFor<T extends { edition: Edition }>(
  releases: readonly T[],
  date: string,
): T | undefined {
  const oldestFirst = releases.toSorted((a, b) => compare(a.edition.begins, b.edition.begins));
  return (
    oldestFirst.findLast(({ edition }) => inForce(edition, date)) ??
    oldestFirst.findLast(({ edition }) => edition.begins <= date) ??
    oldestFirst[0]
  );
}

/**
 * Why editions of one data set, oldest first, cannot answer for a date; null when one of them was in force. An
 * edition answers only for the dates it was in force: what it says of others is "not known for this date".
 */
export function whyNotKnown(editions: readonly Edition[], date: string): string | null {
  if (editions.some((edition) => inForce(edition, date))) return null;
  const before = editions.findLast(({ begins }) => begins <= date);
  const after = editions.find(({ begins }) => begins > date);
  const ended = before?.ends ?? '';
  if (before && after) {
    return `no edition held was in force: ${before.name} ended ${ended}, ${after.name} begins ${after.begins}`;
  }
  if (before) return `the newest edition held ended ${ended}`;
  return `the ${editions.length > 1 ? 'oldest' : 'only'} edition held begins ${after?.begins ?? ''}`;
}
