import { wordsOf } from '../../codeset/words.ts';
import type { NameKind } from '../../codeset/names/name.ts';
import type { Alternative, Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';

/** What a row shows of how it matched. */
export interface Explanation {
  marks: [number, number][];
  why: string;
  /** Terms that were read otherwise than typed. */
  readAs: { typed: string; read: string }[];
}

/** The name that a row was found by, with the slots that it satisfies. */
export interface FoundName {
  kind: NameKind;
  text: string;
  code: string;
  slots: number;
}

const books: Record<NameKind, string> = {
  index: 'index',
  'external-index': 'index of external causes',
  neoplasms: 'neoplasm table',
  drugs: 'table of drugs',
  includes: 'also called',
  'pcs-index': 'PCS index',
};

/** Finds, in a title as displayed, what the slots matched and why the row is there where the title does not show it. */
export function explain(
  title: string,
  slots: readonly Slot[],
  index: MergedIndex,
  name: FoundName | null,
  code: number,
): Explanation {
  const words = wordsOf(title);
  const numbers = new Map<number, number[]>();
  for (const [place, { word }] of words.entries()) {
    const number = index.wordNumber(word);
    if (number < 0) continue;
    const places = numbers.get(number);
    if (places) places.push(place);
    else numbers.set(number, [place]);
  }
  const marks = new Map<number, [number, number]>();
  const readAs: Explanation['readAs'] = [];
  const why: string[] = [];
  let named = false;
  for (const [bit, slot] of slots.entries()) {
    const alternative = bestIn(slot, numbers, code);
    const typed = slot.term.words.join(' ');
    if (!alternative) {
      if (name && (name.slots & (1 << bit)) !== 0) named = true;
      else why.push(`without “${typed}”`);
      continue;
    }
    for (const place of placesOf(alternative, numbers)) {
      const word = words[place];
      if (!word) continue;
      const length = alternative.kind === 'beginning' ? Math.min(word.length, typed.length) : word.length;
      marks.set(word.start, [word.start, length]);
    }
    if (alternative.kind === 'target') why.push(`also called: ${typed}`);
    if (alternative.kind === 'abbreviation' || alternative.kind === 'spelling') {
      const read = alternative.words.map((forms) => index.words[forms[0] ?? -1] ?? '').join(' ');
      readAs.push({ typed, read });
      why.push(alternative.kind === 'spelling' ? `spelling: ${read}` : `${typed}: ${read}`);
    }
  }
  if (named && name)
    why.unshift(`${books[name.kind]}: ${name.text}${name.kind === 'includes' ? '' : ` → ${name.code}`}`);
  return {
    marks: [...marks.values()].toSorted((a, b) => a[0] - b[0]),
    why: why.join(' · '),
    readAs,
  };
}

/** The best alternative that a title with these words satisfies. */
function bestIn(
  { alternatives, byWord }: Slot,
  numbers: ReadonlyMap<number, number[]>,
  code: number,
): Alternative | undefined {
  let best: Alternative | undefined;
  for (const number of numbers.keys()) {
    const alternative = byWord.get(number);
    if (alternative && (!best || alternative.quality > best.quality)) best = alternative;
  }
  for (const alternative of alternatives) {
    if (best && alternative.quality <= best.quality) break;
    if (alternative.codes?.includes(code)) return alternative;
    if (alternative.words.length < 2) continue;
    if (alternative.words.every((forms) => forms.some((form) => numbers.has(form)))) return alternative;
  }
  return best;
}

function placesOf(alternative: Alternative, numbers: Map<number, number[]>): number[] {
  return alternative.words.flatMap((forms) => forms.flatMap((form) => numbers.get(form) ?? []));
}
