/** What the official books call their codes, for the tests of the word lists. Nothing else imports this module. */
import type { FactReader } from '../../../codeset/fact-reader.ts';
import type { IndexTerm } from '../../../codeset/names/index-tree.ts';
import { IndexTree } from '../../../codeset/names/index-tree.ts';
import { wordsOf } from '../../../codeset/words.ts';

/** Keys of codes by `nameKey` of what a book calls them. A key may be the beginning of codes. */
export type OfficialNames = ReadonlyMap<string, ReadonlySet<string>>;

/** Words that tell no code from another. "With", "not" and the "a" of "influenza a" do. */
const empty: ReadonlySet<string> = new Set(
  'an and by due encounter for from in initial nos of or site the to type unspecified'.split(' '),
);

/** The words that say what a name is about, whatever their order and number: two names with one key are one name. */
export function nameKey(text: string): string {
  const words = wordsOf(text.replaceAll(/,? not elsewhere classified|\bNEC\b/gi, ''))
    .map(({ word }) => word)
    .filter((word) => !empty.has(word));
  return [...new Set(words.map(singular))].toSorted().join(' ');
}

function singular(word: string): string {
  if (word.length < 4) return word;
  return word.replace(/ies$/, 'y').replace(/([^siu])s$/, '$1');
}

/** A title also names its code without what it prints in parentheses: "Short stature (child)". */
export function titleNames(codes: Iterable<{ key: string; title: string }>): OfficialNames {
  const names = new Map<string, Set<string>>();
  for (const { key, title } of codes) {
    add(names, nameKey(title), key);
    add(names, nameKey(withoutParentheses(title)), key);
  }
  return names;
}

/** Terms that the Tabular List prints under its codes. */
export function inclusionNames(facts: FactReader): OfficialNames {
  const names = new Map<string, Set<string>>();
  for (const { at, text } of facts.each('note', { kind: 'inclusionTerm' })) {
    add(names, nameKey(text), at);
    add(names, nameKey(withoutParentheses(text)), at);
  }
  return names;
}

/**
 * The defaults of the Alphabetic Index, or of the index of external causes: every main term and path with its code, or the code of what "see" names. A
 * word in parentheses may be said along ("hypertension (malignant)") where no path of its own has it.
 */
export function indexNames(facts: FactReader, book: 'index' | 'external'): OfficialNames {
  const release = facts.newestRelease('indexTerm', { book });
  if (release === null) return new Map();
  const tree = new IndexTree(
    facts.rows('indexTerm', { book, release }),
    facts.rows('indexReference', { book, release, kind: 'see' }),
  );
  const names = new Map<string, Set<string>>();
  const modified = new Map<string, Set<string>>();
  for (const term of tree.terms) {
    const codes = tree.codes(term);
    if (codes.length === 0) continue;
    const path = tree.path(term);
    for (const words of pathWords(path)) {
      for (const code of codes) add(names, nameKey(words), code);
      for (const unsaid of path.flatMap(({ nonessential }) => nonessential))
        for (const code of codes) add(modified, nameKey(`${words} ${unsaid}`), code);
    }
  }
  for (const [key, codes] of modified) if (!names.has(key)) names.set(key, codes);
  return names;
}

/** A main term in each of its forms ("Tear, torn"), a subterm too where its parts are forms of one word. */
function pathWords(path: readonly IndexTerm[]): string[] {
  let texts = [''];
  for (const [level, { title }] of path.entries()) {
    const parts = title.split(/, | or /);
    const areForms = level === 0 || parts.every((part) => part.slice(0, 3) === title.slice(0, 3));
    const forms = areForms ? new Set([title, ...parts]) : [title];
    texts = texts.flatMap((text) => [...forms].map((form) => `${text} ${form}`));
  }
  return texts;
}

function withoutParentheses(text: string): string {
  return text.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ');
}

function add(names: Map<string, Set<string>>, name: string, key: string): void {
  if (name === '') return;
  const held = names.get(name);
  if (held) held.add(key);
  else names.set(name, new Set([key]));
}
