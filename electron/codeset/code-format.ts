import type { System } from '../contract/codes.ts';

/** As written on a claim form and read aloud: ICD-10-CM with a dot after the third character. */
export function displayCode(system: System, key: string): string {
  return system === 'icd10cm' && key.length > 3 ? `${key.slice(0, 3)}.${key.slice(3)}` : key;
}

/** The code as files and claims carry it: upper case, no dot, no blanks. */
export function codeKey(code: string): string {
  return code.replaceAll(/[.\s]/g, '').toUpperCase();
}
