import { displayCode } from '../../codeset/code-format.ts';
import type { FactRow } from '../../codeset/facts.ts';
import type { GridRow } from '../../contract/browse.ts';
import { statesOn } from '../indexes/states.ts';
import { termBooks } from './books.ts';
import type { Wanted } from './entries.ts';
import type { References } from './references.ts';
import type { TermTree } from './term-tree.ts';

/** Rows of the Neoplasm Table or the Table of Drugs and Chemicals as printed, with the states of their codes. */
export function gridRows(
  tree: TermTree,
  references: References,
  { from, limit, date }: Wanted,
): { total: number; rows: GridRow[] } {
  const { set, release } = tree.speaks;
  const { system, name: book } = termBooks[tree.book];
  const rows = set.facts.rows('tableTerm', { release, book, id: { between: [from, from + limit - 1] } });
  const sent = references.of(rows.map(({ id }) => id));
  const keys = rows.flatMap((row) => cellsOf(row).flatMap((code) => code ?? []));
  const states = statesOn(set, system, keys, date);
  return {
    total: set.facts.count('tableTerm', { release, book }),
    rows: rows.map((row) => ({
      id: String(row.id),
      level: row.level,
      title: row.title,
      nonessential: [...row.nonessential],
      cells: cellsOf(row).map((key) =>
        key === null ? null : { code: displayCode(system, key), state: states.get(key) ?? 'gone' },
      ),
      references: sent.get(row.id) ?? [],
    })),
  };
}

function cellsOf(row: FactRow<'tableTerm'>): (string | null)[] {
  return [row.column2, row.column3, row.column4, row.column5, row.column6, row.column7];
}
