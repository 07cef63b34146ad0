/** One of the 22 chapters of ICD-10-CM: a range of categories and its title. */
export interface Chapter {
  number: string;
  first: string;
  last: string;
  title: string;
}

/** The chapters of ICD-10-CM. The order file does not name them; the list is part of the program. */
export class Chapters {
  readonly #chapters: Chapter[];

  /** In their order. */
  get all(): readonly Chapter[] {
    return this.#chapters;
  }

  /** @param table tab-separated `number`, `first`, `last`, `title` with one header row */
  constructor(table: string) {
    this.#chapters = table
      .split('\n')
      .slice(1)
      .flatMap((row) => {
        const [number = '', first = '', last = '', title = ''] = row.split('\t');
        return title ? [{ number, first, last, title: title.trim() }] : [];
      });
  }

  /** The chapter of an undotted ICD-10-CM code. */
  of(key: string): Chapter | undefined {
    const category = key.slice(0, 3);
    return this.#chapters.find(({ first, last }) => category >= first && category <= last);
  }

  /** The chapter with this number, or with a title that has a word beginning so; undefined where none or several have. */
  named(asked: string): Chapter | undefined {
    const numbered = this.#chapters.find(({ number }) => number === asked);
    if (numbered || asked.length < 4) return numbered;
    const words = (title: string) => title.toLowerCase().split(/[^a-z]+/);
    const found = this.#chapters.filter(({ title }) => words(title).some((word) => word.startsWith(asked)));
    return found.length === 1 ? found[0] : undefined;
  }
}
