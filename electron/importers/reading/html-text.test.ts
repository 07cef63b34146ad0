import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlText } from './html-text.ts';

test.each([
  ['plain words', 'plain words'],
  ['<p>One</p><p>two &amp; three</p>', 'One\ntwo & three'],
  ['<ul><li>one<li>two</ul>after', '• one\n• two\nafter'],
  ['<table><tr><th>Code</th><th>Use</th></tr><tr><td>A</td><td>x</td></tr></table>', 'Code | Use\nA | x'],
  ['up to 10<sup>9</sup>, as said<sup>1</sup>', 'up to 10^9, as said1'],
  ['p < 0.05, age <18 & R&D', 'p < 0.05, age <18 & R&D'],
  ['a&nbsp;&nbsp; b &ge; 2', 'a b ≥ 2'],
  ['<script>alert("x")</script>ok<style>p{}</style><!-- gone --><img src=x onerror=alert(1)>', 'ok'],
  ['<?xml:namespace prefix = o />words<![if x]> stay<![endif]>', 'words stay'],
  ['&lt;p&gt;Encoded &amp;nbsp;twice&lt;/p&gt;', 'Encoded twice'],
  ['about &lt;b&gt; <b>tags</b>', 'about <b> tags'],
  ['<p>never closed <b', 'never closed'],
  ['<p> </p><ul><li></li></ul>', ''],
])('%s', (html, text) => {
  expect(htmlText(html)).toBe(text);
});

test('any text: no empty lines, no control characters, never throws', () => {
  const pieces = fc.constantFrom(
    '<p>',
    '</p>',
    '<',
    '>',
    '&',
    '&lt;',
    '<script>',
    '<li>',
    'x',
    '\n',
    '\u0000',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces).map((all) => all.join('')),
      ),
      (html) => {
        // eslint-disable-next-line no-control-regex -- they are what must not be there
        expect(htmlText(html)).not.toMatch(/\n\n|[\u0000-\u0009\u000B-\u001F]/);
      },
    ),
  );
});

test.each(['<b><p>', '<td>', '1<sup>', '<li>\n', '<!--', '<script>', '&lt;p ', '<a b='])(
  'a million of %j take no more than reading them',
  (piece) => {
    const started = performance.now();
    htmlText(piece.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  },
);
