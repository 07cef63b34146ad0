import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guidelineParts, guidelinesTitle } from './guidelines-lines.ts';
import { outline } from './guidelines-outline.ts';
import { paragraphOf, sectionText, vocabularyOf } from './guidelines-text.ts';

const numbered = (lines: readonly string[]): { number: number; text: string }[] =>
  lines.map((text, at) => ({ number: at + 1, text }));
const bodyOf = (...lines: string[]): ReturnType<typeof guidelineParts>['body'] =>
  guidelineParts(numbered(['Section I. Conventions', ...lines])).body;
const outlineOf = (...lines: string[]): [string, string, string][] =>
  outline(bodyOf(...lines)).map(({ id, heading, text }) => [
    id,
    heading.join(' '),
    text.map((line) => line.text).join(' '),
  ]);

describe('pages and contents', () => {
  test('headers and the table of contents are no text', () => {
    const { contents, body } = guidelineParts(
      numbered([
        guidelinesTitle,
        'FY 2026',
        'Who wrote this.',
        'Section I. Conventions ........ 7',
        'A. First ........ 7',
        guidelinesTitle,
        'FY 2026',
        'Page 7 of 121',
        '',
        'Section I. Conventions',
        'A text that',
        guidelinesTitle,
        'FY 2026',
        'Page 8 of 121',
        '',
        'goes on.',
        '',
        'A paragraph of FY 2026',
      ]),
    );
    expect(contents.map(({ text }) => text)).toEqual([
      guidelinesTitle,
      'FY 2026',
      'Who wrote this.',
      'Section I. Conventions ........ 7',
      'A. First ........ 7',
    ]);
    expect(body.map(({ text, gap, number }) => [text, gap, number])).toEqual([
      ['Section I. Conventions', 'page', 10],
      ['A text that', 'none', 11],
      ['goes on.', 'page', 16],
      ['A paragraph of FY 2026', 'blank', 18],
    ]);
  });

  test('without Section I there is no text', () => {
    expect(guidelineParts(numbered(['Section II. Selection', 'See Section I.A.'])).body).toEqual([]);
  });
});

describe('numbered sections', () => {
  test('on all seven levels', () => {
    const found = outlineOf(
      'A. One',
      '1. Two',
      'a. Three',
      '1) Four',
      '(a) Five',
      '(i) Six',
      '(ii)Seven',
      '(b) Eight',
      '2) Nine',
      'b. Ten',
      '2. Eleven',
      'B. Twelve',
      'Section II. Selection',
      'A. Thirteen',
      '1. Fourteen',
      'Appendix I',
      'Reporting',
      'A. none',
    );
    expect(found.map(([id]) => id)).toEqual([
      'I',
      'I.A',
      'I.A.1',
      'I.A.1.a',
      'I.A.1.a.1',
      'I.A.1.a.1.a',
      'I.A.1.a.1.a.i',
      'I.A.1.a.1.a.ii',
      'I.A.1.a.1.b',
      'I.A.1.a.2',
      'I.A.1.b',
      'I.A.2',
      'I.B',
      'II',
      'II.A',
      'II.A.1',
      'Appendix I',
    ]);
    expect(found.at(-1)).toEqual(['Appendix I', 'Reporting', 'A. none']);
  });

  test('(i) after (h) is the letter, else the Roman number', () => {
    const letters = 'abcdefghij'.split('').map((letter) => `(${letter}) Heading ${letter}`);
    const found = outlineOf('A. One', '1. Two', 'a. Three', '1) Four', ...letters);
    expect(found.at(-2)?.[0]).toBe('I.A.1.a.1.i');
    expect(found.at(-1)?.[0]).toBe('I.A.1.a.1.j');
  });

  test.each([
    ['a reference', 'Section I.B.14. Documentation by Clinicians'],
    ['a reference to the next section', 'Section II, H.'],
    ['a number that is not next', '3. Third without a second'],
    ['a list of another style inside', 'b. When a patient has both'],
    ['a word in parentheses', '(confirmed) by the provider'],
    ['a year', '2025. It was'],
    ['lower case', 'B. and so on'],
  ])('%s is text', (_, line) => {
    expect(outlineOf('A. One', '1. Two', 'Text before.', line).map(([id]) => id)).toEqual([
      'I',
      'I.A',
      'I.A.1',
    ]);
  });

  test('what goes on from a line that breaks off is text', () => {
    const found = outlineOf('A. One', 'Such as hepatitis A and', 'B. Code both.', 'B. Two');
    expect(found.map(([id, , text]) => [id, text])).toEqual([
      ['I', ''],
      ['I.A', 'Such as hepatitis A and B. Code both.'],
      ['I.B', ''],
    ]);
  });

  test.each([
    ['lower case', ['A. Infectious agents as the cause', 'of diseases', 'Certain infections are.'], 2],
    ['a parenthesis', ['A. Chapter 5: Mental disorders', '(F01 – F99)', 'Reserved'], 2],
    ['a hyphen', ['A. Type 1 infarction and non-', 'ST elevation', 'The codes are these.'], 2],
    [
      'an open phrase',
      ['A. Diagnostic Coding for', 'Outpatient Services', 'These coding guidelines are.'],
      2,
    ],
    [
      'a full line and a short one',
      ['A. Diseases of the Musculoskeletal System and Connective', 'Tissue (M00-M99)', '1. Site'],
      2,
    ],
    [
      'three lines',
      [
        'A. Patient admission chiefly for administration of',
        'chemotherapy, immunotherapy and radiation',
        'therapy',
        'When',
      ],
      3,
    ],
    ['nothing: a text', ['A. Default codes', 'A code listed next to a main term', 'of the index'], 1],
    [
      'nothing: a short sentence',
      ['A. Diseases of the Musculoskeletal System and Connective', 'No text.', 'B. Next'],
      1,
    ],
    [
      'nothing: a reference',
      ['A. Diseases of the Musculoskeletal System and Connective', 'See Section I.C.6', 'B. Next'],
      1,
    ],
    ['nothing: an empty line', ['A. Functional quadriplegia', '', 'guideline deleted'], 1],
  ])('a heading goes on after %s', (_, lines, count) => {
    const section = outline(bodyOf(...lines)).find(({ id }) => id === 'I.A');
    expect(section?.heading).toHaveLength(count);
  });

  test('no line is lost and none is read twice, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'A. One',
        '1. Two',
        'a. Three',
        '1) Four',
        '(a) Five',
        '(i) Six',
        'B. More',
        '2. Mo',
        'b. Re',
        'Section II. S',
        'Appendix I',
        '• item',
        'text that goes on',
        'Z79.4 Long use',
        'and',
        'See Section I.A',
        '',
        'T86.1-',
        'E00 -E89',
      ),
      fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (lines) => {
        const body = bodyOf(...lines);
        const vocabulary = vocabularyOf(body);
        const bare = (text: string): string => text.replaceAll(/\s/g, '');
        const marks = /^(?:Section [IVX]+\.|Appendix [IVX]+|[A-Za-z]\.|\d{1,2}[.)]|\([a-z]+\))/;
        const read = outline(body).map(({ line, heading, text }) => {
          const mark = marks.exec(body.find(({ number }) => number === line)?.text ?? '')?.[0] ?? '';
          return mark + paragraphOf(heading, vocabulary) + sectionText(text, vocabulary);
        });
        expect(bare(read.join(''))).toBe(bare(body.map(({ text }) => text).join('')));
      }),
    );
  });
});
