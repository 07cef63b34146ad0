import { rowsOf } from './tables.ts';
import type { Target } from './targets.ts';
import { covers, targetsOf } from './targets.ts';

/** Diagnoses that one code says together. */
export interface Combined {
  /** Places of the diagnoses among those asked about; the one whose own code is not reported beside it first. */
  places: number[];
  codes: Target[];
}

/**
 * Diagnoses that the classification takes together unless the record says that they are unrelated: "with" in the
 * Guidelines (I.A.15), hypertension with heart and kidney disease (I.C.9.a), and what the Tabular List prints so.
 */
export class Combinations {
  readonly #rows: { together: Target[]; codes: Target[] }[];

  /** @param table `together`: codes or beginnings of codes with semicolons between; `codes`: what they are together */
  constructor(table: string) {
    this.#rows = [...rowsOf(table)]
      .map(({ together = '', codes = '' }) => ({ together: targetsOf(together), codes: targetsOf(codes) }))
      .filter(({ together, codes }) => together.length > 1 && codes.length > 0)
      .toSorted((a, b) => b.together.length - a.together.length);
  }

  /** Every combination of these diagnoses, each by its usual code; none that lies within a larger one. */
  of(diagnoses: readonly Target[]): Combined[] {
    const found: Combined[] = [];
    for (const { together, codes } of this.#rows) {
      const places: number[] = [];
      for (const one of together) {
        const place = diagnoses.findIndex((own, at) => !places.includes(at) && covers(one, own));
        if (place >= 0) places.push(place);
      }
      const isWithin = found.some((larger) => places.every((place) => larger.places.includes(place)));
      if (places.length === together.length && !isWithin) found.push({ places, codes });
    }
    return found;
  }
}
