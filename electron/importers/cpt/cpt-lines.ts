import { fieldText } from '../reading/decode.ts';
import type { ImportReport, Member } from '../importer.ts';
import type { TextLine } from '../reading/lines.ts';
import { linesOf } from '../reading/lines.ts';

/** Which file of a CPT release a member is: LONGULT, MEDU, SHORTU or MODUL. */
export type CptRole = 'long' | 'medium' | 'short' | 'modifiers';
/** The files that hold one line for every code. */
export type DescriptorRole = Exclude<CptRole, 'modifiers'>;

/** A line of such a file: above the first code, or one of a code. */
export interface CptLine extends TextLine {
  isData: boolean;
}

/** A code with its descriptor, or why the line is none. */
export type CptRecord = { code: string; text: string } | { reason: string };

/** Widths of the descriptors, which begin in column 7; LONGULT has two columns with a tab between them. */
const widths = { medium: 48, short: 28 } as const;
const dataLine: Readonly<Record<DescriptorRole, RegExp>> = {
  long: /^\d{3}\w{2}\t/,
  medium: /^\d{3}\w{2} \S/,
  short: /^\d{3}\w{2} \S/,
};
/** The AMA's lines have no third column; NCCI tables, which name CPT above them too, have seven. */
const twoColumns = /^\d{3}\w{2}\t[^\t]+\t*$/;
const longestMediumLine = 6 + widths.medium;
const longestShortLine = 6 + widths.short;
/** The longest descriptors have about 1,500 characters. */
const longestDescriptor = 8000;
/** A header may hold a line or two that look like data: a street address, a ZIP code. */
const surelyData = 3;
/** Lines that are held back at most while it is not sure whether they are data. */
const mostHeld = 50;

/**
 * Tells the files of a CPT release apart by their lines. All have a header block that names CPT or the AMA. LONGULT:
 * code, tab, descriptor in upper and lower case. MEDU and SHORTU: code in columns 1–5, column 6 blank, descriptor in
 * upper case from column 7, at most 48 and 28 characters; the name of the file decides where no line is longer than
 * SHORTU's. MODUL: the heading "Appendix A", then "22 …". LONGUT (upper case) and the fixed-width forms of the long
 * descriptors say the same again and are none of these.
 *
 * @param lines complete lines of the head, one character a byte, without blank lines
 */
export function roleOf(lines: readonly string[], name: string): CptRole | null {
  if (isModifierList(lines)) return 'modifiers';
  if (mostAre(twoColumns, lines, name)) return lowerCaseShare(lines, twoColumns) > 0.5 ? 'long' : null;
  if (!mostAre(dataLine.short, lines, name) || lowerCaseShare(lines, dataLine.short) > 0.1) return null;
  const lengths = lines.filter((line) => dataLine.short.test(line)).map((line) => line.trimEnd().length);
  if (lengths.some((length) => length > longestMediumLine)) return null;
  if (/^shortu/i.test(name)) return 'short';
  return /^medu/i.test(name) || lengths.some((length) => length > longestShortLine) ? 'medium' : 'short';
}

function isModifierList(lines: readonly string[]): boolean {
  const heading = lines.findIndex((line) => line.trim() === 'Appendix A');
  if (heading < 0 || !namesCpt(lines.slice(0, heading + 12))) return false;
  return lines.slice(heading).some((line) => /^[1-9]\d \S/.test(line));
}

function mostAre(pattern: RegExp, lines: readonly string[], name: string): boolean {
  const first = lines.findIndex((line) => pattern.test(line));
  if (first < 0) return false;
  const own = /^(?:longult|medu|shortu)\b/i.test(name);
  if (!own && !namesCpt(lines.slice(0, first))) return false;
  const data = lines.slice(first);
  return data.filter((line) => pattern.test(line)).length >= data.length * 0.8;
}

function namesCpt(lines: readonly string[]): boolean {
  return lines.some((line) => /\bCPT\b|Current Procedural Terminology|American Medical Assoc/i.test(line));
}

function lowerCaseShare(lines: readonly string[], pattern: RegExp): number {
  const data = lines.filter((line) => pattern.test(line));
  return data.filter((line) => /[a-z]/.test(line.slice(6))).length / Math.max(1, data.length);
}

/**
 * Reads a file of descriptors and says of each line whether it is of the header block or of a code. The AMA's own
 * loader takes the header to end at the last blank line; others begin at the first line that has the columns of a
 * code. Both agree here: up to two lines that look like codes are still of the header when a blank line follows.
 * Blank lines are given only inside the header, where they part its paragraphs.
 */
export async function* cptLines(
  member: Member,
  role: DescriptorRole,
  report?: ImportReport,
): AsyncGenerator<CptLine> {
  let started = false;
  let held: TextLine[] = [];
  let paused = false;
  const release = (isData: boolean): CptLine[] => {
    const lines = held.map((line) => ({ ...line, isData }));
    held = [];
    paused = false;
    return lines;
  };
  for await (const line of linesOf(member, report)) {
    const blank = line.text.trim() === '';
    if (started) {
      if (!blank) yield { ...line, isData: true };
      continue;
    }
    if (blank && held.length > 0) {
      // Only a line after it tells whether this is the end of the header or of the file.
      paused = true;
      continue;
    }
    if (paused || held.length > mostHeld) yield* release(false);
    if (held.length === 0 && !dataLine[role].test(line.text)) {
      yield { ...line, isData: false };
      continue;
    }
    held.push(line);
    started = held.filter(({ text }) => dataLine[role].test(text)).length === surelyData;
    if (started) yield* release(true);
  }
  yield* release(true);
}

/** Cuts a line of a code. Codes have four digits and a digit or capital letter. */
export function parseCptLine(line: string, role: DescriptorRole): CptRecord {
  const [code, descriptor] = role === 'long' ? tabColumns(line) : [line.slice(0, 5), line.slice(5)];
  if (!/^\d{4}[0-9A-Z]$/.test(code)) return { reason: `"${fieldText(code.slice(0, 20))}" is not a CPT code` };
  if (role !== 'long' && !descriptor.startsWith(' ')) {
    return { reason: `${code}: column 6 is not blank` };
  }
  const text = fieldText(descriptor);
  if (text === '') return { reason: `${code}: the descriptor is empty` };
  const longest = role === 'long' ? longestDescriptor : widths[role];
  if (text.length > longest)
    return { reason: `${code}: the descriptor is longer than ${longest} characters` };
  return { code, text };
}

function tabColumns(line: string): [string, string] {
  const [code = '', ...rest] = line.split('\t');
  return [code.trim(), rest.join(' ')];
}
