import type { FactRow } from '../../codeset/facts.ts';
import { dentalReason } from '../hcpcs/hcpcs-record.ts';
import { decimalText, isCode, isModifier, quoted } from './mpfs-fields.ts';
import type { Outcome } from './mpfs-records.ts';

export type RelativeValue = FactRow<'relativeValue'>;
export type RelativeField = keyof RelativeValue;

/** Fields that must be decimals, with the words a message names them by. */
const decimals = {
  work: 'work RVU',
  nonFacilityPe: 'non-facility PE RVU',
  facilityPe: 'facility PE RVU',
  malpractice: 'MP RVU',
  nonFacilityTotal: 'non-facility total',
  facilityTotal: 'facility total',
  preOp: 'pre-operative share',
  intraOp: 'intra-operative share',
  postOp: 'post-operative share',
  conversionFactor: 'conversion factor',
  oppsNonFacilityPe: 'non-facility PE for OPPS',
  oppsFacilityPe: 'facility PE for OPPS',
  oppsMalpractice: 'MP for OPPS',
} as const satisfies Partial<Record<RelativeField, string>>;
const decimalFields = Object.keys(decimals).filter(
  (field): field is keyof typeof decimals => field in decimals,
);

/** Fields that hold "NA" or nothing. */
const naFields = ['nonFacilityNa', 'facilityNa'] as const;
const indicatorFields = [
  'pcTc',
  'globalDays',
  'multipleProcedure',
  'bilateral',
  'assistant',
  'coSurgeons',
  'teamSurgery',
  'endoscopicBase',
  'supervision',
  'calculation',
  'imagingFamily',
] as const satisfies readonly RelativeField[];

/**
 * Checks one row of the relative value file and makes a fact of it. Decimals are kept as published (".00" gets its
 * zero); a row whose values stand in the wrong columns is refused: status no letter, RVU no decimal. Dental codes
 * are the American Dental Association's and are left out; their relative values are all zero.
 */
export function relativeOutcome(row: RelativeValue): Outcome {
  const { code, modifier, status, notForMedicare } = row;
  if (!isCode(code)) return { reason: `${quoted(code)} is not a procedure code` };
  if (!isModifier(modifier)) return { reason: `${code}: ${quoted(modifier)} is not a modifier` };
  if (!/^[A-Z]$/.test(status)) return { reason: `${code}: the status is ${quoted(status)}, not a letter` };
  if (!/^\+?$/.test(notForMedicare)) {
    return { reason: `${code}: the mark "not used for Medicare payment" is ${quoted(notForMedicare)}` };
  }
  const checked = { ...row };
  for (const field of decimalFields) {
    const value = decimalText(row[field]);
    if (value === null) {
      return { reason: `${code}: the ${decimals[field]} is ${quoted(row[field])}, not a decimal` };
    }
    checked[field] = value;
  }
  for (const field of naFields) {
    if (row[field] !== '' && row[field] !== 'NA') {
      return { reason: `${code}: an NA indicator is ${quoted(row[field])}` };
    }
  }
  const odd = [...indicatorFields.map((field) => row[field]), row.pricing ?? ''].find(
    (value) => !/^[0-9A-Z]{0,5}$/.test(value),
  );
  if (odd !== undefined) return { reason: `${code}: ${quoted(odd)} is not an indicator` };
  if (code.startsWith('D')) return { left: dentalReason };
  return { key: `${code} ${modifier}`.trimEnd(), fact: { table: 'relativeValue', row: checked } };
}
