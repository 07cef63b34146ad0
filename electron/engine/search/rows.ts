import { displayCode } from '../../codeset/code-format.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import { categoryNumber } from '../../codeset/segment.ts';
import { verdictOf } from '../verdict.ts';
import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest, SearchRow } from '../../contract/search.ts';
import type { Explanation } from './explain.ts';
import type { Filters } from './filters.ts';
import type { Found } from './found.ts';

export const nothingToExplain: Explanation = { marks: [], why: '', readAs: [] };

/** Place of a system in the order coders see. */
export function order(system: System): number {
  return systems.indexOf(system);
}

/** The rows of one answer: no code twice, only what the filters pass, no more than the limit. */
export class RowList {
  readonly rows: SearchRow[] = [];
  readonly #request: SearchRequest;
  readonly #filters: Filters;
  readonly #seen = new Map<string, number>();
  readonly #counted = new Uint32Array(systems.length);

  constructor(request: SearchRequest, filters: Filters) {
    this.#request = request;
    this.#filters = filters;
  }

  /** True when no code was found, whether shown or not. */
  get empty(): boolean {
    return this.#seen.size === 0;
  }

  get full(): boolean {
    return this.rows.length >= this.#request.limit;
  }

  /** Returns the number of rows after adding, or 0 when nothing was added. */
  add(set: CodeSet, stored: StoredCode, more: number, explanation: Explanation): number {
    const place = order(stored.system);
    const name = `${stored.system} ${stored.key}`;
    if (this.#seen.has(name)) return 0;
    this.#seen.set(name, place);
    const billable = stored.billable ?? 2;
    const passes = this.#filters.passes({ system: place, billable, category: categoryNumber(stored.key) });
    if (this.full || !passes) return 0;
    this.rows.push(asRow({ set, stored, more, explanation }, this.#request.date));
    return this.rows.length;
  }

  /** More codes are found by their number than there is room for rows. */
  count(system: System, codes: number): void {
    const place = order(system);
    this.#counted[place] = (this.#counted[place] ?? 0) + codes;
  }

  /** Codes found by their number count too; word matches are counted by the matcher. */
  countInto(counts: Uint32Array): void {
    const found = new Uint32Array(counts.length);
    for (const place of this.#seen.values()) found[place] = (found[place] ?? 0) + 1;
    for (const [place, count] of found.entries()) {
      counts[place] = Math.max(counts[place] ?? 0, count, this.#counted[place] ?? 0);
    }
  }
}

/** What a list shows of a code on a date of service. */
export function asRow({ set, stored, more, explanation }: Found, date: string): SearchRow {
  const billable = stored.billable === null ? null : stored.billable === 1;
  const { state } = verdictOf(set, stored, date);
  return {
    system: stored.system,
    code: displayCode(stored.system, stored.key),
    title: stored.title,
    marks: explanation.marks,
    why: explanation.why,
    billable,
    state,
    ended: stored.ended,
    more,
  };
}
