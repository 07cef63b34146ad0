import type { Term } from './terms.ts';

const oneSided = /^(?:hemi|mono)(?:plegia|plegic|paresis|paretic)$/;

/**
 * Which side is dominant is seldom said: then the right is taken as dominant and the left as not (ICD-10-CM
 * Guidelines I.C.6.a). Puts those codes first; the others stay.
 */
export function withDominance(terms: readonly Term[]): Term[] {
  const says = (pattern: RegExp) =>
    terms.some(({ words, readings }) => [words, ...readings].flat().some((word) => pattern.test(word)));
  const sides = terms.filter(({ side }) => side).flatMap(({ words }) => words);
  const [side] = sides;
  if (sides.length !== 1 || side === 'bilateral' || !says(oneSided) || says(/dominant$/)) return [...terms];
  const dominant: Term = { words: ['dominant'], readings: [], targets: [] };
  return [
    ...terms,
    side === 'right'
      ? { ...dominant, side: true }
      : { ...dominant, denied: { by: 'non', named: true, assumed: true } },
  ];
}
