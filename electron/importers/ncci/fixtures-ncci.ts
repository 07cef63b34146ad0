/** NCCI files in CMS's layouts, for tests and the bench; nothing of the program imports this module. */
import { Readable } from 'node:stream';
import type { Fact } from '../../codeset/facts.ts';
import { realFiles, workbookOf } from '../fixtures.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { linesOf } from '../reading/lines.ts';
import { newReport } from '../report.ts';
import { openSource } from '../reading/source.ts';

/** The six lines above every part of the PTP edits, tab-separated, as CMS prints them. */
export const pairHeader =
  [
    'CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t',
    'Column1/Column2 Edits\t\t\t\t\t\t',
    'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
    '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
    '\t\t\t\t*=no data\t1=allowed\t',
    '\t\t\t\t\t9=not applicable\t',
  ].join('\r\n') + '\r\n';

/** The rebuilt tables have no effective dates: this one stands in for all of them and means nothing. */
export const dummyEffective = '19960101';
const dummyOrdinalDate = '1996001';

/**
 * The rebuilt PTP table (`column1, column2, deletion_date, modifier_indicator, rationale`) as a part of CMS's own
 * text form, made while it is read. Codes, deletion dates, indicators and rationales are real, the effective date is
 * `dummyEffective`, the mark of 1996 blank. Its `size` is an estimate.
 *
 * @param from rows of the table to leave out before the first one
 * @param rows how many to give at most
 */
export function cmsShapedPairs(rebuilt: Member, name: string, from = 0, rows = Infinity): Member {
  const size = Math.ceil(rebuilt.size * 1.2);
  return { source: name, name, size, open: () => Promise.resolve(streamOf(pairLines(rebuilt, from, rows))) };
}

async function* pairLines(rebuilt: Member, from: number, rows: number): AsyncGenerator<string> {
  yield pairHeader;
  for await (const { number, text } of linesOf(rebuilt)) {
    // The first line names the columns.
    if (number - 2 < from) continue;
    if (number - 2 >= from + rows) return;
    const [column1, column2, deletion, modifier, rationale] = text.split('\t');
    yield `${[column1, column2, '', dummyEffective, deletion, modifier, rationale].join('\t')}\r\n`;
  }
}

/**
 * The rebuilt table of add-on codes (`code, aoc_type, complement, aoc_edit`, each pair in both directions) as CMS's
 * fixed-width text; the effective date is 1 January 1996 throughout and means nothing.
 */
export function cmsShapedAddOns(rebuilt: Member, name: string): Member {
  const size = rebuilt.size * 2;
  return { source: name, name, size, open: () => Promise.resolve(streamOf(addOnLines(rebuilt))) };
}

async function* addOnLines(rebuilt: Member): AsyncGenerator<string> {
  for await (const { text } of linesOf(rebuilt)) {
    const [code = '', role, complement = '', kind = ''] = text.split('\t');
    if (role === 'Add-On') yield `${addOnLine({ kind, code, primary: complement })}\r\n`;
  }
}

export interface AddOnFields {
  kind: string;
  code: string;
  primary: string;
  codeDeleted?: string;
  primaryDeleted?: string;
  effective?: string;
  deleted?: string;
  instruction?: string;
}

/** One record of the add-on code edits, its fields in the order of the layout. */
export function addOnFields(fields: AddOnFields): string[] {
  const { kind, code, primary, codeDeleted = '', primaryDeleted = '' } = fields;
  const { effective = dummyOrdinalDate, deleted = '', instruction = '' } = fields;
  return [kind, code, codeDeleted, primary, primaryDeleted, effective, deleted, instruction];
}

/** The same as a line of the text form. */
export function addOnLine(fields: AddOnFields): string {
  const widths = [1, 5, 7, 5, 7, 7, 7, 0];
  return addOnFields(fields)
    .map((field, at) => field.padEnd(widths[at] ?? 0))
    .join('')
    .trimEnd();
}

/** Blocks of some kilobytes, as a file gives them. */
function streamOf(lines: AsyncIterable<string>): Readable {
  return Readable.from(
    (async function* () {
      let block = '';
      for await (const line of lines) {
        block += line;
        if (block.length < 1 << 16) continue;
        yield Buffer.from(block, 'latin1');
        block = '';
      }
      if (block !== '') yield Buffer.from(block, 'latin1');
    })(),
    { objectMode: false },
  );
}

