import { sidesTyped } from '../../../codeset/sides.ts';
import { wordsOf } from '../../../codeset/words.ts';
import type { ByNumber } from './by-number.ts';
import { readByNumber } from './by-number.ts';
import { combinedParts, diagnosesApart } from './combined.ts';
import { withDominance } from './dominance.ts';
import { withoutDoses } from './doses.ts';
import type { Choice } from './choices.ts';
import { choicesOf } from './choices.ts';
import type { Condition } from './conditions.ts';
import type { Filters } from './fields.ts';
import { cutFields } from './fields.ts';
import type { Lexicon } from './lexicon.ts';
import type { Note } from './notes.ts';
import { uncertainNote } from './notes.ts';
import type { Part } from './parts.ts';
import { isPlace, partsOf } from './parts.ts';
import { cutQuotesAndExclusions } from './quotes.ts';
import type { Target } from './targets.ts';
import { afterAll } from './targets.ts';
import type { Term } from './terms.ts';
import { mostTerms, termsOf } from './terms.ts';
import { certaintyOf } from './uncertain.ts';

/** What a text asks for in words. */
export interface InWords {
  /** Everything that was said in words, as one question. */
  whole: Part;
  /**
   * The diagnoses of a query that names more than one ("aki on ckd 3b"), each a question of its own, in the order
   * their rows are taken in turn; empty otherwise.
   */
  parts: Part[];
  /** The parts stand even where one code satisfies the whole: a doubted diagnosis comes after its symptom. */
  partsAlways: boolean;
  choices: Choice[];
}

/** What a query asks for: by number first, then in words. */
export interface Reading extends InWords {
  /** Tried in this order until one finds something. */
  byNumber: ByNumber[];
  /** The text in words: without fields and exclusions. */
  plain: string;
  /** A code passes when its title holds each of these, word after word. */
  phrases: string[][];
  /** A code whose title holds one of these is left out, word after word. */
  excludedPhrases: string[][];
  /** A code whose title holds one of these is left out, in whichever form or reading. */
  excluded: Term[];
  filters: Filters;
  notes: Note[];
  conditions: Condition[];
}

/**
 * Reads a query. Pure and total: any text gives a reading, the same text the same one, of at most `mostTerms` terms a
 * part.
 */
export function read(typed: string, lexicon: Lexicon): Reading {
  const { text, filters, modifier, notes, conditions } = cutFields(placeAsField(typed), lexicon.chapters);
  const quoted = cutQuotesAndExclusions(text);
  const { plain, phrases, excludedPhrases, excluded } = quoted;
  const words = readWords(plain, lexicon);
  return {
    ...words,
    plain,
    byNumber: readByNumber(plain, modifier, words.whole.terms),
    phrases,
    excludedPhrases,
    excluded: excluded.flatMap((one) => termsOf(one, lexicon)).slice(0, mostTerms),
    filters,
    notes: [...notes, ...quoted.notes, ...(certaintyOf(plain).doubted === null ? [] : [uncertainNote])],
    conditions: [...conditions, ...quoted.conditions],
  };
}

/** "pos 11" is a code of the places of service. */
function placeAsField(typed: string): string {
  const place = /^\s*(?:pos|place of service)\s*[:#]?\s*(\d{1,2})\s*$/iu.exec(typed)?.[1];
  return place === undefined ? typed : `sys:pos ${place.padStart(2, '0')}`;
}

/** Reads a text without fields and exclusions in words. */
export function readWords(plain: string, lexicon: Lexicon): InWords {
  const { before, doubted } = certaintyOf(plain);
  const asked = doubted === null ? plain : `${before} ${doubted}`;
  const said = withoutDoses(termsOf(asked, lexicon));
  const terms = withDominance(withoutConnectors(said)).slice(0, mostTerms);
  const together = doubted === null ? combinedParts(said, lexicon) : [];
  const separate = doubted === null ? partsOf(plain, lexicon) : doubtedParts(before, doubted, lexicon);
  const apart = doubted === null && separate.length === 0 ? diagnosesApart(said) : separate;
  const parts = together.length > 0 ? together : apart;
  return {
    whole: { terms },
    parts: parts.map((part) => ({ terms: withDominance(part.terms).slice(0, mostTerms) })),
    partsAlways: (doubted !== null || together.length > 0) && parts.length > 0,
    choices: choicesOf(terms),
  };
}

const connecting: ReadonlySet<string> = new Set(['and', 'plus', 'also']);

/** What only joins is no part of the question: no code has to say it. */
function withoutConnectors(terms: readonly Term[]): Term[] {
  const left = terms.filter(({ words }) => !words.every((word) => connecting.has(word)));
  return left.length > 0 ? left : [...terms];
}

/** The symptom first: the one that was named, else those that usually lead to the doubt, on its side. */
function doubtedParts(before: string, doubted: string, lexicon: Lexicon): Part[] {
  const named = termsOf(before, lexicon);
  const diagnosis = termsOf(doubted, lexicon);
  const sides = diagnosis.filter(({ side }) => side);
  if (named.length > 0) return [{ terms: named }, { terms: diagnosis }];
  const words = wordsOf(doubted)
    .map(({ word }) => word)
    .filter((word) => !sidesTyped.has(word));
  const symptoms = symptomsWithin(words, lexicon);
  if (symptoms.length === 0) return [];
  // A side chooses among the codes that stand beside the one of no side.
  const targets = sides.length > 0 ? [...symptoms, ...symptoms.flatMap(besides)] : symptoms;
  const says = 'sign or symptom, until it is established';
  const places = termsOf(words.filter(isPlace).join(' '), lexicon);
  return [{ terms: [{ words, readings: [], targets, says }, ...sides, ...places] }, { terms: diagnosis }];
}

/** The codes that differ from one in its last character. */
function besides({ system, first, last }: Target): Target[] {
  const shared = first.slice(0, -1);
  return system === 'icd10cm' && first === last && shared.length > 3
    ? [{ system, first: shared, last: shared + afterAll }]
    : [];
}

/** Most words of a name in the list of symptoms. */
const longestDiagnosis = 4;

/** The symptoms of the longest diagnosis that some of the words name: "dvt leg" is a dvt. */
function symptomsWithin(words: readonly string[], lexicon: Lexicon): Target[] {
  for (let length = Math.min(longestDiagnosis, words.length); length >= 1; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const targets = lexicon.symptomsOf(words.slice(at, at + length));
      if (targets.length > 0) return targets;
    }
  }
  return [];
}
