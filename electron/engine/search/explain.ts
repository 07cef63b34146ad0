import { wordsOf } from '../../codeset/words.ts';
import type { Alternative, Slot } from './expand.ts';
import type { MergedIndex } from './index.ts';

/** What a row shows of how it matched. */
export interface Explanation {
  marks: [number, number][];
  why: string;
  /** Terms that were read otherwise than typed. */
  readAs: { typed: string; read: string }[];
}

/** Finds, in a title as displayed, what the slots matched and why the row is there where the title does not show it. */
export function explain(title: string, slots: Slot[], index: MergedIndex): Explanation {
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
  for (const slot of slots) {
    const alternative = bestIn(slot, numbers);
    const typed = slot.term.words.join(' ');
    if (!alternative) {
      why.push(`without “${typed}”`);
      continue;
    }
    for (const place of placesOf(alternative, numbers)) {
      const word = words[place];
      if (!word) continue;
      const length = alternative.kind === 'beginning' ? Math.min(word.length, typed.length) : word.length;
      marks.set(word.start, [word.start, length]);
    }
    if (alternative.kind === 'abbreviation' || alternative.kind === 'spelling') {
      const read = alternative.words.map((forms) => index.words[forms[0] ?? -1] ?? '').join(' ');
      readAs.push({ typed, read });
      why.push(alternative.kind === 'spelling' ? `spelling: ${read}` : `${typed}: ${read}`);
    }
  }
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
): Alternative | undefined {
  let best: Alternative | undefined;
  for (const number of numbers.keys()) {
    const alternative = byWord.get(number);
    if (alternative && (!best || alternative.quality > best.quality)) best = alternative;
  }
  for (const alternative of alternatives) {
    if (best && alternative.quality <= best.quality) break;
    if (alternative.words.length < 2) continue;
    if (alternative.words.every((forms) => forms.some((form) => numbers.has(form)))) return alternative;
  }
  return best;
}

function placesOf(alternative: Alternative, numbers: Map<number, number[]>): number[] {
  return alternative.words.flatMap((forms) => forms.flatMap((form) => numbers.get(form) ?? []));
}
