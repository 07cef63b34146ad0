import type { FactRow } from '../facts.ts';
import { wordsOf } from '../words.ts';

export type IndexTerm = FactRow<'indexTerm'>;
export type IndexReference = FactRow<'indexReference'>;

/** A "see" of a "see": official chains are two long. */
const longestChain = 4;
const dropped: ReadonlySet<string> = new Set([
  'nec',
  'nos',
  'by',
  'site',
  'type',
  'category',
  'also',
  'condition',
]);

/** The terms of one index with those under and above each, and what "see" leads to. */
export class IndexTree {
  readonly terms: readonly IndexTerm[];
  readonly #byId: ReadonlyMap<number, IndexTerm>;
  readonly #below = new Map<number, IndexTerm[]>();
  readonly #references = new Map<number, IndexReference[]>();
  /** Main terms by each word that their title offers ("Deficiency, deficient" is two). */
  readonly #mainTerms = new Map<string, IndexTerm[]>();

  constructor(terms: readonly IndexTerm[], references: readonly IndexReference[]) {
    this.terms = terms;
    this.#byId = new Map(terms.map((term) => [term.id, term]));
    for (const term of terms) {
      if (term.parent !== null) add(this.#below, term.parent, term);
      else add(this.#mainTerms, partWords(term.title).join(' '), term);
    }
    // "Urethritis" is the main term of that title before it is a form of another ("Reiter's, urethritis").
    for (const term of terms) {
      if (term.parent !== null) continue;
      const [whole, ...forms] = namesIn(term.title);
      for (const name of forms) if (name !== whole) add(this.#mainTerms, name, term);
    }
    for (const reference of references) add(this.#references, reference.term, reference);
  }

  /** From the main term to the term itself. */
  path(term: IndexTerm): IndexTerm[] {
    const path = [term];
    for (let above = term.parent; above !== null;) {
      const next = this.#byId.get(above);
      if (!next) break;
      path.unshift(next);
      above = next.parent;
    }
    return path;
  }

  references(term: IndexTerm): readonly IndexReference[] {
    return this.#references.get(term.id) ?? [];
  }

  /** The codes of a term, or of what it sends the reader to. */
  codes(term: IndexTerm, chain = 0): string[] {
    if (term.code !== null) return [term.code];
    if (chain >= longestChain) return [];
    const found = this.references(term)
      .filter(({ kind }) => kind === 'see' || kind === 'seeAlso')
      .flatMap(({ text }) => {
        const seen = this.find(text);
        return seen ? this.codes(seen, chain + 1) : [];
      });
    return [...new Set(found)];
  }

  /** The term that "Disorder, joint, specified type NEC" names, if the index has every part of it. */
  find(reference: string): IndexTerm | undefined {
    const parts = reference
      .split(/[,;]/)
      .map((part) => partWords(part))
      .filter((words) => words.length > 0);
    const [main = [], ...rest] = parts;
    for (const start of this.#mainTermsFor(main)) {
      const found = this.#descend(start.term, [...start.left, ...rest]);
      if (found) return found;
    }
    return undefined;
  }

  /** Main terms that begin a reference; longer ones first, with the words of the part that they leave over. */
  #mainTermsFor(words: readonly string[]): { term: IndexTerm; left: string[][] }[] {
    const starts: { term: IndexTerm; left: string[][] }[] = [];
    for (let length = words.length; length >= 1; length -= 1) {
      const left = length < words.length ? [words.slice(length)] : [];
      const terms = this.#mainTerms.get(words.slice(0, length).join(' ')) ?? [];
      starts.push(...terms.map((term) => ({ term, left })));
    }
    return starts;
  }

  #descend(from: IndexTerm, parts: readonly (readonly string[])[]): IndexTerm | undefined {
    const [part, ...rest] = parts;
    if (!part) return from;
    const found = this.#descendBelow(from, part, rest);
    if (found) return found;
    // "Mononucleosis, infectious" is the main term itself where "infectious" need not be said.
    return isUnsaid(from, part) ? this.#descend(from, rest) : undefined;
  }

  #descendBelow(
    from: IndexTerm,
    part: readonly string[],
    rest: readonly (readonly string[])[],
  ): IndexTerm | undefined {
    for (const below of this.#below.get(from.id) ?? []) {
      const left = leftOver(below, part);
      if (left === null) continue;
      const found = this.#descend(below, left.length > 0 ? [left, ...rest] : rest);
      if (found) return found;
    }
    // Two parts may be one term ("due to, drugs"), or one part a term that only leads on ("with").
    const [next, ...others] = rest;
    if (next && next.length > 0) {
      const joined = [...part, ...next];
      for (const below of this.#below.get(from.id) ?? []) {
        if (leftOver(below, joined)?.length === 0) return this.#descend(below, others);
      }
    }
    return undefined;
  }
}

/** True when the index prints all these words in parentheses at the term. */
function isUnsaid({ nonessential }: IndexTerm, part: readonly string[]): boolean {
  const unsaid = new Set(nonessential.flatMap((text) => partWords(text)));
  return part.every((word) => unsaid.has(word));
}

/** The words of `part` that a term leaves over; null when the term does not fit it. */
function leftOver(term: IndexTerm, part: readonly string[]): string[] | null {
  for (const name of namesIn(term.title)) {
    const words = name.split(' ');
    if (words.every((word, place) => part[place] === word)) return part.slice(words.length);
  }
  return null;
}

/** "Deficiency, deficient" → deficiency, deficient, deficiency deficient. */
function namesIn(title: string): string[] {
  const parts = title.split(/,| or /).map((part) => partWords(part).join(' '));
  return [...new Set([partWords(title).join(' '), ...parts])].filter((name) => name !== '');
}

function partWords(part: string): string[] {
  return wordsOf(part)
    .map(({ word }) => word)
    .filter((word) => !dropped.has(word));
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
