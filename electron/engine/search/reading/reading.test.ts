import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxQueryLength } from '../../../contract/names.ts';
import { lexicon } from '../../../../test/fixtures/search.ts';
import { codePattern } from './codes.ts';
import { cutFields } from './fields.ts';
import { Lexicon } from './lexicon.ts';
import type { Part } from './parts.ts';
import { cutQuotesAndExclusions } from './quotes.ts';
import type { Reading } from './reading.ts';
import { read } from './reading.ts';
import { mostTerms } from './terms.ts';

const said = ({ terms }: Part) => terms.map(({ words }) => words.join(' ')).join(' | ');
const parts = (text: string) => read(text, lexicon).parts.map(said);
const whole = (text: string) => said(read(text, lexicon).whole);

describe('what is read by number', () => {
  test.each([
    ['E11.9', ['code']],
    ['e11.9, i10', ['list']],
    ['99202-99215', ['list']],
    ['99213-25', ['list']],
    ['S72?01', ['pattern']],
    ['E11.*', ['pattern']],
    ['e11 65', ['respaced', 'list']],
    ['type 2', []],
    ['x-ray', []],
  ])('%s', (text, kinds) => {
    expect(read(text, lexicon).byNumber.map(({ kind }) => kind)).toEqual(kinds);
  });

  test.each([
    ['s72?01', { pattern: 'S72?01', dotted: false, sure: true }],
    ['S72.?01', { pattern: 'S72?01', dotted: true, sure: true }],
    ['E1?.9', { pattern: 'E1?9', dotted: true, sure: true }],
    ['E11.*', { pattern: 'E11?*', dotted: true, sure: true }],
    ['J11*', { pattern: 'J11*', dotted: false, sure: false }],
    ['b12?', { pattern: 'B12?', dotted: false, sure: false }],
    ['why?', null],
    ['?E11', null],
    ['E*', null],
    ['pneumonia?', null],
    ['E11', null],
  ])('a pattern: %s', (text, pattern) => {
    expect(codePattern(text)).toEqual(pattern);
  });
});

describe('fields', () => {
  const fields = (text: string) => cutFields(text, lexicon.chapters);

  test('limit the systems, by any of their names', () => {
    expect(fields('sys:cm diabetes')).toMatchObject({
      filters: { systems: ['icd10cm'] },
      text: '  diabetes',
    });
    expect(fields('knee SYS:pcs,HCPCS').filters.systems).toEqual(['icd10pcs', 'hcpcs']);
    expect(fields('knee sys:').filters.systems).toEqual([]);
  });

  test('say whether a code must be billable', () => {
    expect(fields('billable:yes e11').filters.billable).toBe(true);
    expect(fields('e11 billable:n').filters.billable).toBe(false);
    expect(fields('e11').filters.billable).toBeNull();
  });

  test.each([
    ['chapter:9', [{ system: 'icd10cm', first: 'I00', last: 'I99￿' }]],
    ['chapter:circul', [{ system: 'icd10cm', first: 'I00', last: 'I99￿' }]],
    ['ch:e08-e13', [{ system: 'icd10cm', first: 'E08', last: 'E13￿' }]],
    ['chapter:E11', [{ system: 'icd10cm', first: 'E11', last: 'E11￿' }]],
    [
      'chapter:j',
      [
        { system: 'icd10cm', first: 'J', last: 'J￿' },
        { system: 'hcpcs', first: 'J', last: 'J￿' },
      ],
    ],
    ['chapter:0', [{ system: 'icd10pcs', first: '0', last: '0￿' }]],
  ])('%s', (text, within) => {
    expect(fields(text).filters.within).toEqual(within);
  });

  test('what they do not understand is said and limits nothing', () => {
    for (const text of ['sys:foo', 'billable:maybe', 'chapter:diseases', 'chapter:zzz']) {
      const { notes, filters } = fields(text);
      expect(notes.map(({ kind }) => kind)).toEqual(['field']);
      expect(filters).toEqual({ systems: [], billable: null, within: [] });
    }
  });

  test('a modifier alone is searched among modifiers, beside a code it is listed with it', () => {
    expect(read('mod:25', lexicon)).toMatchObject({
      filters: { systems: ['modifier'] },
      byNumber: [{ kind: 'code', key: '25' }],
    });
    expect(whole('mod:assistant surgeon')).toBe('surgeon | assistant');
    expect(read('99213 mod:lt', lexicon)).toMatchObject({
      filters: { systems: [] },
      byNumber: [{ kind: 'list', codes: [{ key: '99213' }, { kind: 'modifier', key: 'LT' }] }],
    });
  });
});

