import { fieldText } from '../reading/decode.ts';
import type { Description, Importer, Member, Probe } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import { decimalText } from './mpfs-fields.ts';
import type { Outcome } from './mpfs-records.ts';
import { keepRecords, longestTextRecord, mostly, textRecords } from './mpfs-records.ts';
import { rowOf } from './mpfs-relative-columns.ts';
import type { RelativeField } from './mpfs-relative-row.ts';
import type { RelativeDataset } from './mpfs-relative-release.ts';
import { relativeDataset, relativeDescription } from './mpfs-relative-release.ts';
import { relativeOutcome } from './mpfs-relative-row.ts';

/** Positions from 1, both ends included (CMS's record layout; 8–57 is the descriptor, which is not read). */
const places: Readonly<Record<RelativeField, readonly [number, number]>> = {
  code: [1, 5],
  modifier: [6, 7],
  status: [58, 58],
  notForMedicare: [59, 59],
  work: [60, 65],
  nonFacilityPe: [67, 72],
  nonFacilityNa: [73, 74],
  facilityPe: [76, 81],
  facilityNa: [82, 83],
  malpractice: [85, 89],
  nonFacilityTotal: [91, 96],
  facilityTotal: [97, 102],
  pcTc: [103, 103],
  globalDays: [104, 106],
  preOp: [107, 109],
  intraOp: [110, 112],
  postOp: [113, 115],
  multipleProcedure: [116, 116],
  bilateral: [117, 117],
  assistant: [118, 118],
  coSurgeons: [119, 119],
  teamSurgery: [120, 120],
  pricing: [121, 121],
  endoscopicBase: [128, 132],
  conversionFactor: [133, 140],
  supervision: [142, 143],
  calculation: [144, 144],
  imagingFamily: [146, 147],
  oppsNonFacilityPe: [152, 157],
  oppsFacilityPe: [159, 164],
  oppsMalpractice: [166, 171],
};
/** Code, modifier, status, work RVU, and the conversion factor in its place far to the right. */
const recordShape =
  /^(?=.{132}[ \d]{3}\.\d{4} )[0-9A-Z]\d{3}[0-9A-Z][0-9A-Z ]{2}.{50}[A-Z][ +][ \d]{3}\.\d\d /;
const headerMark = /^HDR/;

/**
 * National Physician Fee Schedule Relative Value File, fixed width (`PPRRVU….txt`): HDR lines with the copyright
 * notices, then one line of 171 characters per code and modifier, which is a record. It holds what the CSV holds but
 * names no release: that is read from its name or path.
 */
export const mpfsRelativeValuesText = relativeValuesText('relative-values');

/** The same file with the conversion factor of qualifying APM participants. */
export const mpfsRelativeValuesQppText = relativeValuesText('relative-values-qpp');

function relativeValuesText(dataset: RelativeDataset): Importer {
  return {
    format: `MPFS relative value file${dataset === 'relative-values-qpp' ? ' for qualifying APM participants' : ''} (text)`,
    dataset,
    recognise: ({ member, head }: Probe) => {
      const lines = headLines(head, head.length >= member.size).filter((line) => !headerMark.test(line));
      const [first] = lines;
      if (first === undefined || !mostly(lines, recordShape)) return false;
      return relativeDataset(baseName(member.name), fieldOf(first, 'conversionFactor')) === dataset;
    },
    describe: (member) => describeFile(member, dataset),
    read: ([member], report) => keepRecords(textRecords(linesOf(member, report)), report, cut),
  };
}

async function describeFile(member: Member, dataset: RelativeDataset): Promise<Description> {
  const header: string[] = [];
  let factor: string | null = null;
  for await (const { text } of textRecords(linesOf(member))) {
    if (headerMark.test(text)) {
      if (header.length < 40) header.push(fieldText(text.slice(3, longestTextRecord)));
      continue;
    }
    factor = decimalText(fieldOf(text, 'conversionFactor'));
    if (factor !== null) break;
  }
  // The notices are one text, broken into lines of fixed width.
  const notice = header.join(' ');
  return relativeDescription(member, dataset, { factor }, /copyright/i.test(notice) ? [notice] : []);
}

function cut({ text }: { text: string }): Outcome {
  if (headerMark.test(text)) return null;
  if (text.length > longestTextRecord) return { reason: 'longer than any record of a relative value file' };
  return relativeOutcome(rowOf((field) => fieldOf(text, field)));
}

function fieldOf(line: string, field: RelativeField): string {
  const [start, end] = places[field];
  return fieldText(line.slice(start - 1, end));
}
