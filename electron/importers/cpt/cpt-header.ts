import { basename, dirname } from 'node:path';
import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import { fieldText } from '../reading/decode.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/** What the header block of a file of the AMA says of the release. */
export interface CptHeader {
  edition: Edition;
  /** The copyright sentence as printed, with its year. */
  notice: string;
  /** Every paragraph about copyright, trademark and rights, as printed. */
  notices: string[];
}

/** As printed: "© 2026", "copyright 2026", "copyright 1966, 1970, 1973, 1977, 1981, 1983-2025". */
const copyrightYears = /(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*((?:\d{4}[\s,–-]*)+)/i;
const copyrightWord = /copyright|©|\(c\)/i;
const editionWords = /\bCPT(?:\s?®|\s?\(R\))?\s+(20\d{2})\b|\b(20\d{2})\s+CPT\b/i;

/**
 * Reads notice and edition out of a header block.
 *
 * The year of the edition is taken from, in this order: the words "CPT 2026" in the header; the folders and the zip;
 * a copyright line that names one single year. The list of years that the AMA's data files print is not used: it ends
 * in the year before the edition ("1983-2019" stands in the file of the CPT 2020 codes).
 *
 * @param lines the lines above the data, one character a byte; blank lines part paragraphs
 * @throws AppError `source-unrecognised` when there is no copyright line or no year
 */
export function readCptHeader(member: Member, lines: readonly string[]): CptHeader {
  const file = baseName(member.name);
  const paragraphs = paragraphsOf(lines);
  const copyright = paragraphs.find((text) => copyrightYears.test(text.join(' ')));
  if (!copyright) {
    throw new AppError(
      'source-unrecognised',
      `${file} looks like a CPT data file, but the copyright line of the American Medical Association is missing above its codes. Use the file as the AMA delivered it, with its header.`,
    );
  }
  const notice = sentenceOf(copyright);
  const notices = paragraphs
    .map((text) => text.join(' '))
    .filter((text) => /copyright|©|trademark|rights|FARS/i.test(text));
  const year = yearInWords(paragraphs, notice) ?? yearInNames(member) ?? singleYear(notice);
  if (year === null) {
    throw new AppError(
      'source-unrecognised',
      `Neither the header of ${file} nor its folder says of which year these CPT codes are; the years of the copyright line end before it. Put the files into a folder called, for example, CPT 2026.`,
    );
  }
  return { edition: cptEdition(year), notice, notices: [...new Set([notice, ...notices])] };
}

/** CPT is released for the calendar year. */
export function cptEdition(year: number): Edition {
  return { name: `CPT ${year}`, line: 'cpt', begins: `${year}-01-01`, ends: `${year}-12-31` };
}

/** The lines of each paragraph, decoded; rules of dashes and equal signs part paragraphs too. */
function paragraphsOf(lines: readonly string[]): string[][] {
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    const text = fieldText(line);
    if (/^[=_*~-]*$/.test(text)) paragraphs.push([]);
    else paragraphs.at(-1)?.push(text);
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

/**
 * The copyright sentence of a paragraph whose lines are wrapped anywhere: from the line of the word "copyright", or an
 * earlier one where that line begins in the middle of a sentence, to "All rights reserved".
 */
function sentenceOf(lines: readonly string[]): string {
  const from = (at: number): string => lines.slice(at).join(' ').slice(0, 1000);
  let first = lines.findIndex((line, at) => copyrightWord.test(line) && copyrightYears.test(from(at)));
  while (first > 0 && /^[a-z,;]/.test(lines[first] ?? '')) first -= 1;
  const text = from(Math.max(0, first));
  const ends = [/^.*?all rights reserved\.?/i, /^.*?American Medical Association\.?/i];
  return ends.map((end) => end.exec(text)?.[0]).find((sentence) => sentence !== undefined) ?? text;
}

function yearInWords(paragraphs: readonly string[][], notice: string): number | null {
  for (const paragraph of paragraphs) {
    const found = editionWords.exec(paragraph.join(' ').replace(notice, ''));
    if (found) return Number(found[1] ?? found[2]);
  }
  return null;
}

/** From the file outwards; beyond what the user chose only a folder that says CPT counts. */
function yearInNames({ name, source }: Member): number | null {
  const inside = [...name.split('/').toReversed(), basename(source)];
  for (const part of inside) {
    const year = yearBesideCpt(part) ?? lastYear(part);
    if (year !== null) return year;
  }
  return yearBesideCpt(basename(dirname(source)));
}

function yearBesideCpt(name: string): number | null {
  const found = /cpt[^0-9]{0,3}(20\d{2})(?!\d)|(?<!\d)(20\d{2})[^0-9]{0,3}cpt/i.exec(name);
  return found ? Number(found[1] ?? found[2]) : null;
}

function lastYear(name: string): number | null {
  const last = [...name.matchAll(/(?<!\d)20\d{2}(?!\d)/g)].at(-1)?.[0];
  return last === undefined ? null : Number(last);
}

function singleYear(notice: string): number | null {
  const years = (copyrightYears.exec(notice)?.[1] ?? '').match(/\d{4}/g) ?? [];
  return years.length === 1 ? Number(years[0]) : null;
}
