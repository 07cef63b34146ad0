import { csvRecords } from '../reading/csv.ts';
import type { Fact } from '../../codeset/facts.ts';
import { mpfsYearEdition } from './edition-mpfs.ts';
import type { Importer, ImportReport, Member, Probe } from '../importer.ts';
import { localityText, macText, quoted, withoutMarks } from './mpfs-fields.ts';
import type { Outcome } from './mpfs-records.ts';
import { footnote, keepRecords, plainHead } from './mpfs-records.ts';
import { mpfsDescription, publicDomain } from './mpfs-source.ts';
import { newReport } from '../report.ts';

const header = /Contractor,\s*Locality Number,\s*State\s*,\s*Fee Schedule Area\s*,\s*Counties/i;

/**
 * Counties of the Medicare localities (`25LOCCO.csv`): a title, a header, and per state a block of rows parted from
 * the next by an empty one. A record is a row below the header. The state is printed on the first row of a block and
 * carried down. The text form (`25LOCCO.txt`) is not read: it cuts the counties at 58 characters and leaves
 * California's name out.
 */
export const mpfsLocalityCounties: Importer = {
  format: 'MPFS localities and their counties (CSV)',
  dataset: 'locality-counties',
  recognise: ({ member, head }: Probe) => plainHead(head, member.size).some((line) => header.test(line)),
  async describe(member) {
    const edition = mpfsYearEdition(member, 'Localities', { caption: await captionOf(member) });
    return mpfsDescription(member, 'locality-counties', edition, publicDomain);
  },
  read: ([member], report) => readFile(member, report),
};

async function captionOf(member: Member): Promise<string> {
  const above: string[] = [];
  for await (const { cells } of csvRecords(member, newReport())) {
    if (header.test(cells.join(','))) break;
    above.push(cells.join(' '));
    if (above.length > 40) break;
  }
  return above.join(' ');
}

async function* readFile(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  let below = false;
  let state = '';
  let above = '';
  const counts = new Map<string, number>();
  yield* keepRecords(csvRecords(member, report), report, ({ cells }): Outcome => {
    const filled = cells.filter((cell) => cell !== '').length;
    if (!below) {
      below = header.test(cells.join(','));
      return null;
    }
    if (filled === 0) {
      // A block without a state of its own must not inherit that of the one above.
      state = '';
      return null;
    }
    if (filled === 1) return footnote;
    const [macCell = '', localityCell = '', stateCell = '', area = '', counties = ''] = cells;
    if (stateCell !== '') state = stateCell;
    const mac = macText(macCell);
    if (mac === null) return { reason: `${quoted(macCell)} is not a MAC number` };
    const locality = localityText(localityCell);
    if (locality === null) return { reason: `${mac}: ${quoted(localityCell)} is not a locality number` };
    const key = `${mac} ${locality}`;
    if (state === '') return { reason: `${key}: no state is printed for it` };
    if (area === '' || counties === '') return { reason: `${key}: the area or its counties are empty` };
    const row = { mac, locality, state, area: withoutMarks(area), counties };
    // Missouri's rest of state is printed twice, for its two former carriers.
    const whole = JSON.stringify(row);
    if (whole === above) return { left: 'repeats the row above' };
    above = whole;
    const ordinal = counts.get(key) ?? 0;
    counts.set(key, ordinal + 1);
    return { key: `${key} ${ordinal}`, fact: { table: 'localityCounty', row: { ...row, ordinal } } };
  });
}
