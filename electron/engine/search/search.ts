import { codeKey } from '../../codeset/code-format.ts';
import { dayNumber } from '../../codeset/dates.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import { wordsOf } from '../../codeset/words.ts';
import type { System } from '../../contract/codes.ts';
import type { SearchRequest, SearchResponse, SearchRow } from '../../contract/search.ts';
import type { Chosen } from '../../userdata/pick-memory.ts';
import { expand } from './expand.ts';
import type { Slot } from './expand.ts';
import { ChapterPlaces, Filters } from './filters.ts';
import { becauseCode, NumberFinder } from './find-by-number.ts';
import type { Asked, WordsAnswer } from './find-by-words.ts';
import { WordsFinder } from './find-by-words.ts';
import type { Found } from './found.ts';
import { MergedIndex } from './index.ts';
import type { Work } from './match.ts';
import { noWork } from './match.ts';
import type { Lexicon } from './reading/lexicon.ts';
import type { Reading } from './reading/reading.ts';
import { read, readWords } from './reading/reading.ts';
import type { Term } from './reading/terms.ts';
import { Respeller } from './respell.ts';
import { asRow, nothingToExplain, RowList } from './rows.ts';
import { Said } from './said.ts';
import { SpellingIndex } from './spelling.ts';
import { Suggester } from './suggest.ts';
import type { AskedSynonyms, Synonym } from './synonyms.ts';
import { Synonyms } from './synonyms.ts';

interface InWords {
  readAs: SearchResponse['readAs'];
  slots: Slot[];
  choices: Reading['choices'];
  /** Misspelt names that were put right before the words were looked up. */
  respelt: SearchResponse['readAs'];
}

/** What a query cost, in steps: what was read, the texts looked at for what was quoted or excluded, and what terms may match. */
export interface QueryWork extends Work {
  said: number;
  alternatives: number;
  /** Codes that terms name. */
  targets: number;
}
const noQueryWork: QueryWork = { ...noWork, said: 0, alternatives: 0, targets: 0 };

const nothingInWords: InWords = { readAs: [], slots: [], choices: [], respelt: [] };

/** Answers search requests over the open files. Synchronous: one answer takes a few milliseconds. */
export class Search {
  readonly #index: MergedIndex;
  readonly #byNumber: NumberFinder;
  readonly #byWords: WordsFinder;
  readonly #spelling: SpellingIndex;
  readonly #lexicon: Lexicon;
  readonly #respeller: Respeller;
  readonly #suggester: Suggester;
  readonly #synonyms: Synonyms;
  readonly #chapters: ChapterPlaces;
  #work: QueryWork = noQueryWork;

  constructor(sets: CodeSet[], lexicon: Lexicon) {
    this.#index = new MergedIndex(sets);
    this.#byNumber = new NumberFinder(this.#index);
    this.#byWords = new WordsFinder(this.#index);
    this.#spelling = new SpellingIndex(this.#index.words);
    this.#lexicon = lexicon;
    this.#respeller = new Respeller(lexicon, this.#index, this.#spelling);
    this.#suggester = new Suggester(this.#index, this.#spelling);
    this.#synonyms = new Synonyms(sets);
    this.#chapters = new ChapterPlaces(lexicon.chapters);
  }

  get codes(): number {
    return this.#index.codes;
  }

  /** What the last search in words cost, in steps. */
  get work(): QueryWork {
    return this.#work;
  }

