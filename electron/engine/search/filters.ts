import { categoryNumber } from '../../codeset/segment.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest, SearchResponse } from '../../contract/search.ts';
import type { TextFacts } from './index.ts';
import { afterAll } from './reading/targets.ts';
import type { Filters as ReadingFilters } from './reading/fields.ts';
import type { Chapters } from '../pages/chapters.ts';

/** What the filters look at of a code: places and numbers as the segment has them. */
export interface Filtered {
  system: number;
  billable: number;
  category: number;
}

const icd10cm = systems.indexOf('icd10cm');

/** The chapters of ICD-10-CM as the filters need them; made once. */
export class ChapterPlaces {
  readonly numbers: readonly string[];
  readonly #places = new Uint8Array(36 ** 3);

  constructor(chapters: Chapters) {
    this.numbers = chapters.all.map(({ number }) => number);
    for (const [place, { first, last }] of chapters.all.entries()) {
      this.#places.fill(place + 1, categoryNumber(first), categoryNumber(last) + 1);
    }
  }

  /** Place of a category's chapter, from 1; 0 where it is of none. */
  of(category: number): number {
    return this.#places[category] ?? 0;
  }
}

/** How many codes pass, each filter aside. */
interface Tally {
  /** Per place in `systems`. */
  systems: Uint32Array;
  billable: number;
  header: number;
  /** Per place of a chapter, from 1. */
  perChapter: Uint32Array;
}

function emptyTally(places: ChapterPlaces): Tally {
  return {
    systems: new Uint32Array(systems.length),
    billable: 0,
    header: 0,
    perChapter: new Uint32Array(places.numbers.length + 1),
  };
}

/** The filters of a request, and how many codes pass all filters but one. */
export class Filters {
  readonly #shown: Uint8Array;
  readonly #billable: number | undefined;
  readonly #chapters: ReadonlySet<number>;
  readonly #places: ChapterPlaces;
  /** Ranges of categories that a code lies in one of; none means all. */
  readonly #within: readonly { system: number; first: number; last: number }[];
  /** What words find, which may be counted anew, and what numbers do. */
  readonly #inWords: Tally;
  readonly #byNumber: Tally;
  readonly #code: Filtered = { system: 0, billable: 0, category: 0 };
  /** By merged number: 1 where a code was counted by its number. */
  #numbered = new Uint8Array(0);

  /** @param within what the text itself asks for */
  constructor(
    { systems: wanted, billable, chapters = [] }: SearchRequest,
    places: ChapterPlaces,
    within: ReadingFilters['within'] = [],
  ) {
    this.#within = within.map(({ system, first, last }) => ({
      system: systems.indexOf(system),
      first: categoryNumber(first),
      last: categoryNumber(last.replace(afterAll, 'ZZZ')),
    }));
    this.#shown = Uint8Array.from(systems, (system) =>
      Number(wanted.length === 0 || wanted.includes(system)),
    );
    this.#places = places;
    this.#billable = billable === undefined ? undefined : Number(billable);
    this.#chapters = new Set(chapters.map((number) => this.#places.numbers.indexOf(number) + 1));
    this.#inWords = emptyTally(places);
    this.#byNumber = emptyTally(places);
  }

  passes(code: Filtered): boolean {
    return this.#ofSystem(code) && this.#asBillable(code) && this.#inChapter(code) && this.#isWithin(code);
  }

  /** Forgets what words found. */
  recount(): void {
    const { systems: bySystem, perChapter } = this.#inWords;
    bySystem.fill(0);
    perChapter.fill(0);
    this.#inWords.billable = 0;
    this.#inWords.header = 0;
  }

  /** Counts a code that words find, unless it was counted by its number. @param text its merged number */
  count(code: Filtered, text: number): void {
    if (this.#numbered[text] !== 1) this.#add(this.#inWords, code);
  }

  /** Counts a code found by its number, once. True where it passes. @param text its merged number */
  countByNumber(text: number, { system, billable, category }: TextFacts): boolean {
    this.#code.system = system[text] ?? 0;
    this.#code.billable = billable[text] ?? 0;
    this.#code.category = category[text] ?? 0;
    if (this.#numbered.length === 0) this.#numbered = new Uint8Array(system.length);
    if (this.#numbered[text] !== 1) this.#add(this.#byNumber, this.#code);
    this.#numbered[text] = 1;
    return this.passes(this.#code);
  }

  #add(tally: Tally, code: Filtered): void {
    if (!this.#isWithin(code)) return;
    const [system, billable, chapter] = [this.#ofSystem(code), this.#asBillable(code), this.#inChapter(code)];
    if (billable && chapter) tally.systems[code.system] = (tally.systems[code.system] ?? 0) + 1;
    if (system && chapter && code.billable === 1) tally.billable += 1;
    if (system && chapter && code.billable === 0) tally.header += 1;
    if (system && billable && code.system === icd10cm) {
      const place = this.#places.of(code.category);
      tally.perChapter[place] = (tally.perChapter[place] ?? 0) + 1;
    }
  }

  /** Codes per system: what passes the other filters. */
  get counts(): SearchResponse['counts'] {
    const named: SearchResponse['counts'] = {};
    for (const [place, system] of systems.entries()) {
      const count = (this.#inWords.systems[place] ?? 0) + (this.#byNumber.systems[place] ?? 0);
      if (count > 0) named[system] = count;
    }
    return named;
  }

  get facets(): SearchResponse['facets'] {
    const chapters: Record<string, number> = {};
    const [words, numbers] = [this.#inWords, this.#byNumber];
    for (const [place, number] of this.#places.numbers.entries()) {
      const codes = (words.perChapter[place + 1] ?? 0) + (numbers.perChapter[place + 1] ?? 0);
      if (codes > 0) chapters[number] = codes;
    }
    return {
      billable: words.billable + numbers.billable,
      header: words.header + numbers.header,
      chapters,
    };
  }

  #ofSystem({ system }: Filtered): boolean {
    return this.#shown[system] === 1;
  }

  #asBillable({ billable }: Filtered): boolean {
    return this.#billable === undefined || billable === 2 || billable === this.#billable;
  }

  #inChapter({ system, category }: Filtered): boolean {
    if (this.#chapters.size === 0) return true;
    return system === icd10cm && this.#chapters.has(this.#places.of(category));
  }

  #isWithin({ system, category }: Filtered): boolean {
    if (this.#within.length === 0) return true;
    return this.#within.some((one) => one.system === system && category >= one.first && category <= one.last);
  }
}
