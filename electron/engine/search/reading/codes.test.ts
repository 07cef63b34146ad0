import { describe, expect, test } from 'vitest';
import { codeLike, isSurelyCode, respacedCode } from './codes.ts';

describe('codes written otherwise', () => {
  test('a blank or a hyphen may stand for the dot', () => {
    expect(respacedCode('e11 65')).toEqual({ key: 'E1165', dotted: true });
    expect(respacedCode('type 2')).toBeNull();
  });

  test.each(['E11.99', 'A00.0', '99213', 'G0439', 'S72001A'])('%s is surely a code', (text) => {
    expect(isSurelyCode(codeLike(text) ?? { key: '', dotted: false })).toBe(true);
  });

  test.each(['b12', 'covid19', '2023', 'h1n1', 't12', 'ms', '5000u', '1000g'])('%s may be a word', (text) => {
    expect(isSurelyCode(codeLike(text) ?? { key: '', dotted: false })).toBe(false);
  });
});
