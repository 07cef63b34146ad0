import { codeKey, displayCode } from '../../codeset/code-format.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import { categoryNumber } from '../../codeset/segment.ts';
import { verdictOf } from '../verdict.ts';
import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest, SearchRow } from '../../contract/search.ts';
import type { Chosen } from '../../userdata/pick-memory.ts';
import type { Explanation } from './explain.ts';
import type { Filters } from './filters.ts';
import type { Found } from './found.ts';

export const nothingToExplain: Explanation = { marks: [], why: '', readAs: [] };

/** Place of a system in the order coders see. */
export function order(system: System): number {
  return systems.indexOf(system);
}

const becauseChosen = 'chosen before';

/**
 * The rows of one answer: no code twice, only what the filters pass, no more than the limit. Codes that were typed stand
 * first, then what was chosen before for the same words, then the others, each as they were found.
 */
export class RowList {
  /** What was chosen before for the same words, first what counts most. */
  readonly chosen: readonly Chosen[];
  readonly #typed: SearchRow[] = [];
  readonly #chosen: { place: number; row: SearchRow }[] = [];
  readonly #others: SearchRow[] = [];
  /** Places in `chosen`, by system and key. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #request: SearchRequest;
  readonly #filters: Filters;
  readonly #seen = new Set<string>();

  constructor(request: SearchRequest, filters: Filters, chosen: readonly Chosen[] = []) {
    this.#request = request;
    this.#filters = filters;
    this.chosen = chosen;
    this.#places = new Map(chosen.map(({ system, code }, place) => [`${system} ${codeKey(code)}`, place]));
  }

  get rows(): SearchRow[] {
    const chosen = this.#chosen.toSorted((a, b) => a.place - b.place).map(({ row }) => row);
    return [...this.#typed, ...chosen, ...this.#others].slice(0, this.#request.limit);
  }

  /** True when no code was found, whether shown or not. */
  get empty(): boolean {
    return this.#seen.size === 0;
  }

  get full(): boolean {
    return this.#typed.length + this.#chosen.length + this.#others.length >= this.#request.limit;
  }

  /** Whether a code was chosen before for these words: it has room in a full list too. */
  wasChosen({ system, key }: StoredCode): boolean {
    return this.#places.has(`${system} ${key}`);
  }

  /** A code whose number was typed. No choice moves it or anything before it. */
  addTyped(set: CodeSet, stored: StoredCode, why: string): void {
    if (!this.#isNew(stored) || this.full) return;
    const explanation = { ...nothingToExplain, why };
    this.#typed.push(asRow({ set, stored, more: 0, explanation }, this.#request.date));
  }

  add(set: CodeSet, stored: StoredCode, more: number, explanation: Explanation): void {
    const place = this.#places.get(`${stored.system} ${stored.key}`);
    if (!this.#isNew(stored) || (this.full && place === undefined)) return;
    const row = asRow({ set, stored, more, explanation }, this.#request.date);
    // What cannot be reported on the date stays where it was found.
    if (place === undefined || row.state === 'ended' || row.state === 'not-yet') {
      this.#others.push(row);
      return;
    }
    const why = row.why === '' ? becauseChosen : `${becauseChosen} · ${row.why}`;
    this.#chosen.push({ place, row: { ...row, why } });
  }

  /** True for a code that was not added yet and passes the filters; it counts as found either way. */
  #isNew({ system, key, billable }: StoredCode): boolean {
    const place = order(system);
    const name = `${system} ${key}`;
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    return this.#filters.passes({ system: place, billable: billable ?? 2, category: categoryNumber(key) });
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
