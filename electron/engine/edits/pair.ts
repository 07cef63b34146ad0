import type { PairFact } from '../../codeset/pair-book.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import type { Edition } from '../../contract/codes.ts';
import type { Answering } from '../answering.ts';
import { answering, said } from '../answering.ts';
import { missingParts } from './parts.ts';
import type { PairSetting } from './setting.ts';
import { pairDatasets, tableOf } from './setting.ts';

/** One ordered pair of codes with what NCCI says of it. */
export interface EditPair extends Omit<PairFact, 'releases'> {
  column1: string;
  column2: string;
}

/**
 * What an edition says of two codes: `edit` is in force on the date; `no-edit` is listed but had ended, had not begun
 * or has indicator 9; `none-held` is in no row, which is no permission.
 */
export type PairSays = 'edit' | 'no-edit' | 'none-held';

/** What NCCI says of two codes on a date. */
export interface PairAnswer {
  /** `unknown-date` where no edition held was in force, `no-table` where none is held at all. */
  state: PairSays | 'unknown-date' | 'no-table';
  /** What the edition says, also where it was not in force; null without a table. */
  says: PairSays | null;
  /** The whole sentence, with edition and reason. */
  sentence: string;
  edition: Edition | null;
  /** `Source.id`; empty without a table. */
  source: string;
  /** The edit in force, else the row that was nearest to the date; null where there is none. */
  pair: EditPair | null;
}

/** Modifier indicators of NCCI PTP edits, explained. */
export const modifierIndicators: Readonly<Record<PairFact['modifier'], string>> = {
  0: 'never bypassed by a modifier',
  1: 'a modifier may bypass it if documentation supports it',
  9: 'not applicable, no edit',
};

const noPermission = 'That is not permission: check the payer.';

/**
 * The NCCI procedure-to-procedure edit of two codes on a date, whichever order they are given in: no two codes have
 * an active edit in both orders. `set` is the file of the line `ncci`.
 */
export function pairAnswer(
  set: CodeSet,
  setting: PairSetting,
  [one, other]: readonly [string, string],
  date: string,
): PairAnswer {
  const speaks = answering(set, pairDatasets[setting], date);
  const table = tableOf(setting);
  if (!speaks) {
    const sentence = `No NCCI table of edit pairs${table === '' ? ' for practitioners' : table} is held. Add one in the library.`;
    return { state: 'no-table', says: null, sentence, edition: null, source: '', pair: null };
  }
  const rows = [
    [one, other],
    [other, one],
  ].flatMap(([column1 = '', column2 = '']) =>
    set.pairs
      .between(speaks.dataset, column1, column2)
      .filter(({ releases }) => (releases & speaks.bit) !== 0)
      .map(({ releases: _, ...fact }): EditPair => ({ ...fact, column1, column2 })),
  );
  const pair = rows.find((row) => isActive(row, date)) ?? nearest(rows, date);
  const says = pair === null ? 'none-held' : isActive(pair, date) ? 'edit' : 'no-edit';
  return {
    state: speaks.notKnown === null ? says : 'unknown-date',
    says,
    sentence:
      pair === null && speaks.notKnown === null
        ? noneHeld(speaks, table, one, other)
        : said(speaks, pair === null ? noRow(one, other) : wordsOf(pair, date), table),
    edition: speaks.edition,
    source: speaks.source,
    pair,
  };
}

/** A pair that is not found may stand in a part of the table that is missing. */
function noneHeld({ edition, files }: Answering, table: string, one: string, other: string): string {
  const parts = missingParts(files);
  const name = `${edition.name}${table}${parts === null ? '' : ` (${parts})`}`;
  const elsewhere = parts === null ? '' : '; a part that is missing may hold one';
  return `${name} holds no edit for ${one} with ${other}${elsewhere}. ${noPermission}`;
}

/** Effective ≤ date ≤ deletion, both included, and the indicator is not 9. A source may not say since when. */
export function isActive(
  { effective, deleted, modifier }: Pick<PairFact, 'effective' | 'deleted' | 'modifier'>,
  date: string,
): boolean {
  return (effective === null || effective <= date) && (deleted === null || date <= deleted) && modifier !== 9;
}

/** Of rows that are not active the last that ended, else the first that is to come; an edit before a 9. */
function nearest(rows: readonly EditPair[], date: string): EditPair | null {
  const edits = rows.filter(({ modifier }) => modifier !== 9);
  const of = edits.length > 0 ? edits : rows;
  const end = ({ deleted }: EditPair): string => deleted ?? '';
  const ended = of.filter((row) => row.deleted !== null && row.deleted < date);
  const last = ended.toSorted((a, b) => (end(a) < end(b) ? 1 : -1))[0];
  return last ?? of.toSorted((a, b) => ((a.effective ?? '') < (b.effective ?? '') ? -1 : 1))[0] ?? null;
}

function noRow(one: string, other: string): string {
  return `no edit for ${one} with ${other}. ${noPermission}`;
}

function wordsOf(pair: EditPair, date: string): string {
  const { column1, column2, effective, deleted, modifier, rationale } = pair;
  if (modifier === 9) {
    return `${column1} with ${column2} has indicator 9, ${modifierIndicators[9]}. ${noPermission}`;
  }
  if (!isActive(pair, date)) {
    const when = deleted !== null && deleted < date ? `ended ${deleted}` : `begins ${effective ?? ''}`;
    return `the edit of ${column1} (column 1) with ${column2} (column 2) ${when}: no edit on ${date}. ${noPermission}`;
  }
  const to = deleted === null ? '' : ` to ${deleted}`;
  return [
    `${column1} is column 1, payable; ${column2} is column 2, denied.`,
    `Indicator ${modifier}: ${modifierIndicators[modifier]}.`,
    effective === null ? `The source does not say since when${to}.` : `In force from ${effective}${to}.`,
    `Reason: ${rationale}.`,
  ].join(' ');
}
