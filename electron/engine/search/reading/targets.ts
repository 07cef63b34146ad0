import type { System } from '../../../contract/codes.ts';

/** Codes that a term names: every key from `first` to `last`, both included; one code where they are equal. */
export interface Target {
  system: System;
  first: string;
  last: string;
}

/** Behind every letter and digit: the end of the keys that begin alike. */
export const afterAll = '￿';

const shapes: readonly [RegExp, System][] = [
  [/^-([A-Z0-9]{2})$/, 'modifier'],
  [/^(\d{4}[0-9A-Z])$/, 'cpt'],
  [/^([A-Z]\d{4})$/, 'hcpcs'],
  [/^([A-Z]\d[0-9A-Z]|[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4})$/, 'icd10cm'],
  [/^([0-9A-HJ-NP-Z]{7})$/, 'icd10pcs'],
];

/**
 * Reads a code as the word lists write it: ICD-10-CM with its dot ("E11.9", "I10"), HCPCS and CPT with five
 * characters, ICD-10-PCS with seven, a modifier behind a hyphen ("-LT"). A star stands for whatever follows ("F90*");
 * with one, `pcs:` or `hcpcs:` in front names a system other than ICD-10-CM. Undefined for anything else.
 */
export function targetOf(written: string): Target | undefined {
  const beginning = /^(?:(pcs|hcpcs):([0-9A-Z]+)|([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{0,4})?))\*$/.exec(written);
  if (beginning) {
    const system = beginning[1] === 'pcs' ? 'icd10pcs' : beginning[1] === 'hcpcs' ? 'hcpcs' : 'icd10cm';
    const first = (beginning[2] ?? beginning[3] ?? '').replace('.', '');
    return { system, first, last: first + afterAll };
  }
  for (const [shape, system] of shapes) {
    const key = shape.exec(written)?.[1]?.replace('.', '');
    if (key !== undefined) return { system, first: key, last: key };
  }
  return undefined;
}

/**
 * Reads a list of codes with semicolons between them; what is none is passed over. Parentheses hold the unspecified
 * member of a family: "M75.1(00)" is M75.100, then M75.1*, so that a side or an encounter typed beside chooses.
 */
export function targetsOf(written: string): Target[] {
  return written.split(';').flatMap((one) => {
    const family = /^([^(]+)\(([^)]+)\)$/.exec(one.trim());
    const parts = family ? [`${family[1]}${family[2]}`, `${family[1]}*`] : [one.trim()];
    return parts.flatMap((part) => targetOf(part) ?? []);
  });
}

export function sameTarget(one: Target, other: Target): boolean {
  return one.system === other.system && one.first === other.first && one.last === other.last;
}

/** True where every code of one is a code of the other. */
export function covers(whole: Target, part: Target): boolean {
  return whole.system === part.system && part.first >= whole.first && part.last <= whole.last;
}
