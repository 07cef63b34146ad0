import { describe, expect, test } from 'vitest';
import { codeLike, codeList, codeRange, isSurelyCode, respacedCode } from './codes.ts';

describe('lists with modifiers and connecting words', () => {
  test.each([
    ['E11.9, I10 99213', ['E119', 'I10', '99213']],
    ['99213-25', ['99213', '25']],
    ['j1885-lt', ['J1885', 'LT']],
    ['E11.9', []],
    ['E11.9 kidney', []],
    ['x-ray', []],
    ['L5-S1', []],
    ['I10, and E11.9', ['I10', 'E119']],
    ['E11.9 E11.99 I10', ['E119', 'E1199', 'I10']],
    ['vitamin b12', []],
  ])('%s', (text, keys) => {
    expect(codeList(text).map(({ key }) => key)).toEqual(keys);
  });
});

describe('codes written otherwise', () => {
  test('a range has two ends in order', () => {
    expect(codeRange('99202-99215')).toEqual(['99202', '99215']);
    expect(codeRange('99215-99202')).toBeNull();
    expect(codeRange('chest-upper')).toBeNull();
  });

  test('a blank or a hyphen may stand for the dot', () => {
    expect(respacedCode('e11 65')).toEqual({ key: 'E1165', dotted: true });
    expect(respacedCode('type 2')).toBeNull();
  });

  test.each(['E11.99', 'A00.0', '99213', 'G0439', 'S72001A'])('%s is surely a code', (text) => {
    expect(isSurelyCode(codeLike(text) ?? { key: '', dotted: false })).toBe(true);
  });

  test.each(['b12', 'covid19', '2023', 'h1n1', 't12', 'ms'])('%s may be a word', (text) => {
    expect(isSurelyCode(codeLike(text) ?? { key: '', dotted: false })).toBe(false);
  });
});
