import { expect, test } from 'vitest';
import { gridAction } from './grid-keys.ts';

const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const where = { rows: 100, row: 10, column: 2, columns: 7, page: 20 };
const move = (row: number, column: number) => ({ do: 'move', row, column });

test.each([
  ['ArrowDown', {}, {}, move(11, 2)],
  ['ArrowUp', {}, { row: 0 }, move(0, 2)],
  ['ArrowRight', {}, {}, move(10, 3)],
  ['ArrowRight', {}, { column: 6 }, move(10, 6)],
  ['ArrowLeft', {}, { column: 0 }, move(10, 0)],
  ['PageDown', {}, { row: 95 }, move(99, 2)],
  ['PageUp', {}, {}, move(0, 2)],
  ['Home', {}, {}, move(10, 0)],
  ['End', {}, {}, move(10, 6)],
  ['Home', { ctrlKey: true }, {}, move(0, 0)],
  ['End', { ctrlKey: true }, {}, move(99, 6)],
  ['c', { ctrlKey: true }, {}, null],
  ['Enter', {}, {}, { do: 'open' }],
  ['Enter', {}, { row: -1 }, null],
  ['w', {}, {}, { do: 'find' }],
  ['ArrowLeft', { altKey: true }, {}, null],
  ['ArrowDown', {}, { rows: 0 }, null],
  ['Tab', {}, {}, null],
] as const)('%s %j %j', (key, chord, more, action) => {
  expect(gridAction({ key, ...none, ...chord }, { ...where, ...more })).toEqual(action);
});
