import { codeKey } from '../../electron/codeset/code-format.ts';
import type { Search } from '../../electron/engine/search/search.ts';
import type { JudgedQuery, QuerySet } from './query-sets.ts';
import { isExpected } from './query-sets.ts';

/** Rows that count: what a coder sees without scrolling. */
const shown = 10;

/** Codes of the first rows for a query, undotted. */
export type Answerer = (query: string) => string[];

export interface Score {
  queries: number;
  first: number;
  firstTen: number;
  /** Mean of 1 / place of the first code expected, 0 where none of ten is. */
  reciprocal: number;
}

export interface Miss {
  query: string;
  expected: string;
  got: string;
}

export interface Judged {
  score: Score;
  byKind: Map<string, Score>;
  misses: Miss[];
}

export function ourAnswerer(search: Search, date: string): Answerer {
  return (text) =>
    search.search({ text, systems: [], date, limit: shown }).rows.map(({ code }) => codeKey(code));
}

export function judge({ queries }: QuerySet, answer: Answerer): Judged {
  const score = noScore();
  const byKind = new Map<string, Score>();
  const misses: Miss[] = [];
  for (const one of queries) {
    const got = answer(one.query).slice(0, shown);
    const place = got.findIndex((key) => isExpected(one, key));
    const kind = byKind.get(one.kind) ?? noScore();
    byKind.set(one.kind, kind);
    for (const each of [score, kind]) count(each, place);
    if (place < 0)
      misses.push({ query: one.query, expected: one.expected.join(' '), got: got.slice(0, 3).join(' ') });
  }
  return { score, byKind, misses };
}

/** Share of queries whose code is not a row's own but folded under one of the first ten. */
export function shareFolded({ queries }: QuerySet, search: Search, date: string): number {
  const isFolded = (one: JudgedQuery): boolean => {
    const { rows } = search.search({ text: one.query, systems: [], date, limit: shown });
    if (rows.some(({ code }) => isExpected(one, codeKey(code)))) return false;
    return rows.some(
      ({ more, system, code }) =>
        more > 0 &&
        search.family(system, codeKey(code), date).some((member) => isExpected(one, codeKey(member.code))),
    );
  };
  return queries.filter(isFolded).length / Math.max(1, queries.length);
}

function noScore(): Score {
  return { queries: 0, first: 0, firstTen: 0, reciprocal: 0 };
}

function count(score: Score, place: number): void {
  score.queries += 1;
  if (place === 0) score.first += 1;
  if (place >= 0) {
    score.firstTen += 1;
    score.reciprocal += 1 / (place + 1);
  }
}

/** "0.945 1.000 0.972": hit@1, hit@10, MRR. */
export function figures({ queries, first, firstTen, reciprocal }: Score): string {
  return [first, firstTen, reciprocal].map((sum) => (sum / Math.max(1, queries)).toFixed(3)).join('  ');
}
