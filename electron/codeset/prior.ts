import type { System } from '../contract/codes.ts';

/**
 * How likely a coder means a code when the words alone do not decide, 0–255. Outpatient coders rarely look for how
 * an accident happened (V–Y), for pregnancy (O) or newborn (P) codes, or for poisonings, without saying so; those
 * words then outweigh this. Rare is not hidden: the prior only orders equals.
 */
export function priorOf(code: { system: System; key: string; billable: boolean | null }): number {
  if (code.system !== 'icd10cm') return code.system === 'cpt' ? 200 : 170;
  const chapter = chapterPrior(code.key);
  // Between equals a category ("E11") answers a general question better than its many members.
  const general = code.key.length <= 3 ? 10 : 0;
  return Math.min(255, chapter + general);
}

function chapterPrior(key: string): number {
  const letter = key.charAt(0);
  if (letter === 'V' || letter === 'W' || letter === 'X' || letter === 'Y') return 20;
  if (letter === 'O' || letter === 'P') return 70;
  if (letter === 'T') return key < 'T66' && key >= 'T36' ? 60 : 110;
  if (letter === 'S') return 140;
  if (letter === 'Q') return 120;
  if (letter === 'Z') return 150;
  return 200;
}
