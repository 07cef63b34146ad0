import { emptyWords } from '../../codeset/words.ts';
import { bodyWordsOf } from './body-words.ts';
import { deniedAlternatives, deniedSayings } from './expand-denied.ts';
import type { MergedIndex } from './index.ts';
import type { Term } from './reading/terms.ts';
import type { SpellingIndex } from './spelling.ts';
import { formsOf, kinOf, stemOf } from './word-forms.ts';

export type MatchKind = 'word' | 'form' | 'beginning' | 'abbreviation' | 'spelling' | 'target';

/** One way in which a title may satisfy a term. All of `words` must be in it; each entry lists equal forms. */
export interface Alternative {
  words: number[][];
  /** Merged numbers of codes that satisfy the term whatever their titles say; `words` is empty then. */
  codes?: readonly number[];
  kind: MatchKind;
  /** 0–1: how sure we are that this is what was meant. */
  quality: number;
}

/** A term with everything it may match, best first. */
export interface Slot {
  term: Term;
  /** What the term counts in the sum: rare words count more. */
  weight: number;
  alternatives: Alternative[];
  /** The best alternative of one word by that word; longer alternatives are few and searched one by one. */
  byWord: ReadonlyMap<number, Alternative>;
  /** Of a term that is denied, what no text may say is the case: see `deniedSayings`. */
  sayings: number[][][];
  /** False where a text may say nothing of it and still be all that was asked for. */
  meant: boolean;
  /** True for what orders texts that satisfy another slot and brings in none of its own. */
  weak: boolean;
}

/** What chooses among the kinds of one thing, and is none. */
const choosing: ReadonlySet<string> = new Set(['stage', 'type', 'grade', 'class', 'level']);

/** Words that are never the beginning of another. */
export const wholeWords: ReadonlySet<string> = new Set([
  'no',
  'on',
  'w',
  'l',
  'r',
  'left',
  'right',
  'bilateral',
  'with',
  'without',
]);

/** Of a denied term that titles need not speak of, what it counts: less than what is the case. */
const deniedWeight = 0.8;

/** What books add to say that nothing more is said. */
const saysNothing: ReadonlySet<string> = new Set(['nos', 'nec', 'unspecified', 'unsp', 'unspec']);

const quality = {
  word: 1,
  form: 0.95,
  kin: 0.8,
  otherWord: 0.75,
  target: 0.98,
  abbreviation: 0.95,
  nextReading: 0.04,
  beginning: 0.6,
  spelling: 0.55,
};

/** Of more words that begin as typed, the commonest are taken: one letter begins thousands. */
export const mostBeginnings = 512;

/** Codes that one term names at most: "F90*" and what is below. */
const mostTargets = 200;

/**
 * Turns terms into slots by looking their words up in the vocabulary. A term that matches nothing has no alternatives.
 * Terms that are forms of one word ("obstruction obstructed") are one slot.
 *
 * @param asides words that stood in parentheses: they need not be said, and count half
 */
export function expand(
  terms: readonly Term[],
  index: MergedIndex,
  spelling: SpellingIndex,
  asides: ReadonlySet<string> = nothingAside,
): Slot[] {
  const slots: Slot[] = [];
  const byStem = new Map<string, Slot>();
  const asked = new Set(terms.flatMap(({ words, denied }) => (denied ? [] : words)));
  for (const term of terms) {
    const denied = deniedSayings(term, index);
    const alternatives = term.denied
      ? deniedAlternatives(term, denied, index)
      : alternativesOf(term, index, spelling);
    const [only = ''] = term.words;
    const stem = term.words.length === 1 && !term.denied && only.length >= 5 ? stemOf(only) : undefined;
    const same = stem === undefined ? undefined : byStem.get(stem);
    if (same) {
      join(same, alternatives);
      continue;
    }
    alternatives.sort((a, b) => b.quality - a.quality);
    const aside = term.words.every((word) => asides.has(word)) ? 0.5 : 1;
    const unsaid = term.denied?.named === false;
    const slot = {
      term,
      alternatives,
      weight: weightOf(term, alternatives, index) * aside * (unsaid ? deniedWeight : 1),
      byWord: wordsIn(alternatives),
      // What is asked for too is not ruled out: "pregnancy loss without current pregnancy".
      sayings:
        term.denied && (term.denied.assumed || term.words.every((word) => asked.has(word))) ? [] : denied,
      meant: !unsaid && !term.words.every((word) => emptyWords.has(word)),
      weak: unsaid || term.words.every((word) => choosing.has(word) || /^(?:[a-z]|\d[ab]?)$/.test(word)),
    };
    slots.push(slot);
    if (stem !== undefined) byStem.set(stem, slot);
  }
  return slots;
}

const nothingAside: ReadonlySet<string> = new Set();

/** Adds what another form of a slot's word may match. */
function join(slot: Slot, more: readonly Alternative[]): void {
  slot.alternatives = [...slot.alternatives, ...more.filter(({ kind }) => kind !== 'spelling')].toSorted(
    (a, b) => b.quality - a.quality,
  );
  slot.byWord = wordsIn(slot.alternatives);
}

function wordsIn(alternatives: readonly Alternative[]): Map<number, Alternative> {
  const byWord = new Map<number, Alternative>();
  for (const alternative of alternatives) {
    if (alternative.words.length !== 1) continue;
    for (const word of alternative.words[0] ?? []) if (!byWord.has(word)) byWord.set(word, alternative);
  }
  return byWord;
}

