import { displayCode } from '../../codeset/code-format.ts';
import type { StoredCode } from '../../codeset/reader.ts';
import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest } from '../../contract/search.ts';
import type { Explanation } from './explain.ts';
import type { MergedIndex } from './index.ts';
import type { AskedCode, ByNumber, CodePattern } from './reading/by-number.ts';
import { withoutPunctuation } from './reading/by-number.ts';
import type { CodeLike } from './reading/codes.ts';
import type { Listed } from './reading/codes-in-text.ts';
import { textBeside } from './reading/codes-in-text.ts';
import { afterAll } from './reading/targets.ts';
import type { RowList } from './rows.ts';
import { nothingToExplain, order } from './rows.ts';

/** What a text found by number. */
export interface FoundByNumber {
  /** Surely codes, and not held; as typed. */
  missing: string[];
  /** What is left to be searched in words; null for nothing. */
  inWords: string | null;
}

/** Finds codes by their number: one, its beginning, a list, a range, a pattern. */
export class NumberFinder {
  readonly #index: MergedIndex;

  constructor(index: MergedIndex) {
    this.#index = index;
  }

  /**
   * Adds what the text finds as a code, a list or a range of codes. Words are searched too unless the text is plainly
   * meant as codes: an answer in other codes to a code that is not held would look right and be wrong.
   *
   * @param text what `readings` were read from
   */
  add(readings: readonly ByNumber[], text: string, request: SearchRequest, rows: RowList): FoundByNumber {
    for (const reading of readings) {
      const done = this.#addReading(reading, text, request, rows);
      if (done) return done;
    }
    return { missing: [], inWords: text };
  }

  /** Null where the text is to be read otherwise. */
  #addReading(reading: ByNumber, text: string, request: SearchRequest, rows: RowList): FoundByNumber | null {
    switch (reading.kind) {
      case 'respaced':
        return this.#addExact(reading, rows) > 0 ? { missing: [], inWords: null } : null;
      case 'list':
        return this.#addListed(reading.codes, reading.text, request, rows);
      case 'pattern':
        this.#addPattern(reading, rows, request);
        if (rows.empty && !reading.sure) return null;
        return { missing: rows.empty ? [text.trim()] : [], inWords: null };
      case 'code':
        return this.#addCode(reading, text, rows, request);
    }
  }

  #addListed(
    codes: readonly Listed[],
    text: string,
    request: SearchRequest,
    rows: RowList,
  ): FoundByNumber | null {
    const taken: Listed[] = [];
    const missing: string[] = [];
    for (const listed of codes) {
      const found = this.#addOne(listed, rows, request);
      if (found > 0 || listed.sure) taken.push(listed);
      if (found === 0 && listed.sure) missing.push(listed.typed);
    }
    if (taken.length === 0) return null;
    const beside = textBeside(text, taken);
    return { missing, inWords: beside === '' ? null : beside };
  }

  /** Returns how many codes it finds. */
  #addOne(listed: Listed, rows: RowList, request: SearchRequest): number {
    switch (listed.kind) {
      case 'code':
        return this.#addExact(listed, rows);
      case 'modifier':
        return this.#addExact({ key: listed.key, dotted: false, modifier: true }, rows);
      case 'range':
        return this.#addRange(listed, rows, request);
    }
  }

  #addCode(code: AskedCode, text: string, rows: RowList, request: SearchRequest): FoundByNumber {
    this.#addCodes(code, rows, request);
    if (rows.empty) this.#addRepaired(code, rows);
    if (rows.empty && code.sure) return { missing: [withoutPunctuation(text)], inWords: null };
    return { missing: [], inWords: rows.empty || !code.plain ? text : null };
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

  /** Returns how many codes there are in it. */
  #addRange(
    { first, last, ofIcd }: { first: string; last: string; ofIcd: boolean },
    rows: RowList,
    { systems: wanted, limit }: SearchRequest,
  ): number {
    // Ranges of five characters are spoken of CPT and HCPCS; an ICD-10-CM code between them is a coincidence of letters.
    const found = this.#index.shards.flatMap(({ set }) =>
      ofIcd
        ? set
            .docsBetween('icd10cm', first, last + afterAll, 10_000)
            .flatMap((doc) => set.code(doc) ?? [])
            .map((stored) => ({ set, stored }))
        : set
            .codesInRange(
              first,
              last,
              (wanted.length > 0 ? wanted : systems).filter((system) => system !== 'icd10cm'),
              limit,
            )
            .map((stored) => ({ set, stored })),
    );
    // The ends of a range say what is listed: categories before what is below them.
    const below = ({ stored }: { stored: StoredCode }) => Number(ofIcd && stored.key.length > first.length);
    for (const { set, stored } of found.toSorted((a, b) => below(a) - below(b) || byKey(a, b)))
      rows.addTyped(set, stored, '');
    return found.length;
  }

  /** Every system that has exactly this code, the one that the punctuation speaks for first. Returns how many. */
  #addExact({ key, dotted, modifier }: CodeLike & { modifier?: boolean }, rows: RowList): number {
    const exact = this.#index.shards.flatMap(({ set }) =>
      set
        .codesByKey(key)
        .filter(({ system }) => modifier !== true || system === 'modifier')
        .map((stored) => ({ set, stored })),
    );
    // ICD-10-CM writes a dot, the others never do: the punctuation typed says which one is meant first, and with a dot
    // nothing else is meant unless ICD-10-CM has it too.
    if (dotted && !exact.some(({ stored }) => stored.system === 'icd10cm')) return 0;
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
