export const listId = 'results-list';

/** Element id of a line of the list, for `aria-activedescendant`. */
export function optionId(key: string): string {
  return `result-${key}`;
}

/** How many whole rows the list shows; what PgUp and PgDn move by. */
export function rowsThatFit(): number {
  const list = document.getElementById(listId);
  const row = list?.querySelector('[role="option"]');
  if (!list || !row) return 10;
  return Math.max(1, Math.floor(list.clientHeight / Math.max(1, row.clientHeight)) - 1);
}

export function focusList(): boolean {
  const list = document.getElementById(listId);
  list?.focus();
  return list !== null;
}
