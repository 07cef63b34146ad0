import type { CodeSet } from '../../codeset/reader.ts';
import { answering } from '../answering.ts';
import type { Answering } from '../answering.ts';
import type { Parts } from './fee.ts';

/** A payment locality of the Medicare physician fee schedule with its geographic practice cost indices (GPCI). */
export interface Locality {
  /** Number of the Medicare administrative contractor. */
  mac: string;
  /** Its own number of the locality: the two together name it. */
  locality: string;
  state: string;
  name: string;
  /** As published. */
  indices: Parts;
}

/** The localities of a year with what has to be said of it. */
export interface Localities extends Pick<Answering, 'edition' | 'source' | 'notKnown'> {
  localities: Locality[];
}

/** All localities on a date, by MAC and locality number; null where no table of them is held. */
export function localitiesOn(set: CodeSet, date: string): Localities | null {
  const speaks = answering(set, 'practice-costs', date);
  if (!speaks) return null;
  const { edition, source, notKnown, release } = speaks;
  return { edition, source, notKnown, localities: read(set, { release }) };
}

/** One locality on a date; null where the edition that speaks does not have it, or none is held. */
export function localityOn(
  set: CodeSet,
  { mac, locality }: Pick<Locality, 'mac' | 'locality'>,
  date: string,
): (Omit<Localities, 'localities'> & { locality: Locality }) | null {
  const speaks = answering(set, 'practice-costs', date);
  if (!speaks) return null;
  const { edition, source, notKnown, release } = speaks;
  const [found] = read(set, { release, mac, locality });
  return found ? { edition, source, notKnown, locality: found } : null;
}

function read(set: CodeSet, where: { release: number; mac?: string; locality?: string }): Locality[] {
  return set.facts
    .rows('practiceCost', where)
    .map(({ mac, locality, state, name, work, practiceExpense, malpractice }) => ({
      mac,
      locality,
      state,
      name,
      indices: { work, practiceExpense, malpractice },
    }));
}
