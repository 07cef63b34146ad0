import type { Validity } from '../contract/licence.ts';
import type { ObservedClock } from './clock.ts';
import { day } from './clock.ts';
import type { LicenceDocument } from './document.ts';
import type { Person, Roster } from './roster.ts';
import { names, namedOn } from './roster.ts';

/** Why a licence stands as it does: chooses the sentence. */
export type Reason =
  | 'fine'
  | 'suspended'
  | 'other-machine'
  | 'not-activated'
  | 'not-named'
  | 'revoked'
  | 'no-roster'
  | 'roster-back'
  | 'licence-ended'
  | 'file-ended'
  | 'clock-back';

export interface Standing {
  validity: Exclude<Validity, 'none' | 'tampered'>;
  reason: Reason;
  /** End of the grace period that runs, or last ran. */
  graceEnds: number | null;
}

export interface Situation {
  fingerprint: string;
  person: Person;
  clock: ObservedClock;
  now: number;
  /** The licence's newest roster, and since when it is older than one seen before. */
  roster: { roster: Roster; backSince: number | null } | undefined;
}

/** Days for which a roster older than one seen before still names its people. */
const rosterGrace = 14 * day;

/** How a licence stands on this computer for this person now. */
export function standingOf(document: LicenceDocument, situation: Situation): Standing {
  if (document.suspended) return { validity: 'suspended', reason: 'suspended', graceEnds: null };
  const place = placeOf(document, situation);
  if (place.validity !== 'active') return place;
  return later(place, timeOf(document, situation));
}

/** Whether the licence is for this computer or person. */
function placeOf(document: LicenceDocument, situation: Situation): Standing {
  const { fingerprint, binding } = document;
  if (fingerprint !== null && fingerprint !== situation.fingerprint)
    return refused('wrong-machine', 'other-machine');
  // A licence for people asks for its people, also where its file names a computer.
  if (binding === 'machine') return fingerprint === null ? refused('wrong-machine', 'not-activated') : active;
  const { person, roster, clock } = situation;
  if (!roster) {
    const isOwn = person.email !== null && document.emails.includes(person.email.toLowerCase());
    return isOwn ? active : refused('wrong-user', document.emails.length > 0 ? 'not-named' : 'no-roster');
  }
  const today = dayOf(clock.moment);
  if (!namedOn(roster.roster, today).some((one) => names(one, person))) {
    const was = roster.roster.people.some((one) => names(one, person));
    return refused('wrong-user', was ? 'revoked' : 'not-named');
  }
  if (roster.backSince === null) return active;
  const graceEnds = roster.backSince + rosterGrace;
  if (clock.moment > graceEnds) return { validity: 'wrong-user', reason: 'roster-back', graceEnds };
  return { validity: 'active', reason: 'roster-back', graceEnds };
}

/** Whether licence and file go on, with the grace that each has after its end, and that of a clock turned back. */
function timeOf(document: LicenceDocument, { clock, now }: Situation): Standing {
  const standing = at(document, clock.moment);
  if (!clock.isBack) return standing;
  // Which of the two moments is true is not known: the kinder one counts as long as the grace lasts.
  const kinder = standing.validity === 'expired' ? at(document, now) : standing;
  if (kinder.validity === 'expired') return kinder;
  return { validity: clock.graceLeft > 0 ? 'grace' : 'expired', reason: 'clock-back', graceEnds: null };
}

/** Moments from which a file opens less: the ends of licence and file, and of the grace after each. */
export function endsOf({ expiry, fileExpiry, graceDays }: LicenceDocument): number[] {
  return [expiry, fileExpiry].flatMap((end) => (end === null ? [] : [end, end + graceDays * day]));
}

function at({ expiry, fileExpiry, graceDays }: LicenceDocument, moment: number): Standing {
  const ends: [number | null, Reason][] = [
    [expiry, 'licence-ended'],
    [fileExpiry, 'file-ended'],
  ];
  return ends
    .map(([end, reason]): Standing => {
      if (end === null || moment <= end) return active;
      const graceEnds = end + graceDays * day;
      return { validity: moment <= graceEnds ? 'grace' : 'expired', reason, graceEnds };
    })
    .reduce(later);
}

const active: Standing = { validity: 'active', reason: 'fine', graceEnds: null };
const refused = (validity: 'wrong-machine' | 'wrong-user', reason: Reason): Standing => ({
  validity,
  reason,
  graceEnds: null,
});

/** The worse of two that both may be used or have ended. */
function later(a: Standing, b: Standing): Standing {
  if (a.reason === 'roster-back' && b.validity === 'active') return { ...a, validity: 'grace' };
  const order = ['active', 'grace', 'expired'];
  return order.indexOf(b.validity) > order.indexOf(a.validity) ? b : a;
}

/** @returns `YYYY-MM-DD` of a moment, in UTC: signed files know no other. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
