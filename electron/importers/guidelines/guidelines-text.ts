import type { BodyLine } from './guidelines-lines.ts';

/** How often each word stands in the whole document. */
export type Vocabulary = ReadonlyMap<string, number>;

const words = /[A-Za-z]+/g;

export function vocabularyOf(lines: readonly BodyLine[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    for (const [word] of text.matchAll(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Blanks that the extraction from the PDF has put where none is printed, and what stands there instead. */
const strayBlanks: readonly (readonly [RegExp, string])[] = [
  [/\bICD ?- ?10 ?- ?(?=CM|PCS)/g, 'ICD-10-'],
  [/(\d) (?=(?:st|nd|rd|th)\b)/g, '$1'],
  // "self- harm"; not "two- and three-".
  [/([a-z])- (?=(?!and\b(?!-)|or\b|to\b)[a-z])/g, '$1-'],
  // "I00 -I99", "S00- T14.9".
  [/\b([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]+)?)(?: -|- )(?=[A-Z]\d[0-9A-Z])/g, '$1-'],
  [/(\w) (?=[,;)”])/g, '$1'],
];
/** A piece of a word stands nowhere else in the document, and the whole word does so this often. */
const common = 10;

const brokenWord = /(?<![A-Za-z])([A-Za-z]+) (?=([a-z]+)(?![A-Za-z]))/g;

/** Lines of one paragraph or heading as they were printed: only white space differs from what was extracted. */
export function paragraphOf(lines: readonly string[], vocabulary: Vocabulary): string {
  let text = '';
  let above = '';
  for (const line of lines) {
    // A hyphen at a line's end is part of its word ("ICD-" "10-CM"); only an open subcategory ("T86.1-") ends with one.
    const glued = above.endsWith('-') && !(/\b[A-Z]\d[0-9A-Z]\.\w*-+$/.test(above) && /^[a-z]/.test(line));
    text += text === '' || glued ? line : ` ${line}`;
    above = line;
  }
  for (const [blank, printed] of strayBlanks) text = text.replaceAll(blank, printed);
  const times = (word: string): number => vocabulary.get(word) ?? 0;
  const isBroken = (piece: string, rest: string): boolean =>
    times(rest) <= 1 && times(piece) <= common && times(piece + rest) >= common;
  return text.replaceAll(brokenWord, (both, piece: string, rest: string) =>
    isBroken(piece, rest) ? piece : both,
  );
}

/**
 * The text of a section, a paragraph or item of a list a line. Paragraphs end at empty lines; where a line is
 * visibly short and what follows begins anew, one ends there too.
 */
export function sectionText(lines: readonly BodyLine[], vocabulary: Vocabulary): string {
  const width = lines.reduce((widest, { text }) => Math.max(widest, text.length), 0);
  const paragraphs: Paragraph[] = [];
  for (const line of lines) {
    const current = paragraphs.at(-1);
    if (current === undefined || beginsAnew(current, line, width)) {
      paragraphs.push({ lines: [line.text], widest: line.text.length });
    } else {
      current.lines.push(line.text);
      current.widest = Math.max(current.widest, line.text.length);
    }
  }
  return paragraphs.map((paragraph) => paragraphOf(paragraph.lines, vocabulary)).join('\n');
}

interface Paragraph {
  lines: string[];
  widest: number;
}

const sentenceEnd = /[.:;?!]["”’)]*$/;
/** "Z66 Do not resuscitate", an item of a list without bullets. */
const listItem = /^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]+)?-? [A-Z]/;
/** What stands on a line of its own behind an item or a paragraph. */
const remark = /^(?:\(?[Ss]ee |Except: |Note: )/;
/** How much shorter than the widest line a line must be to count as ended: letters differ in width. */
const slack = 5;

function beginsAnew(above: Paragraph, { text, gap }: BodyLine, width: number): boolean {
  const first = above.lines[0] ?? '';
  const last = above.lines.at(-1) ?? '';
  if (text.startsWith('•')) return true;
  if (/^[a-z]/.test(text) && !sentenceEnd.test(last)) return false;
  if (gap === 'blank') return true;
  if (listItem.test(text) && (listItem.test(first) || last.endsWith(':'))) return true;
  // Items with a bullet are set narrower than the text around them.
  const widest = first.startsWith('•') ? Math.max(above.widest, text.length) : width;
  const word = text.split(' ', 1)[0] ?? '';
  if (last.length + 1 + word.length > widest - slack) return false;
  return sentenceEnd.test(last) || listItem.test(text) || listItem.test(last) || remark.test(text);
}
