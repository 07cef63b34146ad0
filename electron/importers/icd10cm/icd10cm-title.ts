import { tidyText } from '../reading/decode.ts';

/** A piece of the mixed content of a `<title>`; `nemod` where it stands inside that element. */
export interface TitlePiece {
  text: string;
  nemod: boolean;
}

/** The title of an index or table term, taken apart. */
export interface TermTitle {
  /** The words that count. */
  title: string;
  /** Non-essential modifiers without their parentheses. */
  nonessential: string[];
  /** "(see Pneumonia)": references that the file has among the modifiers. */
  references: { kind: 'see' | 'seeAlso'; text: string }[];
}

const reference = /^see(?<also>\s+also\b)?[\s,]+(?=\S)/i;
const endsInWord = /[\p{L}\p{N}]$/u;
const beginsWithWord = /^[\p{L}\p{N}]/u;

/**
 * Takes the title of a term apart. In the files a `<nemod>` runs from the first parenthesis of a title to its last
 * ("acute<nemod>(on) chronic (congestive)</nemod>"), so what stands in it outside the parentheses belongs to the
 * title. The blank before a `<nemod>` is lost in the files: it is put back, except round a single letter
 * ("Cancer(o)phobia"). Parentheses outside `<nemod>` stay as they are.
 */
export function takeTitleApart(pieces: readonly TitlePiece[]): TermTitle {
  const parts: TermTitle = { title: '', nonessential: [], references: [] };
  let before: string | null = null;
  for (const { text, inside } of pieces.flatMap(partsOf)) {
    if (inside) {
      before = tidyText(text);
      addModifier(parts, before);
    } else if (text !== '') {
      const words = before !== null && before.length > 1;
      const blank = words && endsInWord.test(parts.title) && beginsWithWord.test(text) ? ' ' : '';
      parts.title += blank + text;
      before = null;
    }
  }
  const title = tidyText(parts.title).replaceAll(/ (?=[,;])|-(?=-\p{L})/gu, '');
  // "<title><nemod>(taser)</nemod></title>": the words that count are in parentheses.
  if (title === '') return { ...parts, title: parts.nonessential.join(', '), nonessential: [] };
  return { ...parts, title };
}

function addModifier(parts: TermTitle, text: string): void {
  const match = reference.exec(text);
  if (match) {
    const kind = match.groups?.['also'] === undefined ? 'see' : 'seeAlso';
    parts.references.push({ kind, text: text.slice(match[0].length) });
  } else if (text !== '') {
    parts.nonessential.push(text);
  }
}

/** What stands inside the outermost parentheses of a modifier, and what outside; an odd parenthesis is skipped. */
function partsOf({ text, nemod }: TitlePiece): { text: string; inside: boolean }[] {
  if (!nemod) return [{ text, inside: false }];
  const parts: { text: string; inside: boolean }[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(/[()]/g)) {
    const outermost = mark === '(' ? depth === 0 : depth <= 1;
    if (outermost) {
      parts.push({ text: text.slice(start, index), inside: mark === ')' && depth === 1 });
      start = index + 1;
    }
    depth = Math.max(0, depth + (mark === '(' ? 1 : -1));
  }
  return [...parts, { text: text.slice(start), inside: depth > 0 }];
}
