import { isCalendarDate } from '../../codeset/dates.ts';
import type { EditPairRow } from '../../codeset/rows.ts';
import { tidyText } from '../reading/decode.ts';
import type { ImportReport } from '../importer.ts';
import { reject } from '../report.ts';

/** Captions of the seven columns; more words stand under some of them on the three lines below. */
const captions: readonly RegExp[] = [
  /^column ?1$/i,
  /^column ?2$/i,
  /in existence/i,
  /^effective/i,
  /^deletion/i,
  /^modifier/i,
  /rationale/i,
];
const codePattern = /^[0-9A-Z]{5}$/;
/** A real table has 12 rationales and some hundred dates. Beyond this nothing repeats, and nothing is worth keeping. */
const mostKept = 4096;
/** The longest one printed has 55 characters. */
const longestRationale = 250;

/** True for the row with which the captions begin: "Column 1", "Column 2", "*=in existence", "Effective" … */
export function isCaptionRow(cells: readonly string[]): boolean {
  return captions.every((caption, at) => caption.test(tidyText(cells[at] ?? '')));
}

/**
 * Makes edit pairs of the rows of one file and counts them. It keeps the dates and rationales it has met: a table of
 * 2.5 million rows has some hundred dates and a dozen rationales, and all its rows share them.
 */
export class EditPairTable {
  /** True once the captions have been met; what stands above them is no record. */
  hasBegun = false;
  #inCaptions = false;
  readonly #dates = new Map<string, string | null>();
  readonly #rationales = new Map<string, string>();
  readonly #report: ImportReport;
  readonly #decode: (cell: string) => string;
  readonly #label: string;

  /**
   * @param decode makes text of a cell: `fieldText` where its characters are bytes, else `tidyText`
   * @param label goes before the reason of a reject, to name the file where there are several
   */
  constructor(report: ImportReport, decode: (cell: string) => string, label: string) {
    this.#report = report;
    this.#decode = decode;
    this.#label = label;
  }

  /** The pair of a row; null for a row above the table, a blank one, or a bad one, which is reported. */
  take(cells: readonly string[]): EditPairRow | null {
    if (!this.hasBegun || this.#inCaptions) {
      if (this.#isAbove(cells)) return null;
    }
    const row = this.#pairOf(cells);
    if (typeof row === 'string') {
      if (cells.every((cell) => cell.trim() === '')) return null;
      this.#report.read += 1;
      reject(this.#report, this.#report.line, `${this.#label}${row}`);
      return null;
    }
    this.#report.read += 1;
    this.#report.kept += 1;
    return row;
  }

  /** The captions go on for three lines below their first: "prior to 1996", "*=no data", "9=not applicable". */
  #isAbove(cells: readonly string[]): boolean {
    if (!this.hasBegun) {
      this.hasBegun = isCaptionRow(cells);
      this.#inCaptions = this.hasBegun;
      return true;
    }
    this.#inCaptions = (cells[0] ?? '').trim() === '' && (cells[1] ?? '').trim() === '';
    return this.#inCaptions;
  }

  /**
   * The pair of a row, or why it is none. Columns (CMS, NCCI PTP edits): column 1 code, column 2 code, "*" when in
   * existence before 1996, effective date yyyymmdd, deletion date yyyymmdd or "*" while in force, modifier 0 not
   * allowed, 1 allowed, 9 not applicable, rationale. An effective date may be missing, a deletion date may not: an
   * edit that has ended must not look as if it were in force. Blanks around a cell do not count.
   */
  #pairOf(cells: readonly string[]): EditPairRow | string {
    const row = this.#asPrinted(cells);
    // Good rows need no trimming, and trimming all of 2.5 million rows takes longer than reading them.
    return typeof row === 'string' ? this.#asPrinted(cells.map((cell) => cell.trim())) : row;
  }

  #asPrinted(cells: readonly string[]): EditPairRow | string {
    const [column1 = '', column2 = '', mark, effective = '', deletion = '', modifier, rationale = ''] = cells;
    if (cells.length < captions.length) return `it has ${cells.length} columns, not ${captions.length}`;
    if (!codePattern.test(column1) || !codePattern.test(column2)) {
      return `"${shown(column1)}" and "${shown(column2)}" are not a pair of codes`;
    }
    if (mark !== '' && mark !== '*') return `${column1}/${column2}: "${shown(mark ?? '')}" is no "*"`;
    const from = effective === '' ? null : this.#date(effective);
    if (from === null && effective !== '') return noDate(column1, column2, 'effective', effective);
    const deleted = deletion === '*' ? null : this.#date(deletion);
    if (deleted === null && deletion !== '*') return noDate(column1, column2, 'deletion', deletion);
    if (modifier !== '0' && modifier !== '1' && modifier !== '9') {
      return `${column1}/${column2}: the modifier indicator is "${shown(modifier ?? '')}", not 0, 1 or 9`;
    }
    if (rationale.length > longestRationale) return `${column1}/${column2}: the rationale is too long`;
    return {
      column1,
      column2,
      before1996: mark === '*',
      effective: from,
      deleted,
      modifier: modifier === '0' ? 0 : modifier === '1' ? 1 : 9,
      rationale: this.#rationale(rationale),
    };
  }

  #date(digits: string): string | null {
    if (digits.length !== 8) return null;
    const known = this.#dates.get(digits);
    if (known !== undefined) return known;
    const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
    const date = isCalendarDate(iso) ? iso : null;
    if (this.#dates.size < mostKept) this.#dates.set(digits, date);
    return date;
  }

  #rationale(cell: string): string {
    const known = this.#rationales.get(cell);
    if (known !== undefined) return known;
    // A piece of a line keeps the whole block alive that was read with it; a copy does not.
    const copy = Buffer.from(cell).toString();
    const text = this.#decode(copy);
    if (this.#rationales.size < mostKept) this.#rationales.set(copy, text);
    return text;
  }
}

function noDate(column1: string, column2: string, which: string, value: string): string {
  return `${column1}/${column2}: the ${which} date "${shown(value)}" is no date`;
}

/** A cell as it may stand in a message. */
function shown(cell: string): string {
  return tidyText(cell.slice(0, 40));
}
