import { basename } from 'node:path';
import type { Edition } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import type { Member } from './importer.ts';
import { baseName } from './member-name.ts';

const monthWord =
  /(?<![a-z])(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?(?![a-z])/i;
const yearWord = /(?<!\d)(20\d{2})(?!\d)/g;

/**
 * The edition of an ICD-10-CM order file by its name: `icd10cm_order_2026.txt` is the release of fiscal year 2026,
 * in force from 1 October 2025; `…-April-2025` and `…-Jan-2021` are updates of that calendar date. CMS has posted
 * April files under the plain name, so a folder or zip called `april-1-2026-…` counts too. An edition answers to
 * the day before the next 1 April or 1 October (ICD-10-CM updates take effect on these two days).
 *
 * @throws AppError `source-unrecognised` when the name holds no year: order numbers and rows tell none
 */
export function icd10cmEdition(member: Member): Edition {
  const name = baseName(member.name);
  const year = lastYearIn(name);
  if (year === null) {
    throw new AppError(
      'source-unrecognised',
      `${name} is an ICD-10-CM order file, but its name does not say of which year. Give it its original name, for example icd10cm_order_2026.txt.`,
    );
  }
  const month = monthIn(name) ?? monthBesideYear(`${basename(member.source)}/${member.name}`, year);
  if (month === null) return icdRelease(`FY${year}`, `${year - 1}-10-01`, `${year}-03-31`);
  if (month === 1) return icdRelease(`January ${year}`, `${year}-01-01`, `${year}-03-31`);
  if (month === 4) return icdRelease(`April ${year}`, `${year}-04-01`, `${year}-09-30`);
  throw new AppError(
    'source-unrecognised',
    `${name} names a month in which no ICD-10-CM release takes effect. Give it its original name, for example icd10cm_order_2026.txt.`,
  );
}

function icdRelease(name: string, begins: string, ends: string): Edition {
  return { name: `ICD-10-CM ${name}`, line: 'icd10cm', begins, ends };
}

/**
 * The edition of a HCPCS file by its name: `HCPC2025_OCT_ANWEB` is the October quarter; a yearly file without a
 * month (`HCPC2019_CONTR_ANWEB`) is the January one. Null when the name does not say.
 */
export function hcpcsEditionByName(member: Member): Edition | null {
  const name = baseName(member.name);
  const year = lastYearIn(name);
  if (year === null) return null;
  const month = monthIn(name) ?? 1;
  return (month - 1) % 3 === 0 ? hcpcsQuarter(year, month) : null;
}

/**
 * The edition of a HCPCS file by its content: the quarter of the newest date on which a record was added or changed.
 * CMS publishes a file for the day on which its newest records take effect.
 */
export function hcpcsEditionByDate(newest: string): Edition {
  const month = Number(newest.slice(5, 7));
  return hcpcsQuarter(Number(newest.slice(0, 4)), month - ((month - 1) % 3));
}

function hcpcsQuarter(year: number, month: number): Edition {
  const name = ['Jan', 'Apr', 'Jul', 'Oct'][(month - 1) / 3] ?? '';
  const lastDay = new Date(Date.UTC(year, month + 2, 0)).toISOString().slice(0, 10);
  return {
    name: `HCPCS ${name} ${year}`,
    line: 'hcpcs',
    begins: `${year}-${String(month).padStart(2, '0')}-01`,
    ends: lastDay,
  };
}

function lastYearIn(name: string): number | null {
  const years = [...name.matchAll(yearWord)];
  const last = years.at(-1)?.[1];
  return last === undefined ? null : Number(last);
}

function monthIn(name: string): number | null {
  return monthNumber(monthWord.exec(name)?.[1]);
}

/** The month written directly before this year ("april-1-2026", "Jan 2021") anywhere in a path. */
function monthBesideYear(path: string, year: number): number | null {
  const words = new RegExp(`(?<![a-z])(jan|apr)(?:uary|il)?[-_ ,]+(?:0?1[-_ ,]+)?${year}(?!\\d)`, 'i');
  return monthNumber(words.exec(path)?.[1]);
}

function monthNumber(word: string | undefined): number | null {
  if (word === undefined) return null;
  const at = 'jan feb mar apr may jun jul aug sep oct nov dec'.indexOf(word.slice(0, 3).toLowerCase());
  return at < 0 ? null : at / 4 + 1;
}
