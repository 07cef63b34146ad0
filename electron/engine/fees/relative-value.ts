import type { FactRow } from '../../codeset/facts.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import type { Edition } from '../../contract/codes.ts';
import { answering, said } from '../answering.ts';
import type { Payment } from './statuses.ts';
import { statusOf } from './statuses.ts';

/** From 2026 the conversion factor is another one for qualifying participants of an alternative payment model. */
export type Participation = 'non-qualifying' | 'qualifying';

export type RelativeValue = FactRow<'relativeValue'>;

/** What a release of the Medicare physician fee schedule says of a code and modifier on a date. */
export interface RelativeValueAnswer {
  /**
   * `not-listed`: no row. `unknown-date` where no release held was in force, `no-table` where none is held at all.
   * Only `priced` has an amount; that of the others is not $0.00 but unknown here.
   */
  state: Payment | 'not-listed' | 'unknown-date' | 'no-table';
  /** What the release says, also where it was not in force; null without one. */
  says: Payment | 'not-listed' | null;
  /** The whole sentence, with release and reason. */
  sentence: string;
  edition: Edition | null;
  /** `Source.id`; empty without a table. */
  source: string;
  /** As published: decimals are text. */
  row: RelativeValue | null;
  /** What the status letter means. */
  status: string;
  /** The NA indicators: rarely or never performed there. */
  isNa: { nonFacility: boolean; facility: boolean };
}

const dataset = {
  'non-qualifying': 'relative-values',
  qualifying: 'relative-values-qpp',
} as const satisfies Record<Participation, string>;

/**
 * The relative values of a code and modifier ("", 26, TC, 53) on a date, from the release that speaks for it. `set`
 * is the file of the line `mpfs`.
 */
export function relativeValueAnswer(
  set: CodeSet,
  { code, modifier = '' }: { code: string; modifier?: string },
  date: string,
  participation: Participation = 'non-qualifying',
): RelativeValueAnswer {
  const speaks = answering(set, dataset[participation], date);
  const isNa = { nonFacility: false, facility: false };
  if (!speaks) {
    const sentence =
      'No relative value file of the Medicare physician fee schedule is held. Add one in the library.';
    return {
      state: 'no-table',
      says: null,
      sentence,
      edition: null,
      source: '',
      row: null,
      status: '',
      isNa,
    };
  }
  const [found] = set.facts.rows('relativeValue', { release: speaks.release, code, modifier });
  const name = modifier === '' ? code : `${code}-${modifier}`;
  const { edition, source } = speaks;
  if (!found) {
    const sentence = said(speaks, `${name} is not listed. That is no price of $0.00: check the payer.`);
    const state = speaks.notKnown === null ? 'not-listed' : 'unknown-date';
    return { state, says: 'not-listed', sentence, edition, source, row: null, status: '', isNa };
  }
  const { release: _, ...row } = found;
  const { payment, words } = statusOf(row.status);
  return {
    state: speaks.notKnown === null ? payment : 'unknown-date',
    says: payment,
    sentence: said(speaks, wordsOf(name, row)),
    edition,
    source,
    row,
    status: words,
    isNa: { nonFacility: row.nonFacilityNa === 'NA', facility: row.facilityNa === 'NA' },
  };
}

/** Rows of a code with all its modifiers in a release, the unmodified one first. */
export function relativeValuesOf(set: CodeSet, release: number, code: string): RelativeValue[] {
  return set.facts.rows('relativeValue', { release, code }).map(({ release: _, ...row }) => row);
}

/** What the status means for payment, in words. */
export function paymentWords(letter: string): string {
  const { payment, words } = statusOf(letter);
  if (payment === 'priced') return `status ${letter}, ${words}: priced by relative values`;
  if (payment === 'contractor-priced') return `status ${letter}: ${words}, which is not $0.00`;
  return `status ${letter}, ${words}: not payable under MPFS`;
}

/** Where a service is rarely or never performed, in words; empty where both settings are usual. */
export function naWords({ nonFacilityNa, facilityNa }: RelativeValue): string {
  const places = [
    ...(nonFacilityNa === 'NA' ? ['outside a facility'] : []),
    ...(facilityNa === 'NA' ? ['in a facility'] : []),
  ];
  return places.length === 0 ? '' : `NA: rarely or never performed ${places.join(' nor ')}.`;
}

function wordsOf(name: string, row: RelativeValue): string {
  const parts = [`${name} has ${paymentWords(row.status)}.`];
  if (statusOf(row.status).payment === 'priced') {
    const { nonFacilityTotal, facilityTotal, conversionFactor } = row;
    const totals = `Total ${nonFacilityTotal} non-facility, ${facilityTotal} facility`;
    parts.push(`${totals}; conversion factor ${conversionFactor}.`, naWords(row));
  }
  return parts.filter((part) => part !== '').join(' ');
}
