import { categoryNumber } from '../../codeset/segment.ts';
import { systems } from '../../contract/codes.ts';
import type { SearchRequest, SearchResponse } from '../../contract/search.ts';
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

/** The filters of a request, and how many codes pass all filters but one. */
export class Filters {
  readonly #shown: Uint8Array;
  readonly #billable: number | undefined;
  readonly #chapters: ReadonlySet<number>;
  readonly #places: ChapterPlaces;
  /** Ranges of categories that a code lies in one of; none means all. */
  readonly #within: readonly { system: number; first: number; last: number }[];
  readonly #counts = { systems: new Uint32Array(systems.length), header: 0, billable: 0 };
  readonly #perChapter: Uint32Array;

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
    this.#perChapter = new Uint32Array(this.#places.numbers.length + 1);
  }

  passes(code: Filtered): boolean {
    return this.#ofSystem(code) && this.#asBillable(code) && this.#inChapter(code) && this.#isWithin(code);
  }

  /** Forgets what was counted. */
  recount(): void {
    this.#counts.systems.fill(0);
    this.#counts.billable = 0;
    this.#counts.header = 0;
    this.#perChapter.fill(0);
  }

  /** Counts a code that matches. */
  count(code: Filtered): void {
    if (!this.#isWithin(code)) return;
    const [system, billable, chapter] = [this.#ofSystem(code), this.#asBillable(code), this.#inChapter(code)];
    if (billable && chapter) this.#counts.systems[code.system] = (this.#counts.systems[code.system] ?? 0) + 1;
    if (system && chapter && code.billable === 1) this.#counts.billable += 1;
    if (system && chapter && code.billable === 0) this.#counts.header += 1;
    if (system && billable && code.system === icd10cm) {
      const place = this.#places.of(code.category);
      this.#perChapter[place] = (this.#perChapter[place] ?? 0) + 1;
    }
  }

  /** Per place in `systems`. */
  get counts(): Uint32Array {
    return this.#counts.systems;
  }

  get facets(): SearchResponse['facets'] {
    const chapters: Record<string, number> = {};
    for (const [place, number] of this.#places.numbers.entries()) {
      const codes = this.#perChapter[place + 1] ?? 0;
      if (codes > 0) chapters[number] = codes;
    }
    return { billable: this.#counts.billable, header: this.#counts.header, chapters };
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
