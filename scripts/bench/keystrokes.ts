import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A small seeded generator (mulberry32): the same sample on every machine and every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Queries of every file in the relevance folder (first column of a table with a header row). */
export function readQueries(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n').slice(1))
    .map((line) => line.split('\t')[0] ?? '')
    .filter((query) => query !== '');
}

/** What a search sees while such queries are typed: `count` beginnings, 1 letter to the whole text. */
export function keystrokes(queries: readonly string[], count: number, seed: number): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const query = queries[Math.floor(random() * queries.length)] ?? '';
    return query.slice(0, 1 + Math.floor(random() * query.length));
  });
}

/** Every beginning of every query, each once. */
export function everyKeystroke(queries: readonly string[]): string[] {
  const typed = queries.flatMap((query) =>
    Array.from({ length: query.length }, (_, at) => query.slice(0, at + 1)),
  );
  return [...new Set(typed)];
}
