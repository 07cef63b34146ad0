import { expect, test } from 'vitest';
import { replaceTyped, withoutCondition } from './typed-text.ts';

test.each([
  ['fracture -open left', '-open', 'fracture left'],
  ['"heart failure" acute', '"heart failure"', 'acute'],
  ['sys:cm knee', 'sys:cm', 'knee'],
  ['knee', '-open', 'knee'],
])('%j without %j', (text, typed, left) => {
  expect(withoutCondition(text, typed)).toBe(left);
});

test.each([
  ['MS with pain', 'ms', 'multiple sclerosis', 'multiple sclerosis with pain'],
  ['cramps ms', 'ms', 'multiple sclerosis', 'cramps multiple sclerosis'],
  ['s/p cabg', 's p', 'presence', 'presence cabg'],
  ['a$b', 'ms', 'multiple sclerosis', 'multiple sclerosis'],
])('%j: %s is %s', (text, typed, reading, written) => {
  expect(replaceTyped(text, typed, reading)).toBe(written);
});
