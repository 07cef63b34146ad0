import { wordsOf } from '../../codeset/words.ts';
import type { NameKind } from '../../codeset/names/name.ts';
import { deniedPlaces, isNegation } from './denials.ts';
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
  const denied = deniedPlaces(words.map(({ word }) => word));
  /** Words of the title: those that say what is the case, and all. */
  const affirmed: Places = new Map();
  const all: Places = new Map();
  for (const [place, { word }] of words.entries()) {
    const number = index.wordNumber(word);
    if (number < 0) continue;
    addPlace(all, number, place);
    if (denied[place] !== true) addPlace(affirmed, number, place);
  }
  const marks = new Map<number, [number, number]>();
  const readAs: Explanation['readAs'] = [];
  const why: string[] = [];
  let named = false;
  for (const [bit, slot] of slots.entries()) {
    const { words: own, readings, denied: isDenied } = slot.term;
    const numbers = isDenied || [own, ...readings].flat().some(isNegation) ? all : affirmed;
    const alternative = bestIn(slot, numbers, code);
    const typed = own.join(' ');
    if (!alternative && isDenied?.named === false) {
      why.push(`says nothing of “${typed}”`);
      continue;
    }
    if (!alternative) {
      if (name && (name.slots & (1 << bit)) !== 0) named = true;
      else why.push(`without “${isDenied ? `${isDenied.by} ` : ''}${typed}”`);
      continue;
    }
    for (const place of placesOf(alternative, numbers)) {
      const word = words[place];
      if (!word) continue;
      const length = alternative.kind === 'beginning' ? Math.min(word.length, typed.length) : word.length;
      marks.set(word.start, [word.start, length]);
    }
    if (alternative.kind === 'target') why.push(slot.term.says ?? `also called: ${typed}`);
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

/** Places of words in a title, by word. */
type Places = Map<number, number[]>;

function addPlace(places: Places, number: number, place: number): void {
  const known = places.get(number);
  if (known) known.push(place);
  else places.set(number, [place]);
}

function placesOf(alternative: Alternative, numbers: Places): number[] {
  return alternative.words.flatMap((forms) => forms.flatMap((form) => numbers.get(form) ?? []));
}
