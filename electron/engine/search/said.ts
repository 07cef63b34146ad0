import { Denials } from './denials.ts';
import type { Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';

/** Beginnings shorter than this exclude nothing: "-l" is on its way to "-left". */
const leastBeginning = 3;

/** Of one text: that it was looked at, that it holds something excluded, and in the low bits the phrases it holds (`mostQuoted`). */
const looked = 1 << 15;
const holdsExcluded = 1 << 14;
/** It says what has to be said ("fhx"). */
const saysRequired = 1 << 13;
/** Words that may have to be said are a bit each, below that of what is denied. */
const mostWatched = 30;
const mayBeDenied = 1 << 30;

/** What was quoted and what was excluded, by words. */
export interface SaidToo {
  phrases: readonly string[][];
  excludedPhrases: readonly string[][];
  excluded: readonly Slot[];
}

/**
 * What was quoted, what was excluded and what was denied. A text passes when it, or the title of its code, holds every
 * phrase word after word, and neither holds anything excluded or says that something denied is the case. A text is
 * looked at once a query.
 */
export class Said {
  readonly #index: MergedIndex;
  readonly #phrases: readonly (readonly number[])[];
  readonly #excludedPhrases: readonly (readonly number[])[];
  /** By merged word: 1 where it alone excludes. */
  readonly #excludes: Uint8Array;
  /** Words that exclude together, each in all its forms. */
  readonly #together: readonly (readonly (readonly number[])[])[];
  readonly #denials: Denials;
  /** What is denied: only a text that holds all words of one of these can say that it is the case. */
  readonly #denied: readonly (readonly (readonly number[])[])[];
  readonly #everyPhrase: number;
  readonly #verdicts: Uint16Array;
  #checked = 0;
  /** Of each term that has to be said: the bits of `#watched` of which a text holds all of one entry. */
  readonly #required: readonly (readonly number[])[];
  /** By merged word: a bit for each that may have to be said, and `mayBeDenied`. */
  readonly #watched: Uint32Array;
  /** False where there is nothing to look at. */
  readonly asks: boolean;

  /** @param asked every slot of the query: those it denies are looked at */
  constructor(
    index: MergedIndex,
    { phrases, excludedPhrases, excluded }: SaidToo,
    asked: readonly Slot[] = [],
  ) {
    this.#index = index;
    const numbered = (words: readonly string[]) => words.map((word) => index.wordNumber(word));
    this.#phrases = phrases.map(numbered);
    this.#everyPhrase = (1 << this.#phrases.length) - 1;
    this.#excludedPhrases = excludedPhrases.map(numbered);
    const together: (readonly (readonly number[])[])[] = [];
    this.#denials = new Denials(index, asked);
    this.#denied = asked.flatMap(({ sayings }) => sayings);
    const required = asked.flatMap(({ term }) => (term.required ? [term.required] : []));
    const toSay = [...new Set(required.flat(2))].slice(0, mostWatched);
    this.#required = required.map((lists) =>
      lists.map((words) => words.reduce((bits, word) => bits | (1 << toSay.indexOf(word)), 0)),
    );
    const conditions = phrases.length + excludedPhrases.length + excluded.length + this.#required.length;
    this.asks = conditions > 0 || this.#denials.asks;
    this.#excludes = new Uint8Array(excluded.length > 0 ? index.words.length : 0);
    this.#verdicts = new Uint16Array(this.asks ? index.texts : 0);
    this.#watched = new Uint32Array(toSay.length + this.#denied.length > 0 ? index.words.length : 0);
    for (const [bit, word] of toSay.entries()) this.#watch(index.wordNumber(word), 1 << bit);
    for (const [first = []] of this.#denied) for (const word of first) this.#watch(word, mayBeDenied);
    for (const { term, alternatives } of excluded) {
      for (const { kind, words } of alternatives) {
        if (kind === 'spelling' || kind === 'target') continue;
        if (kind === 'beginning' && (term.words[0]?.length ?? 0) < leastBeginning) continue;
        if (words.length === 1) for (const word of words[0] ?? []) this.#excludes[word] = 1;
        else together.push(words);
      }
    }
    this.#together = together;
  }

  /** Texts looked at. */
  get checked(): number {
    return this.#checked;
  }

  passes(text: number): boolean {
    const title = this.#index.facts.code[text] ?? text;
    const held = this.#look(text) | (title === text ? 0 : this.#look(title));
    if ((held & holdsExcluded) !== 0 || (held & saysRequired) === 0) return false;
    return (held & this.#everyPhrase) === this.#everyPhrase;
  }

  /** True where a text holds something excluded. */
  excludes(text: number): boolean {
    return this.asks && (this.#look(text) & holdsExcluded) !== 0;
  }

  #look(text: number): number {
    const known = this.#verdicts[text] ?? 0;
    if (known !== 0) return known;
    this.#checked += 1;
    const { segment, base, mergedWord } = this.#index.shardOf(text);
    const { titles, titlesAt } = segment;
    const from = titlesAt[text - base] ?? 0;
    const end = titlesAt[text - base + 1] ?? 0;
    let held = looked;
    if (this.#excludes.length > 0)
      for (let at = from; at < end; at += 1)
        if (this.#excludes[mergedWord[titles[at] ?? 0] ?? 0] === 1) held |= holdsExcluded;
    for (let place = 0; place < this.#phrases.length; place += 1)
      if (holdsInOrder(titles, mergedWord, from, end, this.#phrases[place] ?? [])) held |= 1 << place;
    for (const phrase of this.#excludedPhrases)
      if (holdsInOrder(titles, mergedWord, from, end, phrase)) held |= holdsExcluded;
    for (const words of this.#together)
      if (holdsAll(titles, mergedWord, from, end, words)) held |= holdsExcluded;
    let watched = 0;
    if (this.#watched.length > 0)
      for (let at = from; at < end; at += 1) watched |= this.#watched[mergedWord[titles[at] ?? 0] ?? 0] ?? 0;
    if ((watched & mayBeDenied) !== 0 && this.#affirmsDenied(titles, mergedWord, from, end))
      held |= holdsExcluded;
    if (this.#saysRequired(watched)) held |= saysRequired;
    this.#verdicts[text] = held;
    return held;
  }

  #affirmsDenied(titles: Uint32Array, mergedWord: Uint32Array, from: number, end: number): boolean {
    for (const words of this.#denied) {
      if (!holdsAll(titles, mergedWord, from, end, words)) continue;
      const own = Array.from(titles.subarray(from, end), (word) => mergedWord[word] ?? -1);
      return this.#denials.affirmedIn(own);
    }
    return false;
  }

  #saysRequired(watched: number): boolean {
    for (const lists of this.#required) {
      let says = false;
      for (const bits of lists) says ||= (watched & bits) === bits;
      if (!says) return false;
    }
    return true;
  }

  #watch(word: number, bit: number): void {
    if (word >= 0) this.#watched[word] = (this.#watched[word] ?? 0) | bit;
  }
}

/** True where the merged words of a text, from one place to before another, hold a phrase word after word. */
function holdsInOrder(
  titles: Uint32Array,
  mergedWord: Uint32Array,
  from: number,
  end: number,
  phrase: readonly number[],
): boolean {
  for (let at = from; at + phrase.length <= end; at += 1) {
    let place = 0;
    while (place < phrase.length && mergedWord[titles[at + place] ?? 0] === phrase[place]) place += 1;
    if (place === phrase.length) return true;
  }
  return false;
}

/** True where the text holds a form of every word. */
function holdsAll(
  titles: Uint32Array,
  mergedWord: Uint32Array,
  from: number,
  end: number,
  words: readonly (readonly number[])[],
): boolean {
  for (const forms of words) {
    let holds = false;
    for (let at = from; at < end && !holds; at += 1)
      holds = forms.includes(mergedWord[titles[at] ?? 0] ?? -1);
    if (!holds) return false;
  }
  return true;
}
