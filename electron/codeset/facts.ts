import type { RowOf } from './table.ts';
import { icd10Tables } from './facts-icd10.ts';
import { medicareTables } from './facts-medicare.ts';
import type { CodeRow, EditPairRow, PageTextRow } from './rows.ts';

/**
 * The tables of official facts. Codes are written without their dots, dates as `YYYY-MM-DD`, amounts and relative
 * values as the decimal text that was published: a fee is rounded once, at the end.
 */
export const factTables = {
  ...icd10Tables,
  ...medicareTables,
} as const;

export type FactTables = typeof factTables;
export type FactName = keyof FactTables;
export const factNames = Object.keys(factTables).filter((name): name is FactName => name in factTables);
export type FactRow<N extends FactName> = RowOf<FactTables[N]>;

/** One row of a release, by the table it belongs to. */
export type Fact =
  | { table: 'code'; row: CodeRow }
  | { table: 'text'; row: PageTextRow }
  | { table: 'editPair'; row: EditPairRow }
  | { [N in FactName]: { table: N; row: FactRow<N> } }[FactName];
