import { displayCode } from '../../codeset/code-format.ts';
import type { StoredCode } from '../../codeset/reader.ts';
import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest } from '../../contract/search.ts';
import type { Explanation } from './explain.ts';
import type { MergedIndex } from './index.ts';
import type { AskedCode, ByNumber, CodePattern } from './reading/by-number.ts';
import type { CodeLike } from './reading/codes.ts';
import type { RowList } from './rows.ts';
import { nothingToExplain, order } from './rows.ts';

/** Finds codes by their number: one, its beginning, a list, a range, a pattern. */
export class NumberFinder {
  readonly #index: MergedIndex;

  constructor(index: MergedIndex) {
    this.#index = index;
  }

  /**
   * Adds what the text finds as a code, a list or a range of codes. Words are searched too unless the text is plainly
   * meant as codes: an answer in other codes to a code that is not held would look right and be wrong.
   */
  add(
    readings: readonly ByNumber[],
    request: SearchRequest,
    rows: RowList,
  ): { missing: string[]; wordsToo: boolean } {
    for (const reading of readings) {
      const done = this.#addReading(reading, request, rows);
      if (done) return done;
    }
    return { missing: [], wordsToo: true };
  }

  /** Null where the text is to be read otherwise. */
  #addReading(
    reading: ByNumber,
    request: SearchRequest,
    rows: RowList,
  ): { missing: string[]; wordsToo: boolean } | null {
    const typed = request.text.trim();
    switch (reading.kind) {
      case 'range':
        this.#addRange([reading.first, reading.last], rows, request);
        return { missing: rows.empty ? [typed] : [], wordsToo: false };
      case 'respaced':
        return this.#addExact(reading, rows) > 0 ? { missing: [], wordsToo: false } : null;
      case 'list': {
        const missing = reading.codes.filter((listed) => this.#addExact(listed, rows) === 0);
        return { missing: missing.map((listed) => listed.typed), wordsToo: false };
      }
      case 'pattern':
        this.#addPattern(reading, rows, request);
        if (rows.empty && !reading.sure) return null;
        return { missing: rows.empty ? [typed] : [], wordsToo: false };
      case 'code':
        return this.#addCode(reading, rows, request);
    }
  }

  #addCode(code: AskedCode, rows: RowList, request: SearchRequest): { missing: string[]; wordsToo: boolean } {
    this.#addCodes(code, rows, request);
    if (rows.empty) this.#addRepaired(code, rows);
    if (rows.empty && code.sure) return { missing: [request.text.trim()], wordsToo: false };
    return { missing: [], wordsToo: rows.empty || !code.plain };
  }

  #addPattern(
    { pattern, dotted }: CodePattern,
    rows: RowList,
    { systems: wanted, limit }: SearchRequest,
  ): void {
    const asked = wanted.length > 0 ? wanted : systems;
    const spoken = dotted ? asked.filter((system) => system === 'icd10cm') : asked;
    const found = this.#index.shards.flatMap(({ set }) =>
      set.codesLike(pattern, spoken, limit).map((stored) => ({ set, stored })),
    );
    for (const { set, stored } of found.toSorted(byKey))
      rows.add(set, stored, 0, becauseCode(`like ${pattern}`));
  }

  #addRange([first, last]: [string, string], rows: RowList, { systems: wanted, limit }: SearchRequest): void {
    // Ranges are spoken of CPT and HCPCS numbers; an ICD-10-CM code between them is a coincidence of letters.
    const asked = (wanted.length > 0 ? wanted : systems).filter((system) => system !== 'icd10cm');
    const found = this.#index.shards.flatMap(({ set }) =>
      set.codesInRange(first, last, asked, limit).map((stored) => ({ set, stored })),
    );
    for (const { set, stored } of found.toSorted(byKey)) rows.add(set, stored, 0, becauseCode(''));
  }

  /** Every system that has exactly this code, the one that the punctuation speaks for first. Returns how many. */
  #addExact({ key, dotted, modifier }: CodeLike & { modifier?: boolean }, rows: RowList): number {
    const exact = this.#index.shards.flatMap(({ set }) =>
      set
        .codesByKey(key)
        .filter(({ system }) => modifier !== true || system === 'modifier')
        .map((stored) => ({ set, stored })),
    );
    // ICD-10-CM writes a dot, the others never do: the punctuation typed says which one is meant first.
    const rank = (system: System) => ((system === 'icd10cm') === dotted ? 0 : 1);
    exact.sort(
      (a, b) =>
        rank(a.stored.system) - rank(b.stored.system) || order(a.stored.system) - order(b.stored.system),
    );
    for (const { set, stored } of exact) rows.addTyped(set, stored, '');
    return exact.length;
  }

  /** The code itself, then the codes that begin with it: of all files together, in the order of their keys. */
  #addCodes({ key, dotted, named, plain }: AskedCode, rows: RowList, request: SearchRequest): void {
    this.#addExact({ key, dotted }, rows);
    // Two letters are a modifier or a short form; the hundred codes of ICD-10-PCS that begin with them would bury both.
    if (!/\d/.test(key) || (named && !plain)) return;
    const wanted = request.systems.length > 0 ? request.systems : systems;
    const spoken = dotted ? wanted.filter((system) => system === 'icd10cm') : wanted;
    const longer = this.#index.shards.flatMap(({ set }) =>
      set.codesByPrefix(key, spoken, request.limit).map((stored) => ({ set, stored })),
    );
    for (const { set, stored } of longer.toSorted(byKey)) {
      rows.add(set, stored, 0, becauseCode(`begins with ${displayCode(stored.system, key)}`));
    }
    for (const { set } of this.#index.shards) {
      for (const { system, codes } of this.#index.countByPrefix(set, key)) {
        if (!dotted || system === 'icd10cm') rows.count(system, codes);
      }
    }
  }

  #addRepaired({ repaired: keys, dotted }: AskedCode, rows: RowList): void {
    for (const repaired of keys) {
      for (const { set } of this.#index.shards) {
        for (const stored of set.codesByKey(repaired)) {
          if (dotted && stored.system !== 'icd10cm') continue;
          rows.addTyped(set, stored, `read as ${displayCode(stored.system, repaired)}`);
        }
      }
    }
  }
}

/** Of all files together, in the order of their keys. */
function byKey(a: { stored: StoredCode }, b: { stored: StoredCode }): number {
  return a.stored.key < b.stored.key ? -1 : Number(a.stored.key > b.stored.key);
}

export function becauseCode(why: string): Explanation {
  return { ...nothingToExplain, why };
}
