/** What is shown of a book, kept in the address: a reference and the way back find the very place. */
export interface BrowseView {
  /** An entry, and the edition that it is numbered in. */
  at?: string;
  edition?: string;
  /** Words of an entry, as a reference names it. */
  find?: string;
  /** A cell of a table's row, from 0. */
  column?: number;
  /** The beginning of an ICD-10-PCS code. */
  code?: string;
}

/** An address is typed by hand too: what is no choice is left out. */
export function parseBrowseView(search: Record<string, unknown>): BrowseView {
  const { at, edition, find, column, code } = search;
  // A router reads digits in an address as a number.
  const text = (value: unknown, most: number): string | null => {
    const words = typeof value === 'number' ? String(value) : value;
    return typeof words === 'string' && words !== '' ? words.slice(0, most) : null;
  };
  const entry = text(at, 24);
  const named = text(edition, 120);
  const words = text(find, 200);
  const start = text(code, 7);
  return {
    ...(entry !== null && named !== null ? { at: entry, edition: named } : {}),
    ...(words === null ? {} : { find: words }),
    ...(typeof column === 'number' && Number.isInteger(column) && column >= 0 && column < 6
      ? { column }
      : {}),
    ...(start === null ? {} : { code: start }),
  };
}
