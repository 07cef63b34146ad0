export const listId = 'results-list';

/** Element id of a line of the list, for `aria-activedescendant`. */
export function optionId(key: string): string {
  return `result-${key}`;
}

/** How many whole rows the list shows, by the height of those drawn; what PgUp and PgDn move by. */
export function rowsThatFit(): number {
  const list = document.getElementById(listId);
  const drawn = [...(list?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
  if (!list || drawn.length === 0) return 10;
  const height = drawn.reduce((sum, row) => sum + row.clientHeight, 0) / drawn.length;
  return Math.max(1, Math.floor(list.clientHeight / Math.max(1, height)) - 1);
}

export function focusList(): boolean {
  const list = document.getElementById(listId);
  list?.focus();
  return list !== null;
}
