import { rowsOf } from './tables.ts';
import type { Target } from './targets.ts';
import { afterAll, targetsOf } from './targets.ts';

/** Whose condition it was: a relative's, or the patient's own, now over. */
export type History = 'family' | 'personal';

/** Where nothing more precise is known: "Family / personal history of other specified conditions". */
const other: Record<History, Target[]> = {
  family: targetsOf('Z84.89'),
  personal: targetsOf('Z87.898'),
};

/** The codes of a family or personal history of a condition (ICD-10-CM Z80–Z87), by the condition's own code. */
export class Histories {
  readonly #rows: { cue: string; first: string; last: string; codes: Target[] }[];

  /** @param table `cue`, `first`, `last`: a range of categories or codes; `codes`. The first row that fits answers. */
  constructor(table: string) {
    this.#rows = [...rowsOf(table)].map(({ cue = '', first = '', last = '', codes = '' }) => ({
      cue,
      first: first.replace('.', ''),
      last: last.replace('.', '') + afterAll,
      codes: targetsOf(codes),
    }));
  }

  /** What is coded for a history of a condition; a code that is a status already stands for itself. */
  of(history: History, condition: Target | undefined): Target[] {
    if (condition?.system !== 'icd10cm') return other[history];
    if (condition.first.startsWith('Z')) return [condition];
    const row = this.#rows.find(
      ({ cue, first, last }) => cue === history && condition.first >= first && condition.first <= last,
    );
    return row?.codes ?? other[history];
  }
}
