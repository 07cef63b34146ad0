import { displayCode } from '../../codeset/code-format.ts';
import { dayNumber } from '../../codeset/dates.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import { verdictOn } from '../../codeset/verdict.ts';
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
import { codeLike, repairedKeys, termsOf } from './query.ts';
import { Ranker } from './rank.ts';
import { SpellingIndex } from './spelling.ts';

/** Candidates whose titles are read; beyond this the order of the cheap score stands. */
const rankedTitles = 300;

interface Hit {
  set: CodeSet;
  stored: StoredCode;
  more: number;
  explanation: Explanation;
}

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
    const code = codeLike(request.text);
    if (code) this.#addCodes(code, rows, request.limit);
    // Letters alone are the beginning of a word more often than a number misread: "lo" is no 10.
    if (code && rows.empty && /\d/.test(code.key)) this.#addRepaired(code, rows);
    const onlyCode = code !== null && isPlainlyCode(code.key) && rows.rows.length > 0;
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

  #addCodes({ key, dotted }: CodeLike, rows: RowList, limit: number): void {
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
    if (key.length < 2) return;
    for (const { set } of this.#index.shards) {
      for (const doc of set.docsByPrefix(key, limit + 1)) {
        const stored = set.code(doc);
        if (stored && stored.key !== key && (!dotted || stored.system === 'icd10cm')) {
          rows.add(set, stored, 0, becauseCode(`begins with ${displayCode(stored.system, key)}`));
        }
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

/** "E11.9" and "99213" are codes and nothing else; "t2" and "ms" may be words too. */
function isPlainlyCode(key: string): boolean {
  return key.length >= 3 && /\d\d|\d[A-Z]\d/.test(key);
}

const nothingToExplain: Explanation = { marks: [], why: '', readAs: [] };

function becauseCode(why: string): Explanation {
  return { ...nothingToExplain, why };
}

function order(system: System): number {
  return systems.indexOf(system);
}

function shownSystems(wanted: readonly System[]): Uint8Array {
  return Uint8Array.from(systems, (system) => Number(wanted.length === 0 || wanted.includes(system)));
}

function countsBySystem(counts: Uint32Array): SearchResponse['counts'] {
  const named: SearchResponse['counts'] = {};
  for (const [place, system] of systems.entries()) {
    const count = counts[place] ?? 0;
    if (count > 0) named[system] = count;
  }
  return named;
}

/** The rows of one answer: no code twice, only the systems asked for, no more than the limit. */
class RowList {
  readonly rows: SearchRow[] = [];
  readonly #request: SearchRequest;
  readonly #shown: Uint8Array;
  readonly #seen = new Map<string, number>();

  constructor(request: SearchRequest) {
    this.#request = request;
    this.#shown = shownSystems(request.systems);
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
    if (this.full || this.#shown[place] === 0) return 0;
    this.rows.push(asRow({ set, stored, more, explanation }, this.#request.date));
    return this.rows.length;
  }

  /** Codes found by their number count too; word matches are counted by the matcher. */
  countInto(counts: Uint32Array): void {
    const found = new Uint32Array(counts.length);
    for (const place of this.#seen.values()) found[place] = (found[place] ?? 0) + 1;
    for (const [place, count] of found.entries()) counts[place] = Math.max(counts[place] ?? 0, count);
  }
}

function asRow({ set, stored, more, explanation }: Hit, date: string): SearchRow {
  const edition = set.manifest.editions[0];
  if (!edition) throw new Error('a code set has an edition');
  const billable = stored.billable === null ? null : stored.billable === 1;
  const { state } = verdictOn(date, { ...stored, billable, edition });
  return {
    system: stored.system,
    code: displayCode(stored.system, stored.key),
    title: stored.title,
    marks: explanation.marks,
    why: explanation.why,
    state,
    ended: stored.ended,
    more,
  };
}
