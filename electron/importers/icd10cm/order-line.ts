import { fieldText, verbatimText } from '../reading/decode.ts';

/** Which codes an order file or its addendum holds. */
export interface OrderSystem {
  /** "ICD-10-CM". */
  name: string;
  /** Matches a whole code without its dot. */
  code: RegExp;
}

/** FY2026 brought QA0, the first category whose second character is a letter. */
export const icd10cmOrderSystem: OrderSystem = { name: 'ICD-10-CM', code: /^[A-Z][0-9A-Z]{2,6}$/ };
/** A table (three characters) or a code (seven): digits and letters without I and O. */
export const icd10pcsOrderSystem: OrderSystem = {
  name: 'ICD-10-PCS',
  code: /^[0-9A-HJ-NP-Z]{3}(?:[0-9A-HJ-NP-Z]{4})?$/,
};

/** The layout's stated maximum is 400; the longest seen is 305. */
export const longestOrderRecord = 1000;

/** A record of an order file, or why it is none. */
export type OrderRecord =
  { code: string; billable: boolean; short: string; title: string } | { reason: string };

/**
 * Cuts one line of an order file. Layout (CMS, "ICD-10-CM/PCS order files"; positions from 1): 1–5 order number,
 * 7–13 code without dot, 15 flag (1 = valid for submission), 17–76 short description, 78– long description; the
 * positions between are blank. The order number changes with every release and is no key.
 */
export function cutOrderLine(line: string, system: OrderSystem): OrderRecord {
  if (line.length > longestOrderRecord) return { reason: 'longer than any record of an order file' };
  if (!/^\d{5}$/.test(line.slice(0, 5))) return { reason: 'the order number is not five digits' };
  if ([5, 13, 15, 76].some((at) => (line[at] ?? ' ') !== ' ')) {
    return { reason: 'the fields are not in the columns of an order file' };
  }
  const code = line.slice(6, 13).trimEnd();
  if (!system.code.test(code)) return { reason: `"${fieldText(code)}" is not an ${system.name} code` };
  const flag = line.slice(14, 15);
  if (flag !== '0' && flag !== '1') {
    return { reason: `${code}: the flag is "${fieldText(flag)}", not 0 or 1` };
  }
  const title = verbatimText(line.slice(77));
  if (title === '') return { reason: `${code}: the description is empty` };
  return { code, billable: flag === '1', short: verbatimText(line.slice(16, 76)), title };
}
