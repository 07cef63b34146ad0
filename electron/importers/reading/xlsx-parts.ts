import { AppError } from '../../contract/errors.ts';
import type { ImportReport, Member } from '../importer.ts';
import { newReport } from '../report.ts';
import type { WorkbookDates } from './xlsx-dates.ts';
import { isDateFormat } from './xlsx-dates.ts';
import { xmlEvents } from './xml.ts';
import type { ZipMember } from './zip.ts';
import { listZip } from './zip.ts';

/** An Excel workbook whose sheets can be streamed. */
interface OpenWorkbook {
  /** Sheets in the workbook's order. */
  sheets: Member[];
  sharedStrings: readonly string[];
  dates: WorkbookDates;
}

/** A part of an edit table with 700,000 rows has 25 MB packed. */
const largestPacked = 64 * 2 ** 20;
/** `workbook.xml` and its relations: some kilobytes. */
const largestList = 2 ** 20;
/** CMS's and CDC's have 2 and 22 KB; a workbook that was edited for years some hundred. */
const largestStyles = 2 ** 22;
/** CMS's largest workbook shares 25,000 texts, 2 MB of them. */
const mostStrings = 2 ** 20;
const mostCharacters = 32 * 2 ** 20;

/** True when the bytes may be an Excel workbook (a zip). */
export function mayBeWorkbook(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PK\u0003\u0004';
}

/**
 * Opens an Excel workbook: reads the list of its sheets, the texts its cells share and which styles are dates, not the sheets themselves.
 * The packed file is held in memory while a sheet is read. Null for a zip that is no workbook.
 *
 * @throws AppError `source-damaged` when it cannot be read, `source-unrecognised` when it is too large to be ours
 */
export async function openWorkbook(member: Member): Promise<OpenWorkbook | null> {
  const zip = await listZip({ label: member.name, from: await bytesOf(member) });
  const parts = new Map(zip.map((part) => [part.name.toLowerCase(), part]));
  const find = (name: string): Member | null => {
    const part = parts.get(name.toLowerCase());
    return part ? partOf(member, part) : null;
  };
  const list = find('xl/workbook.xml');
  if (!list) return null;
  const relations = find('xl/_rels/workbook.xml.rels');
  const targets = relations ? await targetsOf(relations) : new Map<string, string>();
  const { ids, from1904 } = await readList(list);
  const sheets = ids.map((id) => find(pathOf(targets.get(id) ?? '')));
  const strings = find('xl/sharedStrings.xml');
  const styles = find('xl/styles.xml');
  return {
    sheets: sheets.filter((sheet) => sheet !== null),
    sharedStrings: strings ? await stringsOf(strings) : [],
    dates: { styles: styles ? await dateStylesOf(styles) : new Set(), from1904 },
  };
}

/** A part of the workbook as a file of its own; it goes by the workbook's name, which is the one a user knows. */
function partOf(member: Member, part: ZipMember): Member {
  return { source: member.source, name: member.name, size: part.size, open: () => part.open() };
}

async function bytesOf(member: Member): Promise<Buffer> {
  const tooLarge = new AppError(
    'source-unrecognised',
    `${member.name} is larger than any workbook this program reads.`,
  );
  if (member.size > largestPacked) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await member.open()) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
    size += chunk.length;
    if (size > largestPacked) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readList(list: Member): Promise<{ ids: string[]; from1904: boolean }> {
  const ids: string[] = [];
  let from1904 = false;
  for await (const event of xmlEvents(small(list), newReport())) {
    if (event.is !== 'open') continue;
    const name = localName(event.name);
    if (name === 'sheet') ids.push(event.attributes['r:id'] ?? '');
    if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(event.attributes['date1904'] ?? '');
  }
  return { ids, from1904 };
}

/** The numbers of the cell styles that show dates: places in the list `cellXfs`. */
async function dateStylesOf(part: Member): Promise<Set<number>> {
  const dates = new Set<number>();
  const formats = new Map<number, string>();
  let style = -1;
  for await (const event of xmlEvents(small(part, largestStyles), newReport())) {
    if (event.is === 'text') continue;
    const name = localName(event.name);
    if (name === 'cellXfs') style = event.is === 'open' ? 0 : -1;
    if (event.is === 'close') continue;
    const format = Number(event.attributes['numFmtId'] ?? 0);
    if (name === 'numFmt') formats.set(format, event.attributes['formatCode'] ?? '');
    if (name !== 'xf' || style < 0) continue;
    if (isDateFormat(format, formats.get(format) ?? '')) dates.add(style);
    style += 1;
  }
  return dates;
}

async function targetsOf(relations: Member): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  for await (const event of xmlEvents(small(relations), newReport())) {
    if (event.is !== 'open' || localName(event.name) !== 'Relationship') continue;
    targets.set(event.attributes['Id'] ?? '', event.attributes['Target'] ?? '');
  }
  return targets;
}

/** Targets are relative to the folder `xl`, or absolute from the root of the zip. */
function pathOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** The shared texts in their order; the parts of a formatted text are joined, phonetic hints left out. */
async function stringsOf(part: Member): Promise<string[]> {
  const strings: string[] = [];
  const inside: string[] = [];
  let text = '';
  let characters = 0;
  const report: ImportReport = newReport();
  for await (const event of xmlEvents(part, report)) {
    if (event.is === 'open') {
      inside.push(localName(event.name));
      if (inside.at(-1) === 'si') text = '';
    } else if (event.is === 'text') {
      if (inside.at(-1) === 't' && !inside.includes('rPh')) text += event.text;
    } else if (inside.pop() === 'si') {
      strings.push(text);
      characters += text.length;
    }
    if (strings.length > mostStrings || characters + text.length > mostCharacters) {
      throw damagedSheet(part, 'it shares more text than any official workbook');
    }
  }
  return strings;
}

function small(part: Member, largest = largestList): Member {
  if (part.size > largest) throw damagedSheet(part, 'its list of sheets or styles has no end');
  return part;
}

/** Element names without the prefix that some programs write. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function damagedSheet(member: Member, why: string, cause?: unknown): AppError {
  return new AppError(
    'source-damaged',
    `${member.name} could not be read as an Excel workbook: ${why}. Download it again, or open it in Excel and save it anew.`,
    { cause },
  );
}
