import { sidesTyped } from '../../../codeset/sides.ts';
import { wordsOf } from '../../../codeset/words.ts';
import type { Denial, Denied } from './denial.ts';
import { deniedAt } from './denial.ts';
import type { Lexicon, Entry, Readings } from './lexicon.ts';
import type { Target } from './targets.ts';

/** One thing a coder said: a word, or a short form of one or more words with what it may mean. */
export interface Term {
  /** The words as typed, folded; a side as titles write it. */
  words: string[];
  /** Words that titles may use instead; the most usual reading first. */
  readings: Readings;
  /** Codes that satisfy the term whatever their titles say, the most usual first. */
  targets: Target[];
  /** Where the term is what is not the case. */
  denied?: Denial;
  /** True for a side: this very word, and no other that begins so. */
  side?: true;
}

/** Most terms that take part in ranking; a longer text keeps its first ones. */
export const mostTerms = 12;

/** Spellings that punctuation would tear apart, written out first. */
const writtenOut: [RegExp, string][] = [
  [/\bw\/o\b/gi, ' without '],
  [/\bw\/(?=\s|[a-z]|$)/gi, ' with '],
  [/\bw(?=\s+[a-z])/gi, 'with'],
  [/\bb\/l\b/gi, ' bilateral '],
];

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
  let written = text;
  for (const [pattern, words] of writtenOut) written = written.replaceAll(pattern, words);
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

function termsIn({ words, breaks }: Typed, lexicon: Lexicon): Term[] {
  const terms: Term[] = [];
  const seen = new Set<string>();
  const knownAt = (place: number) => {
    const { length, entry } = longestKnown(words, place, lexicon);
    return entry === nothingKnown ? 0 : length;
  };
  let at = 0;
  let denied: Denied | undefined;
  while (at < words.length && terms.length < mostTerms) {
    const { length, entry } = longestKnown(words, at, lexicon);
    denied = length === 1 ? deniedAt(words, at, breaks, knownAt, denied) : undefined;
    const own = denied ? words.slice(denied.from, denied.to) : words.slice(at, at + length);
    const side = length === 1 && words.length > 1 ? sidesTyped.get(words[at] ?? '') : undefined;
    const term = denied
      ? deniedTerm(own, denied, lexicon)
      : side
        ? sideTerm(side)
        : named(own, entry, lexicon);
    at = denied ? denied.to : at + length;
    const name = `${denied ? 'no ' : ''}${term.words.join(' ')}`;
    if (seen.has(name)) continue;
    seen.add(name);
    terms.push(term);
  }
  return terms;
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

/** A name of several words may also be read word by word: "fx femur" is a fracture of the femur, with all its kinds. */
function readingsOf(words: readonly string[], { readings, targets }: Entry, lexicon: Lexicon): Readings {
  if (words.length < 2 || readings.length > 0 || targets.length === 0) return readings;
  return [words.flatMap((word) => lexicon.read([word])?.readings[0] ?? [word])];
}

const nothingKnown: Entry = { readings: [], targets: [] };

function longestKnown(
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
): { length: number; entry: Entry } {
  for (let length = Math.min(lexicon.longest, words.length - at); length >= 1; length -= 1) {
    const entry = lexicon.read(words.slice(at, at + length));
    if (entry) return { length, entry };
  }
  return { length: 1, entry: nothingKnown };
}
