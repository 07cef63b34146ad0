import type { ListItem } from './list-items.ts';

export type ListAction =
  | { do: 'select'; index: number }
  | { do: 'open'; index: number }
  | { do: 'fold'; key: string; isOpen: boolean };

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

interface Place {
  items: readonly ListItem[];
  selected: number;
  /** Rows that fit in the pane: what PgUp and PgDn move by. */
  page: number;
  /** In the search field the keys that move its own cursor stay the field's. */
  from: 'list' | { caretAtEnd: boolean; moved: boolean };
}

/** What a key does to the list, or null where it is not the list's key. */
export function listAction(pressed: Pressed, place: Place): ListAction | null {
  if (pressed.shiftKey || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const { items, selected, page, from } = place;
  const last = items.length - 1;
  if (last < 0) return null;
  const select = (index: number): ListAction => ({
    do: 'select',
    index: Math.max(0, Math.min(last, index)),
  });
  switch (pressed.key) {
    case 'ArrowDown':
      return select(selected + 1);
    case 'ArrowUp':
      return select(selected - 1);
    case 'PageDown':
      return select(selected + page);
    case 'PageUp':
      return select(selected - page);
    case 'Home':
      return from === 'list' ? select(0) : null;
    case 'End':
      return from === 'list' ? select(last) : null;
    case 'Enter':
      return { do: 'open', index: Math.max(0, selected) };
    case 'ArrowRight':
      return from === 'list' || from.caretAtEnd ? unfold(items[selected]) : null;
    case 'ArrowLeft':
      return from === 'list' || (from.caretAtEnd && from.moved) ? fold(items[selected]) : null;
    default:
      return null;
  }
}

function unfold(item: ListItem | undefined): ListAction | null {
  return item?.fold === 'closed' ? { do: 'fold', key: item.key, isOpen: true } : null;
}

/** ← on a member of a fold closes it too and goes back to the row it stands under. */
function fold(item: ListItem | undefined): ListAction | null {
  if (!item) return null;
  if (item.parent !== null) return { do: 'fold', key: item.parent, isOpen: false };
  return item.fold === 'open' ? { do: 'fold', key: item.key, isOpen: false } : null;
}
