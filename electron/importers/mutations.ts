/** Ways in which a file can come to harm, for tests. Nothing else imports this module. */
import fc from 'fast-check';
import { contentOf, zipOf } from './fixtures.ts';
import { listZip } from './reading/zip.ts';

/** What a spreadsheet would compute, what ends a quote or a text, and what no field expects. */
const insertions = [
  '\u0000',
  '\u0000'.repeat(40),
  '\u00FF',
  '\u00FF\u00FE',
  '\u001A',
  '"',
  '""',
  "'",
  '\t',
  ',',
  ';',
  '\r',
  '\n',
  '\r\n',
  '<',
  '>',
  '&',
  '&#0;',
  '&lol;',
  ']]>',
  '<!--',
  '<![CDATA[',
  '<term>',
  '</term>',
  '=1+1|cmd',
  '@SUM(A1)',
  '-1',
  '1e999',
  '9'.repeat(40),
  '0'.repeat(400),
  ' '.repeat(400),
  'NaN',
  '__proto__',
  '\u00ED\u00A0\u0080',
  '20261399',
];
const lineEnds = ['\n', '\r', '\r\n', '\n\r', '\u0085', ''];
const marks = ['\u00EF\u00BB\u00BF', '\u00FF\u00FE', '\u00FE\u00FF'];

const place = fc.nat(1 << 16);
const run = fc.nat(60);

/** One harm. Places and lengths are taken modulo what there is. */
const harm = fc.oneof(
  fc.record({ is: fc.constant('flip'), at: place, bit: fc.nat(7) }),
  fc.record({ is: fc.constant('insert'), at: place, put: fc.constantFrom(...insertions) }),
  fc.record({ is: fc.constant('overwrite'), at: place, put: fc.constantFrom(...insertions) }),
  fc.record({ is: fc.constant('delete'), at: place, length: run }),
  fc.record({ is: fc.constant('repeat'), at: place, length: run, times: fc.integer({ min: 2, max: 40 }) }),
  fc.record({ is: fc.constant('exchange'), at: place, with: place, length: run }),
  fc.record({ is: fc.constant('cut'), at: place }),
  fc.record({
    is: fc.constant('line'),
    at: place,
    to: place,
    how: fc.constantFrom('move', 'repeat', 'remove'),
  }),
  fc.record({
    is: fc.constant('columns'),
    first: fc.nat(8),
    second: fc.nat(8),
    by: fc.constantFrom('\t', ','),
  }),
  fc.record({ is: fc.constant('cell'), at: place, put: fc.constantFrom(...insertions) }),
  fc.record({
    is: fc.constant('replace'),
    these: fc.constantFrom('\t', ',', '"', ' ', '0', '<', '\r\n'),
    by: fc.constantFrom('\t', ',', '', ';', '\n', '\u0000'),
  }),
  fc.record({ is: fc.constant('encode'), as: fc.constantFrom('utf16le', 'utf16be', 'cp1252', 'utf8') }),
  fc.record({ is: fc.constant('line ends'), as: fc.constantFrom(...lineEnds) }),
  fc.record({ is: fc.constant('mark'), put: fc.constantFrom(...marks) }),
  fc.record({ is: fc.constant('double') }),
  fc.record({ is: fc.constant('formulas'), put: fc.constantFrom('=', '=1+1|cmd', '+', '@') }),
);
export type Harm = typeof harm extends fc.Arbitrary<infer H> ? H : never;
/** One to three harms, one after the other. */
export const harms = fc.array(harm, { minLength: 1, maxLength: 3 });

export function harmed(bytes: Buffer, all: readonly Harm[]): Buffer {
  return all.reduce((now, one) => Buffer.from(apply(now.toString('latin1'), one), 'latin1'), bytes);
}

/** The same inside one part of a workbook, whose zip stays sound. */
export async function harmedInside(book: Buffer, part: number, all: readonly Harm[]): Promise<Buffer> {
  const parts = await listZip({ label: 'book', from: book });
  const files: Record<string, Buffer> = {};
  for (const [at, one] of parts.entries()) {
    const content = Buffer.from(await contentOf(one), 'latin1');
    files[one.name] = at === part % parts.length ? harmed(content, all) : content;
  }
  return zipOf(files);
}

/** Text with one character a byte. */
function apply(text: string, one: Harm): string {
  const at = 'at' in one ? one.at % (text.length + 1) : 0;
  switch (one.is) {
    case 'flip':
      return splice(text, at, 1, String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << one.bit)));
    case 'insert':
      return splice(text, at, 0, one.put);
    case 'overwrite':
      return splice(text, at, one.put.length, one.put);
    case 'delete':
      return splice(text, at, one.length, '');
    case 'repeat':
      return splice(text, at, 0, text.slice(at, at + one.length).repeat(one.times));
    case 'exchange':
      return exchange(text, at, one.with % (text.length + 1), one.length);
    case 'cut':
      return text.slice(0, at);
    case 'line':
      return ofLines(text, (lines) => moveLine(lines, at % lines.length, one.to % lines.length, one.how));
    case 'columns':
      return ofLines(text, (lines) => lines.map((line) => swapCells(line, one.first, one.second, one.by)));
    case 'cell':
      return replaceCell(text, at, one.put);
    case 'replace':
      return text.replaceAll(one.these, one.by);
    case 'encode':
      return encode(text, one.as);
    case 'line ends':
      return text.replaceAll(/\r\n|\n|\r/g, one.as);
    case 'mark':
      return one.put + text;
    case 'double':
      return text + text;
    case 'formulas':
      return text.replaceAll(/(^|[\t,\n"])(?=[^\t,\r\n"])/g, `$1${one.put}`);
  }
}

function splice(text: string, at: number, remove: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + remove);
}

function exchange(text: string, one: number, other: number, size: number): string {
  const [a, b] = one < other ? [one, other] : [other, one];
  const length = Math.min(size, b - a);
  const [first, second] = [text.slice(a, a + length), text.slice(b, b + length)];
  return splice(splice(text, b, second.length, first), a, first.length, second);
}

function ofLines(text: string, change: (lines: string[]) => string[]): string {
  return change(text.split('\n')).join('\n');
}

function moveLine(lines: string[], at: number, to: number, how: string): string[] {
  const [line = ''] = how === 'repeat' ? [lines[at]] : lines.splice(at, 1);
  if (how !== 'remove') lines.splice(to, 0, line);
  return lines;
}

function swapCells(line: string, first: number, second: number, by: string): string {
  const cells = line.split(by);
  const [a, b] = [cells[first], cells[second]];
  if (a === undefined || b === undefined) return line;
  cells[first] = b;
  cells[second] = a;
  return cells.join(by);
}

function replaceCell(text: string, at: number, put: string): string {
  const start = Math.max(...['\t', ',', '\n', '>'].map((mark) => text.lastIndexOf(mark, at - 1))) + 1;
  const length = /[\t,\n<]/.exec(text.slice(start))?.index ?? text.length;
  return splice(text, start, length, put);
}

function encode(text: string, as: string): string {
  const words = Buffer.from(text, 'latin1').toString('utf8');
  if (as === 'cp1252') return Buffer.from(words, 'latin1').toString('latin1');
  // Encoded twice over.
  if (as === 'utf8') return Buffer.from(text, 'utf8').toString('latin1');
  const wide = Buffer.from(`\uFEFF${words}`, 'utf16le');
  return (as === 'utf16be' ? wide.swap16() : wide).toString('latin1');
}
