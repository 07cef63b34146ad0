import { emptyWords } from '../../../codeset/words.ts';
import type { Lexicon } from './lexicon.ts';
import type { Part } from './parts.ts';
import { isNarrowing, mostParts } from './parts.ts';
import type { Target } from './targets.ts';
import type { Term } from './terms.ts';

/** A diagnosis with what narrows it: its side, its degree, what it is without. */
interface Diagnosis {
  term: Term;
  target: Target;
  narrowed: Term[];
}

const joining: ReadonlySet<string> = new Set(
  'and with plus also due to in on from secondary associated by has having complicated the of a use'.split(
    ' ',
  ),
);

/** The diagnoses of a query that says nothing but such, one question each; empty where there is one. */
export function diagnosesApart(terms: readonly Term[]): Part[] {
  const diagnoses = diagnosesOf(terms);
  // What follows a disease is one with it: "cva with hemiparesis, sequela".
  const isSequela = terms.some(({ words }) => words.includes('sequela'));
  return diagnoses.length < 2 || isSequela
    ? []
    : diagnoses.slice(0, mostParts).map(({ term, narrowed }) => ({ terms: [term, ...narrowed] }));
}

/**
 * Where a query names diagnoses that are coded together, the codes that say them together, then those that are coded
 * beside: "htn and chf" is I11.0, then I50.9. Empty where none are, and where more is said than diagnoses.
 */
export function combinedParts(terms: readonly Term[], lexicon: Lexicon): Part[] {
  const diagnoses = diagnosesOf(terms);
  if (diagnoses.length < 2) return [];
  const combined = lexicon.combinations.of(diagnoses.map(({ target }) => target));
  if (combined.length === 0) return [];
  const bases = new Set(combined.map(({ places: [base = 0] }) => base));
  const together = combined.map(({ places, codes }): Part => {
    const members = diagnoses.filter((_one, place) => places.includes(place));
    const names = members.map(({ term }) => term.words.join(' '));
    return {
      terms: [
        {
          words: [...new Set(members.flatMap(({ term }) => term.words))],
          readings: [],
          targets: codes,
          says: `coded together: ${names.join(' + ')}`,
        },
      ],
    };
  });
  const beside = diagnoses
    .filter((_one, place) => !bases.has(place))
    .map(({ term, narrowed }) => ({ terms: [term, ...narrowed] }));
  return [...together, ...beside].slice(0, mostParts);
}

function diagnosesOf(terms: readonly Term[]): Diagnosis[] {
  const diagnoses: Diagnosis[] = [];
  const ahead: Term[] = [];
  let before: Diagnosis | undefined;
  for (const term of terms) {
    const [target] = term.targets;
    if (term.denied || term.side) (before?.narrowed ?? ahead).push(term);
    else if (term.words.every((word) => joining.has(word))) before = undefined;
    else if (isNarrowing(term)) (before?.narrowed ?? ahead).push(term);
    else if (target?.system === 'icd10cm' && term.required === undefined) {
      before = { term, target, narrowed: ahead.splice(0) };
      diagnoses.push(before);
    } else if (!term.words.every((word) => emptyWords.has(word))) return [];
  }
  diagnoses.at(-1)?.narrowed.push(...ahead);
  return diagnoses;
}
