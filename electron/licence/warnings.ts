import type { LicenceState } from '../contract/licence.ts';
import type { ObservedClock } from './clock.ts';
import { day } from './clock.ts';
import type { LicenceDocument } from './document.ts';
import type { Roster } from './roster.ts';
import type { Standing } from './standing.ts';

type Warning = LicenceState['warnings'][number];

/** The days before the end on which a renewal is spoken of; each shows until the next. */
const notices = [3, 14, 30];
/** The days before a file's own end, for whoever has to fetch a new one by hand. */
const fileNotice = 5;
/** A roster older than this is likely to miss somebody. */
const rosterAge = 90;

/** What is to be told of a licence that may be used, and of the clock in any case. */
export function warningsOf(
  held:
    | { document: LicenceDocument; standing: Standing; roster: Roster | undefined; named: number | null }
    | undefined,
  clock: ObservedClock,
): Warning[] {
  const warnings = clock.isBack ? [clockWarning(clock)] : [];
  if (!held || (held.standing.validity !== 'active' && held.standing.validity !== 'grace')) return warnings;
  const { document, standing, roster, named } = held;
  return [
    ...warnings,
    ...renewal(document, clock.moment),
    ...fileRenewal(document, clock.moment),
    ...(standing.reason === 'roster-back' ? [rosterBack(standing, clock.moment)] : []),
    ...(roster ? aged(roster, clock.moment) : []),
    ...crowded(document.seats, named),
  ];
}

function clockWarning({ graceLeft, mayConfirm }: ObservedClock): Warning {
  const days = Math.ceil(graceLeft / day);
  return {
    kind: 'clock-rolled-back',
    days,
    sentence:
      'This computer’s clock shows an earlier time than it did before. Nothing is lost, and the licence goes on for now.',
    next: mayConfirm
      ? 'Set the date and time of this computer. If they are right now, say so under Account.'
      : 'Set the date and time of this computer. If they are right, ask the vendor for a new licence file.',
  };
}

function renewal({ expiry, entitlements }: LicenceDocument, moment: number): Warning[] {
  if (expiry === null || entitlements.length === 0) return [];
  const days = Math.max(0, Math.ceil((expiry - moment) / day));
  if (!notices.some((notice) => days <= notice)) return [];
  const when = days === 0 ? 'has ended' : days === 1 ? 'ends within a day' : `ends in ${days} days`;
  return [
    {
      kind: 'renewal-due',
      days,
      sentence: `The licence ${when}.`,
      next: 'Renew it with the vendor, then open the new licence file under Account.',
    },
  ];
}

function fileRenewal({ fileExpiry, expiry }: LicenceDocument, moment: number): Warning[] {
  if (fileExpiry === null || fileExpiry === expiry) return [];
  const days = Math.max(0, Math.ceil((fileExpiry - moment) / day));
  if (days > fileNotice) return [];
  return [
    {
      kind: 'file-renewal-due',
      days,
      sentence: `This computer’s licence file ${days === 0 ? 'has ended' : `ends in ${days} ${days === 1 ? 'day' : 'days'}`}; the licence itself goes on.`,
      next: 'Connect once, or fetch a new file as you did the first one, under Account.',
    },
  ];
}

function rosterBack({ graceEnds }: Standing, moment: number): Warning {
  return {
    kind: 'roster-replaced',
    days: Math.max(0, Math.ceil(((graceEnds ?? moment) - moment) / day)),
    sentence: 'The clinic’s list of people is older than one that this computer has seen.',
    next: 'Ask your administrator to put the newest roster file back.',
  };
}

function aged({ issued }: Roster, moment: number): Warning[] {
  const days = Math.floor((moment - issued) / day);
  if (days <= rosterAge) return [];
  return [
    {
      kind: 'roster-old',
      days,
      sentence: `The clinic’s list of people was made ${days} days ago.`,
      next: 'Ask your administrator whether there is a newer roster file.',
    },
  ];
}

function crowded(seats: number | null, named: number | null): Warning[] {
  if (seats === null || named === null || named <= seats) return [];
  return [
    {
      kind: 'too-many-people',
      days: null,
      sentence: `The roster names ${named} people and the licence has room for ${seats}.`,
      next: 'Ask your administrator to take people off the roster, or to license more.',
    },
  ];
}
