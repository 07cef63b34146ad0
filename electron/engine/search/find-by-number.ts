import { displayCode } from '../../codeset/code-format.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest } from '../../contract/search.ts';
import type { Explanation } from './explain.ts';
import type { Filters } from './filters.ts';
import type { MergedIndex } from './index.ts';
import type { AskedCode, ByNumber, CodePattern } from './reading/by-number.ts';
import { withoutPunctuation } from './reading/by-number.ts';
import type { CodeLike } from './reading/codes.ts';
import type { Listed } from './reading/codes-in-text.ts';
import { textBeside } from './reading/codes-in-text.ts';
import type { RowList } from './rows.ts';
import { nothingToExplain, order } from './rows.ts';

const icd10cm = systems.indexOf('icd10cm');

/** What a text found by number. */
export interface FoundByNumber {
  /** Surely codes, and not held; as typed. */
  missing: string[];
  /** What is left to be searched in words; null for nothing. */
  inWords: string | null;
}

/** What is asked, and what takes up the answer. */
export interface Answering {
  request: SearchRequest;
  rows: RowList;
  filters: Filters;
}

/** Codes whose keys stand between two, are like a pattern, and of one system or not. */
interface Span {
  first: string;
  last: string;
  pattern: string;
  /** Only codes of ICD-10-CM (true), only others (false), or all. */
  ofIcd?: boolean;
}

interface Held {
  set: CodeSet;
  stored: StoredCode;
  /** Merged number. */
  text: number;
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
  add(readings: readonly ByNumber[], text: string, answering: Answering): FoundByNumber {
    for (const reading of readings) {
      const done = this.#addReading(reading, text, answering);
      if (done) return done;
    }
    return { missing: [], inWords: text };
  }

  /** Null where the text is to be read otherwise. */
  #addReading(reading: ByNumber, text: string, answering: Answering): FoundByNumber | null {
    switch (reading.kind) {
      case 'respaced':
        return this.#addExact(reading, answering) > 0 ? { missing: [], inWords: null } : null;
      case 'list':
        return this.#addListed(reading.codes, reading.text, answering);
      case 'pattern':
        if (this.#addPattern(reading, text, answering) > 0) return { missing: [], inWords: null };
        return reading.sure ? { missing: [text.trim()], inWords: null } : null;
      case 'code':
        return this.#addCode(reading, text, answering);
    }
  }

