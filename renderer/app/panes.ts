/** Panes in the order F6 visits them; each element carries `data-pane`. */
const order = ['search', 'rail', 'list', 'page'] as const;
type Pane = (typeof order)[number];

/** What takes the focus in each pane, the first that is drawn; the pane itself where nothing is named. */
const inside: Partial<Record<Pane, readonly string[]>> = {
  search: ['input'],
  rail: ['a'],
  list: ['[role="listbox"]', 'button'],
};

function isPane(name: string | undefined): name is Pane {
  return order.some((pane) => pane === name);
}

/** The pane that has the focus, or null. */
export function paneOf(element: Element | null): Pane | null {
  const name = element?.closest<HTMLElement>('[data-pane]')?.dataset['pane'];
  return isPane(name) ? name : null;
}

/** Focuses a pane; false where it is not drawn or has nothing to focus. */
export function focusPane(pane: Pane): boolean {
  const element = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  if (!element) return false;
  const targets = inside[pane]?.map((selector) => element.querySelector<HTMLElement>(selector)) ?? [element];
  const target = targets.find((one) => one !== null);
  target?.focus();
  return target !== undefined && document.activeElement === target;
}

/** Moves the focus to the next pane that is drawn, or the one before. */
export function cyclePane(step: 1 | -1): void {
  const at = order.indexOf(paneOf(document.activeElement) ?? (step === 1 ? 'page' : 'search'));
  for (let turn = 1; turn <= order.length; turn += 1) {
    const pane = order[(at + step * turn + order.length * 2) % order.length];
    if (pane && focusPane(pane)) return;
  }
}