  /**
   * Codes first (every system that has exactly this one, then those that begin so), then words. Between a code that was
   * typed and the rest stand those of the rows that were chosen before, first what counts most.
   */
  search(asked: SearchRequest, chosen: readonly Chosen[] = []): SearchResponse {
    const started = performance.now();
    const reading = read(asked.text, this.#lexicon);
    const request = withFields(asked, reading);
    const filters = new Filters(request, this.#chapters, reading.filters.within);
    const rows = new RowList(request, filters, chosen);
    this.#work = noQueryWork;
    const { missing, inWords } = this.#byNumber.add(reading.byNumber, reading.plain, {
      request,
      rows,
      filters,
    });
    const found =
      inWords === null
        ? nothingInWords
        : this.#inWords(
            inWords === reading.plain ? reading : this.#reread(reading, inWords),
            request,
            filters,
            rows,
          );
    return {
      rows: rows.rows,
      counts: filters.counts,
      facets: filters.facets,
      missing,
      readAs: found.readAs,
      didYouMean: this.#suggester.didYouMean(request.text, found.respelt, found.readAs, found.slots),
      closest: rows.rows.length === 0 ? this.#suggester.closest(found.slots) : [],
      notes: reading.notes,
      conditions: reading.conditions,
      choices: found.choices,
      ms: performance.now() - started,
    };
  }

  /** All codes that one folded row stands for. */
  family(system: System, key: string, date: string): SearchRow[] {
    for (const { set, base } of this.#index.shards) {
      const stored = set.codesByKey(key).find((code) => code.system === system);
      if (!stored) continue;
      const members = this.#byWords
        .familyOf(base + stored.doc)
        .flatMap((code) => set.code(code - base) ?? []);
      return (members.length > 0 ? members : [stored]).map((code) =>
        asRow({ set, stored: code, more: 0, explanation: nothingToExplain }, date),
      );
    }
    return [];
  }

  /** What the clinic itself calls a code in force comes before what its title happens to say. */
  #addSynonyms(reading: Reading, { filters, said, day }: Asked, rows: RowList): void {
    const alive = this.#index.aliveOn(day);
    const places = new Map<Synonym, number>();
    const found = this.#synonyms.find(askedOf(reading), (synonym, saysPhrases) => {
      const text = this.#index.codeNumbers(synonym.system, synonym.key).find((one) => alive[one] === 1);
      if (text === undefined || (saysPhrases ? said.excludes(text) : said.asks && !said.passes(text)))
        return false;
      places.set(synonym, text);
      return true;
    });
    for (const synonym of found) {
      const text = places.get(synonym) ?? -1;
      const { set, base } = this.#index.shardOf(text);
      const stored = set.code(text - base);
      filters.countByNumber(text, this.#index.facts);
      if (stored) rows.add(set, stored, 0, becauseCode(`clinic: ${synonym.text}`));
    }
  }

  #inWords(typed: Reading, request: SearchRequest, filters: Filters, rows: RowList): InWords {
    const respelt = this.#respeller.respell(typed.plain, typed.whole.terms);
    const reading = respelt ? this.#reread(typed, respelt.text) : typed;
    const slots = this.#slots(reading.whole.terms, asidesOf(reading.plain));
    const said = new Said(this.#index, { ...reading, excluded: this.#slots(reading.excluded) }, slots);
    const chosen = rows.chosen.flatMap(({ system, code }) => this.#index.codeNumbers(system, codeKey(code)));
    const { date, limit } = request;
    const asked: Asked = { filters, said, day: dayNumber(date), limit, chosen };
    this.#addSynonyms(typed, asked, rows);
    const ask = (part: readonly Slot[]) => this.#ask(part, asked);
    const whole = ask(slots);
    let answers = [whole];
    // Two diagnoses are two questions, unless one code says both.
    if (reading.partsAlways || (reading.parts.length > 0 && !whole.isWhole)) {
      filters.recount();
      answers = reading.parts.map(({ terms }) => ask(this.#slots(terms)));
    }
    this.#work = { ...this.#work, said: said.checked };
    const readAs: SearchResponse['readAs'] = [...(respelt?.readAs ?? [])];
    for (const [place, { set, stored, more, explanation }] of inTurn(answers)) {
      if (rows.full && !rows.wasChosen(stored)) continue;
      rows.add(set, stored, more, explanation);
      if (place < answers.length) readAs.push(...explanation.readAs);
    }
    return { readAs, slots, choices: typed.choices, respelt: respelt?.readAs ?? [] };
  }

  /** The same query with other words. */
  #reread(reading: Reading, plain: string): Reading {
    return { ...reading, plain, ...readWords(plain, this.#lexicon) };
  }

  #ask(slots: readonly Slot[], asked: Asked): WordsAnswer {
    if (!slots.some((slot) => slot.alternatives.length > 0))
      return { rows: [], isWhole: false, work: noWork };
    const answer = this.#byWords.find(slots, asked);
    this.#work = {
      ...this.#work,
      postings: this.#work.postings + answer.work.postings,
      texts: this.#work.texts + answer.work.texts,
    };
    return answer;
  }

  #slots(terms: readonly Term[], asides?: ReadonlySet<string>): Slot[] {
    const slots = expand(terms, this.#index, this.#spelling, asides);
    let { alternatives, targets } = this.#work;
    for (const slot of slots) {
      alternatives += slot.alternatives.length;
      for (const { codes } of slot.alternatives) targets += codes?.length ?? 0;
    }
    this.#work = { ...this.#work, alternatives, targets };
    return slots;
  }
}

/** Words in parentheses and brackets, as the official books print what need not be said. */
function asidesOf(text: string): ReadonlySet<string> {
  const asides = text.match(/\([^)]*\)|\[[^\]]*\]/g) ?? [];
  return new Set(asides.flatMap((aside) => wordsOf(aside).map(({ word }) => word)));
}

function askedOf({ plain, phrases, excluded, excludedPhrases }: Reading): AskedSynonyms {
  const words = wordsOf(plain).map(({ word }) => word);
  return { words, phrases, excludedPhrases, excluded: excluded.flatMap((term) => term.words) };
}

/** The first row of every answer, then the second of every answer …, with their place in that order. */
function inTurn(answers: readonly WordsAnswer[]): [number, Found][] {
  const longest = Math.max(0, ...answers.map(({ rows }) => rows.length));
  const inOrder = Array.from({ length: longest }, (_, turn) =>
    answers.flatMap(({ rows }) => rows[turn] ?? []),
  ).flat();
  return [...inOrder.entries()];
}

/** What the text itself asks for stands before what is chosen beside it. */
function withFields(request: SearchRequest, { filters }: Reading): SearchRequest {
  const { systems: named, billable } = filters;
  return {
    ...request,
    systems: named.length > 0 ? [...named] : request.systems,
    ...(billable === null ? {} : { billable }),
  };
}
