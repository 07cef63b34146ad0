import { sidesTyped } from '../../../codeset/sides.ts';
import { wordsOf } from '../../../codeset/words.ts';
import type { Denial, Denied } from './denial.ts';
import { deniedAt } from './denial.ts';
import { cueAt, cueSayings } from './cues.ts';
import type { Lexicon, Entry, Readings } from './lexicon.ts';
import { measuredAt } from './measures.ts';
import type { Target } from './targets.ts';
import { writtenOut } from './written-out.ts';

/** One thing a coder said: a word, or a short form of one or more words with what it may mean. */
export interface Term {
  /** The words as typed, folded; a side as titles write it. */
  words: string[];
  /** Words that titles may use instead; the most usual reading first. */
  readings: Readings;
  /** Codes that satisfy the term whatever their titles say, the most usual first. */
  targets: Target[];
  /** What a row of one of these codes says of it; else that it is commonly called so. */
  says?: string;
  /** Where the term is what is not the case. */
  denied?: Denial;
  /** Where a text has to say one of these, each a list of words, to be found at all: "fhx" asks for no disease itself. */
  required?: string[][];
  /** True for a side: this very word, and no other that begins so. */
  side?: true;
}

/** Most terms that take part in ranking; a longer text keeps its first ones. */
export const mostTerms = 12;

/** Words in the order typed, and where punctuation stands before one. */
export interface Typed {
  words: string[];
  breaks: boolean[];
}

/** Splits what was typed into terms, longest known short form first. A repeated word counts once. */
export function termsOf(text: string, lexicon: Lexicon): Term[] {
  const typed = typedWords(text);
  return wholeName(typed.words, lexicon) ?? termsIn(typed, lexicon);
}

function typedWords(text: string): Typed {
  const written = writtenOut(text);
  const words: string[] = [];
  const breaks: boolean[] = [];
  let end = 0;
  for (const { word, start, length } of wordsOf(written)) {
    words.push(word);
    breaks.push(/[,;:.\n()]/.test(written.slice(end, start)));
    end = start + length;
  }
  return { words, breaks };
}

/** Words that change nothing in what a name means. */
const fillers: ReadonlySet<string> = new Set(['a', 'an', 'the', 'of', 'in', 'to', 'for', 'on', 'my']);

/** A text that is one name in another order, with a side or without: "pain knee left", "stones in the kidney". */
function wholeName(words: readonly string[], lexicon: Lexicon): Term[] | undefined {
  if (words.length < 2 || lexicon.read(words)) return undefined;
  const plain = words.filter((word) => !fillers.has(word));
  const whole = inAnyOrder(plain, lexicon);
  if (whole) return [named(plain, whole, lexicon)];
  const name = plain.filter((word) => !sidesTyped.has(word));
  const entry = name.length < plain.length ? inAnyOrder(name, lexicon) : undefined;
  if (!entry) return undefined;
  const sides = new Set(plain.flatMap((word) => sidesTyped.get(word) ?? []));
  return [named(name, entry, lexicon), ...[...sides].map(sideTerm)];
}

function named(words: readonly string[], entry: Entry, lexicon: Lexicon): Term {
  return { words: [...new Set(words)], targets: entry.targets, readings: readingsOf(words, entry, lexicon) };
}

function sideTerm(side: string): Term {
  return { words: [side], readings: [], targets: [], side: true };
}

/** Longer texts are not turned about: four words stand in 24 orders. */
const mostTurned = 4;

function inAnyOrder(words: readonly string[], lexicon: Lexicon): Entry | undefined {
  if (words.length > mostTurned) return lexicon.read(words);
  for (const order of ordersOf(words)) {
    const entry = lexicon.read(order);
    if (entry) return entry;
  }
  return undefined;
}

/** Every order of a few words, the one they stand in first. */
function* ordersOf(words: readonly string[]): Generator<string[]> {
  if (words.length < 2) yield [...words];
  else
    for (const [place, first] of words.entries())
      for (const rest of ordersOf(words.toSpliced(place, 1))) yield [first, ...rest];
}

/** A term and how many words it takes, with the sides that stand in its name. */
interface Taken {
  term: Term;
  length: number;
  sides?: readonly Term[];
}

function termsIn(typed: Typed, lexicon: Lexicon): Term[] {
  const { words } = typed;
  const terms: Term[] = [];
  const seen = new Set<string>();
  let at = 0;
  let denied: Denied | undefined;
  while (at < words.length && terms.length < mostTerms) {
    denied = deniedBy(typed, at, lexicon, denied);
    const {
      term,
      length,
      sides = [],
    }: Taken = denied
      ? { term: deniedTerm(words.slice(denied.from, denied.to), denied, lexicon), length: denied.to - at }
      : (measuredTerm(words, at) ?? historyTerm(words, at, lexicon) ?? knownTerm(words, at, lexicon));
    at += length;
    for (const one of [term, ...sides]) {
      const name = `${one.denied ? 'no ' : ''}${one.words.join(' ')}`;
      if (seen.has(name)) continue;
      seen.add(name);
      terms.push(one);
    }
  }
  return terms;
}

function deniedBy(
  typed: Typed,
  at: number,
  lexicon: Lexicon,
  before: Denied | undefined,
): Denied | undefined {
  const { words, breaks } = typed;
  if (longestKnown(words, at, lexicon).length > 1) return undefined;
  const knownAt = (place: number) => {
    const { length, entry } = longestKnown(words, place, lexicon);
    return entry === nothingKnown ? 0 : length;
  };
  return deniedAt(words, at, breaks, knownAt, before);
}

function measuredTerm(words: readonly string[], at: number): Taken | undefined {
  const measured = measuredAt(words, at);
  if (!measured) return undefined;
  const { length, targets } = measured;
  return { term: { words: words.slice(at, at + length), readings: [], targets }, length };
}

