import { displayCode } from '../../codeset/code-format.ts';
import { dayNumber } from '../../codeset/dates.ts';
import type { CodeSet } from '../../codeset/reader.ts';
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
import type { CodeLike } from './query.ts';
import { codeLike, codeList, isPlainlyCode, repairedKeys, termsOf } from './query.ts';
import { Ranker } from './rank.ts';
import { asRow, nothingToExplain, order, RowList, shownSystems } from './rows.ts';
import { SpellingIndex } from './spelling.ts';

/** Candidates whose titles are read; beyond this the order of the cheap score stands. */
const rankedTitles = 300;

/** Answers search requests over the open files. Synchronous: one answer takes a few milliseconds. */
export class Search {
  readonly #index: MergedIndex;
  readonly #matcher: Matcher;
  readonly #ranker: Ranker;
  readonly #spelling: SpellingIndex;
  readonly #abbreviations: Abbreviations;

  constructor(sets: CodeSet[], abbreviations: Abbreviations) {
    this.#index = new MergedIndex(sets);
    this.#matcher = new Matcher(this.#index);
    this.#ranker = new Ranker(this.#index);
    this.#spelling = new SpellingIndex(this.#index.words);
    this.#abbreviations = abbreviations;
  }

  get codes(): number {
    return this.#index.codes;
  }

  /** Codes first (every system that has exactly this one, then those that begin so), then words. */
  search(request: SearchRequest): SearchResponse {
    const started = performance.now();
    const rows = new RowList(request);
    const list = codeList(request.text);
    for (const one of list) this.#addExact(one, rows);
    const code = codeLike(request.text);
    if (code) this.#addCodes(code, rows, request);
    // Letters alone are the beginning of a word more often than a number misread: "lo" is no 10.
    if (code && rows.empty && /\d/.test(code.key)) this.#addRepaired(code, rows);
    const onlyCode = list.length > 0 || (rows.rows.length > 0 && code !== null && isPlainlyCode(code.key));
    const counts = new Uint32Array(systems.length);
    const readAs: SearchResponse['readAs'] = [];
    const slots = onlyCode ? [] : this.#slots(request.text);
    if (slots.length > 0) this.#addWords(slots, rows, request, counts, readAs);
    rows.countInto(counts);
    return { rows: rows.rows, counts: countsBySystem(counts), readAs, ms: performance.now() - started };
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

  /** Every system that has exactly this code, the one that the punctuation speaks for first. */
  #addExact({ key, dotted }: CodeLike, rows: RowList): void {
    const exact = this.#index.shards.flatMap(({ set }) =>
      set.codesByKey(key).map((stored) => ({ set, stored })),
    );
    // ICD-10-CM writes a dot, the others never do: the punctuation typed says which one is meant first.
    const rank = (system: System) => ((system === 'icd10cm') === dotted ? 0 : 1);
    exact.sort(
      (a, b) =>
        rank(a.stored.system) - rank(b.stored.system) || order(a.stored.system) - order(b.stored.system),
    );
    for (const { set, stored } of exact) rows.add(set, stored, 0, becauseCode(''));
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
    longer.sort((a, b) => (a.stored.key < b.stored.key ? -1 : Number(a.stored.key > b.stored.key)));
    for (const { set, stored } of longer) {
      rows.add(set, stored, 0, becauseCode(`begins with ${displayCode(stored.system, key)}`));
    }
    for (const { set } of this.#index.shards) {
      for (const { system, codes } of set.countByPrefix(key)) {
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