/** Everything one importer makes of the files of a release. */
export async function factsOf(
  importer: Importer,
  ...files: [Member, ...Member[]]
): Promise<{ facts: Fact[]; report: ImportReport }> {
  const report = newReport();
  const facts: Fact[] = [];
  for await (const fact of importer.read(files, report)) facts.push(fact);
  return { facts, report };
}

/** A real NCCI file by the beginning of its name; null where this checkout has none beside it. */
export async function realNcci(name: string): Promise<Member | null> {
  const folder = realFiles();
  if (folder === null) return null;
  const { members } = await openSource(`${folder}/ncci-2024q3.zip`);
  return members.find((member) => member.name.split('/').at(-1)?.startsWith(name)) ?? null;
}

export const pairRows = [
  '0001A\t0591T\t\t20220101\t20231231\t1\tCPT Manual or CMS manual coding instruction',
  '10021\t36000\t*\t19960101\t*\t0\tStandards of medical/surgical practice',
  '99202\tG0102\t\t\t*\t9\tMisuse of Column Two code with Column One code',
];
export const pairTable = `${pairHeader}${pairRows.join('\r\n')}\r\n`;
export const asCsv = (text: string): string =>
  text.replaceAll(/[^\t\r\n]+/g, (cell) => (/[",]/.test(cell) ? `"${cell}"` : cell)).replaceAll('\t', ',');
export const asSheet = (text: string): Promise<Buffer> =>
  workbookOf(
    text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split('\t')),
  );

export const limitsNotice = [
  'Current Procedural Terminology (CPT) codes, descriptions and other data only are copyright 2025 American Medical Association. All rights reserved. ',
  'CPT\u00AE is a registered trademark of the American Medical Association.',
].join('\n\n');
export const limitCaptions = {
  practitioner: 'Practitioner Services MUE Values',
  hospital: 'Outpatient Hospital Services MUE Values',
  supplier: 'DME Supplier Services MUE Values',
};
export const limitRows = [
  ['0001U', '1', '2 Date of Service Edit: Policy', 'Code Descriptor / CPT Instruction'],
  ['0017U', '0', '3 Date of Service Edit: Clinical', 'Nature of Analyte'],
  ['J1234', '90000', '1 Line Edit', 'Prescribing Information, "as printed"'],
];

export function limitsHeader(caption: string): string[] {
  return ['HCPCS/\nCPT Code', caption, 'MUE Adjudication Indicator', 'MUE Rationale'];
}

export function limitsCsv(caption: string, records: readonly (readonly string[])[] = limitRows): string {
  const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [[limitsNotice, '', '', ''], limitsHeader(caption), ...records]
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n');
}

export function limitsBook(caption: string): Promise<Buffer> {
  return workbookOf([[limitsNotice], limitsHeader(caption), [], ...limitRows]);
}

export const addOnCopyright = 'CPT only copyright 2025 American Medical Association.  All rights reserved.';
export const addOnHeaders = [
  'AOC_Edit_Type',
  'Add-On_Code',
  'AOC_DelDT',
  'Primary_Code',
  'Primary_Code_DelDT',
  'AOC_Edit_EffDT',
  'AOC_Edit_DelDT',
  'Special_Instruction_Notes',
];
export const addOnRecords: AddOnFields[] = [
  { kind: '1', code: '0076T', primary: '0075T', effective: '2013091' },
  {
    kind: '2',
    code: '0054T',
    primary: 'CCCCC',
    effective: '2013091',
    instruction: 'Contractor Defined Primary Codes',
  },
  {
    kind: '3',
    code: '20701',
    primary: '11010',
    codeDeleted: '2024366',
    primaryDeleted: '2023365',
    effective: '2020001',
    deleted: '2024060',
  },
];
export const addOnText = `${addOnCopyright}\r\n${addOnRecords.map(addOnLine).join('\r\n')}\r\n`;
export const addOnSheet = (titles: readonly string[]): Promise<Buffer> =>
  workbookOf([[addOnCopyright], [...titles], ...addOnRecords.map(addOnFields)]);
