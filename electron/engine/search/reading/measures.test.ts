import { expect, test } from 'vitest';
import { measuredAt } from './measures.ts';

test.each([
  ['bmi 31.5', 'Z6831'],
  ['bmi of 20', 'Z6820'],
  ['bmi 39.9', 'Z6839'],
  ['bmi 19.9', 'Z681'],
  ['bmi 40', 'Z6841'],
  ['bmi 45', 'Z6842'],
  ['bmi 59.9', 'Z6843'],
  ['bmi 69', 'Z6844'],
  ['body mass index 70', 'Z6845'],
  ['bmi 85 percentile', undefined],
  ['bmi 85th', undefined],
  ['bmi', undefined],
  ['bmi 5', undefined],
  ['weight 31.5', undefined],
])('%s is %s', (text, code) => {
  expect(measuredAt(text.split(' '), 0)?.targets[0]?.first).toBe(code);
});
