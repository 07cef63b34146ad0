import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frontCoded, frontDecoded } from './front-coding.ts';

test('any values come back', () => {
  const value = fc.string({ unit: fc.constantFrom('A', 'B', '0', 'é', '🩺'), maxLength: 60 });
  fc.assert(
    fc.property(fc.array(fc.option(value)), (values) => {
      expect(frontDecoded(frontCoded(values))).toEqual(values);
    }),
  );
});

test('codes in order take little', () => {
  expect(frontCoded(['S72001A', 'S72001B', null, 'S7201'])).toEqual(['0S72001A', '6B', null, '41']);
});

test.each([[['5A']], [['0A', '2']], [['-']], [['']]])('%j is none', (coded) => {
  expect(() => frontDecoded(coded)).toThrow(TypeError);
});