function alternativesOf(term: Term, index: MergedIndex, spelling: SpellingIndex): Alternative[] {
  const found: Alternative[] = [];
  for (const [place, target] of term.targets.entries()) {
    const codes = index.codesBetween(target, mostTargets);
    const sure = Math.max(0.5, quality.target - place * quality.nextReading);
    if (codes.length > 0) found.push({ words: [], codes, kind: 'target', quality: sure });
  }
  for (const [place, reading] of term.readings.entries()) {
    const words = reading.map((word) => equalForms(word, index));
    if (words.some((forms) => forms.length === 0)) continue;
    const sure = Math.max(0.5, quality.abbreviation - place * quality.nextReading);
    found.push({ words, kind: 'abbreviation', quality: sure });
    const [single] = reading;
    if (reading.length > 1 || single === undefined) continue;
    for (const kin of kinOf(single)) {
      const number = index.wordNumber(kin);
      if (number >= 0) found.push({ words: [[number]], kind: 'abbreviation', quality: sure * quality.kin });
    }
  }
  const [only] = term.words;
  // What a rule makes of several words is none of them.
  if (only === undefined || term.says !== undefined) return found;
  if (term.side) return sideAlternatives(only, index);
  if (term.words.length > 1) {
    const words = term.words.map((word) => equalForms(word, index));
    if (words.every((forms) => forms.length > 0)) found.push({ words, kind: 'word', quality: quality.word });
    return found;
  }
  // "mi" is an abbreviation far more often than the beginning of "mild".
  const beginningsToo = found.length > 0 && only.length <= 3 ? 0.55 : 1;
  found.push(...wordAlternatives(only, index, beginningsToo));
  if (
    found.length === 0 ||
    (only.length >= 5 && !found.some((one) => one.kind !== 'beginning') && isRare(found, index))
  ) {
    found.push(...spellingAlternatives(only, index, spelling));
  }
  return found;
}

/** Titles say "bilateral", some "both". */
function sideAlternatives(side: string, index: MergedIndex): Alternative[] {
  return (side === 'bilateral' ? [side, 'both'] : [side])
    .map((word) => index.wordNumber(word))
    .filter((number) => number >= 0)
    .map((number) => ({ words: [[number]], kind: 'word', quality: quality.word }));
}

/** A few rare beginnings ("diabi…") may well be a slip; look for near words too. */
function isRare(found: Alternative[], index: MergedIndex): boolean {
  let total = 0;
  for (const { words } of found) for (const word of words[0] ?? []) total += index.frequency[word] ?? 0;
  return total < 5;
}

function wordAlternatives(word: string, index: MergedIndex, beginnings: number): Alternative[] {
  const found: Alternative[] = [];
  const exact = index.wordNumber(word);
  if (exact >= 0) found.push({ words: [[exact]], kind: 'word', quality: quality.word });
  for (const form of formsOf(word)) {
    const number = index.wordNumber(form);
    if (number >= 0) found.push({ words: [[number]], kind: 'form', quality: quality.form });
  }
  for (const kin of kinOf(word)) {
    const number = index.wordNumber(kin);
    if (number >= 0) found.push({ words: [[number]], kind: 'form', quality: quality.kin });
  }
  for (const other of bodyWordsOf(word)) {
    const number = index.wordNumber(other);
    if (number >= 0) found.push({ words: [[number]], kind: 'form', quality: quality.otherWord });
  }
  // "2" must not find "20 mg"; a longer number may be the beginning of one.
  if (/^\d$/.test(word) || wholeWords.has(word)) return found;
  for (const number of index.beginnings(word, mostBeginnings)) {
    if (number === exact) continue;
    const length = index.words[number]?.length ?? word.length;
    const sure = (quality.beginning + 0.3 * (word.length / length)) * beginnings;
    found.push({ words: [[number]], kind: 'beginning', quality: sure });
  }
  return found;
}

function spellingAlternatives(word: string, index: MergedIndex, spelling: SpellingIndex): Alternative[] {
  const near = spelling.near(word);
  const fewest = Math.min(...near.map((one) => one.slips));
  return near
    .filter((one) => one.slips === fewest)
    .map((one) => ({
      words: [[one.word]],
      kind: 'spelling' as const,
      // Between equally near words the commoner one is meant more often.
      quality:
        quality.spelling -
        0.1 * (one.slips - 1) -
        (one.whole ? 0 : 0.08) +
        Math.min(0.1, Math.log10(1 + (index.frequency[one.word] ?? 0)) / 40),
    }));
}

/** A word and its plural or singular, as far as the vocabulary knows them. */
function equalForms(word: string, index: MergedIndex): number[] {
  return [word, ...formsOf(word)].map((form) => index.wordNumber(form)).filter((number) => number >= 0);
}

function weightOf(term: Term, alternatives: Alternative[], index: MergedIndex): number {
  const best = alternatives[0];
  if (!best) return 0;
  const exact = alternatives.find((one) => one.kind === 'word') ?? best;
  let frequency = exact.codes?.length ?? frequencyOf(exact, index);
  // A word cut short is as common as all that it may stand for.
  if (exact.kind === 'beginning') {
    frequency = 0;
    for (const one of alternatives) frequency += frequencyOf(one, index);
  }
  const weight = Math.log(1 + index.texts / (frequency + 1));
  const empty = term.words.every((word) => emptyWords.has(word));
  if (term.words.every((word) => saysNothing.has(word))) return 0.2;
  return Math.max(0.2, Math.min(9, weight)) * (empty ? 0.4 : 1);
}

/** A term of several words is as rare as its rarest word. */
function frequencyOf({ words }: Alternative, index: MergedIndex): number {
  let least = Infinity;
  for (const forms of words) {
    let sum = 0;
    for (const word of forms) sum += index.frequency[word] ?? 0;
    least = Math.min(least, sum);
  }
  return least;
}
