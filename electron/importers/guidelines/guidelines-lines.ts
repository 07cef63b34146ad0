/** A line of the guidelines' text without its page's header and footer. */
export interface BodyLine {
  /** Of the file, from 1. */
  number: number;
  text: string;
  /** What stands between it and the line before: nothing, an empty line, or the end of a page. */
  gap: 'none' | 'blank' | 'page';
}

/** First line of the title page, and of every page's header. */
export const guidelinesTitle = 'ICD-10-CM Official Guidelines for Coding and Reporting';
const pageNumber = /^Page \d+ of \d+$/;
const headerYear = /^FY ?20\d{2}$/;
/** "2. Format and Structure: ......... 7", a line of the table of contents. */
const leaderLine = /\.{4,} ?\d{1,3}$/;
const firstSection = /^Section I\. ./;

/** The lines of the table of contents and those of the text, from "Section I." on. */
export interface GuidelineParts {
  contents: BodyLine[];
  body: BodyLine[];
}

/**
 * Takes page headers ("ICD-10-CM Official Guidelines …", "FY 2026", "Page 8 of 121") and empty lines out and parts
 * the table of contents from the text. The title page before the contents belongs to neither. The body is empty
 * where the text holds no Section I.
 */
export function guidelineParts(lines: readonly { number: number; text: string }[]): GuidelineParts {
  const kept = withoutPages(lines);
  const afterContents = kept.findLastIndex(({ text }) => leaderLine.test(text.slice(-40))) + 1;
  const start = kept.findIndex(({ text }, at) => at >= afterContents && firstSection.test(text));
  return { contents: kept.slice(0, afterContents), body: start < 0 ? [] : kept.slice(start) };
}

function withoutPages(lines: readonly { number: number; text: string }[]): BodyLine[] {
  const kept: BodyLine[] = [];
  let gap: BodyLine['gap'] = 'none';
  for (const [at, { number, text }] of lines.entries()) {
    if (text === '') {
      if (gap === 'none') gap = 'blank';
    } else if (isPageHeader(lines, at)) {
      // An empty line above the header ended a paragraph; those below it only fill the page.
      if (gap === 'none') gap = 'page';
    } else {
      kept.push({ number, text, gap });
      gap = 'none';
    }
  }
  return kept;
}

/** A header is three lines; the first of them and the year count only with a page number close below. */
function isPageHeader(lines: readonly { text: string }[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (pageNumber.test(text)) return true;
  if (text !== guidelinesTitle && !headerYear.test(text)) return false;
  const below = [lines[at + 1]?.text ?? '', lines[at + 2]?.text ?? ''];
  return below.some((line) => pageNumber.test(line));
}
