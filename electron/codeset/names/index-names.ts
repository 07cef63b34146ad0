import { wordsOf } from '../words.ts';
import type { IndexTerm, IndexTree } from './index-tree.ts';
import type { KeyedName, NameWord } from './name.ts';
import { nameWords, unsaidWords } from './name.ts';

/** Every term of an index that leads to codes, by the words of its whole path. */
export function* indexNames(tree: IndexTree): Generator<KeyedName> {
  for (const term of tree.terms) {
    const keys = tree.codes(term);
    if (keys.length === 0) continue;
    const path = tree.path(term);
    yield {
      keys,
      text: path.map(({ title }) => title).join(', '),
      words: path.flatMap(termWords),
    };
  }
}

/**
 * The words of one term. Its other forms ("Ulcer, ulcerated, ulcerating") and nonessential modifiers need not be
 * said; what the index adds to keep its lists apart ("NEC") says nothing.
 */
export function termWords({ title, nonessential }: IndexTerm): NameWord[] {
  const [first = '', ...others] = title.split(/, | or /);
  const words = nameWords(first);
  for (const other of others) words.push(...otherForms(other, words));
  return [...words, ...unsaidWords(nonessential)];
}

/** "artery, arterial": a form of a word already said is empty; "duct, persistent" says something of its own. */
function otherForms(text: string, said: readonly NameWord[]): NameWord[] {
  const form = wordsOf(text).every(({ word }) => said.some((one) => sameStem(one.word, word)));
  const words = nameWords(text);
  return form ? words.map(({ word }) => ({ word, weight: 'empty' })) : words;
}

function sameStem(a: string, b: string): boolean {
  const shared = Math.min(4, Math.max(3, Math.min(a.length, b.length) - 2));
  return (
    a.slice(0, shared) === b.slice(0, shared) ||
    (a.length > 3 && a[0] === b[0] && a.slice(-2) === b.slice(-2) && Math.abs(a.length - b.length) <= 1)
  );
}
