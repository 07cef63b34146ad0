import type { CodeSet } from '../../codeset/reader.ts';
import type { Edition } from '../../contract/codes.ts';
import { answering, said } from '../answering.ts';
import type { Setting } from './setting.ts';
import { tableOf, unitDatasets } from './setting.ts';

export interface UnitLimit {
  /** Most units; 0 means that any unit fails. */
  units: number;
  /** MUE adjudication indicator: 1 per line, 2 and 3 per day. */
  adjudication: 1 | 2 | 3;
  rationale: string;
}

/** `none-published`: some limits are confidential, so that a code without one may have one all the same. */
export type LimitSays = 'limit' | 'none-published';

/** The medically unlikely edit (MUE) of a code on a date. */
export interface UnitLimitAnswer {
  /** `unknown-date` where no edition held was in force, `no-table` where none is held at all. */
  state: LimitSays | 'unknown-date' | 'no-table';
  says: LimitSays | null;
  /** The whole sentence, with edition and reason. */
  sentence: string;
  edition: Edition | null;
  /** `Source.id`; empty without a table. */
  source: string;
  limit: UnitLimit | null;
}

/** MUE adjudication indicators, explained (NCCI Policy Manual, chapter I, section V). */
export const adjudications: Readonly<Record<UnitLimit['adjudication'], string>> = {
  1: 'per claim line',
  2: "per day, absolute; one practitioner's lines of the day are added up",
  3: "per day, can be appealed; one practitioner's lines of the day are added up",
};

/** `set` is the file of the line `ncci`. */
export function unitLimitAnswer(set: CodeSet, setting: Setting, code: string, date: string): UnitLimitAnswer {
  const speaks = answering(set, unitDatasets[setting], date);
  const table = tableOf(setting);
  if (!speaks) {
    const sentence = `No NCCI table of unit limits${table === '' ? ' for practitioners' : table} is held. Add one in the library.`;
    return { state: 'no-table', says: null, sentence, edition: null, source: '', limit: null };
  }
  const [row] = set.facts.rows('unitLimit', { release: speaks.release, setting, code });
  const limit = row
    ? { units: row.units, adjudication: indicatorOf(row.adjudication), rationale: row.rationale }
    : null;
  const says = limit === null ? 'none-published' : 'limit';
  return {
    state: speaks.notKnown === null ? says : 'unknown-date',
    says,
    sentence: said(speaks, limit === null ? noLimit(code) : wordsOf(code, limit), table),
    edition: speaks.edition,
    source: speaks.source,
    limit,
  };
}

function indicatorOf(printed: number): UnitLimit['adjudication'] {
  return printed === 1 ? 1 : printed === 2 ? 2 : 3;
}

function noLimit(code: string): string {
  return `no published MUE for ${code}. Some limits are not published: check the payer.`;
}

function wordsOf(code: string, { units, adjudication, rationale }: UnitLimit): string {
  const most = units === 0 ? `0 units of ${code}: any unit fails` : `at most ${units} of ${code}`;
  const reason = rationale === '' ? '' : ` Reason: ${rationale}.`;
  return `${most}. MAI ${adjudication}: ${adjudications[adjudication]}.${reason}`;
}
