export type Family = 'apple' | 'other';

export type CommandId =
  | 'search.focus'
  | 'back'
  | 'forward'
  | 'page.previous'
  | 'page.next'
  | 'page.section'
  | 'copy.code'
  | 'copy.full'
  | 'print'
  | 'date.focus'
  | 'browse'
  | 'pane.next'
  | 'pane.previous'
  | 'step.out'
  | 'settings'
  | 'shortcuts';

export interface Hotkey {
  id: CommandId;
  title: string;
  group: 'Search' | 'Page' | 'Window';
  /**
   * Chords by platform family: modifiers joined by `+`, then `KeyboardEvent.key`, or `1-9` for a digit of that range.
   * A chord without Ctrl, Alt or Meta is text where text is typed, so it never fires in a field.
   */
  keys: Record<Family, readonly string[]>;
}

/** Every shortcut of the window in one table; the sheet that `?` opens and the key listener both read it. */
export const hotkeys: readonly Hotkey[] = [
  {
    id: 'search.focus',
    title: 'Search, with the text selected',
    group: 'Search',
    keys: { apple: ['Meta+k', '/'], other: ['Ctrl+k', '/'] },
  },
  {
    id: 'step.out',
    title: 'Step out: page, list, search, clear',
    group: 'Search',
    keys: { apple: ['Escape'], other: ['Escape'] },
  },
  {
    id: 'date.focus',
    title: 'Date of service',
    group: 'Search',
    keys: { apple: ['Meta+t'], other: ['Ctrl+t'] },
  },
  {
    id: 'copy.code',
    title: 'Copy the code, when no text is selected',
    group: 'Page',
    keys: { apple: ['Meta+c'], other: ['Ctrl+c'] },
  },
  {
    id: 'copy.full',
    title: 'Copy the code and its description',
    group: 'Page',
    keys: { apple: ['Meta+Shift+c'], other: ['Ctrl+Shift+c'] },
  },
  {
    id: 'print',
    title: 'Print the page',
    group: 'Page',
    keys: { apple: ['Meta+p'], other: ['Ctrl+p'] },
  },
  {
    id: 'page.section',
    title: 'Go to a section of the page',
    group: 'Page',
    keys: { apple: ['Ctrl+1-9'], other: ['Alt+1-9'] },
  },
  {
    id: 'page.previous',
    title: 'Previous code',
    group: 'Page',
    keys: { apple: ['Alt+Meta+ArrowUp'], other: ['Alt+ArrowUp'] },
  },
  {
    id: 'page.next',
    title: 'Next code',
    group: 'Page',
    keys: { apple: ['Alt+Meta+ArrowDown'], other: ['Alt+ArrowDown'] },
  },
  { id: 'back', title: 'Back', group: 'Page', keys: { apple: ['Meta+['], other: ['Alt+ArrowLeft'] } },
  {
    id: 'forward',
    title: 'Forward',
    group: 'Page',
    keys: { apple: ['Meta+]'], other: ['Alt+ArrowRight'] },
  },
  { id: 'pane.next', title: 'Next pane', group: 'Window', keys: { apple: ['F6'], other: ['F6'] } },
  {
    id: 'pane.previous',
    title: 'Previous pane',
    group: 'Window',
    keys: { apple: ['Shift+F6'], other: ['Shift+F6'] },
  },
  {
    id: 'browse',
    title: 'Browse the official books',
    group: 'Window',
    keys: { apple: ['Meta+b'], other: ['Ctrl+b'] },
  },
  { id: 'settings', title: 'Settings', group: 'Window', keys: { apple: ['Meta+,'], other: ['Ctrl+,'] } },
  {
    id: 'shortcuts',
    title: 'All shortcuts',
    group: 'Window',
    keys: { apple: ['?', 'F1'], other: ['?', 'F1'] },
  },
];

/** Keys that the results list and the search field handle themselves; listed so that the sheet is whole. */
export const listKeys: readonly { title: string; keys: string }[] = [
  { title: 'Move in the list, also from the search field', keys: '↑ ↓ PgUp PgDn' },
  { title: 'First and last row, when the list has focus', keys: 'Home End' },
  { title: 'Open the page of the selected code', keys: 'Enter' },
  { title: 'Show and fold the codes like it', keys: '→ ←' },
  { title: 'In a book: open and close a level, or go from cell to cell', keys: '→ ←' },
  { title: 'Start a search, when no field has focus', keys: 'A–Z 0–9' },
];

export interface KeyPress {
  key: string;
  /** Physical key, for digits: Alt and Shift change what `key` says on many layouts. */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

export interface Match {
  id: CommandId;
  /** The digit of a `1-9` chord, else null. */
  digit: number | null;
}

/** Which command a key press means, or null. `inField`: text is being typed where the key landed. */
export function matchHotkey(press: KeyPress, family: Family, inField: boolean): Match | null {
  for (const { id, keys } of hotkeys) {
    for (const chord of keys[family]) {
      const match = matchChord(press, chord);
      if (match !== null && !(inField && isTyping(chord))) return { id, digit: match.digit };
    }
  }
  return null;
}

function matchChord(press: KeyPress, chord: string): { digit: number | null } | null {
  const parts = chord.split('+');
  const key = parts.pop() ?? '';
  const has = (name: string) => parts.includes(name);
  if (press.ctrlKey !== has('Ctrl') || press.altKey !== has('Alt') || press.metaKey !== has('Meta'))
    return null;
  if (key === '1-9') {
    const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
    return digit === undefined || press.shiftKey ? null : { digit: Number(digit) };
  }
  // "?" and "/" need Shift on some layouts and not on others: what was typed counts.
  const isSymbol = key.length === 1 && !/[a-z0-9]/i.test(key) && parts.length === 0;
  if (!isSymbol && press.shiftKey !== has('Shift')) return null;
  return press.key.toLowerCase() === key.toLowerCase() ? { digit: null } : null;
}

function isTyping(chord: string): boolean {
  return chord.length === 1;
}

const caps: Record<Family, Record<string, string>> = {
  apple: { Meta: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' },
  other: { Meta: 'Win' },
};
const named: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  '1-9': '1–9',
};

/** A chord as it is printed, one cap a word: "Ctrl K", "⌘ K". */
export function printChord(chord: string, family: Family): string {
  return chord
    .split('+')
    .map((part) => caps[family][part] ?? named[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}

/** The first chord of a command, printed; for tooltips. */
export function keysOf(id: CommandId, family: Family): string {
  const chord = hotkeys.find((hotkey) => hotkey.id === id)?.keys[family][0];
  return chord === undefined ? '' : printChord(chord, family);
}
