import type { MergedIndex } from './index.ts';

/** How a procedure reached its site: every ICD-10-PCS title says it, and few who search do. */
const approaches = 'open approach percutaneous endoscopic via natural artificial opening external';
/** What is coded where nobody says otherwise: guidelines I.C.19.c (fractures) and the note at T51–T65 (intent). */
const defaults = 'displaced closed routine healing accidental unintentional';
/** Stand before the "unspecified" that denies them: "stage unspecified". */
const aspects = 'stage level severity degree type site part side time';
const partsOfLimbs = {
  lower: 'foot feet toe toes ankle ankles heel calf leg legs shin knee knees thigh thighs',
  upper: 'hand hands finger fingers thumb wrist wrists forearm arm arms elbow elbows shoulder shoulders',
} as const;

/** The words that titles are built with, by merged number. */
export class TitleWords {
  readonly sides: ReadonlySet<number>;
  /** Like sides never denied: what follows an "unspecified" behind a comma is of its own. */
  readonly ordinals: ReadonlySet<number>;
  readonly approaches: ReadonlySet<number>;
  readonly defaults: ReadonlySet<number>;
  readonly aspects: ReadonlySet<number>;
  /** Titles with these leave out what the others of their header say. */
  readonly shortening: ReadonlySet<number>;
  /** Begin what a procedure left behind, and end what "not" denies. */
  readonly with: ReadonlySet<number>;
  readonly limbs: ReadonlySet<number>;
  /** By "lower" or "upper", the parts of such a limb. */
  readonly partsOfLimbs: ReadonlyMap<number, readonly number[]>;
  readonly unspecified: number;
  readonly other: number;
  readonly without: number;
  readonly #not: number;
  readonly #elsewhere: number;
  readonly #as: number;

  constructor(index: MergedIndex) {
    const numbers = (words: string) =>
      words
        .split(' ')
        .map((word) => index.wordNumber(word))
        .filter((word) => word >= 0);
    this.sides = new Set(numbers('right left bilateral'));
    this.ordinals = new Set(numbers('first second third'));
    this.approaches = new Set(numbers(approaches));
    this.defaults = new Set(numbers(defaults));
    this.aspects = new Set(numbers(aspects));
    this.shortening = new Set(numbers('bilateral sequela'));
    this.with = new Set(numbers('with using'));
    this.limbs = new Set(numbers('limb limbs extremity extremities'));
    this.partsOfLimbs = new Map(
      Object.entries(partsOfLimbs).map(([half, parts]) => [index.wordNumber(half), numbers(parts)]),
    );
    this.unspecified = index.wordNumber('unspecified');
    this.other = index.wordNumber('other');
    this.without = index.wordNumber('without');
    this.#not = index.wordNumber('not');
    this.#elsewhere = index.wordNumber('elsewhere');
    this.#as = index.wordNumber('as');
  }

  /** Whether what follows a word is denied: "not specified as recurrent", "unspecified as to partial versus complete". */
  denies(word: number, next: number, isDenied: boolean): boolean {
    if (word === this.without) return true;
    if (word === this.#not) return next !== this.#elsewhere;
    if (word === this.unspecified) return next === this.#as;
    return isDenied && !this.with.has(word);
  }
}
