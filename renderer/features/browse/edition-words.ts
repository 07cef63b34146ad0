import type { Speaks } from '../../../electron/contract/browse.ts';
import type { Edition } from '../../../electron/contract/codes.ts';
import { heldRange } from '../../lib/dates.ts';

/** "Alphabetic Index FY2017, in force …: older than ICD-10-CM FY2026, by which each code is judged on 2026-01-15." */
export function editionWords(
  { edition, codes, notKnown }: Pick<Speaks, 'edition' | 'codes' | 'notKnown'>,
  date: string,
): string {
  const own = `${edition.name}, ${heldRange(edition.begins, edition.ends)}`;
  if (!codes) return `${own}. The codes themselves are not held: none can be judged.`;
  if (codes.name === edition.name) return `${own}. ${notKnown ?? `Each code is judged on ${date}.`}`;
  return edition.begins < codes.begins
    ? `${own}: older than ${codes.name}, by which each code is judged on ${date}.`
    : `${own}. Each code is judged by ${codes.name} on ${date}.`;
}

/** An edition that speaks for other dates of service. */
export function otherEditionWords({ name, begins, ends }: Edition): string {
  return `Also held: ${name}, ${heldRange(begins, ends)}.`;
}
