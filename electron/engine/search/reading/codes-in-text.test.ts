import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesIn, textBeside } from './codes-in-text.ts';

const noName = () => false;
const found = (text: string) =>
  codesIn(text, noName).map((listed) =>
    listed.kind === 'range' ? `${listed.first}–${listed.last}` : listed.key,
  );
const beside = (text: string) => textBeside(text, codesIn(text, noName));

describe('codes of a text', () => {
  test.each<[string, string[]]>([
    ['E11.9, I10 99213', ['E119', 'I10', '99213']],
    ['E11.9;I10', ['E119', 'I10']],
    ['\nE11.9\n\tI10\n', ['E119', 'I10']],
    ['I10, and E11.9', ['I10', 'E119']],
    ['99213-25', ['99213', '25']],
    ['j1885-lt', ['J1885', 'LT']],
    ['99213-25-59 E11.9', ['99213', '25', '59', 'E119']],
    ['99202-99215', ['99202–99215']],
    ['99202 – 99215', ['99202–99215']],
    ['99215-99202', ['99215']],
    ['E08-E13', ['E08–E13']],
    ['S72.001-S72.009, I10', ['S72001–S72009', 'I10']],
    ['E11.9 kidney', ['E119']],
    ['I10 dm', ['I10']],
    ['E11.9.5', []],
    ['E11.*', []],
    ['vitamin b6', []],
    ['x-ray', []],
    ['L5-S1', []],
    ['T12-L1', []],
    ['99213-fold', ['99213']],
    ['type 2', []],
    ['LT RT', []],
    [', ;', []],
  ])('%j', (text, keys) => {
    expect(found(text)).toEqual(keys);
  });

  test('a word that the lists know is one only where it has the whole form of a code', () => {
    const isName = (word: string) => word === 'k40' || word === 'j3301';
    expect(codesIn('k40 j3301', isName).map(({ typed }) => typed)).toEqual(['j3301']);
  });

  test.each([
    ['E11.9', true],
    ['99213', true],
    ['J9999', true],
    ['E119', false],
    ['I10', false],
    ['b12', false],
    ['12000', false],
  ])('%s beside words is surely a code: %s', (code, sure) => {
    expect(codesIn(`${code} headache`, noName)).toMatchObject([{ typed: code, sure }]);
  });
});

describe('what a text says beside its codes', () => {
  test.each([
    ['E11.9', ''],
    ['dx: E11.9', ''],
    ['ICD-10-CM code E11.9?', ''],
    ['E11.9 and htn', 'htn'],
    ['aki and E11.9', 'aki'],
    ['99213-25 office visit', 'office visit'],
    ['code 99213 office visit', 'office visit'],
    ['E11.9, I', ''],
    ['E11.9, 9921', ''],
    ['E11.9 w/o ulcer', 'w/o ulcer'],
  ])('%j: %j', (text, left) => {
    expect(beside(text)).toBe(left);
  });
});

test('whatever is typed, codes stand in their order, apart, and as they were typed', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'E11.9',
      'I10',
      '99213',
      '-25',
      ' 59',
      ' - ',
      ', ',
      '/',
      'to',
      ' to ',
      '(',
      'htn',
      'ſ',
      'K10',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      let end = 0;
      for (const listed of codesIn(text, noName)) {
        expect(listed.start).toBeGreaterThanOrEqual(end);
        end = listed.end;
        expect(text.slice(listed.start, end)).toBe(listed.typed.replace('modifier ', ''));
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 300 },
  );
});
