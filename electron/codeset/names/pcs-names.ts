import type { IndexTerm, IndexTree } from './index-tree.ts';
import { termWords } from './index-names.ts';
import type { KeyedName } from './name.ts';

const codeStart = /^[0-9A-HJ-NP-Z]{3,7}$/;

/**
 * Terms of the PCS index that name codes, the beginning of codes, or tables, themselves or behind a "see": the words
 * of the whole path, "Appendectomy" for 0DBJ and 0DTJ.
 */
export function* pcsIndexNames(tree: IndexTree): Generator<KeyedName> {
  for (const term of tree.terms) {
    const keys = codesOf(tree, term);
    if (keys.length === 0) continue;
    const path = tree.path(term).filter(({ title }) => title !== '');
    yield { keys, text: path.map(({ title }) => title).join(', '), words: path.flatMap(termWords) };
  }
}

function codesOf(tree: IndexTree, term: IndexTerm): string[] {
  const own = term.code === null ? [] : [term.code];
  const named = tree
    .references(term)
    .filter(({ kind, text }) => (kind === 'codes' || kind === 'tab') && codeStart.test(text))
    .map(({ text }) => text);
  const found = [...own, ...named];
  return [...new Set(found.length > 0 ? found : tree.codes(term))];
}
