import { expect, test } from 'vitest';
import { treeAction } from './tree-keys.ts';

const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const where = { lines: 50, line: 10, above: 4, isOpen: false, isRead: true, hasLevel: true, page: 20 };

test.each([
  ['ArrowDown', {}, { do: 'select', line: 11 }],
  ['ArrowUp', {}, { do: 'select', line: 9 }],
  ['PageDown', {}, { do: 'select', line: 30 }],
  ['PageUp', {}, { do: 'select', line: 0 }],
  ['Home', {}, { do: 'select', line: 0 }],
  ['End', {}, { do: 'select', line: 49 }],
  ['ArrowRight', {}, { do: 'unfold', isOpen: true }],
  ['ArrowRight', { isOpen: true }, { do: 'select', line: 11 }],
  ['ArrowRight', { isOpen: true, isRead: false }, { do: 'select', line: 10 }],
  ['ArrowRight', { hasLevel: false }, null],
  ['ArrowLeft', { isOpen: true }, { do: 'unfold', isOpen: false }],
  ['ArrowLeft', {}, { do: 'select', line: 4 }],
  ['ArrowLeft', { above: -1 }, null],
  ['Enter', {}, { do: 'open' }],
  ['Enter', { line: -1 }, null],
  ['d', {}, { do: 'find' }],
  ['ArrowDown', { lines: 0 }, null],
  ['Tab', {}, null],
] as const)('%s %j', (key, more, action) => {
  expect(treeAction({ key, ...none }, { ...where, ...more })).toEqual(action);
});

test('leaves chords to the window', () => {
  expect(treeAction({ key: 'ArrowLeft', ...none, altKey: true }, where)).toBeNull();
  expect(treeAction({ key: 'd', ...none, ctrlKey: true }, where)).toBeNull();
  expect(treeAction({ key: 'D', ...none, shiftKey: true }, where)).toEqual({ do: 'find' });
});
