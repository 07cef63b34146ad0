import type { Token } from 'parse5';
import { Tokenizer, TokenizerMode } from 'parse5';
import { tidyText } from './decode.ts';

/** Elements that begin and end a line of their own. */
const blocks: ReadonlySet<string> = new Set(
  'address article blockquote br caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const unseen = new Map([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['style', TokenizerMode.RAWTEXT],
]);
const encodedTag = /<\/?(?:p|div|br|span|ul|ol|li|table|tr|td|strong|em|b|i|h[1-6])\b[^<>]*>/i;

/**
 * Plain text of a piece of HTML: lines where the blocks were, "• " before an item of a list, " | " between the cells
 * of a table, "^" for a superscript at a number (10^9). Comments, scripts, styles and attributes go. HTML that was
 * encoded twice, so that its tags are text, is decoded again. Only the tokenizer of the parser is used: no tree is
 * built, so time and memory stay in proportion to any input.
 */
export function htmlText(html: string): string {
  const text = strip(html);
  return !html.includes('<') && encodedTag.test(text) ? strip(text) : text;
}

function strip(html: string): string {
  const pieces: string[] = [];
  /** The end of the text so far. To look at the text itself would join all its pieces, at every tag. */
  let end = '';
  let hidden: string | null = null;
  const add = (words: string): void => {
    if (hidden !== null) return;
    pieces.push(words);
    end = (end + words).slice(-20);
  };
  const ignore = (): void => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onStartTag({ tagName }: Token.TagToken) {
        const mode = unseen.get(tagName);
        if (mode !== undefined) {
          hidden = tagName;
          tokenizer.state = mode;
        } else add(opening(tagName, end));
      },
      onEndTag({ tagName }: Token.TagToken) {
        if (tagName === hidden) hidden = null;
        else if (blocks.has(tagName)) add('\n');
      },
      onCharacter: ({ chars }) => add(chars),
      onWhitespaceCharacter: () => add(' '),
      onNullCharacter: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(html, true);
  return tidyLines(pieces.join(''));
}

/** @param before the last characters before the tag */
function opening(tagName: string, before: string): string {
  if (tagName === 'li') return '\n• ';
  if (blocks.has(tagName)) return '\n';
  if (tagName === 'td' || tagName === 'th') return /\n\s*$/.test(before) ? '' : ' | ';
  return tagName === 'sup' && /\d$/.test(before) ? '^' : '';
}

/** Blanks inside a line become one; empty lines go, and so do items that hold nothing. */
function tidyLines(text: string): string {
  return text
    .split('\n')
    .map(tidyText)
    .filter((line) => !/^[•| ]*$/.test(line))
    .join('\n');
}
