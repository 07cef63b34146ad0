import type { BodyLine } from './guidelines-lines.ts';

/** A numbered section as it stands in the text: its heading's lines and its own lines, cut at the next heading. */
export interface OutlineSection {
  /** "I.C.4.a.2" for Section I, C, 4, a, 2); "Appendix I". */
  id: string;
  parent: string | null;
  /** Line of the file its heading begins on. */
  line: number;
  /** The heading without its number, as many lines as it takes. */
  heading: string[];
  text: BodyLine[];
}

interface Level {
  mark: RegExp;
  /** The number that a mark stands for, from 1; `NaN` for a mark that is none of this level. */
  valueOf: (mark: string) => number;
}

const romans = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' ');
const roman = (mark: string): number => romans.indexOf(mark.toLowerCase()) + 1;
const letter = (mark: string): number => mark.toLowerCase().charCodeAt(0) - 96;

/** From the outermost in, as the guidelines number themselves: Section I. A. 1. a. 1) (a) (i). */
const levels: readonly Level[] = [
  { mark: /^Section ([IVX]+)\. *(\S.*)$/, valueOf: roman },
  { mark: /^([A-Z])\. +(\S.*)$/, valueOf: letter },
  { mark: /^(\d{1,2})\. +(\S.*)$/, valueOf: Number },
  { mark: /^([a-z])\. +(\S.*)$/, valueOf: letter },
  { mark: /^(\d{1,2})\) *(\S.*)$/, valueOf: Number },
  { mark: /^\(([a-z])\) *(\S.*)$/, valueOf: letter },
  { mark: /^\(([ivx]+)\) *(\S.*)$/, valueOf: roman },
];
const appendix = /^Appendix ([IVX]+)(?: \d{1,3})?$/;

/** A heading begins with a capital, a digit or what opens a quotation. */
const headingStart = /^["“‘(]?[A-Z0-9]/;
/** A line that breaks off like this goes on in the next one, whatever that looks like. */
const goesOn = /(?:,|\b(?:[Ss]ee|[Ss]ection|and|or|in|to|of|for|with|from|the|a))$/;

interface Open {
  id: string;
  value: number;
}

/**
 * Cuts lines into their numbered sections. A line is a heading when its number is the one that comes next on its
 * level inside the section that is open: so "See Section I.B.14" and the lists inside a text are none. "(i)" after
 * "(h)" is the letter, else the Roman number. Every line goes into exactly one section; lines before the first
 * heading are left out.
 */
export function outline(lines: readonly BodyLine[]): OutlineSection[] {
  const sections: OutlineSection[] = [];
  let open: Open[] = [];
  let at = 0;
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const broken = goesOn.test(lines[at - 1]?.text ?? '') && sections.at(-1)?.text.length !== 0;
    const found = broken ? null : headingOf(line.text, open);
    if (found === null) {
      sections.at(-1)?.text.push(line);
      at += 1;
      continue;
    }
    open = [...open.slice(0, found.level), { id: found.id, value: found.value }];
    const more = headingLines(lines, at, found.first, open);
    const heading = [found.first, ...more].filter((part) => part !== '');
    const parent = open.at(-2)?.id ?? null;
    sections.push({ id: found.id, parent, line: line.number, heading, text: [] });
    at += 1 + more.length;
  }
  return sections;
}

interface Found extends Open {
  level: number;
  /** First line of the heading, without the number; empty where the heading stands below it. */
  first: string;
}

function headingOf(text: string, open: readonly Open[]): Found | null {
  const inAppendix = open[0]?.id.startsWith('Appendix') ?? false;
  const named = appendix.exec(text)?.[1];
  if (named !== undefined) {
    const value = roman(named);
    const next = inAppendix ? (open[0]?.value ?? 0) + 1 : 1;
    return open.length > 0 && value === next ? { id: `Appendix ${named}`, value, level: 0, first: '' } : null;
  }
  // The appendix on present-on-admission reporting has headings without numbers.
  if (inAppendix) return null;
  for (const [level, { mark, valueOf }] of levels.entries()) {
    if (level > open.length) return null;
    const [, number = '', first = ''] = mark.exec(text) ?? [];
    const value = number === '' ? Number.NaN : valueOf(number);
    if (value === (open[level]?.value ?? 0) + 1 && headingStart.test(first)) {
      const id = level === 0 ? number : `${open[level - 1]?.id}.${number}`;
      return { id, value, level, first };
    }
  }
  return null;
}

/** As long as this the heading filled its line and the next line may belong to it. */
const fullLine = 50;
/** What a section begins with that is no part of its heading, though it is as short as one. */
const firstWords = /^(?:See\b|Reserved\b|Note\b|GUIDELINE\b|•)/;

/**
 * The further lines of a heading. The text has lost its indents and its bold type, so a line is taken to continue a
 * heading where the heading breaks off, where it begins in lower case or with a parenthesis, or where both are as
 * headings are: a full line above, below it a short one without a full stop, and then something new.
 */
function headingLines(
  lines: readonly BodyLine[],
  at: number,
  first: string,
  open: readonly Open[],
): string[] {
  const more: string[] = [];
  for (let next = at + 1; ; next += 1) {
    const line = lines[next];
    if (line === undefined || line.gap !== 'none' || headingOf(line.text, open) !== null) return more;
    const below = lines[next + 1];
    const endsThere = below === undefined || below.gap !== 'none' || startsNew(below.text, open);
    const above = more.at(-1) ?? lines[at]?.text ?? '';
    const missing = first === '' && more.length === 0;
    if (!missing && !continues(above, line.text, endsThere)) return more;
    more.push(line.text);
  }
}

function startsNew(text: string, open: readonly Open[]): boolean {
  return /^[^a-z]/.test(text) || headingOf(text, open) !== null;
}

function continues(above: string, text: string, endsThere: boolean): boolean {
  if (goesOn.test(above) || above.endsWith('-') || /^[a-z(]/.test(text)) return true;
  return (
    above.length >= fullLine &&
    text.length < fullLine &&
    endsThere &&
    !firstWords.test(text) &&
    !/[.:;,]$/.test(text)
  );
}
