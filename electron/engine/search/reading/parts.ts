import type { Lexicon } from './lexicon.ts';
import type { Term } from './terms.ts';
import { termsOf } from './terms.ts';

/** One question in words. */
export interface Part {
  terms: Term[];
}

/** Most diagnoses that one query is taken apart into. */
export const mostParts = 4;

const connector = /\s*[,;\n]\s*|\s+(?:and|on|plus|also|&|\+)\s+/iu;

/** Words that narrow a diagnosis and are none: a side, an encounter, a degree, a number. */
const narrowing: ReadonlySet<string> = new Set(
  (
    'left right bilateral bilat unilateral lt rt bl both l r upper lower initial init subsequent subseq sequela enc encounter ' +
    'acute chronic mild moderate severe unspecified unsp nos nec type stage grade with without w wo closed open displaced ' +
    'nondisplaced routine healing delayed recurrent primary secondary new old adult child male female first second third ' +
    'trimester initial subsequent simple complex limited complete each other'
  ).split(' '),
);

/** Endings of words that name a condition by themselves. */
const conditionEnding =
  /(itis|emia|aemia|osis|oma|omas|pathy|algia|tension|uria|plegia|paresis|pnea|rrhea|rrhage|phagia|phasia|cele|betes|sthma|sepsis|trophy|ectasis|stenosis|lepsy|ectomy|otomy|plasty|oscopy|ostomy|cancer|fracture|failure|infection|pneumonia|anemia|fever|cough|pain|stroke|obesity|anxiety|depression|disorder|syndrome|disease|injury|ulcer|dementia)$/u;

/**
 * The diagnoses of a query that names several ("aki on ckd 3b", "htn, dm2, ckd"); empty where it names one. A side or
 * an encounter behind a comma belongs to what stands before it; words that name no condition by themselves are not
 * torn apart ("neck and shoulder pain").
 */
export function partsOf(text: string, lexicon: Lexicon): Part[] {
  const parts: Part[] = [];
  for (const piece of text.split(connector)) {
    const terms = termsOf(piece, lexicon);
    if (terms.length === 0) continue;
    const before = parts.at(-1);
    if (terms.every(isNarrowing)) {
      if (before) before.terms.push(...terms);
      else return [];
    } else if (terms.some(namesSomething)) parts.push({ terms });
    else return [];
  }
  return parts.length >= 2 && parts.length <= mostParts ? parts : [];
}

function isNarrowing({ words }: Term): boolean {
  return words.every((word) => narrowing.has(word) || /^\d/.test(word));
}

function namesSomething({ words, readings, targets }: Term): boolean {
  if (words.every((word) => narrowing.has(word))) return false;
  return readings.length > 0 || targets.length > 0 || words.some((word) => conditionEnding.test(word));
}
