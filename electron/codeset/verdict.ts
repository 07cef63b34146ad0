import type { Edition, System, Verdict } from '../contract/codes.ts';
import type { CodeSpan, SpanState } from './code-history.ts';
import { inForce, whyNotKnown } from './releases.ts';

/** What a verdict is made from. Dates are `YYYY-MM-DD`, so they compare as text. */
export interface VerdictFacts {
  system: System;
  /** First and last day that the publisher prints for the code. */
  added: string | null;
  ended: string | null;
  /** What each edition held says of the code, oldest first; at least one holds it. */
  spans: readonly CodeSpan[];
}

type Plain = Pick<Verdict, 'state' | 'label'> & { says: string };
type Held = CodeSpan & { state: SpanState };

/**
 * Whether a code may be reported on `date`. The edition in force on that day decides. An edition answers only for
 * the dates it was in force; where none was, the verdict is "not known", beside what the nearest edition says. Only
 * a date printed by the publisher, or an edition that no longer holds the code, ends it.
 */
export function verdictOn(date: string, facts: VerdictFacts): Verdict {
  const { added, ended, spans, system } = facts;
  const held = spans.filter((span): span is Held => span.state !== null);
  const newest = held.at(-1);
  if (!newest) throw new Error('a code is held by some edition');
  if (ended !== null && date > ended) {
    return endedVerdict(`Ended ${ended}: not valid on ${date}. Source: ${newest.edition.name}.`);
  }
  if (added !== null && date < added) {
    return notYet(`Valid from ${added}: not valid on ${date}. Source: ${newest.edition.name}.`);
  }
  const speaking = spans.findLast(({ edition }) => inForce(edition, date));
  if (speaking?.state) {
    const { edition, state } = speaking;
    const plain = plainVerdict(system, state, edition);
    return { state: plain.state, label: plain.label, sentence: `${edition.name}: ${plain.says}.` };
  }
  return speaking ? withoutCode(date, speaking.edition, held) : notInForce(date, system, spans, held);
}

/** The edition in force does not hold the code: it came later, or had gone. */
function withoutCode(date: string, { name }: Edition, held: readonly Held[]): Verdict {
  const before = held.findLast(({ edition }) => edition.begins < date);
  const after = held.find(({ edition }) => edition.begins > date);
  if (before) {
    return endedVerdict(`Not in ${name}: not valid on ${date}. Last held in ${before.edition.name}.`);
  }
  return notYet(
    `Not in ${name}: not valid on ${date}. First held in ${after?.edition.name ?? name}, from ${after?.edition.begins ?? date}.`,
  );
}

/** No edition held was in force on the date. */
function notInForce(
  date: string,
  system: System,
  spans: readonly CodeSpan[],
  held: readonly Held[],
): Verdict {
  const before = spans.findLast(({ edition }) => edition.begins <= date);
  const after = spans.find(({ edition }) => edition.begins > date);
  if (before && !before.state && held.some(({ edition }) => edition.begins < before.edition.begins)) {
    const last = held.findLast(({ edition }) => edition.begins < before.edition.begins);
    return endedVerdict(
      `Not in ${before.edition.name}, in force from ${before.edition.begins}: not valid on ${date}. Last held in ${last?.edition.name ?? ''}.`,
    );
  }
  const near = before?.state ? before : after?.state ? after : held.at(-1);
  if (!near?.state) throw new Error('a code is held by some edition');
  const { says } = plainVerdict(system, near.state, near.edition);
  const why = whyNotKnown(
    spans.map(({ edition }) => edition),
    date,
  );
  return {
    state: 'unknown-date',
    label: 'not known',
    sentence: `Not known for this date: ${why ?? ''}. ${near.edition.name} says: ${says}.`,
  };
}

function endedVerdict(sentence: string): Verdict {
  return { state: 'ended', label: 'ended', sentence };
}

function notYet(sentence: string): Verdict {
  return { state: 'not-yet', label: 'not yet valid', sentence };
}

function plainVerdict(system: System, { billable }: SpanState, edition: Edition): Plain {
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