  #addListed(codes: readonly Listed[], text: string, answering: Answering): FoundByNumber | null {
    const taken: Listed[] = [];
    const missing: string[] = [];
    for (const listed of codes) {
      const found = this.#addOne(listed, answering);
      if (found > 0 || listed.sure) taken.push(listed);
      if (found === 0 && listed.sure) missing.push(listed.typed);
    }
    if (taken.length === 0) return null;
    const beside = textBeside(text, taken);
    return { missing, inWords: beside === '' ? null : beside };
  }

  /** Returns how many codes it finds; so do those below. */
  #addOne(listed: Listed, answering: Answering): number {
    switch (listed.kind) {
      case 'code':
        return this.#addExact(listed, answering);
      case 'modifier':
        return this.#addExact({ key: listed.key, dotted: false, modifier: true }, answering);
      case 'range':
        return this.#addRange(listed, answering);
    }
  }

  #addCode(code: AskedCode, text: string, answering: Answering): FoundByNumber {
    const found = this.#addCodes(code, answering) || this.#addRepaired(code, answering);
    if (found === 0 && code.sure) return { missing: [withoutPunctuation(text)], inWords: null };
    return { missing: [], inWords: found === 0 || !code.plain ? text : null };
  }

  #addPattern({ pattern, dotted }: CodePattern, text: string, answering: Answering): number {
    const [first = ''] = pattern.split(/[?*]/, 1);
    const span = { first, last: first, pattern, ...(dotted ? { ofIcd: true } : {}) };
    return this.#addSpan(span, answering, ({ set, stored }) =>
      answering.rows.add(set, stored, 0, becauseCode(`like ${text.trim().toUpperCase()}`)),
    );
  }

  /**
   * Ranges of five characters are spoken of CPT and HCPCS; an ICD-10-CM code between them is a coincidence of letters.
   * Of ICD codes those as long as the first come first, then what is below them.
   */
  #addRange(
    { first, last, ofIcd }: { first: string; last: string; ofIcd: boolean },
    answering: Answering,
  ): number {
    const add = ({ set, stored }: Held) => answering.rows.addTyped(set, stored, '');
    const ends = this.#addSpan({ first, last, pattern: '?'.repeat(first.length), ofIcd }, answering, add);
    return ofIcd ? this.#addSpan({ first, last, pattern: '*', ofIcd }, answering, add) : ends;
  }

  /**
   * Counts all codes of a span, and adds the first of those that pass the filters, of all files together in the order
   * of their keys.
   */
  #addSpan(
    { first, last, pattern, ofIcd }: Span,
    { request, filters }: Answering,
    add: (held: Held) => void,
  ): number {
    const { facts } = this.#index;
    const found: Held[] = [];
    let count = 0;
    for (const { set, base } of this.#index.shards) {
      let shown = 0;
      for (const doc of set.docsLike(first, last, pattern)) {
        const text = base + doc;
        if (ofIcd !== undefined && (facts.system[text] === icd10cm) !== ofIcd) continue;
        if (!this.#index.answersFor(text)) continue;
        count += 1;
        if (!filters.countByNumber(text, facts) || shown === request.limit) continue;
        shown += 1;
        const stored = set.code(doc);
        if (stored) found.push({ set, stored, text });
      }
    }
    for (const held of found.toSorted(byKey)) add(held);
    return count;
  }

  /** Every system that has exactly this code, the one that the punctuation speaks for first. */
  #addExact(
    { key, dotted, modifier }: CodeLike & { modifier?: boolean },
    { rows, filters }: Answering,
  ): number {
    const exact = this.#heldAs(key).filter(({ stored }) => modifier !== true || stored.system === 'modifier');
    // ICD-10-CM writes a dot, the others never do: the punctuation typed says which one is meant first, and with a dot
    // nothing else is meant unless ICD-10-CM has it too.
    if (dotted && !exact.some(({ stored }) => stored.system === 'icd10cm')) return 0;
    const rank = (system: System) => ((system === 'icd10cm') === dotted ? 0 : 1);
    exact.sort(
      (a, b) =>
        rank(a.stored.system) - rank(b.stored.system) || order(a.stored.system) - order(b.stored.system),
    );
    for (const { set, stored, text } of exact) {
      filters.countByNumber(text, this.#index.facts);
      rows.addTyped(set, stored, '');
    }
    return exact.length;
  }

  /** The code itself, then the codes that begin with it. */
  #addCodes({ key, dotted, named, plain }: AskedCode, answering: Answering): number {
    const exact = this.#addExact({ key, dotted }, answering);
    // Two letters are a modifier or a short form; the hundred codes of ICD-10-PCS that begin with them would bury both.
    if (!/\d/.test(key) || (named && !plain)) return exact;
    const span = { first: key, last: key, pattern: '*', ...(dotted ? { ofIcd: true } : {}) };
    const found = this.#addSpan(span, answering, ({ set, stored }) =>
      answering.rows.add(set, stored, 0, becauseCode(`begins with ${displayCode(stored.system, key)}`)),
    );
    return Math.max(exact, found);
  }

  #addRepaired({ repaired: keys, dotted }: AskedCode, { rows, filters }: Answering): number {
    let found = 0;
    for (const repaired of keys) {
      for (const { set, stored, text } of this.#heldAs(repaired)) {
        if (dotted && stored.system !== 'icd10cm') continue;
        filters.countByNumber(text, this.#index.facts);
        rows.addTyped(set, stored, `read as ${displayCode(stored.system, repaired)}`);
        found += 1;
      }
    }
    return found;
  }

  /** The codes with exactly this key. */
  #heldAs(key: string): Held[] {
    return this.#index.shards
      .flatMap(({ set, base }) =>
        set.codesByKey(key).map((stored) => ({ set, stored, text: base + stored.doc })),
      )
      .filter(({ text }) => this.#index.answersFor(text));
  }
}

/** Of all files together, in the order of their keys. */
function byKey(a: Held, b: Held): number {
  return a.stored.key < b.stored.key ? -1 : Number(a.stored.key > b.stored.key);
}

export function becauseCode(why: string): Explanation {
  return { ...nothingToExplain, why };
}
