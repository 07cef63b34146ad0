import { basename } from 'node:path';
import { dayBefore } from '../../codeset/dates.ts';
import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/** What the content of a fee schedule file says about when it is in force. */
export interface MpfsClues {
  /** Title lines of the file, joined; empty where it has none. */
  caption?: string;
  /** A conversion factor printed in it. */
  factor?: string | null;
}

interface Period {
  begins: string;
  ends: string;
}

const quarterNames = ['jan', 'apr', 'jul', 'oct'] as const;
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const everyMonth = 'jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec';
const releaseMonth = /(?<![a-z])(january|april|july|october) release/i;
const nameMonth = /(?<![a-z])(jan|apr|jul|oct)(?:uary|il|y|ober)?(?![a-z])/i;
/** "RVU25D", "rvu24ar", "mpfs-2025d": the letter is the quarter, an R behind it a revised release. */
const releaseTag =
  /(?:(?<![a-z])rvu ?(?:20)?|(?<!\d)20)(?<year>\d{2})(?<letter>[a-d])(?<revision>r\d*)?(?![a-z0-9])/gi;
const effectiveDay = new RegExp(
  `(?:effective|on or after|beginning)[^0-9]{0,40}?(?<month>${everyMonth})[a-z]*\\.? +(?<day>\\d{1,2})(?!\\d)(?:,? +(?<year>20\\d{2}))?`,
  'i',
);

/**
 * Conversion factors that were in force for a part of a year only. The Consolidated Appropriations Act, 2024, raised
 * the factors for services from 9 March 2024: the physician fee schedule's and, in proportion, the anesthesia one.
 */
const factorPeriods: ReadonlyMap<string, Period> = new Map([
  ['32.7442', { begins: '2024-01-01', ends: '2024-03-08' }],
  ['33.2875', { begins: '2024-03-09', ends: '2024-12-31' }],
  ['20.4349', { begins: '2024-01-01', ends: '2024-03-08' }],
  ['20.7739', { begins: '2024-03-09', ends: '2024-12-31' }],
]);

/**
 * The edition of a quarterly file (relative values, OPPS caps): "MPFS RVU25D" is the October release of 2025 and
 * answers for that quarter. The release is read from the caption, else from the file's name, else from the release
 * name in its path. A release that took effect inside its quarter begins on the day that the caption or a name
 * says, or with its conversion factor (RVU24AR: 2024-03-09).
 *
 * @throws AppError `source-unrecognised` when nothing tells the release, or its factor ended before its quarter
 */
export function mpfsReleaseEdition(member: Member, { caption = '', factor = null }: MpfsClues): Edition {
  const base = baseName(member.name);
  const tag = releaseTagOf(member);
  const year = captionYear(caption) ?? nameYear(base) ?? tag?.year ?? lastYear(pathOf(member));
  const quarter = quarterOf(caption, releaseMonth) ?? quarterOf(base, nameMonth) ?? tag?.quarter ?? null;
  if (year === null || quarter === null) throw unknownEdition(base, 'release', 'RVU25D');
  const whole = quarterPeriod(year, quarter);
  const effective = effectiveIn(`${caption} ${pathOf(member)}`, year);
  const begins =
    effective !== null && effective > whole.begins && effective <= whole.ends ? effective : whole.begins;
  const revised = tag?.year === year && tag.quarter === quarter ? tag.revision : null;
  const period = clamped({ begins, ends: whole.ends }, factor ?? factorOf(year, quarter, revised), base);
  const revision = revised || (period.begins === whole.begins ? '' : 'R');
  const letter = 'ABCD'.charAt(quarter);
  return { name: `MPFS RVU${String(year).slice(2)}${letter}${revision}`, line: 'mpfs', ...period };
}

/**
 * The edition of a yearly file (practice costs, localities, anesthesia factors): it answers for its calendar year,
 * or for the part of it in which its conversion factor was in force. `label` begins its name: "GPCI" → "GPCI 2025".
 *
 * @throws AppError `source-unrecognised` when neither the content nor a name holds the year
 */
