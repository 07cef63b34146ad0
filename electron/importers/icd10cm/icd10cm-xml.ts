import type { Dataset } from '../../contract/editions.ts';
import { AppError } from '../../contract/errors.ts';
import { tidyText } from '../reading/decode.ts';
import { icdEdition } from './edition-icd.ts';
import { lastYearIn } from '../reading/edition-words.ts';
import { icdSource } from './icd-source.ts';
import type { Description, Member } from '../importer.ts';
import { newReport } from '../report.ts';
import { rootElement, xmlEvents } from '../reading/xml.ts';

/** An official note has up to 3,000 characters, but one text may come in pieces without end. */
const longestText = 1 << 15;
const wholeCode = /^[A-Z][0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?(?:\.?-+)?$/;
/** How an addendum marks what it changes (the publisher's XSDs). */
const changeMarks: ReadonlySet<string> = new Set(['diff', 'new', 'old', 'unc']);
/** What follows `<version>` and `<title>`. */
const bodies: ReadonlySet<string> = new Set(['introduction', 'indexHeading', 'chapter', 'letter']);

/**
 * True when the head of a file is that of a complete list: `root` is its first element and it is no addendum, which
 * has the same elements but only what changed.
 */
export function isCompleteList(head: Buffer, ...roots: readonly string[]): boolean {
  const root = rootElement(head);
  if (root === null || !roots.includes(root)) return false;
  return !/<[\w.]+[^<>]*\sisAddenda\s*=\s*["']true["']/.test(head.toString('latin1', 0, 4096));
}

/** The head of an index up to its first letter: version, title and column headings. */
export function frontOf(head: Buffer): string {
  const [front = ''] = head.toString('latin1').split('<letter', 1);
  return front;
}

/**
 * Edition and source of a list in XML, by its name ("icd10c-tabular-April-1-2026.xml") or, where that has no year, by
 * its `<version>` ("2026" is fiscal year 2026). The version of an April file is the October file's: only a name tells
 * it. Reads the file up to its first chapter or letter.
 *
 * @param list as coders name it: "Tabular List"
 * @throws AppError `source-unrecognised` where neither tells the year, `source-damaged` where the XML is unsound
 */
export async function describeList(dataset: Dataset, list: string, member: Member): Promise<Description> {
  const year = lastYearIn(await versionOf(member));
  const edition = icdEdition(member, { prefix: list, line: 'icd10cm' }, year);
  return { edition, source: icdSource(dataset, edition, member), notices: [] };
}

async function versionOf(member: Member): Promise<string> {
  let version: string | null = null;
  for await (const event of xmlEvents(member, newReport())) {
    if (event.is === 'open' && event.name === 'version') version = '';
    if (event.is === 'open' && bodies.has(event.name)) break;
    if (event.is === 'close' && event.name === 'version') break;
    if (event.is === 'text' && version !== null) version = longer(member, version, event.text);
  }
  return tidyText(version ?? '');
}

/**
 * The undotted code that a text is, or null where it is anything else. An incomplete code loses its dashes: "S72.0-"
 * is S720, "T84.-" is T84.
 */
export function codeIn(text: string): string | null {
  const code = text.trim();
  return wholeCode.test(code) ? code.replaceAll(/[.-]/g, '') : null;
}

/**
 * A text and its next piece.
 *
 * @throws AppError `source-damaged` when it is longer than any of an official file
 */
export function longer(member: Member, text: string, piece: string): string {
  if (text.length + piece.length > longestText) {
    throw new AppError(
      'source-damaged',
      `${member.name} has a text that is longer than any official one. Download it again from its publisher.`,
    );
  }
  return text + piece;
}

/**
 * Refuses the marks of an addendum, in which old and new text stand side by side.
 *
 * @throws AppError `source-damaged`
 */
export function refuseChangeMark(member: Member, element: string): void {
  if (!changeMarks.has(element)) return;
  throw new AppError(
    'source-damaged',
    `${member.name} marks changes (<${element}>), as an addendum does; it is no complete list. Import the complete file of the same release.`,
  );
}
