import { sidesTyped } from '../../../codeset/sides.ts';
import { bodyWordsOf } from '../body-words.ts';
import type { Lexicon } from './lexicon.ts';
import type { Term } from './terms.ts';
import { termsOf } from './terms.ts';

/** One question in words. */
export interface Part {
  terms: Term[];
}

/** Most diagnoses that one query is taken apart into. */
export const mostParts = 4;

const connector = /\s*[,;\n]\s*|\s+(?:and|on|plus|also|&|\+)\s+/giu;

/** Words that narrow a diagnosis and are none: a side, an encounter, a degree, a number. */
const narrowing: ReadonlySet<string> = new Set([
  ...sidesTyped.keys(),
  ...(
    'unilateral upper lower initial init subsequent subseq sequela enc encounter ' +
    'acute chronic mild moderate severe unspecified unsp nos nec type stage grade with without w wo closed open displaced ' +
    'nondisplaced routine healing delayed recurrent primary secondary new old adult child male female first second third ' +
    'trimester initial subsequent simple complex limited complete each other'
  ).split(' '),
]);

/** Endings of words that name a condition by themselves. */
const conditionEnding =
  /(itis|emia|aemia|osis|oma|omas|pathy|algia|tension|uria|plegia|paresis|pnea|rrhea|rrhage|phagia|phasia|cele|betes|sthma|sepsis|trophy|ectasis|stenosis|lepsy|ectomy|otomy|plasty|oscopy|ostomy|cancer|fracture|failure|infection|pneumonia|anemia|fever|cough|pain|stroke|obesity|anxiety|depression|disorder|syndrome|disease|injury|ulcer|dementia)$/u;

/**
 * The diagnoses of a query that names several ("aki on ckd 3b", "htn, dm2, ckd"); empty where it names one. A side or
 * an encounter behind a comma belongs to what stands before it, and so does what is not the case; a part of the body
 * at the end to every finding ("pain and swelling left knee"). Words that name no condition by themselves are not torn
 * apart ("hand, foot and mouth").
 */
export function partsOf(text: string, lexicon: Lexicon): Part[] {
  const parts: Part[] = [];
  const ahead: Term[] = [];
  for (const piece of withPlace(piecesOf(text, lexicon))) {
    const terms = termsOf(piece, lexicon);
    if (terms.length === 0) continue;
    const before = parts.at(-1);
    if (terms.every(({ denied }) => denied !== undefined)) (before?.terms ?? ahead).push(...terms);
    else if (terms.every(isNarrowing)) {
      if (before) before.terms.push(...terms);
      else return [];
    } else if (terms.some(namesSomething)) parts.push({ terms: [...terms, ...ahead.splice(0)] });
    else return [];
  }
  return parts.length >= 2 && parts.length <= mostParts ? parts : [];
}

/** A text cut at its connectors; "on" before a drug that is taken for long is none, and begins a piece. */
function piecesOf(text: string, lexicon: Lexicon): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(connector)) {
    pieces.push(text.slice(from, match.index));
    from = match.index + (isTaking(text.slice(match.index), lexicon) ? 0 : match[0].length);
  }
  return [...pieces, text.slice(from)];
}

function isTaking(rest: string, lexicon: Lexicon): boolean {
  if (!/^\s+on\s/iu.test(rest)) return false;
  const [first] = termsOf(rest, lexicon);
  return first?.words[0] === 'on' && first.words.length > 1;
}

/** Findings that a part of the body is said behind, once for all of them. */
const located: ReadonlySet<string> = new Set(
  (
    'pain swelling edema numbness tingling weakness stiffness tenderness redness bruising bruise laceration fracture fx ' +
    'abrasion contusion sprain strain effusion burn wound bite cellulitis abscess ulcer rash itching mass lump injury'
  ).split(' '),
);

const limbs: ReadonlySet<string> = new Set(
  'leg legs arm arms elbow forearm calf heel shin limb extremity ankle eye ear flank side'.split(' '),
);

/** True for a word for a part of the body. */
export function isPlace(word: string): boolean {
  return limbs.has(word) || (bodyWordsOf(word).length > 0 && !located.has(word));
}

/**
 * Gives findings that name no place the side and the part of the body that the last one ends with, and places alone the
 * finding beside them: "pain and swelling left knee", "neck and back pain", "pain left shoulder and knee".
 */
function withPlace(pieces: string[]): string[] {
  const words = pieces.map((piece) => piece.trim().toLowerCase().split(/\s+/));
  const last = words.at(-1) ?? [];
  const isOfPlace = (word: string) => sidesTyped.has(word) || isPlace(word);
  const [ahead = '', behind = ''] = [words[0]?.[0], last.at(-1)];
  const arePlaces = (from: number, to: number) => words.slice(from, to).every((own) => own.every(isOfPlace));
  if (located.has(behind) && arePlaces(0, -1))
    return pieces.map((piece, at) => (at < pieces.length - 1 ? `${piece} ${behind}` : piece));
  if (located.has(ahead) && words[0]?.slice(1).every(isOfPlace) === true && arePlaces(1, words.length))
    return pieces.map((piece, at) => (at > 0 ? `${ahead} ${piece}` : piece));
  let from = last.length;
  while (from > 1 && isOfPlace(last[from - 1] ?? '')) from -= 1;
  const place = last.slice(from).join(' ');
  if (place === '' || !located.has(last[from - 1] ?? '')) return pieces;
  return pieces.map((piece, at) =>
    at < pieces.length - 1 && words[at]?.every((word) => located.has(word) || narrowing.has(word))
      ? `${piece} ${place}`
      : piece,
  );
}

/** True for what chooses among the kinds of a diagnosis and is none. */
export function isNarrowing({ words }: Term): boolean {
  return words.every((word) => narrowing.has(word) || /^\d/.test(word));
}

function namesSomething({ words, readings, targets }: Term): boolean {
  if (words.every((word) => narrowing.has(word))) return false;
  return readings.length > 0 || targets.length > 0 || words.some((word) => conditionEnding.test(word));
}
