export type GridAction = { do: 'move'; row: number; column: number } | { do: 'open' } | { do: 'find' };

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

interface Where {
  rows: number;
  /** -1 where none is selected. */
  row: number;
  column: number;
  /** Columns, that of the titles among them. */
  columns: number;
  /** Rows that fit in the pane. */
  page: number;
}

/** What a key does in a table (the keys of WAI-ARIA's grid), or null where it is not the table's key. */
export function gridAction(pressed: Pressed, where: Where): GridAction | null {
  const { key, ctrlKey, altKey, metaKey, shiftKey } = pressed;
  if (altKey || metaKey || where.rows === 0) return null;
  if (!ctrlKey && /^[\p{L}\p{N}]$/u.test(key)) return { do: 'find' };
  if (shiftKey) return null;
  const { rows, row, column, columns, page } = where;
  const move = (toRow: number, toColumn: number): GridAction => ({
    do: 'move',
    row: Math.max(0, Math.min(rows - 1, toRow)),
    column: Math.max(0, Math.min(columns - 1, toColumn)),
  });
  if (ctrlKey) {
    if (key === 'Home') return move(0, 0);
    return key === 'End' ? move(rows - 1, columns - 1) : null;
  }
  switch (key) {
    case 'ArrowDown':
      return move(row + 1, column);
    case 'ArrowUp':
      return move(row - 1, column);
    case 'ArrowRight':
      return move(row, column + 1);
    case 'ArrowLeft':
      return move(row, column - 1);
    case 'PageDown':
      return move(row + page, column);
    case 'PageUp':
      return move(row - page, column);
    case 'Home':
      return move(row, 0);
    case 'End':
      return move(row, columns - 1);
    case 'Enter':
      return row < 0 ? null : { do: 'open' };
    default:
      return null;
  }
}
