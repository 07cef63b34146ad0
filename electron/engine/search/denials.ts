import type { Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';

/**
 * How many words behind one that denies are denied; none of it goes on behind a "with". "Whether with" and "with or
 * without" say nothing either way, and so affirm nothing.
 */
const reach: ReadonlyMap<string, number> = new Map([
  ['without', Infinity],
  ['whether', Infinity],
  ['except', Infinity],
  ['excluding', Infinity],
  ['not', 3],
  ['no', 3],
  ['never', 3],
  ['non', 1],
]);

/** Words that a text says for themselves behind what it denies: "without aura, intractable", "without coma, left eye". */
const standing: ReadonlySet<string> = new Set(
  'intractable recurrent left right bilateral unspecified initial subsequent sequela in'.split(' '),
);

/** Follows the words of a text and tells of each whether the text denies it. */
class Scope {
  #left = 0;
  #open = false;
  #before = '';

  /** @returns true where the text says that this is not the case, or leaves it open */
  denies(word: string): boolean {
    const before = this.#before;
    this.#before = word;
    if (standing.has(word) && !reach.has(before)) this.#left = 0;
    const denied = this.#left > 0;
    const opens = reach.get(word);
    if (opens !== undefined) {
      this.#open = word === 'whether' || (word === 'without' && before === 'or') || (this.#open && denied);
      this.#left = Math.max(opens, this.#left);
    } else if (word === 'with' && !this.#open) this.#left = 0;
    else if (denied) this.#left -= 1;
    return denied;
  }
}

/** True for words that say of others that they are not the case. */
export function isNegation(word: string): boolean {
  return reach.has(word);
}

/** Of the words of a text, in reading order: true for each that the text denies. */
export function deniedPlaces(words: readonly string[]): boolean[] {
  const scope = new Scope();
  return words.map((word) => scope.denies(word));
}

/** What a query says is not the case: texts that say it is are left out. */
export class Denials {
  readonly #index: MergedIndex;
  readonly #sayings: readonly (readonly (readonly number[])[])[];

  constructor(index: MergedIndex, slots: readonly Slot[]) {
    this.#index = index;
    this.#sayings = slots.flatMap(({ sayings }) => sayings);
  }

  /** False where nothing is denied. */
  get asks(): boolean {
    return this.#sayings.length > 0;
  }

  /** @param words merged words of a text, in reading order */
  affirmedIn(words: readonly number[]): boolean {
    const scope = new Scope();
    const affirmed = new Set(words.filter((word) => !scope.denies(this.#index.words[word] ?? '')));
    return this.#sayings.some((saying) => saying.every((forms) => forms.some((form) => affirmed.has(form))));
  }
}
