import { dentalReason } from '../hcpcs/hcpcs-record.ts';
import type { CodeList } from './mcd-tables.ts';

/** A code of a list without its dot and its system; why the row is left out on purpose; or what is wrong with it. */
export type ListedCode = { system: string; code: string } | { dropped: string } | { reason: string };

const shapes: Readonly<Record<Exclude<CodeList['system'], 'procedure'>, RegExp>> = {
  icd10cm: /^[A-Z]\d[0-9A-Z]{1,5}$|^[A-Z]{2}[0-9A-Z]{1,5}$/,
  icd10pcs: /^[0-9A-HJ-NP-Z]{7}$/,
  modifier: /^[0-9A-Z]{2}$/,
  'revenue-code': /^\d{4}$/,
  'bill-type': /^\d{2,3}[0-9X]$/,
};
/** What contractors enter where a list must not be empty: XX000, XXXXX, 999x, 99999, N/A. */
const noCode = /^(?:X{2,}0*|9{3,4}X|99999|N\/?A)$/;

/** Reads the code of one row of a list. */
export function listedCode(system: CodeList['system'], cell: string): ListedCode {
  const code = cell.toUpperCase().replace('.', '');
  if (code === '' || noCode.test(code)) return { dropped: 'the list says that it holds no code' };
  if (system !== 'procedure') {
    return shapes[system].test(code) ? { system, code } : { reason: `"${cell}" is not a code of this list` };
  }
  if (/^\d{4}[0-9A-Z]$/.test(code)) return { system: 'cpt', code };
  if (/^D\d{4}$/.test(code)) return { dropped: dentalReason };
  if (/^[A-Z]\d{4}$/.test(code)) return { system: 'hcpcs', code };
  return { reason: `"${cell.slice(0, 40)}" is not a CPT or HCPCS code` };
}
