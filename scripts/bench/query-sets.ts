import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { seeded } from './keystrokes.ts';

/** A query with the codes that answer it. */
export interface JudgedQuery {
  query: string;
  /** Undotted, upper case; a trailing `*` stands for every code that begins so. The first is preferred. */
  expected: string[];
  kind: string;
}

export interface QuerySet {
  name: string;
  queries: JudgedQuery[];
}

/** A table with a header row: `query`, then `expected_codes` (separated by `;`) or `code`, and maybe `kind`. */
export function readQuerySet(file: string): QuerySet {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const columns = head.split('\t');
  const at = (name: string) => columns.indexOf(name);
  const codes = Math.max(at('expected_codes'), at('code'));
  const queries = lines.flatMap((line) => {
    const cells = line.split('\t');
    const query = cells[at('query')] ?? '';
    const expected = (cells[codes] ?? '').split(';').map((code) => code.replace('.', '').toUpperCase());
    return query === '' ? [] : [{ query, expected, kind: cells[at('kind')] ?? cells[at('level')] ?? '' }];
  });
  return { name: basename(file, '.tsv').replace(/_dev$/, ''), queries };
}

export function isExpected({ expected }: JudgedQuery, key: string): boolean {
  return expected.some((code) => (code.endsWith('*') ? key.startsWith(code.slice(0, -1)) : key === code));
}

/** How a coder in a hurry types the same: words cut to four letters, in another order, one letter wrong. */
export const mutations: Readonly<Record<string, (query: string, random: () => number) => string>> = {
  clipped: (query) =>
    query
      .split(' ')
      .map((word) => (/^[a-z]+$/i.test(word) ? word.slice(0, 4) : word))
      .join(' '),
  reordered: (query, random) => {
    const words = query.split(' ');
    for (let last = words.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [words[last], words[other]] = [words[other] ?? '', words[last] ?? ''];
    }
    return words.join(' ');
  },
  'one typo': (query, random) => {
    const words = query.split(' ');
    const long = words.flatMap((word, place) => (/^[a-z]{5,}$/i.test(word) ? [place] : []));
    const place = long[Math.floor(random() * long.length)];
    const word = words[place ?? -1];
    if (place === undefined || word === undefined) return query;
    words[place] = slipIn(word, random);
    return words.join(' ');
  },
};

/** A letter left out, doubled, changed for its neighbour in the alphabet, or swapped; never the first. */
function slipIn(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  const kinds = [
    before + after,
    before + letter + letter + after,
    before + (letter === 'z' ? 'a' : String.fromCharCode(letter.charCodeAt(0) + 1)) + after,
    before + after.charAt(0) + letter + after.slice(1),
  ];
  return kinds[Math.floor(random() * kinds.length)] ?? word;
}

export function mutated(set: QuerySet, name: string, seed: number): QuerySet {
  const mutate = mutations[name];
  if (!mutate) throw new Error(`no mutation ${name}`);
  const random = seeded(seed);
  return {
    name: `${set.name}, ${name}`,
    queries: set.queries.map((one) => ({ ...one, query: mutate(one.query, random) })),
  };
}
