import { AppError } from '../../contract/errors.ts';
import type { Member } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';
import type { RelativeField, RelativeValue } from './mpfs-relative-row.ts';

/**
 * The captions of the columns, read down through the stacked header rows. By text, not by place: 2026 put
 * "PRIC IND" in the middle. DESCRIPTION is the American Medical Association's and has no place here.
 */
const captions: Readonly<Record<RelativeField, string>> = {
  code: 'HCPCS',
  modifier: 'MOD',
  status: 'STATUS CODE',
  notForMedicare: 'NOT USED FOR MEDICARE PAYMENT',
  work: 'WORK RVU',
  nonFacilityPe: 'NON-FAC PE RVU',
  nonFacilityNa: 'NON-FAC NA INDICATOR',
  facilityPe: 'FACILITY PE RVU',
  facilityNa: 'FACILITY NA INDICATOR',
  malpractice: 'MP RVU',
  nonFacilityTotal: 'NON-FACILITY TOTAL',
  facilityTotal: 'FACILITY TOTAL',
  pcTc: 'PCTC IND',
  globalDays: 'GLOB DAYS',
  preOp: 'PRE OP',
  intraOp: 'INTRA OP',
  postOp: 'POST OP',
  multipleProcedure: 'MULT PROC',
  bilateral: 'BILAT SURG',
  assistant: 'ASST SURG',
  coSurgeons: 'CO-SURG',
  teamSurgery: 'TEAM SURG',
  pricing: 'PRIC IND',
  endoscopicBase: 'ENDO BASE',
  conversionFactor: 'CONV FACTOR',
  supervision: 'PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES',
  calculation: 'CALCULATION FLAG',
  imagingFamily: 'DIAGNOSTIC IMAGING FAMILY INDICATOR',
  oppsNonFacilityPe: 'NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT',
  oppsFacilityPe: 'FACILITY PE USED FOR OPPS PAYMENT AMOUNT',
  oppsMalpractice: 'MP USED FOR OPPS PAYMENT AMOUNT',
};
const fields = Object.keys(captions).filter((field): field is RelativeField => field in captions);

/** Makes a row of the cells of a record. */
export type RelativeColumns = (cells: readonly string[]) => RelativeValue;

/**
 * Finds the columns of a relative value file. `stacked` are the header rows from the top, the last one being that
 * whose first cell is HCPCS.
 *
 * @throws AppError `source-damaged` when a column is missing; only PRIC IND may be (before 2026)
 */
export function relativeColumns(member: Member, stacked: readonly (readonly string[])[]): RelativeColumns {
  const names = new Map<string, number>();
  const width = Math.max(0, ...stacked.map((cells) => cells.length));
  for (let at = 0; at < width; at += 1) {
    const words = stacked.map((cells) => cells[at] ?? '').filter((cell) => cell !== '');
    const name = words.join(' ').toUpperCase().replaceAll('- ', '-');
    if (!names.has(name)) names.set(name, at);
  }
  const places = new Map<RelativeField, number>();
  for (const field of fields) {
    const at = names.get(captions[field]);
    if (at !== undefined) places.set(field, at);
    else if (field !== 'pricing') throw missing(member, captions[field]);
  }
  return (cells) => {
    const cell = (field: RelativeField): string => cells[places.get(field) ?? -1] ?? '';
    return rowOf(cell);
  };
}

/** A row by what stands in each field; an empty pricing indicator is none. */
export function rowOf(cell: (field: RelativeField) => string): RelativeValue {
  const values = Object.fromEntries(fields.map((field) => [field, cell(field)])) as Record<
    RelativeField,
    string
  >;
  return { ...values, pricing: values.pricing === '' ? null : values.pricing };
}

function missing(member: Member, caption: string): AppError {
  return new AppError(
    'source-damaged',
    `${baseName(member.name)} has no column "${caption}" in its header rows. Download it again and do not change its columns.`,
  );
}
