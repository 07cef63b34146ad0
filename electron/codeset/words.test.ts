import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, weigh, wordsOf } from './words.ts';

const words = (text: string): string[] => wordsOf(text).map(({ word }) => word);

describe('wordsOf', () => {
  test.each([
    ['Type 2 diabetes mellitus', ['type', '2', 'diabetes', 'mellitus']],
    ["Alzheimer's disease", ['alzheimer', 'disease']],
    ['ALZHEIMER’S DISEASE', ['alzheimer', 'disease']],
    ["Ménière's disease", ['meniere', 'disease']],
    ['Ménière'.normalize('NFD'), ['meniere']],
    ["o'clock 'quoted'", ['oclock', 'quoted']],
    ['Injection, 0.5 mg', ['injection', '0.5', 'mg']],
    ['L5-S1 x-ray', ['l5', 's1', 'x', 'ray']],
    ['E/M (office)', ['e', 'm', 'office']],
    ['s', ['s']],
    ['', []],
    [' .,-/\0\n', []],
    ['🩺 ﷺ ', ['صلىاللهعليهوسلم']],
    ['ﾞ', []],
  ])('%j → %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(..." sS'’.-0123aéıİßﬁ½".split('')), maxLength: 30 }),
  );

  test('places address the original text, in order and apart; no word is empty', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const { word, start, length } of wordsOf(text)) {
          expect(word).not.toBe('');
          expect(word).not.toMatch(/\s/);
          expect(start).toBeGreaterThanOrEqual(end);
          expect(fold(text.slice(start, start + length))).toBe(word);
          end = start + length;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  test('capitals and composed accents make no difference in Latin text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..." abcsxéèüñç'’.-019".split('')), maxLength: 40 }),
        (text) => {
          expect(words(text.toUpperCase())).toEqual(words(text));
          expect(words(text.normalize('NFD'))).toEqual(words(text));
        },
      ),
    );
  });
});

describe('weigh', () => {
  const weighed = (title: string) => [...weigh(words(title))].join(' ');

  test.each([
    ['Essential (primary) hypertension', 'empty empty weighty'],
    ['Type 2 diabetes mellitus without complications', 'empty weighty weighty empty empty denied'],
    ['Pneumonia, unspecified organism', 'weighty empty denied'],
    ['Urinary tract infection, site not specified', 'weighty weighty weighty denied empty denied'],
    ['Unspecified fracture', 'empty weighty'],
    ['Burn without blister, with infection', 'weighty empty denied empty weighty'],
  ])('%s', (title, expected) => {
    expect(weighed(title)).toBe(expected);
  });

  test('every word gets one weight', () => {
    const word = fc.constantFrom('with', 'without', 'unspecified', 'the', 'fracture', 'femur', '2');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (title) => {
        expect([...weigh(title)]).toHaveLength(title.length);
      }),
    );
  });
});
