import { noEnd } from '../../codeset/dates.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import type { Segment } from '../../codeset/segment.ts';
import type { System } from '../../contract/codes.ts';
import type { Double } from './doubles.ts';
import { doublesOf } from './doubles.ts';
import type { Target } from './reading/targets.ts';

/** One open file inside the merged index. */
export interface Shard {
  set: CodeSet;
  segment: Segment;
  /** Merged number of the file's first text. */
  base: number;
  /** Codes of the file; its other texts, names, come behind them. */
  codes: number;
  texts: number;
  /** The file's own number of a merged word, or -1. */
  localWord: Int32Array;
  /** The merged number of the file's own word. */
  mergedWord: Uint32Array;
}

/** What the first, cheap score reads of every text that matched; by merged text number. */
export interface TextFacts {
  /** The code that a title or name is of, as the merged number of its title. */
  code: Uint32Array;
  system: Uint8Array;
  billable: Uint8Array;
  weightyWords: Uint8Array;
  prior: Uint8Array;
  /** First three characters of the code: see `categoryNumber`. */
  category: Uint16Array;
  /** 0 for a title, else 1 + place in `nameKinds`. */
  kind: Uint8Array;
}

/**
 * The segments of all open files as one index. Words get merged numbers and merged frequencies, so that two files
 * rank like one that holds the rows of both. Texts get merged numbers, `shard.base` + the file's own; a code has the
 * number of its title. A code that two files hold is found in the first of them only.
 */
export class MergedIndex {
  readonly shards: Shard[];
  /** All words, sorted; the place is the merged number. */
  readonly words: string[];
  /** Texts that hold the word, over all files. */
  readonly frequency: Uint32Array;
  readonly codes: number;
  readonly texts: number;
  readonly facts: TextFacts;
  readonly #added: Uint16Array;
  readonly #ended: Uint16Array;
  /** Of prefixes that begin very many words; there are few of those. */
  readonly #commonest = new Map<string, Uint32Array>();
  #alive: { day: number; flags: Uint8Array } | undefined;

