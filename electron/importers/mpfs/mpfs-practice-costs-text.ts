import { fieldText } from '../reading/decode.ts';
import { mpfsYearEdition } from './edition-mpfs.ts';
import type { Importer, Member, Probe } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import type { PracticeCostColumn } from './mpfs-practice-costs.ts';
import { practiceCostOutcome } from './mpfs-practice-costs.ts';
import type { Outcome } from './mpfs-records.ts';
import { footnote, keepRecords, longestTextRecord, textRecords } from './mpfs-records.ts';
import { mpfsDescription, publicDomain } from './mpfs-source.ts';

/** "… State  Locality   …   Locality Name   …   2025 PW GPCI2025 PE GPCI2025 MP GPCI", columns of twelve. */
const header =
  /^Medicare Admi\w* +State +Locality +Locality Name +(20\d\d) PW GPCI *\1 PE GPCI *\1 MP GPCI *$/;
/** Positions from 1, both ends included, as the 2025 file has them. */
const places: Readonly<Record<PracticeCostColumn, readonly [number, number]>> = {
  mac: [1, 5],
  state: [17, 18],
  locality: [25, 26],
  name: [30, 118],
  work: [119, 130],
  practiceExpense: [131, 142],
  malpractice: [143, 154],
};

/**
 * Geographic practice cost indices, fixed width (`GPCI….txt`): title, header, one line per locality, footnotes. A
 * record is a line below the header; footnotes are dropped. It holds what the CSV holds, every index with three
 * decimals. A file whose header has other columns is not taken: its places are not known.
 */
export const mpfsPracticeCostsText: Importer = {
  format: 'MPFS geographic practice cost indices (text)',
  dataset: 'practice-costs',
  recognise: ({ member, head }: Probe) =>
    headLines(head, head.length >= member.size).some((line) => isHeader(line)),
  async describe(member) {
    const edition = mpfsYearEdition(member, 'GPCI', { caption: await captionOf(member) });
    return mpfsDescription(member, 'practice-costs', edition, publicDomain);
  },
  read([member], report) {
    let below = false;
    return keepRecords(textRecords(linesOf(member, report)), report, ({ text }): Outcome => {
      if (below) return cut(text);
      below = isHeader(text);
      return null;
    });
  },
};

async function captionOf(member: Member): Promise<string> {
  for await (const { text } of textRecords(linesOf(member))) if (isHeader(text)) return text;
  return '';
}

function isHeader(line: string): boolean {
  return line.length <= longestTextRecord && header.test(line);
}

function cut(text: string): Outcome {
  if (text.length > longestTextRecord || !/^\d{4,5} /.test(text)) return footnote;
  return practiceCostOutcome((column) => {
    const [start, end] = places[column];
    return fieldText(text.slice(start - 1, end));
  });
}
