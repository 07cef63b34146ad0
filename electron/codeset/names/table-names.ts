import type { FactRow } from '../facts.ts';
import type { KeyedName, NameWord } from './name.ts';
import { nameWords, unsaidWords } from './name.ts';

type TableTerm = FactRow<'tableTerm'>;
type Column = 'column2' | 'column3' | 'column4' | 'column5' | 'column6' | 'column7';

/** What a column says beside the row's own words, and other words for it that need not be said. */
interface Heading {
  column: Column;
  says: string;
  also: string[];
}

/** The columns of the Neoplasm Table, by their printed headings. */
const neoplasmColumns: readonly Heading[] = [
  { column: 'column2', says: 'malignant neoplasm', also: ['primary', 'cancer', 'carcinoma'] },
  { column: 'column3', says: 'secondary malignant neoplasm', also: ['metastatic metastasis', 'cancer'] },
  { column: 'column4', says: 'carcinoma in situ', also: ['neoplasm'] },
  { column: 'column5', says: 'benign neoplasm', also: ['tumor'] },
  { column: 'column6', says: 'neoplasm of uncertain behavior', also: ['tumor'] },
  { column: 'column7', says: 'neoplasm of unspecified behavior', also: ['tumor mass'] },
];

/** The columns of the Table of Drugs and Chemicals, by their printed headings. */
const drugColumns: readonly Heading[] = [
  { column: 'column2', says: 'poisoning', also: ['accidental unintentional', 'overdose'] },
  { column: 'column3', says: 'poisoning intentional self-harm', also: ['suicide attempt', 'overdose'] },
  { column: 'column4', says: 'poisoning assault', also: [] },
  { column: 'column5', says: 'poisoning undetermined', also: ['overdose'] },
  { column: 'column6', says: 'adverse effect', also: ['reaction', 'side'] },
  { column: 'column7', says: 'underdosing', also: [] },
];

/** The cells of the Neoplasm Table: "malignant neoplasm, breast, areola". Its one main term is said by the column. */
export function neoplasmNames(rows: readonly TableTerm[]): Generator<KeyedName> {
  return tableNames(rows, neoplasmColumns, 1);
}

/** The cells of the Table of Drugs and Chemicals: "poisoning, aspirin". */
export function drugNames(rows: readonly TableTerm[]): Generator<KeyedName> {
  return tableNames(rows, drugColumns, 0);
}

function* tableNames(
  rows: readonly TableTerm[],
  headings: readonly Heading[],
  firstLevel: number,
): Generator<KeyedName> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) {
    const path = pathOf(row, byId).filter(({ level }) => level >= firstLevel);
    const own = path.flatMap(({ title, nonessential }) => [
      ...nameWords(title),
      ...unsaidWords(nonessential),
    ]);
    for (const { column, says, also } of headings) {
      const key = row[column];
      if (key === null) continue;
      const words: NameWord[] = [...nameWords(says), ...own, ...unsaidWords(also)];
      yield { keys: [key], text: [says, ...path.map(({ title }) => title)].join(', '), words };
    }
  }
}

function pathOf(row: TableTerm, byId: ReadonlyMap<number, TableTerm>): TableTerm[] {
  const path = [row];
  for (let above = row.parent; above !== null;) {
    const next = byId.get(above);
    if (!next) break;
    path.unshift(next);
    above = next.parent;
  }
  return path;
}
