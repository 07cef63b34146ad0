import type { Edition } from '../../contract/codes.ts';
import { icdRelease } from '../icd10cm/edition-icd.ts';

/** Updates that took effect outside 1 April, both for COVID-19 (CMS, "MS-DRG Classifications and Software"). */
const outOfTurn: ReadonlyMap<string, Pick<Edition, 'begins' | 'ends'>> = new Map([
  ['37.2', { begins: '2020-08-01', ends: '2020-09-30' }],
  ['38.1', { begins: '2021-01-01', ends: '2021-03-31' }],
]);
/** The first version on ICD-10, of 1 October 2015. */
const firstVersion = 33;

/**
 * The edition of a version of the MS-DRG Grouper or the Medicare Code Editor, which share their numbers: 37 took
 * effect on 1 October 2019, 37.1 on 1 April 2020, and so on each year. Null for a number that is no such version.
 */
export function grouperEdition(prefix: string, version: string): Edition | null {
  const parts = /^(\d{2})(?:\.(\d))?$/.exec(version);
  const number = Number(parts?.[1] ?? 0);
  const update = Number(parts?.[2] ?? 0);
  const special = outOfTurn.get(`${number}.${update}`);
  if (number < firstVersion || (update > 1 && special === undefined)) return null;
  const naming = { prefix, line: 'icd10cm' as const };
  const years = number - firstVersion;
  const regular = update === 0 ? icdRelease(naming, 2015 + years, 10) : icdRelease(naming, 2016 + years, 4);
  return { ...regular, ...special, name: `${prefix} v${number}${update === 0 ? '' : `.${update}`}` };
}
