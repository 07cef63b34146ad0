export type TreeAction =
  { do: 'select'; line: number } | { do: 'open' } | { do: 'unfold'; isOpen: boolean } | { do: 'find' };

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

interface Where {
  /** Lines drawn. */
  lines: number;
  /** The selected one; -1 where there is none. */
  line: number;
  /** The line that the selected one stands under; -1 on the first level. */
  above: number;
  isOpen: boolean;
  /** Whether the level under an open line has been read. */
  isRead: boolean;
  hasLevel: boolean;
  /** Lines that fit in the pane. */
  page: number;
}

/** What a key does in a tree (the keys of WAI-ARIA's tree view), or null where it is not the tree's key. */
export function treeAction(pressed: Pressed, where: Where): TreeAction | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  if (/^[\p{L}\p{N}]$/u.test(pressed.key)) return { do: 'find' };
  if (pressed.shiftKey) return null;
  const { lines, line, above, isOpen, isRead, hasLevel, page } = where;
  const select = (to: number): TreeAction => ({
    do: 'select',
    line: Math.max(0, Math.min(lines - 1, to)),
  });
  if (lines === 0) return null;
  switch (pressed.key) {
    case 'ArrowDown':
      return select(line + 1);
    case 'ArrowUp':
      return select(line - 1);
    case 'PageDown':
      return select(line + page);
    case 'PageUp':
      return select(line - page);
    case 'Home':
      return select(0);
    case 'End':
      return select(lines - 1);
    case 'ArrowRight':
      if (!hasLevel) return null;
      if (!isOpen) return { do: 'unfold', isOpen: true };
      // Until it has been read the next line is another entry's.
      return select(isRead ? line + 1 : line);
    case 'ArrowLeft':
      if (isOpen) return { do: 'unfold', isOpen: false };
      return above < 0 ? null : select(above);
    case 'Enter':
      return line < 0 ? null : { do: 'open' };
    default:
      return null;
  }
}