export function mpfsYearEdition(
  member: Member,
  label: string,
  { caption = '', factor = null }: MpfsClues,
): Edition {
  const base = baseName(member.name);
  const year = lastYear(caption) ?? nameYear(base) ?? releaseTagOf(member)?.year ?? lastYear(pathOf(member));
  if (year === null) throw unknownEdition(base, 'year', 'RVU25D');
  const period = clamped({ begins: `${year}-01-01`, ends: `${year}-12-31` }, factor, base);
  const from = period.begins === `${year}-01-01` ? '' : ` from ${period.begins}`;
  return { name: `${label} ${year}${from}`, line: 'mpfs', ...period };
}

/** The edition of a file that prints its year and quarter as YYYYQ: "20254" is 1 October to 31 December 2025. */
export function mpfsQuarterEdition(label: string, yearQuarter: string): Edition {
  const quarter = yearQuarter.slice(4);
  const period = quarterPeriod(Number(yearQuarter.slice(0, 4)), Number(quarter) - 1);
  return { name: `${label} ${yearQuarter.slice(0, 4)} Q${quarter}`, line: 'mpfs', ...period };
}

function quarterPeriod(year: number, quarter: number): Period {
  const next = quarter === 3 ? firstOfMonth(year + 1, 1) : firstOfMonth(year, quarter * 3 + 4);
  return { begins: firstOfMonth(year, quarter * 3 + 1), ends: dayBefore(next) };
}

function firstOfMonth(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

/** The factor of a file that prints none, where its release name tells: RVU24A had the first of 2024, RVU24AR the second. */
function factorOf(year: number, quarter: number, revision: string | null): string | null {
  if (year !== 2024 || quarter !== 0 || revision === null) return null;
  return revision === '' ? '32.7442' : '33.2875';
}

/** The part of a period in which a conversion factor was in force. */
function clamped(period: Period, factor: string | null, name: string): Period {
  const held = factorPeriods.get(factor ?? '');
  if (!held) return period;
  const begins = held.begins > period.begins ? held.begins : period.begins;
  const ends = held.ends < period.ends ? held.ends : period.ends;
  if (begins <= ends) return { begins, ends };
  throw new AppError(
    'source-unrecognised',
    `${name} carries the conversion factor ${factor ?? ''}, which was in force to ${held.ends} only: CMS has replaced the file. Download the updated release.`,
  );
}

function pathOf(member: Member): string {
  return `${basename(member.source)}/${member.name}`.replaceAll(/[-_/]+/g, ' ');
}

function releaseTagOf(member: Member): { year: number; quarter: number; revision: string } | null {
  const found = [...pathOf(member).matchAll(releaseTag)].at(-1)?.groups;
  if (!found) return null;
  const { year = '', letter = '', revision = '' } = found;
  return {
    year: 2000 + Number(year),
    quarter: 'abcd'.indexOf(letter.toLowerCase()),
    revision: revision.toUpperCase(),
  };
}

function captionYear(caption: string): number | null {
  const found =
    /(?<!\d)(20\d{2}) National Physician Fee Schedule/i.exec(caption) ?? /year (20\d{2})/i.exec(caption);
  return found ? Number(found[1]) : null;
}

/** "GPCI2025", "PPRRVU24_JAN", "25LOCCO". */
function nameYear(base: string): number | null {
  const short = /^(?:PPRRVU|GPCI|ANES)(\d{2})(?!\d)|^(\d{2})LOCCO/i.exec(base);
  if (short) return 2000 + Number(short[1] ?? short[2]);
  return lastYear(base);
}

function lastYear(text: string): number | null {
  const last = [...text.matchAll(/(?<!\d)20\d{2}(?!\d)/g)].at(-1)?.[0];
  return last === undefined ? null : Number(last);
}

function quarterOf(text: string, pattern: RegExp): number | null {
  const word = pattern.exec(text)?.[1]?.slice(0, 3).toLowerCase();
  const at = quarterNames.findIndex((name) => name === word);
  return at < 0 ? null : at;
}

function effectiveIn(text: string, releaseYear: number): string | null {
  const found = effectiveDay.exec(text)?.groups;
  if (!found) return null;
  const { month = '', day = '', year = String(releaseYear) } = found;
  const number = monthNames.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function unknownEdition(name: string, what: 'release' | 'year', example: string): AppError {
  return new AppError(
    'source-unrecognised',
    `${name} is a file of the Medicare physician fee schedule, but neither it nor its name says of which ${what}. Import the whole download (for example ${example}.zip), or put the file in a folder named after its release.`,
  );
}
