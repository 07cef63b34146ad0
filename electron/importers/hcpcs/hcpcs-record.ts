import { isCalendarDate } from '../../codeset/dates.ts';
import type { CodeRow } from '../../codeset/rows.ts';
import type { Edition, Source } from '../../contract/codes.ts';
import type { HcpcsColumn } from './hcpcs-columns.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';

/** A field of a HCPCS record in either file form, trimmed; empty where the file does not have the column. */
export type HcpcsField = (column: HcpcsColumn) => string;

/** What becomes of a record: a row, a row left out on purpose, or a bad record. */
export type HcpcsOutcome = { row: CodeRow } | { drop: string } | { reason: string };

/** CDT codes belong to the American Dental Association; CMS's public files hold none, other copies do. */
export const dentalReason = 'ADA dental (D) code: licensed content';

/** Field names of `CodeRow.detail`, in the order a page shows them, and the columns whose values they list. */
const detailColumns: readonly (readonly [name: string, columns: readonly HcpcsColumn[]])[] = [
  ['coverage', ['COV']],
  ['pricing', ['PRICE1', 'PRICE2', 'PRICE3', 'PRICE4']],
  ['multiple pricing', ['MULT_PI']],
  ['type of service', ['TOS1', 'TOS2', 'TOS3', 'TOS4', 'TOS5']],
  ['BETOS', ['BETOS']],
  ['anesthesia base units', ['ANEST_BU']],
  ['cross references', ['XREF1', 'XREF2', 'XREF3', 'XREF4', 'XREF5']],
  ['coverage issues manual', ['CIM1', 'CIM2', 'CIM3']],
  ['carriers manual', ['MCM1', 'MCM2', 'MCM3']],
  ['statute', ['STATUTE']],
  [
    'laboratory certification',
    ['LABCERT1', 'LABCERT2', 'LABCERT3', 'LABCERT4', 'LABCERT5', 'LABCERT6', 'LABCERT7', 'LABCERT8'],
  ],
  ['processing note', ['PROCNOTE']],
  ['ASC payment group', ['ASC_GRP']],
  ['ASC effective date', ['ASC_DT']],
  ['outpatient group', ['OPPS']],
  ['outpatient indicator', ['OPPS_PI']],
  ['outpatient effective date', ['OPPS_DT']],
  ['action', ['ACTION CD']],
  ['action effective date', ['ACT EFF DT']],
];
const dateColumns: readonly HcpcsColumn[] = ['ASC_DT', 'OPPS_DT', 'ADD DT', 'ACT EFF DT', 'TERM DT'];

/**
 * Gives a record its meaning (CMS, HCPCS record layout). Record ids 3 and 7 begin a procedure and a modifier; a
 * modifier's key is its two characters. The termination date is the last day of the code. `title` is the whole long
 * description, which the text form spreads over several records.
 */
export function hcpcsRow(field: HcpcsField, title: string): HcpcsOutcome {
  const code = field('HCPC').toUpperCase();
  const recordId = field('RECID');
  const modifier = recordId === '7';
  if (!modifier && recordId !== '3') return { reason: `${code}: the record id is "${recordId}", not 3 or 7` };
  if (!modifier && /^D\d{4}$/.test(code)) return { drop: dentalReason };
  if (!(modifier ? /^[A-Z0-9]{2}$/ : /^[A-Z]\d{4}$/).test(code)) {
    return { reason: `"${code}" is not a HCPCS ${modifier ? 'modifier' : 'code'}` };
  }
  if (title === '') return { reason: `${code}: the long description is empty` };
  for (const column of dateColumns) {
    if (isoDate(field(column)) === undefined) {
      return { reason: `${code}: "${field(column)}" in ${column} is not a date` };
    }
  }
  return {
    row: {
      system: modifier ? 'modifier' : 'hcpcs',
      key: code,
      title,
      short: field('SHORT DESCRIPTION'),
      billable: null,
      parent: null,
      added: isoDate(field('ADD DT')) ?? null,
      ended: isoDate(field('TERM DT')) ?? null,
      detail: detailOf(field),
    },
  };
}

function detailOf(field: HcpcsField): Record<string, string> {
  const detail: Record<string, string> = {};
  for (const [name, columns] of detailColumns) {
    const values = columns
      .map((column) => (dateColumns.includes(column) ? (isoDate(field(column)) ?? '') : field(column)))
      .filter((value) => value !== '');
    // Base units of zero mean that the code is no anesthesia code.
    if (values.length > 0 && !(name === 'anesthesia base units' && /^0+$/.test(values.join('')))) {
      detail[name] = values.join(', ');
    }
  }
  return detail;
}

/** `yyyymmdd` as `YYYY-MM-DD`; null when blank, undefined when it is no date. */
export function isoDate(text: string): string | null | undefined {
  if (text === '') return null;
  const date = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isCalendarDate(date) ? date : undefined;
}

/** The newest date on which the record was added or changed, `YYYY-MM-DD`, or empty. */
export function newestDate(field: HcpcsField): string {
  const added = isoDate(field('ADD DT')) ?? '';
  const changed = isoDate(field('ACT EFF DT')) ?? '';
  return added > changed ? added : changed;
}

export function hcpcsSource(member: Member, { begins }: Edition): Source {
  return {
    id: `hcpcs-codes:${begins}`,
    publisher: 'Centers for Medicare & Medicaid Services',
    document: baseName(member.name),
    notice:
      'HCPCS Level II codes and descriptions are published by the United States government and are in the public domain in the United States. They are shown as published. CPT and dental (CDT) codes are not part of them.',
  };
}
