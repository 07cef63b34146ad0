import { emptyWords } from '../../codeset/words.ts';
import type { Alternative } from './expand.ts';
import type { MergedIndex } from './index.ts';
import type { Term } from './reading/terms.ts';
import { formsOf, kinOf } from './word-forms.ts';

/** Words with which titles say that something is not the case. */
export const negations = ['without', 'not', 'no', 'non'] as const;

/** Of a word still being typed, what it may become. */
const mostBeginnings = 64;
const leastBeginning = 3;

/** What a term denies, every way to say it, as lists of equal forms of which a text holds one each: "aura" of "migraine without aura". */
export function deniedSayings({ words, readings, denied }: Term, index: MergedIndex): number[][][] {
  const without = words.indexOf('without');
  if (!denied && (without < 0 || words.includes('with'))) return [];
  return (denied ? [words, ...readings] : [words.slice(without + 1)])
    .map((saying) => saying.filter((word) => !emptyWords.has(word)))
    .filter((saying) => saying.length > 0)
    .map((saying) => saying.map((word) => formsIn(word, index)))
    .filter((saying) => saying.every((forms) => forms.length > 0));
}

/** Ways in which a title says that a term is not the case. */
export function deniedAlternatives(term: Term, sayings: number[][][], index: MergedIndex): Alternative[] {
  const no = negations.map((word) => index.wordNumber(word)).filter((number) => number >= 0);
  const found = sayings.map((saying): Alternative => ({ words: [no, ...saying], kind: 'word', quality: 1 }));
  const [only, ...more] = term.words;
  // "nondisplaced"
  const joined = only !== undefined && more.length === 0 ? index.wordNumber(`non${only}`) : -1;
  if (joined >= 0) found.unshift({ words: [[joined]], kind: 'word', quality: 1 });
  return found;
}

function formsIn(word: string, index: MergedIndex): number[] {
  const known = [word, ...formsOf(word), ...kinOf(word)]
    .map((form) => index.wordNumber(form))
    .filter((number) => number >= 0);
  if (known.length > 0 || word.length < leastBeginning) return known;
  return [...index.beginnings(word, mostBeginnings)];
}
