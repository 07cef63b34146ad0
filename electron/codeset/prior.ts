import type { System } from '../contract/codes.ts';

/**
 * How likely a coder means a code when the words alone do not decide, 0–255. Outpatient coders rarely look for how
 * an accident happened (V–Y), for pregnancy (O) or newborn (P) codes, or for poisonings, without saying so; those
 * words then outweigh this. Rare is not hidden: the prior only orders equals.
 */
export function priorOf(code: { system: System; key: string; billable: boolean | null }): number {
  if (code.system !== 'icd10cm') return code.system === 'cpt' ? 200 : 170;
  if (usual.has(code.key)) return 255;
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

/**
 * What a general word means in the clinic when nothing else is said, by the Guidelines' and the Index's own defaults:
 * diabetes is type 2 (I.C.4.a.2), pneumonia and urinary infection have no named organism or site. Our own list.
 */
const usual: ReadonlySet<string> = new Set(
  (
    'E119 I10 N390 J189 I2510 I4891 I509 J449 J45909 N189 N179 K219 E785 E039 D649 F32A F419 G4733 M1990 M545 M5450 ' +
    'I639 I219 I82409 I2699 R079 R109 R519 R0602 J069 J209 J029 L0390 K5900 Z0000 Z23 E669 E6601 N1830 I129 F329'
  ).split(' '),
);
