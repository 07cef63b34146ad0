import { expect, test } from 'vitest';
import type { Run } from './changed-words.ts';
import { changedWords } from './changed-words.ts';

const marked = (before: string, after: string): [string, string] => {
  const found = changedWords(before, after);
  const show = (runs: readonly Run[]): string =>
    runs.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');
  return [show(found.before), show(found.after)];
};

test.each([
  [
    'Essential hypertension',
    'Essential (primary) hypertension',
    'Essential hypertension',
    'Essential [(primary)] hypertension',
  ],
  ['Cholera, unspecified', 'Cholera, not specified', 'Cholera, [unspecified]', 'Cholera, [not specified]'],
  ['Old words', 'New text', '[Old words]', '[New text]'],
  ['the the end', 'the end', 'the [the] end', 'the end'],
  ['Same', 'Same', 'Same', 'Same'],
  ['', 'All new', '', '[All new]'],
])('%s → %s', (before, after, old, now) => {
  expect(marked(before, after)).toEqual([old, now]);
});

test('the runs put together are the texts again', () => {
  const [before, after] = [
    'Ehrlichiosis chafeensis [E. chafeensis]',
    'Ehrlichiosis chaffeensis [E. chaffeensis]',
  ];
  const found = changedWords(before, after);
  expect(found.before.map(({ text }) => text).join('')).toBe(before);
  expect(found.after.map(({ text }) => text).join('')).toBe(after);
});
