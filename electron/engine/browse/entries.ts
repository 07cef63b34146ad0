import type { BrowseEntry, BrowseTarget } from '../../contract/browse.ts';
import type { IndexedSystem } from '../indexes/states.ts';
import { targetOn } from '../indexes/targets.ts';
import { termBooks } from './books.ts';
import type { References } from './references.ts';
import type { TermTree } from './term-tree.ts';

/** Which rows of a level are wanted, and the date they are judged on. */
export interface Wanted {
  from: number;
  limit: number;
  date: string;
}

/** Terms of an index below another, with what became of their codes by the date. */
export function indexEntries(
  tree: TermTree,
  references: References,
  parent: number | null,
  { from, limit, date }: Wanted,
): BrowseEntry[] {
  const { set, release } = tree.speaks;
  const { system, name } = termBooks[tree.book];
  const rows = set.facts.rows('indexTerm', { release, book: name, parent }, limit, from);
  const sent = references.of(rows.map(({ id }) => id));
  const target = (code: string | null): BrowseTarget | null =>
    code !== null && isCode(system, code) ? targetOn(set, system, code, date) : null;
  return rows.map(({ id, title, nonessential, code, manifestation }) => ({
    id: String(id),
    title,
    nonessential: [...nonessential],
    code: target(code),
    manifestation: target(manifestation),
    references: [
      ...(code !== null && !isCode(system, code) ? [references.toTable(code)] : []),
      ...(sent.get(id) ?? []),
    ],
    children: tree.countBelow(id),
  }));
}

/** The PCS index leads to tables and beginnings of codes too, which are no codes of their own. */
function isCode(system: IndexedSystem, code: string): boolean {
  return system === 'icd10cm' || code.length === 7;
}
