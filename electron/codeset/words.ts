/** One word of a text, folded, with its place in the original (UTF-16 units) so that it can be marked. */
export interface Word {
  word: string;
  start: number;
  length: number;
}

// A number keeps its decimals ("0.5 mg"); a possessive loses its s ("Alzheimer's"); hyphens separate. A letter may
// carry its accent as a character of its own, as texts copied from a PDF do.
const wordPattern =
  /\d+(?:\.\d+)+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’](?![sS](?![\p{L}\p{N}\p{M}]))[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/**
 * Splits a text into the words that search knows: lower case, no diacritics, no punctuation. The index and the
 * query go through this one function, so that they cannot disagree.
 */
export function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const raw = match[0];
    const previous = text[match.index - 1];
    // The "s" of "Alzheimer's" is matched on its own; it is not a word.
    if ((raw === 's' || raw === 'S') && (previous === "'" || previous === '’')) continue;
    const word = fold(raw);
    // Some characters are nothing but an accent once they are taken apart.
    if (word !== '') found.push({ word, start: match.index, length: raw.length });
  }
  return found;
}

/** "Ménière’s" → "menieres"; ASCII stays on the fast path. */
export function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the ASCII range is what is asked for
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase().replaceAll("'", '');
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s'’]/gu, '')
    .toLowerCase();
}

/**
 * Words that say little about which code is meant: they are indexed like any other, but do not make a title
 * "longer" when its length is weighed against the query. "Essential (primary) hypertension" is plain hypertension.
 */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    'a an and as at by for from in into is it its not of on or than that the to with without unspecified ' +
    'uncomplicated essential primary nos nec elsewhere classified mellitus due initial encounter closed type per each'
  ).split(' '),
);

/** What a word of a title says to someone who did not ask for it: nothing, something, or what is not the case. */
export const wordWeights = ['empty', 'weighty', 'denied'] as const;
export type WordWeight = (typeof wordWeights)[number];
export const weightyPlace = wordWeights.indexOf('weighty');
export const deniedPlace = wordWeights.indexOf('denied');

/**
 * Weighs the words of a title in reading order. What follows "without", the word after an "unspecified" inside the
 * title, and "site not specified" are named only to be denied: they do not narrow the code. A title that begins with
 * "Unspecified" goes on with what it is about.
 */
export function weigh(words: readonly string[]): WordWeight[] {
  let without = false;
  let unspecified = false;
  return words.map((word, place) => {
    const empty = emptyWords.has(word);
    if (word === 'without') without = true;
    else if (word === 'with') without = false;
    const denied = without || unspecified || isNotSpecified(words, place);
    unspecified = (word === 'unspecified' && place > 0) || (unspecified && empty);
    if (empty) return 'empty';
    return denied ? 'denied' : 'weighty';
  });
}

/** True for "specified" after "not", and for the word before the two. */
function isNotSpecified(words: readonly string[], place: number): boolean {
  const not = words[place] === 'specified' ? place - 1 : place + 1;
  return words[not] === 'not' && words[not + 1] === 'specified';
}
