import { alwaysWas, noEnd } from '../../codeset/dates.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import type { Segment } from '../../codeset/segment.ts';
import type { System } from '../../contract/codes.ts';
import type { Double } from './doubles.ts';
import { doublesOf } from './doubles.ts';

/** One open file inside the merged index. */
export interface Shard {
  set: CodeSet;
  segment: Segment;
  /** Merged number of the file's first code. */
  base: number;
  codes: number;
  /** The file's own number of a merged word, or -1. */
  localWord: Int32Array;
  /** The merged number of the file's own word. */
  mergedWord: Uint32Array;
  /** Whether any code of the file has a first or last day of its own. */
  dated: boolean;
  /** 1 for a code that an earlier file answers for; null where there is none. */
  doubles: Uint8Array | null;
}

/** What the first, cheap score reads of every code that matched; by merged code number. */
export interface CodeFacts {
  system: Uint8Array;
  billable: Uint8Array;
  weightyWords: Uint8Array;
  prior: Uint8Array;
}

/**
 * The segments of all open files as one index. Words get merged numbers and merged frequencies, so that two files
 * rank like one that holds the rows of both. Codes get merged numbers: `shard.base + doc`. A code that two files
 * hold is found in the first of them only.
 */
export class MergedIndex {
  readonly shards: Shard[];
  /** All words, sorted; the place is the merged number. */
  readonly words: string[];
  /** Codes whose title holds the word, over all files. */
  readonly frequency: Uint32Array;
  readonly codes: number;
  readonly facts: CodeFacts;
  readonly #doubles: ReadonlyMap<CodeSet, readonly Double[]>;

  constructor(sets: CodeSet[]) {
    const doubles = doublesOf(sets);
    this.#doubles = new Map(sets.map((set, place) => [set, doubles[place] ?? []]));
    const segments = sets.map((set) => set.segment);
    const first = segments[0];
    this.words =
      segments.length === 1 && first
        ? first.words
        : [...new Set(segments.flatMap((segment) => segment.words))].toSorted();
    this.frequency = new Uint32Array(this.words.length);
    let base = 0;
    this.shards = sets.map((set, place) => {
      const segment = segments[place];
      if (!segment) throw new Error('one segment per set');
      const { localWord, mergedWord } = this.#join(segment);
      const dated =
        segment.added.some((day) => day !== alwaysWas) || segment.ended.some((day) => day !== noEnd);
      const shard: Shard = {
        set,
        segment,
        base,
        codes: segment.system.length,
        localWord,
        mergedWord,
        dated,
        doubles: this.#withoutDoubles(segment, mergedWord, doubles[place] ?? []),
      };
      base += shard.codes;
      return shard;
    });
    this.codes = base;
    const join = (part: keyof CodeFacts): Uint8Array => {
      const all = new Uint8Array(base);
      for (const shard of this.shards) all.set(shard.segment[part], shard.base);
      return all;
    };
    this.facts = {
      system: join('system'),
      billable: join('billable'),
      weightyWords: join('weightyWords'),
      prior: join('prior'),
    };
  }

  #join(segment: Segment): { localWord: Int32Array; mergedWord: Uint32Array } {
    const localWord = new Int32Array(this.words.length).fill(-1);
    const mergedWord = new Uint32Array(segment.words.length);
    let local = 0;
    for (let merged = 0; merged < this.words.length && local < segment.words.length; merged += 1) {
      if (this.words[merged] !== segment.words[local]) continue;
      localWord[merged] = local;
      mergedWord[local] = merged;
      this.frequency[merged] =
        (this.frequency[merged] ?? 0) +
        (segment.postingsAt[local + 1] ?? 0) -
        (segment.postingsAt[local] ?? 0);
      local += 1;
    }
    return { localWord, mergedWord };
  }

  /** Takes doubles out of the frequencies and marks them. */
  #withoutDoubles(segment: Segment, mergedWord: Uint32Array, doubles: readonly Double[]): Uint8Array | null {
    if (doubles.length === 0) return null;
    const marks = new Uint8Array(segment.system.length);
    for (const { doc } of doubles) {
      marks[doc] = 1;
      const title = segment.titles.subarray(segment.titlesAt[doc], segment.titlesAt[doc + 1]);
      for (const word of new Set(title)) {
        const merged = mergedWord[word] ?? 0;
        this.frequency[merged] = (this.frequency[merged] ?? 1) - 1;
      }
    }
    return marks;
  }

  /** How many codes of a file begin with `prefix`, by system, without those that an earlier file answers for. */
  countByPrefix(set: CodeSet, prefix: string): { system: System; codes: number }[] {
    const doubles = (this.#doubles.get(set) ?? []).filter(({ key }) => key.startsWith(prefix));
    return set.countByPrefix(prefix).map(({ system, codes }) => ({
      system,
      codes: codes - doubles.filter((double) => double.system === system).length,
    }));
  }

  /** Merged number of a word, or -1. */
  wordNumber(word: string): number {
    const at = this.#lowerBound(word);
    return this.words[at] === word ? at : -1;
  }

  /** Merged numbers `[from, to)` of the words that begin with `prefix`. */
  prefixRange(prefix: string): [number, number] {
    return [this.#lowerBound(prefix), this.#lowerBound(`${prefix}￿`)];
  }

  #lowerBound(word: string): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle] ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The file that holds a merged code number. */
  shardOf(code: number): Shard {
    const shard = this.shards.find(({ base, codes }) => code >= base && code < base + codes);
    if (!shard) throw new RangeError(`no code ${code}`);
    return shard;
  }
}
