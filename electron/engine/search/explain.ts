import { displayCode } from '../../codeset/code-format.ts';
import type { NameKind } from '../../codeset/names/name.ts';
import { nameKinds } from '../../codeset/names/name.ts';
import { wordsOf } from '../../codeset/words.ts';
import type { Candidate } from './best-candidates.ts';
import { deniedPlaces, isNegation } from './denials.ts';
import type { Alternative, Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';

/** What a row shows of how it matched. */
export interface Explanation {
  marks: [number, number][];
  why: string;
  /** Terms that were read otherwise than typed. */
  readAs: { typed: string; read: string }[];
}

/** What a row says of the book that named its code. */
const books: Record<NameKind, string> = {
  index: 'index',
  'external-index': 'index of external causes',
  neoplasms: 'neoplasm table',
  drugs: 'table of drugs',
  includes: 'Tabular includes',
  'pcs-index': 'PCS index',
};

/** A mark as long as its word. */
const whole = -1;
/** In the place of a word that the title denies. */
const none = -1;

/** Finds, in a title as displayed, what the slots matched and why the row is there where the title does not show it. */
export class Explainer {
  readonly #index: MergedIndex;
  /** The words of the title at hand, by merged number, and those of them that say what is the case. */
  #all: number[] = [];
  #affirmed: number[] = [];
  /** By place of a word in the title: 0 unmarked, `whole`, or the letters that are marked. */
  #marked: number[] = [];

  constructor(index: MergedIndex) {
    this.#index = index;
  }

  /**
   * @param code the code that is shown @param by the text that found it
   * @param titled true where the title is what was typed, so that it needs no list to name it
   */
  explain(title: string, code: number, by: Candidate, slots: readonly Slot[], titled: boolean): Explanation {
    this.#read(code);
    const readAs: Explanation['readAs'] = [];
    const why: string[] = [];
    let isNamed = false;
    for (let bit = 0; bit < slots.length; bit += 1) {
      const slot = slots[bit];
      if (!slot) continue;
      const { words: own, denied: isDenied, says } = slot.term;
      const words = isDenied || asksForDenial(slot) ? this.#all : this.#affirmed;
      const alternative = this.#bestIn(slot, words, code);
      const typed = own.join(' ');
      if (!alternative && isDenied?.named === false) {
        why.push(`says nothing of “${typed}”`);
        continue;
      }
      if (!alternative) {
        if (this.#isName(by) && (by.slots & (1 << bit)) !== 0) isNamed = true;
        else why.push(`without “${isDenied ? `${isDenied.by} ` : ''}${typed}”`);
        continue;
      }
      this.#mark(alternative, words, typed.length);
      const isListed = by.exact === true && !titled && namesCode(slot, code);
      if (alternative.kind === 'target' || isListed) why.push(says ?? `commonly called: ${typed}`);
      if (alternative.kind === 'abbreviation' || alternative.kind === 'spelling') {
        const read = alternative.words.map((forms) => this.#index.words[forms[0] ?? -1] ?? '').join(' ');
        readAs.push({ typed, read });
        why.push(alternative.kind === 'spelling' ? `spelling: ${read}` : `${typed}: ${read}`);
      }
    }
    if (isNamed) why.unshift(this.#bookOf(by, code));
    return { marks: this.#marksIn(title), why: why.join(' · '), readAs };
  }

  /** Reads a title from the forward index. */
  #read(code: number): void {
    const { segment, base, mergedWord } = this.#index.shardOf(code);
    const from = segment.titlesAt[code - base] ?? 0;
    const to = segment.titlesAt[code - base + 1] ?? from;
    this.#all.length = to - from;
    this.#marked.length = to - from;
    let denies = false;
    for (let place = 0; place < to - from; place += 1) {
      const word = mergedWord[segment.titles[from + place] ?? 0] ?? 0;
      this.#all[place] = word;
      this.#marked[place] = 0;
      denies ||= isNegation(this.#index.words[word] ?? '');
    }
    this.#affirmed = this.#all;
    if (!denies) return;
    const denied = deniedPlaces(this.#all.map((word) => this.#index.words[word] ?? ''));
    this.#affirmed = this.#all.map((word, place) => (denied[place] === true ? none : word));
  }

  /** The best alternative that a title with these words satisfies. */
  #bestIn({ alternatives, byWord }: Slot, words: readonly number[], code: number): Alternative | undefined {
    let best: Alternative | undefined;
    for (const word of words) {
      const alternative = byWord.get(word);
      if (alternative && (!best || alternative.quality > best.quality)) best = alternative;
    }
    for (const alternative of alternatives) {
      if (best && alternative.quality <= best.quality) break;
      if (alternative.codes?.includes(code)) return alternative;
      if (alternative.words.length >= 2 && holdsAll(words, alternative)) return alternative;
    }
    return best;
  }

  #mark({ kind, words: all }: Alternative, words: readonly number[], typed: number): void {
    for (const forms of all) {
      for (let place = 0; place < words.length; place += 1) {
        if (forms.includes(words[place] ?? none)) this.#marked[place] = kind === 'beginning' ? typed : whole;
      }
    }
  }

  /** Where the marked words stand in the title as it is displayed. */
  #marksIn(title: string): Explanation['marks'] {
    const marks: Explanation['marks'] = [];
    if (this.#marked.every((length) => length === 0)) return marks;
    const words = wordsOf(title);
    for (let place = 0; place < this.#marked.length; place += 1) {
      const [word, length = 0] = [words[place], this.#marked[place]];
      if (word && length !== 0)
        marks.push([word.start, length === whole ? word.length : Math.min(word.length, length)]);
    }
    return marks;
  }

  #isName({ code: text }: Candidate): boolean {
    return this.#index.facts.kind[text] !== 0;
  }

  /** "index: Hives → L50.9"; an inclusion term says where it is printed only where that is not at the code shown. */
  #bookOf({ code: text }: Candidate, code: number): string {
    const { set, segment, base, codes } = this.#index.shardOf(text);
    const name = text - base - codes;
    const kind = nameKinds[segment.nameKind[name] ?? 0] ?? 'index';
    const own = segment.nameCode[name] ?? 0;
    const said = `${books[kind]}: ${set.nameText(name)}`;
    if (kind === 'includes' && base + own === code) return said;
    const first = set.code(own);
    if (!first) return said;
    const reach = segment.nameReach[name] ?? 1;
    // A key without a row of its own, as of a part of an ICD-10-PCS table, is what its first and last code share.
    const last = reach === 1 || first.billable === 0 ? first : (set.code(own + reach - 1) ?? first);
    return `${said} → ${displayCode(first.system, sharedStart(first.key, last.key))}`;
  }
}

/** True where the term itself asks for what is denied: "without mention of". */
function asksForDenial({ term: { words, readings } }: Slot): boolean {
  return words.some(isNegation) || readings.some((reading) => reading.some(isNegation));
}

/** True where the word lists give a term this very code. */
function namesCode({ alternatives }: Slot, code: number): boolean {
  return alternatives.some(({ kind, codes }) => kind === 'target' && codes?.includes(code) === true);
}

function holdsAll(words: readonly number[], { words: all }: Alternative): boolean {
  for (const forms of all) {
    let holds = false;
    for (const word of words) holds ||= forms.includes(word);
    if (!holds) return false;
  }
  return true;
}

/** The key that a name leads to: what all codes from the first to the last begin with. */
function sharedStart(first: string, last: string): string {
  let length = 0;
  while (length < first.length && first[length] === last[length]) length += 1;
  return first.slice(0, length);
}
