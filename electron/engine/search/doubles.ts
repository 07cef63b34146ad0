import type { CodeSet } from '../../codeset/reader.ts';
import type { System } from '../../contract/codes.ts';

/** A code that an earlier file holds too. */
export interface Double {
  doc: number;
  system: System;
  key: string;
}

/**
 * Codes of each file that a file before it holds too, system and key: the full line stands before the editorial one,
 * and it alone answers for them.
 */
export function doublesOf(sets: readonly CodeSet[]): Double[][] {
  const earlier: CodeSet[] = [];
  const seen = new Set<number>();
  return sets.map((set) => {
    const { system: places } = set.segment;
    const doubles: Double[] = [];
    for (const [doc, place] of places.entries()) {
      const code = seen.has(place) ? set.code(doc) : undefined;
      if (!code) continue;
      const { system, key } = code;
      const isHeld = earlier.some((one) => one.codesByKey(key).some((held) => held.system === system));
      if (isHeld) doubles.push({ doc, system, key });
    }
    for (const place of places) seen.add(place);
    earlier.push(set);
    return doubles;
  });
}
