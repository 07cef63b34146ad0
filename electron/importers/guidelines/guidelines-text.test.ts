import { describe, expect, test } from 'vitest';
import { guidelineParts, guidelinesTitle } from './guidelines-lines.ts';
import { paragraphOf, sectionText, vocabularyOf } from './guidelines-text.ts';

describe('the text of a section', () => {
  const textOf = (...lines: string[]): string => {
    const all = ['Section I. Conventions', ...lines].map((text, at) => ({ number: at + 1, text }));
    const { body } = guidelineParts(all);
    return sectionText(body.slice(1), vocabularyOf(body));
  };

  test('lines become paragraphs', () => {
    expect(
      textOf(
        'One two three four five six seven',
        'eight nine.',
        '',
        'Ten',
        '• first and',
        'more',
        '• second',
      ),
    ).toBe('One two three four five six seven eight nine.\nTen\n• first and more\n• second');
  });

  test('lists without bullets keep their lines', () => {
    expect(
      textOf(
        'Categories that are about social problems of all kinds are:',
        'Z55 Problems of education',
        'Z56 Problems of employment',
      ),
    ).toBe(
      'Categories that are about social problems of all kinds are:\nZ55 Problems of education\nZ56 Problems of employment',
    );
  });

  test('a page ends no sentence', () => {
    const header = [guidelinesTitle, 'FY 2026', 'Page 8 of 121', ''];
    expect(textOf('A code from category G20 represents the', '', ...header, 'underlying etiology.')).toBe(
      'A code from category G20 represents the underlying etiology.',
    );
  });

  test.each([
    [['the ICD-', '10-CM'], 'the ICD-10-CM'],
    [['in categories I60-', 'I67'], 'in categories I60-I67'],
    [['Code T86.1-', 'should be assigned'], 'Code T86.1- should be assigned'],
    [['Z51.--', 'code'], 'Z51.-- code'],
    [['(E00 -E89 )'], '(E00-E89)'],
    [['ICD-10 -CM and the 7 th character'], 'ICD-10-CM and the 7th character'],
    [['self- harm, two- and three-digit'], 'self-harm, two- and three-digit'],
    [['R29.7- and Z91.0- Allergy'], 'R29.7- and Z91.0- Allergy'],
    [['( ) Parentheses'], '( ) Parentheses'],
  ])('%j is printed as %j', (lines, text) => {
    expect(paragraphOf(lines, new Map())).toBe(text);
  });

  test('a word broken by the extraction is made whole again by the document’s own words', () => {
    const vocabulary = new Map([
      ['appropriate', 40],
      ['ap', 1],
      ['propriate', 1],
      ['across', 30],
      ['a', 900],
      ['cross', 1],
    ]);
    expect(paragraphOf(['The ap', 'propriate code, a cross'], vocabulary)).toBe(
      'The appropriate code, a cross',
    );
  });
});
