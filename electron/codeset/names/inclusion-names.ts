import type { FactRow } from '../facts.ts';
import type { KeyedName } from './name.ts';
import { nameWords } from './name.ts';

/** What no coder looks a code up by: "any condition classifiable to I70.718", "conditions in A00-A09". */
const byNumber = /\b[A-Z]\d[0-9A-Z](\.[0-9A-Z-]+)?\b/;

/** Inclusion terms and "includes" notes at codes of the Tabular List, each a name of the code it stands at. */
export function* inclusionNames(notes: Iterable<FactRow<'note'>>): Generator<KeyedName> {
  for (const { at, level, kind, text } of notes) {
    if (level !== 'code' || (kind !== 'inclusionTerm' && kind !== 'includes')) continue;
    if (kind === 'includes' && byNumber.test(text)) continue;
    yield { keys: [at], text, words: nameWords(text) };
  }
}
