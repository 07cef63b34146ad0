import { AppError } from '../../contract/errors.ts';
import type { Fact } from '../../codeset/facts.ts';
import { csvRecords } from '../reading/csv.ts';
import { fieldText } from '../reading/decode.ts';
import { mpfsYearEdition } from './edition-mpfs.ts';
import type { Importer, ImportReport, Member, Probe } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import { decimalText, localityText, macText, quoted, withoutMarks } from './mpfs-fields.ts';
import type { Outcome } from './mpfs-records.ts';
import { footnote, keepRecords, longestTextRecord, mostly, plainHead, textRecords } from './mpfs-records.ts';
import { mpfsDescription, publicDomain } from './mpfs-source.ts';
import { newReport } from '../report.ts';

const header = /^Contractor,\s*Locality,\s*Locality Name,.*Anes CF/i;
const label = 'Anesthesia CF';

/**
 * Anesthesia conversion factors by locality (`ANES….csv`): a header that prints the national factor, then one row
 * per locality, which is a record. 2026 has two factors: qualifying APM participants' and everybody else's.
 */
export const mpfsAnesthesia: Importer = {
  format: 'MPFS anesthesia conversion factors (CSV)',
  dataset: 'anesthesia-factors',
  recognise: ({ member, head }: Probe) => plainHead(head, member.size).some((line) => header.test(line)),
  async describe(member) {
    const { factor, captions } = await headerOf(member);
    const national = /\bof (\d{2}\.\d{4})/.exec(captions[factor] ?? '')?.[1] ?? null;
    const edition = mpfsYearEdition(member, label, { factor: national });
    return mpfsDescription(member, 'anesthesia-factors', edition, publicDomain);
  },
  read: ([member], report) => readCsv(member, report),
};

interface Header {
  captions: string[];
  factor: number;
  /** −1 where there is one factor for all. */
  qualifying: number;
}

async function headerOf(member: Member): Promise<Header> {
  let rows = 0;
  for await (const { cells } of csvRecords(member, newReport())) {
    const found = headerIn(cells);
    if (found) return found;
    rows += 1;
    if (rows > 40) break;
  }
  throw noHeader(member);
}

function headerIn(captions: string[]): Header | null {
  if (!header.test(captions.join(','))) return null;
  const factors = captions.flatMap((caption, at) => (/Anes CF/i.test(caption) ? [at] : []));
  const qualifying = factors.find((at) => /(?<!non[- ]?)qualifying/i.test(captions[at] ?? '')) ?? -1;
  const factor = factors.find((at) => at !== qualifying);
  return factor === undefined ? null : { captions, factor, qualifying };
}

async function* readCsv(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  let found: Header | null = null;
  yield* keepRecords(csvRecords(member, report), report, ({ cells }): Outcome => {
    if (!found) {
      found = headerIn(cells);
      return null;
    }
    const filled = cells.filter((cell) => cell !== '').length;
    if (filled === 0) return null;
    if (filled === 1) return footnote;
    const [mac = '', locality = '', name = ''] = cells;
    const second = found.qualifying < 0 ? null : (cells[found.qualifying] ?? '');
    return factorOutcome(mac, locality, name, cells[found.factor] ?? '', second);
  });
  if (!found) throw noHeader(member);
}

function factorOutcome(
  macCell: string,
  localityCell: string,
  nameCell: string,
  factorCell: string,
  qualifyingCell: string | null,
): Outcome {
  const mac = macText(macCell);
  if (mac === null) return { reason: `${quoted(macCell)} is not a MAC number` };
  const locality = localityText(localityCell);
  if (locality === null) return { reason: `${mac}: ${quoted(localityCell)} is not a locality number` };
  const name = withoutMarks(nameCell);
  const factor = decimalText(factorCell);
  const qualifyingFactor = qualifyingCell === null ? null : decimalText(qualifyingCell);
  if (factor === null || (qualifyingCell !== null && qualifyingFactor === null)) {
    return { reason: `${mac} ${locality}: a factor is not a decimal` };
  }
  const row = { mac, locality, name, factor, qualifyingFactor };
  return { key: `${mac} ${locality} ${name}`, fact: { table: 'anesthesiaFactor', row } };
}

function noHeader(member: Member): AppError {
  return new AppError(
    'source-damaged',
    `${baseName(member.name)} has no header row with a factor for everybody. Download it again and do not change its columns.`,
  );
}

const recordShape = /^\d{5} {7}\d{2} {4}\S.{39} {10,}\d{4} *$/;

/**
 * The same factors, fixed width (`ANES….txt`), one line a locality, without header or year: MAC 1–5, locality 13–14,
 * name 19–58 (cut there), factor 74–77 with two decimals but no point. A record is a line. The year is read from the
 * name.
 */
export const mpfsAnesthesiaText: Importer = {
  format: 'MPFS anesthesia conversion factors (text)',
  dataset: 'anesthesia-factors',
  recognise: ({ member, head }: Probe) =>
    mostly(
      headLines(head, head.length >= member.size).filter((line) => line.trim() !== '\u001A'),
      recordShape,
    ),
  describe(member) {
    const edition = mpfsYearEdition(member, label, {});
    return Promise.resolve(mpfsDescription(member, 'anesthesia-factors', edition, publicDomain));
  },
  read: ([member], report) =>
    keepRecords(textRecords(linesOf(member, report)), report, ({ text }): Outcome => {
      if (text.length > longestTextRecord || !recordShape.test(text)) {
        return { reason: 'the fields are not in the columns of an anesthesia factor file' };
      }
      const cents = text.slice(73, 77);
      const factor = `${cents.slice(0, 2)}.${cents.slice(2)}`;
      return factorOutcome(text.slice(0, 5), text.slice(12, 14), fieldText(text.slice(18, 58)), factor, null);
    }),
};
