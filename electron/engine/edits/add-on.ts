import type { FactRow } from '../../codeset/facts.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import type { Edition } from '../../contract/codes.ts';
import type { Answering } from '../answering.ts';
import { answering, said } from '../answering.ts';

type AddOnRow = FactRow<'addOn'>;

/** How the primaries of an add-on code are told: 1 all listed, 2 by the contractor, 3 some listed. */
export type AddOnType = 1 | 2 | 3;

/** `add-on` on the date; `no-add-on` is listed but had ended or had not begun; `none-held` is in no row. */
export type AddOnSays = 'add-on' | 'no-add-on' | 'none-held';

/** Whether a code is an add-on code on a date, and of which primaries. */
export interface AddOnAnswer {
  /** `unknown-date` where no edition held was in force, `no-table` where none is held at all. */
  state: AddOnSays | 'unknown-date' | 'no-table';
  says: AddOnSays | null;
  /** The whole sentence, with edition and reason. */
  sentence: string;
  edition: Edition | null;
  /** `Source.id`; empty without a table. */
  source: string;
  type: AddOnType | null;
  /** Ascending; empty for type 2. */
  primaries: string[];
  /** Special instructions as printed. */
  instructions: string[];
}

/** Stands for the primaries that a contractor defines; it is no code. */
const byContractor = 'CCCCC';

/** NCCI add-on code edit types, explained. */
export const addOnTypes: Readonly<Record<AddOnType, string>> = {
  1: 'its primaries are fixed; a claim with none of them is in error',
  2: 'no primary is fixed; the contractor decides',
  3: 'some of its primaries are fixed; with another one the contractor decides',
};

/** `set` is the file of the line `ncci`. */
export function addOnAnswer(set: CodeSet, code: string, date: string): AddOnAnswer {
  const speaks = answering(set, 'add-on-codes', date);
  if (!speaks) {
    const sentence = 'No NCCI table of add-on codes is held. Add one in the library.';
    const nothing = { edition: null, source: '', type: null, primaries: [], instructions: [] };
    return { state: 'no-table', says: null, sentence, ...nothing };
  }
  const rows = code === byContractor ? [] : set.facts.rows('addOn', { release: speaks.release, code });
  const active = rows.filter((row) => isActive(row, date));
  const type = typeOf(active);
  const says = type !== null ? 'add-on' : rows.length > 0 ? 'no-add-on' : 'none-held';
  const primaries = listed(active.map(({ primary }) => primary));
  return {
    state: speaks.notKnown === null ? says : 'unknown-date',
    says,
    sentence: said(speaks, wordsOf(code, says, type, primaries)),
    edition: speaks.edition,
    source: speaks.source,
    type,
    primaries,
    instructions: [...new Set(active.flatMap(({ instruction }) => instruction ?? []))],
  };
}

/** The add-on codes that name a code as their primary on a date, ascending. */
export function addOnsOf({ set, release }: Answering, primary: string, date: string): string[] {
  if (primary === byContractor) return [];
  const rows = set.facts.rows('addOn', { primary, release });
  return listed(rows.filter((row) => isActive(row, date)).map(({ code }) => code));
}

/** All four dates of a row count; one that the source leaves out is no bound. */
function isActive({ effective, deleted, codeDeleted, primaryDeleted }: AddOnRow, date: string): boolean {
  return (
    (effective === null || effective <= date) &&
    [deleted, codeDeleted, primaryDeleted].every((last) => last === null || date <= last)
  );
}

/** Of several types the one that asks most of a claim. */
function typeOf(rows: readonly AddOnRow[]): AddOnType | null {
  const kinds = new Set(rows.map(({ kind }) => kind));
  return ([1, 3, 2] as const).find((type) => kinds.has(type)) ?? null;
}

function listed(codes: readonly string[]): string[] {
  return [...new Set(codes)].filter((code) => code !== byContractor).toSorted();
}

/** Most primaries that a sentence names. */
const mostNamed = 8;

function wordsOf(
  code: string,
  says: AddOnSays,
  type: AddOnType | null,
  primaries: readonly string[],
): string {
  if (says === 'none-held') return `${code} is not listed as an add-on code.`;
  if (type === null) return `${code} is listed as an add-on code, but not on this date.`;
  const more = primaries.length > mostNamed ? ` and ${primaries.length - mostNamed} more` : '';
  const names =
    primaries.length === 0 ? '' : ` Primaries: ${primaries.slice(0, mostNamed).join(', ')}${more}.`;
  return `${code} is an add-on code of type ${type}: ${addOnTypes[type]}.${names}`;
}
