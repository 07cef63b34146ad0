import { displayCode } from '../../codeset/code-format.ts';
import { dayNumber } from '../../codeset/dates.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest, SearchResponse, SearchRow } from '../../contract/search.ts';
import type { Abbreviations } from './abbreviations.ts';
import { expand } from './expand.ts';
import type { Slot } from './expand.ts';
import type { Explanation } from './explain.ts';
import { explain } from './explain.ts';
import { foldFamilies } from './fold.ts';
import { MergedIndex } from './index.ts';
import { Matcher } from './match.ts';
import type { CodeLike } from './codes.ts';
import {
  codeLike,
  codeList,
  codeRange,
  isPlainlyCode,
  isSurelyCode,
  repairedKeys,
  respacedCode,
} from './codes.ts';
import { termsOf } from './query.ts';
import { Ranker } from './rank.ts';
import { asRow, nothingToExplain, order, RowList, shownSystems } from './rows.ts';
import { SpellingIndex } from './spelling.ts';
import { Synonyms } from './synonyms.ts';

/** Candidates whose titles are read; beyond this the order of the cheap score stands. */
const rankedTitles = 300;

/** Answers search requests over the open files. Synchronous: one answer takes a few milliseconds. */
export class Search {
  readonly #index: MergedIndex;
  readonly #matcher: Matcher;
  readonly #ranker: Ranker;
  readonly #spelling: SpellingIndex;
  readonly #abbreviations: Abbreviations;
  readonly #synonyms: Synonyms;

  constructor(sets: CodeSet[], abbreviations: Abbreviations) {
    this.#index = new MergedIndex(sets);
    this.#matcher = new Matcher(this.#index);
    this.#ranker = new Ranker(this.#index);
    this.#spelling = new SpellingIndex(this.#index.words);
    this.#abbreviations = abbreviations;
    this.#synonyms = new Synonyms(sets);
  }

  get codes(): number {
    return this.#index.codes;
  }

  /** Codes first (every system that has exactly this one, then those that begin so), then words. */
  search(request: SearchRequest): SearchResponse {
    const started = performance.now();
    const rows = new RowList(request);
    const { missing, wordsToo } = this.#addByNumber(request, rows);
    const counts = new Uint32Array(systems.length);
    const readAs: SearchResponse['readAs'] = [];
    if (wordsToo) this.#addSynonyms(request, rows);
    const slots = wordsToo ? this.#slots(request.text) : [];
    if (slots.length > 0) this.#addWords(slots, rows, request, counts, readAs);
    rows.countInto(counts);
    return {
      rows: rows.rows,
      counts: countsBySystem(counts),
      missing,
      readAs,
      ms: performance.now() - started,
    };
  }

  /** All codes that one folded row stands for. */
  family(system: System, key: string, date: string): SearchRow[] {
    for (const { set, segment } of this.#index.shards) {
      const stored = set.codesByKey(key).find((code) => code.system === system);
      if (!stored) continue;
      const family = segment.family[stored.doc] ?? stored.doc;
      const members = [...set.children(family, 50)].filter((code) => segment.family[code.doc] === family);
      return (members.length > 0 ? members : [stored]).map((code) =>
        asRow({ set, stored: code, more: 0, explanation: nothingToExplain }, date),
      );
    }
    return [];
  }

  #slots(text: string): Slot[] {
    const slots = expand(termsOf(text, this.#abbreviations), this.#index, this.#spelling);
    return slots.some((slot) => slot.alternatives.length > 0) ? slots : [];
  }

  /**
   * Adds what the text finds as a code, a list or a range of codes. Words are searched too unless the text is plainly
   * meant as codes: an answer in other codes to a code that is not held would look right and be wrong.
   */
  #addByNumber(request: SearchRequest, rows: RowList): { missing: string[]; wordsToo: boolean } {
    const { text } = request;
    const range = codeRange(text);
    if (range) {
      this.#addRange(range, rows, request);
      return { missing: rows.empty ? [text.trim()] : [], wordsToo: false };
    }
    const respaced = respacedCode(text);
    if (respaced && this.#addExact(respaced, rows) > 0) return { missing: [], wordsToo: false };
    const list = codeList(text);
    if (list.length > 0) {
      const missing = list.filter((listed) => this.#addExact(listed, rows) === 0);
      return { missing: missing.map(({ typed }) => typed), wordsToo: false };
    }
    const code = codeLike(text);
    if (!code) return { missing: [], wordsToo: true };
    this.#addCodes(code, rows, request);
    // Letters alone are the beginning of a word more often than a number misread: "lo" is no 10.
    if (rows.empty && /\d/.test(code.key)) this.#addRepaired(code, rows);
    if (rows.empty && isSurelyCode(code)) return { missing: [text.trim()], wordsToo: false };
    return { missing: [], wordsToo: rows.empty || !isPlainlyCode(code.key) };
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
    for (const { set, stored } of exact) rows.add(set, stored, 0, becauseCode(''));
    return exact.length;
  }

  /** The code itself, then the codes that begin with it: of all files together, in the order of their keys. */
  #addCodes({ key, dotted }: CodeLike, rows: RowList, request: SearchRequest): void {
    this.#addExact({ key, dotted }, rows);
    if (key.length < 2) return;
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

  #addRepaired({ key, dotted }: CodeLike, rows: RowList): void {
    for (const repaired of repairedKeys(key)) {
      for (const { set } of this.#index.shards) {
        for (const stored of set.codesByKey(repaired)) {
          if (dotted && stored.system !== 'icd10cm') continue;
          rows.add(set, stored, 0, becauseCode(`read as ${displayCode(stored.system, repaired)}`));
        }
      }
    }
  }

  /** What the clinic itself calls a code comes before what its title happens to say. */
  #addSynonyms({ text, limit }: SearchRequest, rows: RowList): void {
    for (const synonym of this.#synonyms.find(text, limit)) {
      for (const { set } of this.#index.shards) {
        const stored = set.codesByKey(synonym.key).find(({ system }) => system === synonym.system);
        if (stored) rows.add(set, stored, 0, becauseCode(`clinic: ${synonym.text}`));
      }
    }
  }

  #addWords(
    slots: Slot[],
    rows: RowList,
    request: SearchRequest,
    counts: Uint32Array,
    readAs: SearchResponse['readAs'],
  ): void {
    const limits = { shown: shownSystems(request.systems), day: dayNumber(request.date) };
    const matches = this.#matcher.match(slots, limits, rankedTitles);
    counts.set(matches.counts);
    const ranked = this.#ranker.rank(matches.best, slots);
    for (const { code, more } of foldFamilies(ranked, this.#index)) {
      if (rows.full) break;
      const shard = this.#index.shardOf(code);
      const stored = shard.set.code(code - shard.base);
      if (!stored) continue;
      const explanation = explain(stored.title, slots, this.#index);
      if (rows.add(shard.set, stored, more, explanation) === 1) readAs.push(...explanation.readAs);
    }
  }
}

/** Of all files together, in the order of their keys. */
function byKey(a: { stored: StoredCode }, b: { stored: StoredCode }): number {
  return a.stored.key < b.stored.key ? -1 : Number(a.stored.key > b.stored.key);
}

function becauseCode(why: string): Explanation {
  return { ...nothingToExplain, why };
}

function countsBySystem(counts: Uint32Array): SearchResponse['counts'] {
  const named: SearchResponse['counts'] = {};
  for (const [place, system] of systems.entries()) {
    const count = counts[place] ?? 0;
    if (count > 0) named[system] = count;
  }
  return named;
}
