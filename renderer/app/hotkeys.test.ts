import { describe, expect, it } from 'vitest';
import { hotkeys, keysOf, matchHotkey, printChord } from './hotkeys.ts';
import type { Family, KeyPress } from './hotkeys.ts';

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  const code = /^\d$/.test(key) ? `Digit${key}` : '';
  return { key, code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...modifiers };
}

const ids = (family: Family, inField: boolean, ...presses: KeyPress[]) =>
  presses.map((one) => matchHotkey(one, family, inField)?.id ?? null);

describe('matchHotkey', () => {
  it('tells platforms apart', () => {
    expect(ids('other', false, press('k', { ctrlKey: true }), press('k', { metaKey: true }))).toEqual([
      'search.focus',
      null,
    ]);
    expect(ids('apple', false, press('k', { ctrlKey: true }), press('k', { metaKey: true }))).toEqual([
      null,
      'search.focus',
    ]);
    expect(ids('other', false, press('ArrowLeft', { altKey: true }))).toEqual(['back']);
    expect(ids('apple', false, press('[', { metaKey: true }))).toEqual(['back']);
  });

  it('leaves a field its own characters', () => {
    expect(ids('other', true, press('/'), press('?', { shiftKey: true }), press('5'))).toEqual([
      null,
      null,
      null,
    ]);
    expect(ids('other', false, press('/'), press('?', { shiftKey: true }))).toEqual([
      'search.focus',
      'shortcuts',
    ]);
  });

  it('answers from a field to what no field types', () => {
    expect(
      ids('other', true, press('F1'), press('Escape'), press('t', { ctrlKey: true }), press('F6')),
    ).toEqual(['shortcuts', 'step.out', 'date.focus', 'pane.next']);
  });

  it('reads the digit of a section from the key, not from what the layout prints', () => {
    const typed = { ...press('™', { altKey: true }), code: 'Digit2' };
    expect(matchHotkey(typed, 'other', false)).toEqual({ id: 'page.section', digit: 2 });
    const codePoint = { ...press('2', { altKey: true }), code: 'Numpad2' };
    expect(matchHotkey(codePoint, 'other', false)).toBeNull();
  });

  it('keeps Shift apart', () => {
    expect(
      ids(
        'other',
        false,
        press('c', { ctrlKey: true }),
        press('C', { ctrlKey: true, shiftKey: true }),
        press('F6', { shiftKey: true }),
      ),
    ).toEqual(['copy.code', 'copy.full', 'pane.previous']);
  });
});

it('gives no chord to two commands', () => {
  for (const family of ['apple', 'other'] as const) {
    const chords = hotkeys.flatMap(({ keys }) => keys[family]);
    expect(new Set(chords).size).toBe(chords.length);
  }
});

it('prints chords as the keyboard does', () => {
  expect(printChord('Ctrl+Shift+c', 'other')).toBe('Ctrl Shift C');
  expect(printChord('Alt+Meta+ArrowUp', 'apple')).toBe('⌥ ⌘ ↑');
  expect(keysOf('page.section', 'other')).toBe('Alt 1–9');
});
