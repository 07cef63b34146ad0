import type { System } from '../../contract/codes.ts';

/** A code as its system writes it without a dot, or why it is none. */
export type ClinicCode = { system: System; code: string } | { reason: string };

const shapes: Readonly<Record<System, RegExp>> = {
  // The second character is a digit in all but QA0 and its codes.
  icd10cm: /^(?=.*\d)[A-Z][0-9A][0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/,
  icd10pcs: /^[0-9A-HJ-NP-Z]{7}$/,
  cpt: /^\d{4}[0-9A-Z]$/,
  hcpcs: /^[A-CE-Z]\d{4}$/,
  modifier: /^[0-9A-Z]{2}$/,
  pos: /^\d{2}$/,
};
const names: Readonly<Record<System, string>> = {
  icd10cm: 'an ICD-10-CM code',
  icd10pcs: 'an ICD-10-PCS code',
  cpt: 'a CPT code',
  hcpcs: 'a HCPCS code',
  modifier: 'a modifier',
  pos: 'a place of service',
};
/** Further ways in which people write a system. */
const aliases: ReadonlyMap<string, System> = new Map([
  ['icd10cm', 'icd10cm'],
  ['icd10', 'icd10cm'],
  ['icd10pcs', 'icd10pcs'],
  ['pcs', 'icd10pcs'],
  ['cpt', 'cpt'],
  ['hcpcs', 'hcpcs'],
  ['modifier', 'modifier'],
  ['pos', 'pos'],
  ['placeofservice', 'pos'],
]);
/** First characters of ICD-10-PCS codes that are letters. */
const pcsLetters = 'BCDFGHX';

/**
 * Reads the cells `code` and `system` of a row. Without a system the shape decides, if only one system has it:
 * G0439 is both a HCPCS code and an undotted ICD-10-CM code, 25 a modifier and a place of service.
 */
export function clinicCode(codeCell: string, systemCell: string): ClinicCode {
  const code = codeCell.toUpperCase();
  if (code === '') return { reason: 'the code is empty' };
  const system = systemCell === '' ? null : aliases.get(systemCell.toLowerCase().replaceAll(/[-_ ]/g, ''));
  if (system === undefined) return { reason: `"${cut(systemCell)}" is not a system this program has` };
  if (system !== null) {
    return shapes[system].test(code)
      ? { system, code: code.replace('.', '') }
      : { reason: `"${cut(codeCell)}" is not ${names[system]}${advice(code)}` };
  }
  if (/^D\d{4}$/.test(code)) {
    return { reason: `"${code}" may be a dental code or an ICD-10-CM code: only the second can be named` };
  }
  const [only, other] = systemsOf(code);
  if (only === undefined) return { reason: `"${cut(codeCell)}" is not a code${advice(code)}` };
  if (other !== undefined) {
    return {
      reason: `"${cut(codeCell)}" may be ${names[only]} or ${names[other]}: say which in the column system`,
    };
  }
  return { system: only, code: code.replace('.', '') };
}

function systemsOf(code: string): System[] {
  const found: System[] = [];
  if (shapes.cpt.test(code)) found.push('cpt');
  // No HCPCS code begins with one of these letters.
  if (shapes.hcpcs.test(code) && !'FINOWXYZ'.includes(code.charAt(0))) found.push('hcpcs');
  if (shapes.icd10cm.test(code)) found.push('icd10cm');
  if (shapes.icd10pcs.test(code) && (/^\d/.test(code) || pcsLetters.includes(code.charAt(0)))) {
    found.push('icd10pcs');
  }
  if (shapes.modifier.test(code)) found.push('modifier');
  if (shapes.pos.test(code)) found.push('pos');
  return found;
}

function advice(code: string): string {
  return /^\d{1,4}$/.test(code)
    ? ' (a spreadsheet may have cut its zeros: make the column text)'
    : /^.{5}-.{2}$/.test(code)
      ? ' (a code and its modifier are two rows)'
      : '';
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
