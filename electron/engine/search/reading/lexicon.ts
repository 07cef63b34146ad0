import { wordsOf } from '../../../codeset/words.ts';
import { Chapters } from '../../pages/chapters.ts';
import type { Target } from './targets.ts';
import { Combinations } from './combinations.ts';
import { Histories } from './histories.ts';
import { rowsOf } from './tables.ts';
import { sameTarget, targetsOf } from './targets.ts';
import { writtenOut } from './written-out.ts';

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
  /**
   * `term`, `meaning`, `codes`, `note`, or the other way round: `codes` and all their `names`, with semicolons between.
   * Drugs also have a `status`: the code of a patient who takes them for long ("on eliquis"), and of the bare name of
   * a drug that nobody bills. The lists whose readings go first stand first.
   */
  terms: readonly string[];
  /** `diagnosis`, `codes`: the signs and symptoms that are coded until it is established. */
  symptoms?: string;
  /** `together`, `codes`: see `Combinations`. */
  combinations?: string;
  /** `cue`, `first`, `last`, `codes`: see `Histories`. */
  histories?: string;
  /** The chapters of ICD-10-CM, for `chapter:`. */
  chapters?: string;
}

/** What stands before a drug that a patient takes for long. */
const takes = ['on', 'taking', 'long term', 'chronic', 'takes', 'current use of'] as const;

/** A row of a list as it was written; read when a query needs it, so that ten thousand names cost a start little. */
interface Row {
  meaning: string;
  codes: string;
}

/**
 * How coders say things ("htn", "h/o", "heart attack", "keytruda") and which words (`meaning`) or codes (`codes`, see
 * `targetsOf`) they mean; either may be empty. Several rows of one term are several readings, the most usual first.
 */
export class Lexicon {
  readonly chapters: Chapters;
  readonly combinations: Combinations;
  readonly histories: Histories;
  readonly #rows = new Map<string, Row[]>();
  readonly #symptoms = new Map<string, string>();
  #longest = 1;
  /** Names of several words, sorted; made when one is first asked for that is still being typed. */
  #names: string[] | undefined;

  constructor({ terms, symptoms = '', combinations = '', histories = '', chapters = '' }: WordLists) {
    this.chapters = new Chapters(chapters);
    this.combinations = new Combinations(combinations);
    this.histories = new Histories(histories);
    for (const table of terms) for (const row of rowsOf(table)) this.#addRow(row);
    for (const { diagnosis = '', codes = '' } of rowsOf(symptoms))
      this.#symptoms.set(folded(diagnosis), codes);
  }

  /** Most words in one term; how far a query has to look ahead. */
  get longest(): number {
    return this.#longest;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Every word of every name. */
  words(): ReadonlySet<string> {
    const words = new Set<string>();
    for (const name of this.#rows.keys()) for (const word of name.split(' ')) words.add(word);
    return words;
  }

  /** What one term, given as its words, may mean; a plural is read as its singular. */
  read(words: readonly string[]): Entry | undefined {
    const name = words.join(' ');
    const rows = this.#rows.get(name) ?? this.#rows.get(singulars(name));
    return rows && entryOf(rows);
  }

  /** What a name of several words means whose last word is still being typed ("heart attac"); the shortest such name. */
  readBegun(words: readonly string[]): Entry | undefined {
    const last = words.at(-1) ?? '';
    const begun = words.join(' ');
    if (words.length < 2 || last.length < leastBegun || /\d/.test(begun)) return undefined;
    this.#names ??= [...this.#rows.keys()].filter((name) => name.includes(' ')).toSorted();
    let shortest: string | undefined;
    for (let at = firstFrom(this.#names, begun); this.#names[at]?.startsWith(begun) === true; at += 1) {
      const name = this.#names[at] ?? '';
      if (name.includes(' ', begun.length)) continue;
      if (shortest === undefined || name.length < shortest.length) shortest = name;
    }
    const rows = shortest === undefined ? undefined : this.#rows.get(shortest);
    return rows && entryOf(rows);
  }

  /** The codes of the signs and symptoms that are coded until a diagnosis, given as its words, is established. */
  symptomsOf(diagnosis: readonly string[]): Target[] {
    return targetsOf(this.#symptoms.get(diagnosis.join(' ')) ?? '');
  }

  #addRow({
    term = '',
    names = term,
    meaning = '',
    codes = '',
    status = '',
  }: Partial<Record<string, string>>): void {
    const row = { meaning, codes: codes === '' ? status : codes };
    for (const name of names.split(';').map(folded)) {
      this.#add(name, row);
      if (status === '') continue;
      for (const cue of takes) this.#add(`${cue} ${name}`, { meaning: '', codes: status });
    }
  }

  #add(name: string, row: Row): void {
    if (name === '' || (row.meaning === '' && row.codes === '')) return;
    let words = 1;
    for (let at = name.indexOf(' '); at >= 0; at = name.indexOf(' ', at + 1)) words += 1;
    if (words > this.#longest) this.#longest = words;
    const rows = this.#rows.get(name);
    if (rows) rows.push(row);
    else this.#rows.set(name, [row]);
  }
}

function entryOf(rows: readonly Row[]): Entry {
  const readings = new Map<string, string[]>();
  const targets: Target[] = [];
  for (const { meaning, codes } of rows) {
    const words = meaning === '' ? [] : wordsOf(meaning).map(({ word }) => word);
    if (words.length > 0) readings.set(words.join(' '), words);
    for (const target of targetsOf(codes))
      if (!targets.some((held) => sameTarget(held, target))) targets.push(target);
  }
  return { readings: [...readings.values()], targets };
}

/** Fewer letters begin too many names. */
const leastBegun = 4;

/** The place of the first name that is not before another text. */
function firstFrom(names: readonly string[], text: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((names[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Short words keep their s: AIDS is no aid. */
function singulars(name: string): string {
  if (!/s(?: |$)/.test(name)) return name;
  return name.replaceAll(/([^ ]{2,})ies(?= |$)/g, '$1y').replaceAll(/([^ ]{3,}[^siu ])s(?= |$)/g, '$1');
}

/** Most names are plain words already; the others go the way of a query. */
function folded(name: string): string {
  const trimmed = writtenOut(name).trim();
  if (/^[a-z0-9]+(?: [a-z0-9]+)*$/.test(trimmed)) return trimmed;
  return wordsOf(trimmed)
    .map(({ word }) => word)
    .join(' ');
}
