import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import { fieldText } from '../reading/decode.ts';
import { hcpcsEditionByDate, hcpcsEditionByName } from './edition-hcpcs.ts';
import type { HcpcsPiece } from './hcpcs-assemble.ts';
import { assembleHcpcs, disclaimers } from './hcpcs-assemble.ts';
import type { HcpcsColumn } from './hcpcs-columns.ts';
import { hcpcsColumns } from './hcpcs-columns.ts';
import type { HcpcsField } from './hcpcs-record.ts';
import { hcpcsSource, newestDate } from './hcpcs-record.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';

/** Code or modifier, sequence number, record id: what every record begins with, also a short continuation. */
const recordStart = /^[0-9A-Za-z ]{5}\d{5}[3478]/;
const codeStart = /^(?:[A-Z]\d{4}| {3}[0-9A-Z]{2})\d{5}[3478]/;
const longDescription = { start: 11, end: 91 } as const;
const places: ReadonlyMap<HcpcsColumn, { start: number; end: number }> = new Map(
  hcpcsColumns.map(({ name, start, end }) => [name, { start, end }]),
);

/**
 * HCPCS Level II text file (`HCPC…_ANWEB.txt`): 320-character records, with disclaimer lines above them in some
 * years and trailing blanks cut in others. Long descriptions are wrapped at 80 characters into continuation records.
 */
export const hcpcsAnwebText: Importer = {
  format: 'HCPCS Level II text file',
  dataset: 'hcpcs-codes',
  recognise({ member, head }) {
    const lines = headLines(head, head.length >= member.size);
    const first = lines.findIndex((line) => codeStart.test(line));
    if (first < 0) return false;
    const records = lines.slice(first);
    return records.filter((line) => recordStart.test(line)).length >= records.length * 0.8;
  },
  async describe(member) {
    const edition = hcpcsEditionByName(member) ?? (await editionByContent(member));
    return { edition, source: hcpcsSource(member, edition), notices: disclaimers(await preamble(member)) };
  },
  read: ([member], report) => assembleHcpcs(piecesOf(member, report), report),
};

async function* piecesOf(member: Member, report: ImportReport): AsyncGenerator<HcpcsPiece> {
  for await (const { number, text } of linesOf(member, report)) {
    if (text.trim() === '') continue;
    const field = recordStart.test(text) ? fieldsOf(text) : null;
    // Padded: where trailing blanks were cut, the blank between two words was cut with them.
    const long = text.slice(longDescription.start, longDescription.end).padEnd(80);
    yield { line: number, field, long: fieldTextKeepingEnds(long) };
  }
}

/** Decoded, with one blank at an end that has any: the description goes on in the next record. */
function fieldTextKeepingEnds(bytes: string): string {
  const before = bytes.startsWith(' ') ? ' ' : '';
  const after = bytes.endsWith(' ') ? ' ' : '';
  return `${before}${fieldText(bytes)}${after}`;
}

function fieldsOf(text: string): HcpcsField {
  return (column) => {
    const place = places.get(column);
    return place === undefined ? '' : fieldText(text.slice(place.start, place.end));
  };
}

async function preamble(member: Member): Promise<string[]> {
  const lines: string[] = [];
  for await (const { text } of linesOf(member)) {
    if (recordStart.test(text) || lines.length > 100) break;
    lines.push(fieldText(text));
  }
  return lines;
}

async function editionByContent(member: Member): Promise<Edition> {
  let newest = '';
  for await (const { text } of linesOf(member)) {
    if (!recordStart.test(text)) continue;
    const date = newestDate(fieldsOf(text));
    if (date > newest) newest = date;
  }
  return editionOf(newest, member);
}

/**
 * The edition that a file's newest date belongs to.
 * @throws AppError `source-unrecognised` when the file holds no date
 */
export function editionOf(newest: string, member: Member): Edition {
  if (newest !== '') return hcpcsEditionByDate(newest);
  throw new AppError(
    'source-unrecognised',
    `${member.name} is a HCPCS file, but neither its name nor its dates say of which quarter. Give it its original name, for example HCPC2025_OCT_ANWEB.txt.`,
  );
}
