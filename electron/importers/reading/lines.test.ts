import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldText, tidyText } from './decode.ts';
import { memberOf } from '../fixtures.ts';
import { headLines, linesOf, longestLine } from './lines.ts';
import { safeName } from './member-name.ts';

async function read(content: string | Buffer, step?: number): Promise<[number, string][]> {
  const lines: [number, string][] = [];
  for await (const { number, text } of linesOf(memberOf('a.txt', content, step))) lines.push([number, text]);
  return lines;
}

test('CRLF, LF, empty lines and a last line without an end', async () => {
  expect(await read('one\r\ntwo\n\nfour')).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, ''],
    [4, 'four'],
  ]);
  expect(await read('')).toEqual([]);
  expect(await read('one\n')).toEqual([[1, 'one']]);
});

test('a byte-order mark is no part of the first line', async () => {
  expect(await read('\u00EF\u00BB\u00BFone\ntwo')).toEqual([
    [1, 'one'],
    [2, 'two'],
  ]);
});

test('a line without an end does not fill memory', async () => {
  const [line] = await read(Buffer.alloc(3_000_000, 0x41), 10_000);
  expect(line?.[1].length).toBe(longestLine);
});

test('any bytes, in pieces of any size, give the lines between their line ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 50 }),
      async (bytes, step) => {
        const text = Buffer.from(bytes)
          .toString('latin1')
          .replace(/^\u00EF\u00BB\u00BF/, '');
        const expected = text.split('\n').map((line) => line.replace(/\r$/, ''));
        // A file that ends with a line end, or is empty, has no further line.
        if (text === '' || text.endsWith('\n')) expected.pop();
        const lines = await read(Buffer.from(bytes), step);
        expect(lines.map(([, line]) => line)).toEqual(expected);
        expect(lines.map(([number]) => number)).toEqual(expected.map((_, index) => index + 1));
      },
    ),
  );
});

test('the head of a longer file gives only its whole lines', () => {
  expect(headLines(Buffer.from('one\r\n\r\ntwo\r\nthr'), false)).toEqual(['one', 'two']);
  expect(headLines(Buffer.from('one\r\n\r\ntwo\r\nthr'), true)).toEqual(['one', 'two', 'thr']);
});

test('a field is UTF-8 where it is valid, else cp1252', () => {
  const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  expect(fieldText(latin1('Ménière’s disease'))).toBe('Ménière’s disease');
  expect(fieldText('CMS\u0092 2020\u00A0\u00A0file\u0097')).toBe('CMS’ 2020 file—');
  expect(fieldText('\u0081\u00E9')).toBe('\uFFFDé');
});

test('a title holds no control characters and no double blanks', () => {
  expect(tidyText(' natural\u0000  orifice\t\u00A0\u0085 \n')).toBe('natural orifice');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tidyText(text)).not.toMatch(/^\s|\s\s|\s$|[\p{Cc}]/u);
    }),
  );
});

test.each([
  ['../../etc/passwd', 'etc/passwd'],
  ['C:\\Users\\a.txt', 'Users/a.txt'],
  ['/abs//./b.txt', 'abs/b.txt'],
  ['a\u001B[31m.txt', 'a_[31m.txt'],
  ['..', null],
])('the name %j is shown as %j', (raw, shown) => {
  expect(safeName(raw)).toBe(shown);
});
