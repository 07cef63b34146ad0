import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexicon } from '../../../../test/fixtures/search.ts';
import { Lexicon } from './lexicon.ts';
import { codeLike, repairedKeys } from './codes.ts';
import { mostTerms, termsOf } from './terms.ts';
import { formsOf, kinOf } from '../word-forms.ts';

describe('what may be a code', () => {
  test.each([
    ['E119', 'E119', false],
    ['e11.9', 'E119', true],
    ['E11.', 'E11', true],
    [' 99213 ', '99213', false],
    ['0264t', '0264T', false],
    ['J11', 'J11', false],
    ['J1', 'J1', false],
    ['LT', 'LT', false],
    ['25', '25', false],
    ['T2', 'T2', false],
    ['S72.001A', 'S72001A', true],
    ['S72001A', 'S72001A', false],
    ['0016070', '0016070', false],
  ])('%j is %s', (text, key, dotted) => {
    expect(codeLike(text)).toEqual({ key, dotted });
  });

  test.each([
    '2',
    'a',
    'htn',
    'type 2',
    'E1.19',
    'E119.',
    'E11..9',
    'E.119',
    '.E119',
    '11.9',
    '0.5',
    'E11 9',
    'E119-25',
    '99213,',
    'abcd',
    'S72001AB',
    '123456789',
    '',
    ' ',
    'é1',
    'E11\0',
  ])('%j is none', (text) => {
    expect(codeLike(text)).toBeNull();
  });
});

describe('a code mistyped with letters for digits', () => {
  test.each([
    ['O1002', ['01002']],
    ['E1I9', ['E119']],
    ['EllO', ['E110']],
    ['1I0', ['110', 'I10']],
    ['00901', ['O0901']],
    ['99213', []],
    ['E119', []],
  ])('%s → %j', (typed, expected) => {
    expect(repairedKeys(typed.toUpperCase()).toSorted()).toEqual(expected.toSorted());
  });

  test('never gives back what was typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{2,7}$/), (key) => {
        expect(repairedKeys(key)).not.toContain(key);
      }),
    );
  });
});

describe('terms', () => {
  const terms = (text: string) =>
    termsOf(text, lexicon).map(({ words, denied }) => [...(denied ? [denied.by] : []), ...words].join(' '));

  test.each([
    ['diabetes w/o complications', ['diabetes', 'without complications']],
    ['diabetes W/ ulcer', ['diabetes', 'with', 'ulcer']],
    ['diabetes w ulcer', ['diabetes', 'with', 'ulcer']],
    ['fever, no evidence of acute mi left leg', ['fever', 'no acute mi', 'left', 'leg']],
    ['no hemorrhage or perforation, ulcer', ['no hemorrhage', 'no perforation', 'ulcer']],
    ['laceration without foreign body left hand', ['laceration', 'without foreign body', 'left', 'hand']],
    ['not elsewhere classified', ['not', 'elsewhere', 'classified']],
    ['with or without pain', ['with', 'or', 'without', 'pain']],
    ['non-hodgkin lymphoma', ['non hodgkin', 'lymphoma']],
    ['virus non-a', ['virus', 'non', 'a']],
    ['ulcer without', ['ulcer', 'without']],
    ['b/l knee l hip r', ['bilateral', 'knee', 'left', 'hip', 'right']],
    ['l', ['l']],
    ['diabetes w/ulcer', ['diabetes', 'with', 'ulcer']],
    ['h/o mi', ['h o', 'mi']],
    ['old heart attack', ['old', 'heart attack']],
    ['heart failure', ['heart', 'failure']],
    ['fx fx FX', ['fx']],
    ['type 2', ['type', '2']],
    ["Ménière's", ['meniere']],
    ['x-ray', ['x', 'ray']],
    ['', []],
    ['?!.', []],
  ])('%j → %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test('readings come with the longest short form, the most usual first', () => {
    expect(termsOf('mi', lexicon)[0]?.readings).toEqual([
      ['myocardial', 'infarction'],
      ['mitral', 'insufficiency'],
    ]);
    expect(termsOf('heart attack', lexicon)[0]?.readings).toEqual([['myocardial', 'infarction']]);
    expect(termsOf('heart', lexicon)[0]?.readings).toEqual([]);
  });

  test('a long text keeps its first terms, each once and none empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const found = terms(text);
        expect(found.length).toBeLessThanOrEqual(mostTerms);
        expect(new Set(found).size).toBe(found.length);
        expect(found).not.toContain('');
      }),
    );
  });
});

describe('a side in a known name', () => {
  const names = [
    'term\tcodes\tmeaning',
    'breast cancer\tC50.91(9)\tmalignant neoplasm breast',
    'breast cancer right\tC50.91(1)\t',
    'heart failure\tI50.9\t',
    'right heart failure\tI50.810\t',
  ].join('\n');
  const sided = new Lexicon({ terms: [names] });
  const read = (text: string) =>
    termsOf(text, sided).map(({ words, side }) => `${words.join(' ')}${side ? ' (side)' : ''}`);

  test('stands for itself where the name without it leads to codes of both sides', () => {
    expect(read('breast cancer right upper outer')).toEqual([
      'breast cancer',
      'right (side)',
      'upper',
      'outer',
    ]);
  });

  test('belongs to the name where that is another disease', () => {
    expect(read('right heart failure acute')).toEqual(['right heart failure', 'acute']);
  });
});

describe('the table of short forms', () => {
  test('skips its head, empty lines and rows without a meaning; takes Windows line ends', () => {
    const table = new Lexicon({
      terms: [
        'term\tmeaning\tnote\r\n\r\nfx\tfracture\tnoted\r\nempty\t\t\r\n\tnothing\t\r\ncva\tstroke\r\n',
      ],
    });
    expect(table.size).toBe(2);
    expect(table.read(['fx'])?.readings).toEqual([['fracture']]);
    expect(table.read(['cva'])?.readings).toEqual([['stroke']]);
    expect(table.read(['term'])).toBeUndefined();
  });

  test('knows the length of its longest term and the readings of one', () => {
    expect(lexicon.longest).toBe(2);
    expect(lexicon.read(['ms'])?.readings).toHaveLength(2);
    expect(new Lexicon({ terms: [''] }).longest).toBe(1);
  });
});

describe('other forms of a word', () => {
  test.each([
    ['fracture', 'fractures'],
    ['fractures', 'fracture'],
    ['biopsy', 'biopsies'],
    ['biopsies', 'biopsy'],
    ['injected', 'inject'],
    ['bleeding', 'bleed'],
    ['2', 'ii'],
    ['ii', '2'],
    ['second', '2nd'],
  ])('%s may be written %s', (word, form) => {
    expect(formsOf(word)).toContain(form);
  });

  test.each([
    ['diabetic', 'diabetes'],
    ['hypertensive', 'hypertension'],
    ['arthritic', 'arthritis'],
    ['allergic', 'allergy'],
  ])('%s is of the family of %s', (word, kin) => {
    expect(kinOf(word)).toContain(kin);
  });

  test('a word is no form of itself, a number has no plural, and no form is empty', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,12}$/), (word) => {
        for (const form of [...formsOf(word), ...kinOf(word)]) expect(form.length).toBeGreaterThan(0);
        expect(formsOf(word)).not.toContain(word);
        if (/\d/.test(word) && word.length > 3) expect(formsOf(word)).toEqual([]);
      }),
    );
  });
});
