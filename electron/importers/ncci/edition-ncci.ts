import { basename } from 'node:path';
import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import type { Member } from '../importer.ts';

/** Whose claims an NCCI table is for. Ambulatory surgical centers use the practitioner tables. */
export type Setting = 'practitioner' | 'hospital' | 'supplier';

/** What CMS calls a setting in file names: ccipra, ccioph, "PractitionerServices", "DMESupplierServices" … */
const settingWords: readonly (readonly [Setting, RegExp])[] = [
  ['practitioner', /ccipra|practitioner/i],
  ['hospital', /ccioph|ccihosp|hospital/i],
  ['supplier', /dme|supplier|durable[-_ ]medical/i],
];

/**
 * The quarter of an NCCI table by its name, or by the folders and the zip it lies in, the nearest first:
 * - a version of the edits, `ccipra-v322r0`: the first two digits are the year less 1994, the third is the quarter
 *   less one (32.2 is the third quarter of 2026; v301 came with 2024 Q2, v313 with 2025 Q4, v320 with 2026 Q1);
 * - `…_Eff_07-01-2026`, `…-effective-06012026`: the quarter that holds this date;
 * - `2026q2`, `2026-q3`, `AOC_V2025Q4`, `q2-2026`.
 *
 * @param example a name that tells it, for the message
 * @throws AppError `source-unrecognised` when no name tells the quarter, or the table is Medicaid's, not Medicare's
 */
export function ncciEdition(member: Member, example: string): Edition {
  const names = namesOf(member);
  const file = names[0] ?? member.name;
  if (names.some((name) => /(?<![a-z])(?:medicaid|mcd)(?![a-z])/i.test(name))) {
    throw new AppError(
      'source-unrecognised',
      `${file} is a table of Medicaid. Only the NCCI tables of Medicare are read: download those from CMS.`,
    );
  }
  for (const name of names) {
    const quarter = byVersion(name) ?? byDate(name) ?? byQuarter(name);
    if (quarter) return ncciQuarter(...quarter);
  }
  throw new AppError(
    'source-unrecognised',
    `${file} is an NCCI table, but its name does not say of which quarter. Give it its original name, for example ${example}.`,
  );
}

/** The setting that the name of a file, its folders or its zip tells, the nearest first; null when none does. */
export function settingByName(member: Member): Setting | null {
  for (const name of namesOf(member)) {
    const found = settingWords.find(([, word]) => word.test(name));
    if (found) return found[0];
  }
  return null;
}

/** File name, the folders around it from the inside out, and the source that the user chose. */
function namesOf({ name, source }: Member): string[] {
  return [...name.split('/').toReversed(), basename(source)];
}

type Quarter = [year: number, quarter: number];

function byVersion(name: string): Quarter | null {
  const [, years, quarter] = /cci[a-z]{3,4}[-_ ]?v(\d\d)([0-3])(?:r\d+)?(?!\d)/i.exec(name) ?? [];
  return years === undefined ? null : [1994 + Number(years), Number(quarter) + 1];
}

function byDate(name: string): Quarter | null {
  const effective = /eff(?:ective)?[-_ ]*(\d\d)[-_ ]?(\d\d)[-_ ]?(20\d\d)(?!\d)/i;
  const [, month = '', day = '', year = ''] = effective.exec(name) ?? [];
  const quarter = Math.ceil(Number(month) / 3);
  return quarter >= 1 && quarter <= 4 && Number(day) >= 1 && Number(day) <= 31
    ? [Number(year), quarter]
    : null;
}

function byQuarter(name: string): Quarter | null {
  const found =
    /(?<!\d)(?<year>20\d\d)[-_ ]?q(?<quarter>[1-4])(?!\d)/i.exec(name) ??
    /(?<![a-z])q(?<quarter>[1-4])[-_ ]?(?<year>20\d\d)(?!\d)/i.exec(name);
  return found ? [Number(found.groups?.['year']), Number(found.groups?.['quarter'])] : null;
}

function ncciQuarter(year: number, quarter: number): Edition {
  const month = quarter * 3 - 2;
  const lastDay = new Date(Date.UTC(year, month + 2, 0)).toISOString().slice(0, 10);
  return {
    name: `NCCI ${year} Q${quarter}`,
    line: 'ncci',
    begins: `${year}-${String(month).padStart(2, '0')}-01`,
    ends: lastDay,
  };
}
