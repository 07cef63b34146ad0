import { describe, expect, test } from 'vitest';
import { missingParts } from './parts.ts';

const part = (number: number): string => `ccipra-v322r0-f${number}.txt`;

describe('parts of a table of edit pairs', () => {
  test.each([
    ['all four', [1, 2, 3, 4].map(part), null],
    ['five, should CMS add one', [1, 2, 3, 4, 5].map(part), null],
    ['the first', [part(1)], 'part f1 only'],
    ['all but the second', [1, 3, 4].map(part), 'parts f1, f3, f4 only'],
    ['the last three', [2, 3, 4].map(part), 'parts f2, f3, f4 only'],
    ['one of them twice', [part(1), part(1)], 'part f1 only'],
    ['a table whose name tells no part', ['edits.csv'], null],
    ['no file', [], null],
  ])('%s', (_what, files, said) => {
    expect(missingParts(files)).toBe(said);
  });
});
