import { expect, it } from 'vitest';
import { typedDate } from './typed-date.ts';

const parts = (month: string, day: string, year: string) =>
  [
    ['month', month],
    ['literal', '/'],
    ['day', day],
    ['literal', '/'],
    ['year', year],
  ].map(([type = '', text = '']) => ({ type, text, isPlaceholder: /[a-z]/.test(text) }));

it('takes a whole and real date', () => {
  expect(typedDate(parts('03', '15', '2024'))).toEqual({
    text: '03/15/2024',
    date: '2024-03-15',
    year: 2024,
  });
});

it('reads a year of two digits as one of this century', () => {
  expect(typedDate(parts('03', '15', '24')).date).toBe('2024-03-15');
});

it.each([
  ['02', '30', '2026'],
  ['mm', '15', '2026'],
  ['02', '29', '2025'],
  ['03', '15', '202'],
])('takes %s/%s/%s for no date', (month, day, year) => {
  expect(typedDate(parts(month, day, year)).date).toBeNull();
});
