import { csvRecords } from '../reading/csv.ts';
import type { Fact } from '../../codeset/facts.ts';
import { fieldText } from '../reading/decode.ts';
import { mpfsReleaseEdition } from './edition-mpfs.ts';
import type { Importer, ImportReport, Member, Probe } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { decimalText, isCode, isModifier, localityText, macText, quoted } from './mpfs-fields.ts';
import type { Outcome } from './mpfs-records.ts';
import { keepRecords, longestTextRecord, mostly, plainHead, textRecords } from './mpfs-records.ts';
import { codeNumbers, mpfsDescription } from './mpfs-source.ts';

/** CMS writes NON-FACILTY. */
const header = /^HCPCS,MOD,PROCSTAT,CARRIER,LOCALITY,FACILITY PRICE,NON-FACILI?TY PRICE/i;

function describe(member: Member): ReturnType<Importer['describe']> {
  const edition = mpfsReleaseEdition(member, {});
  return Promise.resolve(mpfsDescription(member, 'opps-caps', edition, codeNumbers));
}

/**
 * Amounts under the OPPS cap (`OPPSCAP_….csv`): a header, then a record per code, modifier and locality, in dollars
 * as published. Nothing in it names the release: that is read from its name and path.
 */
export const mpfsOppsCaps: Importer = {
  format: 'MPFS OPPS cap amounts (CSV)',
  dataset: 'opps-caps',
  recognise: ({ member, head }: Probe) => plainHead(head, member.size).some((line) => header.test(line)),
  describe,
  read: ([member], report) => readCsv(member, report),
};

async function* readCsv(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  let below = false;
  yield* keepRecords(csvRecords(member, report), report, ({ cells }): Outcome => {
    if (!below) {
      below = header.test(cells.join(','));
      return null;
    }
    return cells.every((cell) => cell === '') ? null : capOutcome(cells);
  });
}

/** Positions from 1, both ends included, in the order of the CSV's columns. */
const places = [
  [1, 5],
  [6, 7],
  [9, 9],
  [11, 15],
  [18, 19],
  [20, 28],
  [29, 38],
] as const;
const recordShape = /^[0-9A-Z]\d{3}[0-9A-Z][0-9A-Z ]{2} [A-Z] \d{5} {2}\d{2}[ \d]{6}\.\d\d[ \d]{7}\.\d\d *$/;

/** The same amounts, fixed width (`OPPSCAP_….txt`), one line of 38 characters a record, without a header. */
export const mpfsOppsCapsText: Importer = {
  format: 'MPFS OPPS cap amounts (text)',
  dataset: 'opps-caps',
  recognise: ({ member, head }: Probe) => mostly(headLines(head, head.length >= member.size), recordShape),
  describe,
  read: ([member], report) =>
    keepRecords(textRecords(linesOf(member, report)), report, ({ text }) =>
      text.length > longestTextRecord
        ? { reason: 'longer than any record of an OPPS cap file' }
        : capOutcome(places.map(([start, end]) => fieldText(text.slice(start - 1, end)))),
    ),
};

function capOutcome(cells: readonly string[]): Outcome {
  const [code = '', modifier = '', status = '', macCell = '', localityCell = '', ...prices] = cells;
  if (!isCode(code)) return { reason: `${quoted(code)} is not a procedure code` };
  if (!isModifier(modifier)) return { reason: `${code}: ${quoted(modifier)} is not a modifier` };
  if (!/^[A-Z]$/.test(status)) return { reason: `${code}: the status is ${quoted(status)}, not a letter` };
  const mac = macText(macCell);
  if (mac === null) return { reason: `${code}: ${quoted(macCell)} is not a MAC number` };
  const locality = localityText(localityCell);
  if (locality === null) return { reason: `${code}: ${quoted(localityCell)} is not a locality number` };
  const facility = decimalText(prices[0] ?? '');
  const nonFacility = decimalText(prices[1] ?? '');
  if (facility === null || nonFacility === null) return { reason: `${code}: a price is not a decimal` };
  const row = { code, modifier, status, mac, locality, facility, nonFacility };
  return {
    key: [code, modifier, mac, locality].filter((part) => part !== '').join(' '),
    fact: { table: 'oppsCap', row },
  };
}
