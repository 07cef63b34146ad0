import type { CodeSet } from '../../electron/codeset/reader.ts';
import type { Lexicon } from '../../electron/engine/search/reading/lexicon.ts';
import { Search } from '../../electron/engine/search/search.ts';
import type { Times } from './measure.ts';
import { summary } from './measure.ts';

/**
 * Searches the files and copies of them: every row and every name once more, as further files. A copy does not tell
 * that another file holds its codes too, or it would be left out as a double.
 */
export function timesOfCopies(
  sets: readonly CodeSet[],
  lexicon: Lexicon,
  { copies, typed, date }: { copies: number; typed: readonly string[]; date: string },
): Times {
  const all = Array.from({ length: copies }, (_, copy) => (copy === 0 ? sets : sets.map(copyOf))).flat();
  const search = new Search(all, lexicon);
  return summary(typed.map((text) => search.search({ text, systems: [], date, limit: 50 }).ms));
}

function copyOf(set: CodeSet): CodeSet {
  return new Proxy(set, {
    get: (target, name) => {
      if (name === 'codesByKey') return () => [];
      const value: unknown = Reflect.get(target, name, target);
      // Methods use private fields, which only the file itself has.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
