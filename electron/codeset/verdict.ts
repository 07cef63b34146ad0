import type { Edition, System, Verdict } from '../contract/codes.ts';

/** What a verdict is made from. Dates are `YYYY-MM-DD`, so they compare as text. */
export interface VerdictFacts {
  system: System;
  billable: boolean | null;
  added: string | null;
  ended: string | null;
  edition: Edition;
}

type Plain = Pick<Verdict, 'state' | 'label'> & { says: string };

/**
 * Whether a code may be reported on `date`. An edition answers only for the dates it was in force; outside them the
 * verdict is "not known", beside what the edition says. Only a date printed by the publisher ends a code.
 */
export function verdictOn(date: string, facts: VerdictFacts): Verdict {
  const { added, ended, edition } = facts;
  if (ended !== null && date > ended) {
    return {
      state: 'ended',
      label: 'ended',
      sentence: `Ended ${ended}: not valid on ${date}. Source: ${edition.name}.`,
    };
  }
  if (added !== null && date < added) {
    return {
      state: 'not-yet',
      label: 'not yet valid',
      sentence: `Valid from ${added}: not valid on ${date}. Source: ${edition.name}.`,
    };
  }
  const plain = plainVerdict(facts);
  if (edition.ends !== null && date > edition.ends) {
    return {
      state: 'unknown-date',
      label: 'not known',
      sentence: `Not known for this date: the newest edition held ended ${edition.ends}. ${edition.name} says: ${plain.says}.`,
    };
  }
  if (date < edition.begins) {
    return {
      state: 'unknown-date',
      label: 'not known',
      sentence: `Not known for this date: the only edition held begins ${edition.begins}. ${edition.name} says: ${plain.says}.`,
    };
  }
  return { state: plain.state, label: plain.label, sentence: `${edition.name}: ${plain.says}.` };
}

function plainVerdict({ system, billable, edition }: VerdictFacts): Plain {
  if (billable === true) return { state: 'billable', label: 'billable', says: 'valid for submission' };
  if (billable === false) {
    return {
      state: 'header',
      label: 'not billable',
      says: 'a header, not valid for submission; choose a code under it',
    };
  }
  // Our own list of CPT numbers is no authority on which of them are valid.
  if (system === 'cpt' && edition.line === 'editorial') {
    return {
      state: 'valid',
      label: 'listed',
      says: 'listed as a code number; whether it is valid on this date comes with your AMA data file or a licensed pack',
    };
  }
  const noun = system === 'modifier' ? 'a modifier' : system === 'pos' ? 'a place of service' : 'a code';
  return { state: 'valid', label: 'listed', says: `listed as ${noun}` };
}
