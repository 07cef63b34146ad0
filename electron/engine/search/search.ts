import { displayCode } from '../../codeset/code-format.ts';
import { dayNumber } from '../../codeset/dates.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest, SearchResponse, SearchRow } from '../../contract/search.ts';
import { nameKinds } from '../../codeset/names/name.ts';
import type { Candidate } from './best-candidates.ts';
import { expand } from './expand.ts';
import type { Slot } from './expand.ts';
import type { Explanation, FoundName } from './explain.ts';
import { explain } from './explain.ts';
import { ChapterPlaces, Filters } from './filters.ts';
import { Folder } from './fold.ts';
import { MergedIndex } from './index.ts';
import type { Work } from './match.ts';
import { Matcher, noWork } from './match.ts';
import type { AskedCode, ByNumber, CodePattern } from './reading/by-number.ts';
import type { CodeLike } from './reading/codes.ts';
import type { Lexicon } from './reading/lexicon.ts';
import { read } from './reading/reading.ts';
import { Ranker } from './rank.ts';
import { asRow, nothingToExplain, order, RowList } from './rows.ts';
import { SpellingIndex } from './spelling.ts';
import { closestWords, didYouMean } from './suggest.ts';
import { Synonyms } from './synonyms.ts';

/** Candidates whose texts are read; beyond this the order of the cheap score stands. */
const rankedTexts = 300;

/** Answers search requests over the open files. Synchronous: one answer takes a few milliseconds. */
export class Search {
  readonly #index: MergedIndex;
  readonly #matcher: Matcher;
  readonly #ranker: Ranker;
  readonly #folder: Folder;
  readonly #spelling: SpellingIndex;
  readonly #lexicon: Lexicon;
  readonly #synonyms: Synonyms;
  readonly #chapters: ChapterPlaces;
  #work: Work = noWork;

  constructor(sets: CodeSet[], lexicon: Lexicon) {
    this.#chapters = new ChapterPlaces(lexicon.chapters);
    this.#index = new MergedIndex(sets);
    this.#matcher = new Matcher(this.#index);
    this.#ranker = new Ranker(this.#index);
    this.#folder = new Folder(this.#index, this.#ranker);
    this.#spelling = new SpellingIndex(this.#index.words);
    this.#lexicon = lexicon;
    this.#synonyms = new Synonyms(sets);
  }

  get codes(): number {
    return this.#index.codes;
  }

  /** What the last search in words cost, in steps. */
  get work(): Work {
    return this.#work;
  }

  /** Codes first (every system that has exactly this one, then those that begin so), then words. */
  search(asked: SearchRequest): SearchResponse {
    const started = performance.now();
    const reading = read(asked.text, this.#lexicon);
    const request = within(asked, reading.filters.systems);
    const filters = new Filters(request, this.#chapters);
    this.#work = noWork;
    const rows = new RowList(request, filters);
    const { missing, wordsToo } = this.#addByNumber(reading.byNumber, request, rows);
    const readAs: SearchResponse['readAs'] = [];
    if (wordsToo) this.#addSynonyms(request, rows);
    const slots = wordsToo ? expand(reading.whole.terms, this.#index, this.#spelling) : [];
    const known = slots.some((slot) => slot.alternatives.length > 0);
    if (known) this.#addWords(slots, rows, request, filters, readAs);
    const counts = filters.counts;
    rows.countInto(counts);
    return {
      rows: rows.rows,
      counts: countsBySystem(counts),
      facets: filters.facets,
      missing,
      readAs,
      didYouMean: didYouMean(request.text, readAs, slots),
      closest: rows.empty ? closestWords(slots, this.#index, this.#spelling) : [],
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

  /**
   * Adds what the text finds as a code, a list or a range of codes. Words are searched too unless the text is plainly
   * meant as codes: an answer in other codes to a code that is not held would look right and be wrong.
   */
  #addByNumber(
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

  #addRepaired({ repaired: keys, dotted }: AskedCode, rows: RowList): void {
    for (const repaired of keys) {
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
    filters: Filters,
    readAs: SearchResponse['readAs'],
  ): void {
    const alive = this.#index.aliveOn(dayNumber(request.date));
    const { best, work } = this.#matcher.match(slots, filters, alive, rankedTexts);
    this.#work = work;
    const ranked = this.#ranker.rank(best, slots);
    const whole = (1 << slots.length) - 1;
    for (const { code, more, by } of this.#folder.rows(ranked, whole, alive)) {
      if (rows.full) break;
      const shard = this.#index.shardOf(code);
      const stored = shard.set.code(code - shard.base);
      if (!stored) continue;
      const explanation = explain(stored.title, slots, this.#index, this.#nameOf(by));
      if (rows.add(shard.set, stored, more, explanation) === 1) readAs.push(...explanation.readAs);
    }
  }

  #nameOf({ code: text, slots }: Candidate): FoundName | null {
    const { set, segment, base, codes } = this.#index.shardOf(text);
    const name = text - base - codes;
    const kind = name < 0 ? undefined : nameKinds[segment.nameKind[name] ?? 0];
    if (kind === undefined) return null;
    const stored = set.code(segment.nameCode[name] ?? 0);
    return {
      kind,
      slots,
      text: set.nameText(name),
      code: stored ? displayCode(stored.system, stored.key) : '',
    };
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

/** The systems named in the text are all that is asked; with none of them chosen beside it, nothing is. */
function within(request: SearchRequest, named: readonly System[]): SearchRequest {
  return named.length > 0 ? { ...request, systems: [...named] } : request;
}
