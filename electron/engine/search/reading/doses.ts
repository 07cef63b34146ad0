import type { Term } from './terms.ts';

/** How much, and by which way: "40 mg", "25mg", "1 gram im". */
const dose =
  /^(?:\d+(?:\.\d+)?(?:mg|mcg|g|gm|ml|cc|iu|units?|meq)?|mg|mcg|g|gm|gram|grams|ml|cc|iu|units?|meq|im|iv|ivp|sq|sc|subq|po|inj|injection|infusion|shot|dose|x\d)$/;

/**
 * Leaves a dose and a route out beside a drug that the lists name: HCPCS counts units of its own ("per 15 mg"), and the
 * strength that was given finds other drugs.
 */
export function withoutDoses(terms: readonly Term[]): Term[] {
  const isDrug = ({ targets }: Term) =>
    targets.some(({ system, first }) => system === 'hcpcs' && /^[JQ]/.test(first));
  if (!terms.some(isDrug)) return [...terms];
  return terms.filter((term) => isDrug(term) || !term.words.every((word) => dose.test(word)));
}
