import type { ByNumber } from './by-number.ts';
import { readByNumber } from './by-number.ts';
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
import { partsOf } from './parts.ts';
import { cutQuotesAndExclusions } from './quotes.ts';
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
  const { text, filters, modifier, notes, conditions } = cutFields(typed, lexicon.chapters);
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

/** Reads a text without fields and exclusions in words. */
export function readWords(plain: string, lexicon: Lexicon): InWords {
  const { before, doubted } = certaintyOf(plain);
  const asked = doubted === null ? plain : `${before} ${doubted}`;
  const parts = doubted === null ? partsOf(plain, lexicon) : doubtedParts(before, doubted, lexicon);
  const terms = withoutDoses(termsOf(asked, lexicon));
  return {
    whole: { terms },
    parts,
    partsAlways: doubted !== null && parts.length > 0,
    choices: choicesOf(terms),
  };
}

/** The symptom first: the one that was named, else those that usually lead to the doubt. */
function doubtedParts(before: string, doubted: string, lexicon: Lexicon): Part[] {
  const named = termsOf(before, lexicon);
  const diagnosis = termsOf(doubted, lexicon);
  if (named.length > 0) return [{ terms: named }, { terms: diagnosis }];
  const words = diagnosis.flatMap((term) => term.words);
  const targets = lexicon.symptomsOf(words);
  return targets.length > 0 ? [{ terms: [{ words, readings: [], targets }] }, { terms: diagnosis }] : [];
}
