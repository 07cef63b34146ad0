import type { Token } from 'parse5';
import { Tokenizer } from 'parse5';

/** A link of a page: where it leads, and its text. */
export interface Link {
  url: URL;
  text: string;
}

/**
 * The links of a page in their order. Only the tokenizer of the parser is used: no tree is built, so time and memory
 * stay in proportion to any page.
 *
 * @param base the page's own address
 */
export function linksOf(html: string, base: URL): Link[] {
  const links: Link[] = [];
  let open: Link | null = null;
  const close = (): void => {
    if (open) links.push({ ...open, text: open.text.replaceAll(/\s+/g, ' ').trim() });
    open = null;
  };
  const add = (text: string): void => {
    if (open) open.text += text;
  };
  const ignore = (): void => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onStartTag({ tagName, attrs }: Token.TagToken) {
        if (tagName !== 'a') return;
        close();
        const href = attrs.find(({ name }) => name === 'href')?.value.trim() ?? '';
        if (href !== '' && URL.canParse(href, base)) open = { url: new URL(href, base), text: '' };
      },
      onEndTag({ tagName }: Token.TagToken) {
        if (tagName === 'a') close();
      },
      onCharacter: ({ chars }) => {
        add(chars);
      },
      onWhitespaceCharacter: () => {
        add(' ');
      },
      onNullCharacter: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: close,
    },
  );
  tokenizer.write(html, true);
  return links;
}

/** The words of an address or a text: runs of letters and digits in small letters. */
export function wordsOf(text: string): string[] {
  return (
    decoded(text)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
