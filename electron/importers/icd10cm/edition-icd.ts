import { basename } from 'node:path';
import type { Edition, Line } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import { lastYearIn, monthBeside, monthIn } from '../reading/edition-words.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/** What editions of one data set are called ("PCS Tables" → "PCS Tables FY2023") and the line they belong to. */
export interface IcdNaming {
  prefix: string;
  line: Line;
}

/**
 * The edition of an ICD-10-CM or ICD-10-PCS file by its name: `icd10cm_order_2026.txt` is the release of fiscal year
 * 2026, in force from 1 October 2025; `…-April-2025` and `…-Jan-2021` are updates of that calendar date. CMS has
 * posted April files under the plain name, so a folder or zip called `april-1-2026-…` or `fy2026-april` counts too.
 * An edition answers to the day before the next 1 April or 1 October (updates take effect on these two days).
 *
 * @param known the year that the file's content tells, for names without one
 * @throws AppError `source-unrecognised` when neither name nor content tells the year, or the name tells a month
 *   without a release
 */
export function icdEdition(member: Member, naming: IcdNaming, known: number | null = null): Edition {
  const name = baseName(member.name);
  const year = lastYearIn(name) ?? known;
  if (year === null) {
    throw new AppError(
      'source-unrecognised',
      `${name} is a file of ${naming.prefix}, but its name does not say of which year. Give it its original name, the one it had in its publisher’s zip: it holds the year.`,
    );
  }
  const month = monthIn(name) ?? monthBeside(`${basename(member.source)}/${member.name}`, year);
  if (month === null) return icdRelease(naming, year - 1, 10);
  if (month === 1 || month === 4) return icdRelease(naming, year, month);
  throw new AppError(
    'source-unrecognised',
    `${name} names a month in which no release of ${naming.prefix} takes effect. Give it its original name, the one it had in its publisher’s zip.`,
  );
}

/** The edition that was the newest on a date, `YYYY-MM-DD`: for files whose newest entries tell when they begin. */
export function icdEditionOn(date: string, naming: IcdNaming): Edition {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return icdRelease(naming, year, month >= 10 ? 10 : month >= 4 ? 4 : 1);
}

/** The release that takes effect on the first of January, April or October of a calendar year. */
export function icdRelease({ prefix, line }: IcdNaming, year: number, month: 1 | 4 | 10): Edition {
  if (month === 10) {
    const ends = `${year + 1}-03-31`;
    return { name: `${prefix} FY${year + 1}`, line, begins: `${year}-10-01`, ends };
  }
  return month === 4
    ? { name: `${prefix} April ${year}`, line, begins: `${year}-04-01`, ends: `${year}-09-30` }
    : { name: `${prefix} January ${year}`, line, begins: `${year}-01-01`, ends: `${year}-03-31` };
}