  constructor(sets: CodeSet[]) {
    const doubles = doublesOf(sets);
    const segments = sets.map((set) => set.segment);
    this.words = mergeWords(segments.map(({ words }) => words));
    this.frequency = new Uint32Array(this.words.length);
    let base = 0;
    this.shards = sets.map((set, place) => {
      const segment = segments[place];
      if (!segment) throw new Error('one segment per set');
      const codes = segment.system.length;
      const texts = codes + segment.nameCode.length;
      const shard: Shard = { set, segment, base, codes, texts, ...this.#join(segment) };
      base += texts;
      return shard;
    });
    this.texts = base;
    this.codes = this.shards.reduce((sum, { codes }) => sum + codes, 0);
    this.facts = {
      code: new Uint32Array(base),
      system: new Uint8Array(base),
      billable: new Uint8Array(base),
      weightyWords: new Uint8Array(base),
      prior: new Uint8Array(base),
      category: new Uint16Array(base),
      kind: new Uint8Array(base),
    };
    this.#added = new Uint16Array(base);
    this.#ended = new Uint16Array(base);
    for (const [place, shard] of this.shards.entries()) {
      this.#fillFacts(shard);
      this.#hideDoubles(shard, doubles[place] ?? []);
    }
  }

  /** Flags by text, 1 where its code is to be found on a day (see dates.ts) and not answered for by another file. */
  aliveOn(day: number): Uint8Array {
    if (this.#alive?.day === day) return this.#alive.flags;
    const flags = this.#alive?.flags ?? new Uint8Array(this.texts);
    for (let text = 0; text < this.texts; text += 1) {
      flags[text] = Number((this.#added[text] ?? 0) <= day && (this.#ended[text] ?? 0) >= day);
    }
    this.#alive = { day, flags };
    return flags;
  }

  #fillFacts({ segment, base, codes, texts }: Shard): void {
    const { code, system, billable, weightyWords, prior, category, kind } = this.facts;
    weightyWords.set(segment.weightyWords, base);
    for (let text = 0; text < texts; text += 1) {
      const own = text < codes ? text : (segment.nameCode[text - codes] ?? 0);
      const at = base + text;
      code[at] = base + own;
      system[at] = segment.system[own] ?? 0;
      billable[at] = segment.billable[own] ?? 0;
      prior[at] = segment.prior[own] ?? 0;
      category[at] = segment.category[own] ?? 0;
      kind[at] = text < codes ? 0 : 1 + (segment.nameKind[text - codes] ?? 0);
      this.#added[at] = segment.added[own] ?? 0;
      this.#ended[at] = segment.ended[own] ?? 0;
    }
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

  /** Takes doubles, with the names of them, out of the frequencies and of every day. */
  #hideDoubles({ segment, base, texts, mergedWord }: Shard, doubles: readonly Double[]): void {
    if (doubles.length === 0) return;
    const hidden = new Set(doubles.map(({ doc }) => base + doc));
    for (let text = 0; text < texts; text += 1) {
      if (!hidden.has(this.facts.code[base + text] ?? -1)) continue;
      this.#added[base + text] = noEnd;
      this.#ended[base + text] = 0;
      for (const word of new Set(
        segment.titles.subarray(segment.titlesAt[text], segment.titlesAt[text + 1]),
      )) {
        const merged = mergedWord[word] ?? 0;
        this.frequency[merged] = (this.frequency[merged] ?? 1) - 1;
      }
    }
  }

  /** False where an earlier file answers for the code. */
  answersFor(text: number): boolean {
    return this.#added[text] !== noEnd || this.#ended[text] !== 0;
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

  /** Words that begin with `prefix`; of more than `most` the commonest. In the order of their numbers. */
  beginnings(prefix: string, most: number): Uint32Array {
    const [from, to] = this.prefixRange(prefix);
    const all = Uint32Array.from({ length: to - from }, (_, place) => from + place);
    if (all.length <= most) return all;
    const known = this.#commonest.get(prefix);
    if (known?.length === most) return known;
    all.sort((a, b) => (this.frequency[b] ?? 0) - (this.frequency[a] ?? 0) || a - b);
    const commonest = all.slice(0, most).toSorted();
    this.#commonest.set(prefix, commonest);
    return commonest;
  }

  /** Merged numbers of the codes of a system between two keys, both included, in their order; at most `most`. */
  codesBetween({ system, first, last }: Target, most: number): number[] {
    return this.shards.flatMap(({ set, base }) =>
      set.docsBetween(system, first, last, most).map((doc) => base + doc),
    );
  }

  /** Merged numbers of a code, one of each file that holds it. */
  codeNumbers(system: System, key: string): number[] {
    return this.shards.flatMap(({ set, base }) => {
      const stored = set.codesByKey(key).find((code) => code.system === system);
      return stored ? [base + stored.doc] : [];
    });
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

  /** The file that holds a merged text number. */
  shardOf(text: number): Shard {
    for (const shard of this.shards) {
      if (text >= shard.base && text < shard.base + shard.texts) return shard;
    }
    throw new RangeError(`no text ${text}`);
  }
}

/** All words of sorted lists, each once and sorted. */
function mergeWords(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = lists;
  return others.reduce<string[]>((merged, list) => mergeTwo(merged, list), [...first]);
}

function mergeTwo(one: readonly string[], other: readonly string[]): string[] {
  const merged: string[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [one[i], other[j]];
    if (a === undefined && b === undefined) return merged;
    if (b === undefined || (a !== undefined && a <= b)) {
      if (a === undefined) return merged;
      merged.push(a);
      i += 1;
      if (a === b) j += 1;
    } else {
      merged.push(b);
      j += 1;
    }
  }
}
