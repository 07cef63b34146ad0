import type { GridBook } from '../../../electron/contract/browse.ts';

/** The six columns of each table as they are printed, and the heading over some of them. */
export const gridColumns: Record<
  GridBook,
  { row: string; columns: readonly { over: string; name: string }[] }
> = {
  neoplasms: {
    row: 'Site',
    columns: [
      { over: 'Malignant', name: 'primary' },
      { over: 'Malignant', name: 'secondary' },
      { over: '', name: 'Ca in situ' },
      { over: '', name: 'Benign' },
      { over: 'Behavior', name: 'uncertain' },
      { over: 'Behavior', name: 'unspecified' },
    ],
  },
  drugs: {
    row: 'Substance',
    columns: [
      { over: 'Poisoning', name: 'accidental' },
      { over: 'Poisoning', name: 'self-harm' },
      { over: 'Poisoning', name: 'assault' },
      { over: 'Poisoning', name: 'undetermined' },
      { over: '', name: 'Adverse effect' },
      { over: '', name: 'Underdosing' },
    ],
  },
};

/** "Malignant, primary", "Benign". */
export function columnName(book: GridBook, column: number): string {
  const { over = '', name = '' } = gridColumns[book].columns[column] ?? {};
  return over === '' ? name : `${over}, ${name}`;
}