describe('quotes and exclusions', () => {
  test.each([
    ['"heart failure" acute', [['heart', 'failure']], [], 'heart failure acute'],
    ['acute “heart failure', [['heart', 'failure']], [], 'acute heart failure'],
    ['fracture -open', [], ['open'], 'fracture'],
    ['x-ray', [], [], 'x ray'],
    ['self-harm -drug', [], ['drug'], 'self harm'],
    ['-open fracture', [], [], 'open fracture'],
    ['L5-S1 disc', [], [], 'l5 s1 disc'],
    ['99213 -25', [], [], '99213 25'],
    ['3" laceration', [], [], '3 laceration'],
    ['L3000 -RT -KX', [], [], 'l3000 right kx'],
    ['fracture -RT', [], ['RT'], 'fracture'],
    ['""', [], [], ''],
  ])('%s', (text, phrases, excluded, left) => {
    const found = cutQuotesAndExclusions(text);
    expect(found.phrases).toEqual(phrases);
    expect(found.excluded).toEqual(excluded);
    const words = read(text, lexicon).whole.terms.flatMap((term) => term.words);
    expect(words.join(' ')).toBe(left);
  });

  test.each([
    ['fracture -"left femur"', [], [['left', 'femur']]],
    ['-"left femur" "closed fracture"', [['closed', 'fracture']], [['left', 'femur']]],
    ['fracture -“left', [], [['left']]],
    ['x-"left"', [['left']], []],
  ])('a quoted exclusion: %s', (text, phrases, excludedPhrases) => {
    expect(cutQuotesAndExclusions(text)).toMatchObject({ phrases, excludedPhrases, excluded: [] });
  });

  test('more than can be looked at is said', () => {
    const nine = 'a b c d e f g h i'.split(' ');
    const many = cutQuotesAndExclusions(
      `x ${nine.map((word) => `-${word}`).join(' ')} ${nine.map((word) => `"${word}"`).join(' ')}`,
    );
    expect([many.excluded.length, many.phrases.length]).toEqual([8, 8]);
    expect(many.notes).toMatchObject([{ text: expect.stringContaining('2 more') }]);
    expect(cutQuotesAndExclusions(`fracture ${'-open "left" '.repeat(50)}`)).toMatchObject({
      excluded: ['open'],
      phrases: [['left']],
      notes: [],
    });
  });

  test('what is excluded has its readings too', () => {
    expect(read('stroke -htn', lexicon).excluded).toMatchObject([
      { words: ['htn'], readings: [['hypertension']] },
    ]);
  });
});

describe('several diagnoses', () => {
  test.each([
    ['htn, dm2, pna', ['htn', 'dm2', 'pna']],
    ['mi on htn', ['mi', 'htn']],
    ['htn and nephropathy', ['htn', 'nephropathy']],
    ['pneumonia & sepsis left', ['pneumonia', 'sepsis | left']],
    ['htn, left, initial encounter', []],
    ['fracture femur, left, initial encounter', []],
    ['neck and shoulder pain', ['neck | pain', 'shoulder | pain']],
    ['hand, foot and mouth', []],
    ['fever and chills', []],
    ['hypertension', []],
    ['and', []],
    [', and ;', []],
    ['htn,', []],
    ['dm2 with neuropathy', []],
    ['htn, mi, ms, pna, dm2', []],
  ])('%s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });
});

describe('a doubted diagnosis', () => {
  test('comes after the symptom that was named, with the rule', () => {
    const reading = read('dyspnea r/o mi', lexicon);
    expect(reading.parts.map(said)).toEqual(['dyspnea', 'mi']);
    expect(reading).toMatchObject({ partsAlways: true, notes: [{ kind: 'uncertain' }] });
    expect(said(reading.whole)).toBe('dyspnea | mi');
  });

  test('comes after the symptoms that usually lead to it', () => {
    for (const text of ['r/o mi', 'rule out mi', 'probable mi', 'MI?? suspected mi']) {
      const [symptom, diagnosis] = read(text, lexicon).parts;
      if (text.startsWith('MI')) expect(said(symptom ?? { terms: [] })).toBe('mi');
      else expect(symptom?.terms[0]?.targets.map(({ first }) => first)).toEqual(['R079', 'R0602']);
      expect(said(diagnosis ?? { terms: [] })).toBe('mi');
    }
  });

  test.each(['suspected ruled out mi', 'r/o', 'suspected child abuse', 'vsd', 'possibly'])(
    'is none: %s',
    (text) => {
      expect(read(text, lexicon)).toMatchObject({ partsAlways: false, notes: [] });
    },
  );
});

describe('a drug with its dose', () => {
  const drugs = new Lexicon({ terms: ['names\tcodes\nketorolac\tJ1885\nsaline 500\tJ7040\nhtn\tI10\n'] });
  const words = (text: string) => said(read(text, drugs).whole);

  test.each([
    ['ketorolac 30 mg im', 'ketorolac'],
    ['ketorolac 30mg injection', 'ketorolac'],
    ['saline 500', 'saline 500'],
    ['ketorolac knee', 'ketorolac | knee'],
    ['htn 20 mg', 'htn | 20 | mg'],
  ])('%s', (text, expected) => {
    expect(words(text)).toBe(expected);
  });
});

describe('anything may be typed', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      'sys:',
      'chapter:',
      'mod:',
      'billable:y',
      '"',
      '“',
      ' -',
      ',',
      ' and ',
      ' r/o ',
      'w/o',
      'h/o ',
      'htn',
      'E11.9',
      '99202-99215',
      'S72?*',
      'type II',
      '\0',
      '￿',
      'ﾞ',
      '[a-z',
      '*',
      '?',
      '\uD800',
    ),
  );
  const text = fc
    .array(fragment, { maxLength: 40 })
    .map((pieces) => pieces.join('').slice(0, maxQueryLength));

  const sizes = (reading: Reading) => [
    reading.whole.terms.length,
    ...reading.parts.map(({ terms }) => terms.length),
  ];

  test('every text has one reading, of bounded size', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const reading = read(typed, lexicon);
        expect(read(typed, lexicon)).toEqual(reading);
        expect(Math.max(...sizes(reading))).toBeLessThanOrEqual(2 * mostTerms);
        expect(reading.parts.length).toBeLessThanOrEqual(4);
        expect(reading.byNumber.length).toBeLessThanOrEqual(4);
        expect(reading.excluded.length).toBeLessThanOrEqual(mostTerms);
        expect(reading.phrases.length).toBeLessThanOrEqual(8);
        for (const { words } of reading.whole.terms) expect(words.join('')).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
