import { wordsOf } from '../../../codeset/words.ts';
import { Chapters } from '../../pages/chapters.ts';
import type { Target } from './targets.ts';
import { sameTarget, targetsOf } from './targets.ts';

/** What a short form may mean: one list of words per reading, the most usual first. */
export type Readings = string[][];

/** What the word lists know of one term. */
export interface Entry {
  /** Words that titles may use instead; the most usual reading first. */
  readings: Readings;
  /** Codes that the term names whatever their titles say, the most usual first. */
  targets: Target[];
}

/** The word lists as they lie in `data/`: tab-separated tables, each with a header row that names its columns. */
export interface WordLists {
  /** `term`, `meaning`, `codes`, `note`; the lists whose readings go first stand first. */
  terms: readonly string[];
  /** `diagnosis`, `codes`: the signs and symptoms that are coded until it is established. */
  symptoms?: string;
  /** The chapters of ICD-10-CM, for `chapter:`. */
  chapters?: string;
}

/**
 * How coders say things ("htn", "h/o", "heart attack", "keytruda") and which words (`meaning`) or codes (`codes`, see
 * `targetOf`) they mean; either may be empty. Several rows of one term are several readings, the most usual first.
 */
export class Lexicon {
  readonly chapters: Chapters;
  readonly #entries = new Map<string, Entry>();
  readonly #symptoms = new Map<string, Target[]>();
  #longest = 1;

  constructor({ terms, symptoms = '', chapters = '' }: WordLists) {
    this.chapters = new Chapters(chapters);
    for (const table of terms) {
      for (const { term = '', meaning = '', codes = '' } of rowsOf(table))
        this.#add(foldedWords(term), foldedWords(meaning), targetsOf(codes));
    }
    for (const { diagnosis = '', codes = '' } of rowsOf(symptoms))
      this.#symptoms.set(foldedWords(diagnosis).join(' '), targetsOf(codes));
  }

  /** Most words in one term; how far a query has to look ahead. */
  get longest(): number {
    return this.#longest;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** What one term, given as its words, may mean. */
  read(words: readonly string[]): Entry | undefined {
    return this.#entries.get(words.join(' '));
  }

  /** The codes of the signs and symptoms that are coded until a diagnosis, given as its words, is established. */
  symptomsOf(diagnosis: readonly string[]): Target[] {
    return this.#symptoms.get(diagnosis.join(' ')) ?? [];
  }

  #add(typed: string[], means: string[], targets: Target[]): void {
    if (typed.length === 0 || (means.length === 0 && targets.length === 0)) return;
    this.#longest = Math.max(this.#longest, typed.length);
    const key = typed.join(' ');
    const entry = this.#entries.get(key) ?? { readings: [], targets: [] };
    this.#entries.set(key, entry);
    const known = entry.readings.some((reading) => reading.join(' ') === means.join(' '));
    if (means.length > 0 && !known) entry.readings.push(means);
    for (const target of targets)
      if (!entry.targets.some((held) => sameTarget(held, target))) entry.targets.push(target);
  }
}

function* rowsOf(table: string): Generator<Partial<Record<string, string>>> {
  const [head = '', ...rows] = table.split(/\r?\n/);
  const columns = head.split('\t');
  for (const row of rows) {
    const cells = row.split('\t');
    yield Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? '']));
  }
}

function foldedWords(text: string): string[] {
  return wordsOf(text).map(({ word }) => word);
}