/** A cue and the condition behind it: "fhx dm2" is one thing, and no diabetes. */
function historyTerm(words: readonly string[], at: number, lexicon: Lexicon): Taken | undefined {
  const cue = cueAt(words, at);
  if (!cue || longestKnown(words, at, lexicon).length > cue.length) return undefined;
  const { kind, length } = cue;
  const own = words.slice(at, at + length);
  const required = cueSayings[kind];
  const readings = lexicon.read(own)?.readings ?? [];
  if (kind === 'late')
    return { term: { words: own, readings: required, targets: [], says: 'late effect', required }, length };
  const condition = longestKnown(words, at + length, lexicon);
  const [target] = condition.entry.targets;
  const targets = lexicon.histories.of(kind, target);
  // Nothing more precise is known: the code of what has none of its own, and titles that say it.
  const says = `${kind} history, no code of its own`;
  if (target?.system !== 'icd10cm')
    return { term: { words: own, readings, targets, says, required }, length };
  const whole = length + condition.length;
  const name = words.slice(at + length, at + whole).join(' ');
  const ofCondition = `${kind} history of ${name}`;
  return {
    term: { words: words.slice(at, at + whole), readings: [], targets, says: ofCondition, required },
    length: whole,
  };
}

function knownTerm(words: readonly string[], at: number, lexicon: Lexicon): Taken {
  const { length, entry } = longestKnown(words, at, lexicon);
  const side = length === 1 && words.length > 1 ? sidesTyped.get(words[at] ?? '') : undefined;
  if (side) return { term: sideTerm(side), length };
  const own = words.slice(at, at + length);
  return (
    sidesApart(own, entry, lexicon) ?? {
      term: named(own, entry, lexicon),
      length: length - reusedWords(words, at, length, lexicon),
    }
  );
}

/**
 * A side in a name is a term of its own where the name without it leads to codes that hold those of the name: "breast
 * cancer right" is cancer of the breast, on the right. The right heart's failure is another disease.
 */
function sidesApart(words: readonly string[], { targets }: Entry, lexicon: Lexicon): Taken | undefined {
  const [target] = targets;
  const rest = words.filter((word) => !sidesTyped.has(word));
  if (!target || rest.length === 0 || rest.length === words.length) return undefined;
  const entry = inAnyOrder(rest, lexicon);
  if (!entry?.targets.some((one) => holds(one, target))) return undefined;
  const sides = new Set(words.flatMap((word) => sidesTyped.get(word) ?? []));
  return { term: named(rest, entry, lexicon), length: words.length, sides: [...sides].map(sideTerm) };
}

function holds(one: Target, other: Target): boolean {
  return one.system === other.system && one.first <= other.first && other.last <= one.last;
}

/**
 * How many words at the end of a name begin a longer one that takes the stage or the number with it: "dm2 with ckd
 * stage 4" is "dm2 with ckd" and "ckd stage 4".
 */
function reusedWords(words: readonly string[], at: number, length: number, lexicon: Lexicon): number {
  const end = at + length;
  if (length < 2 || !/^(?:stage|grade|type|class|\d[a-z]?)$/.test(words[end] ?? '')) return 0;
  for (let reused = length - 1; reused >= 1; reused -= 1)
    if (longestKnown(words, end - reused, lexicon).length > reused) return reused;
  return 0;
}

function deniedTerm(words: readonly string[], { by, named: said }: Denial, lexicon: Lexicon): Term {
  const entry = lexicon.read(words);
  const readings = entry?.readings ?? [];
  const wordByWord = words.flatMap((word) => lexicon.read([word])?.readings[0] ?? [word]);
  return {
    words: [...words],
    readings: readings.length > 0 || words.length < 2 ? readings : [wordByWord],
    targets: [],
    denied: { by, named: said },
  };
}

/**
 * A name of several words may also be read by the names in it: "fx femur" is a fracture of the femur, with all its
 * kinds, and "breast cancer right" a malignant neoplasm of the breast and its side.
 */
function readingsOf(words: readonly string[], { readings, targets }: Entry, lexicon: Lexicon): Readings {
  if (words.length < 2 || readings.length > 0 || targets.length === 0) return readings;
  const read: string[] = [];
  for (let at = 0; at < words.length;) {
    const { length, reading } = longestReading(words, at, lexicon);
    read.push(...reading);
    at += length;
  }
  return [read];
}

/** The longest part of a name from a word on that titles say otherwise; else that word itself. */
function longestReading(
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
): { length: number; reading: readonly string[] } {
  for (let length = Math.min(words.length - 1, words.length - at); length >= 1; length -= 1) {
    const reading = lexicon.read(words.slice(at, at + length))?.readings[0];
    if (reading) return { length, reading };
  }
  return { length: 1, reading: words.slice(at, at + 1) };
}

/** Beside other words a toe or an eye is a place, not the modifier that has its name. */
function isSideModifier(words: readonly string[], entry: Entry | undefined): boolean {
  if (words.length < 2 || !entry || !words.some((word) => sidesTyped.has(word))) return false;
  return entry.targets.length > 0 && entry.targets.every(({ system }) => system === 'modifier');
}

const nothingKnown: Entry = { readings: [], targets: [] };

function longestKnown(
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
): { length: number; entry: Entry } {
  for (let length = Math.min(lexicon.longest, words.length - at); length >= 1; length -= 1) {
    const own = words.slice(at, at + length);
    if (length < words.length && isSideModifier(own, lexicon.read(own))) continue;
    const entry = lexicon.read(own) ?? (at + length === words.length ? lexicon.readBegun(own) : undefined);
    if (entry) return { length, entry };
  }
  return { length: 1, entry: nothingKnown };
}
