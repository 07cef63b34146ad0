/** Files of the physician fee schedule in CMS's layouts, made for the tests of this family. Nothing else imports this module. */
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import type { FactName, FactRow } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { memberOf } from '../fixtures.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { mpfsAnesthesia, mpfsAnesthesiaText } from './mpfs-anesthesia.ts';
import { mpfsLocalityCounties } from './mpfs-locality-counties.ts';
import { mpfsOppsCaps, mpfsOppsCapsText } from './mpfs-opps-caps.ts';
import { mpfsPracticeCostsText } from './mpfs-practice-costs-text.ts';
import { mpfsPracticeCosts } from './mpfs-practice-costs.ts';
import { mpfsRelativeValuesQppText, mpfsRelativeValuesText } from './mpfs-relative-values-text.ts';
import { mpfsRelativeValues, mpfsRelativeValuesQpp } from './mpfs-relative-values.ts';
import { mpfsZipLocalities } from './mpfs-zip-localities.ts';
import { droppedIn, newReport } from '../report.ts';

export const mpfsImporters: readonly Importer[] = [
  mpfsRelativeValues,
  mpfsRelativeValuesQpp,
  mpfsRelativeValuesText,
  mpfsRelativeValuesQppText,
  mpfsPracticeCosts,
  mpfsPracticeCostsText,
  mpfsLocalityCounties,
  mpfsAnesthesia,
  mpfsAnesthesiaText,
  mpfsOppsCaps,
  mpfsOppsCapsText,
  mpfsZipLocalities,
];

/** All facts of one table that an importer reads from a release. */
export async function factsOf<N extends FactName>(
  importer: Importer,
  table: N,
  ...files: readonly [Member, ...Member[]]
): Promise<{ rows: FactRow<N>[]; report: ImportReport }> {
  const report = newReport();
  const rows: FactRow<N>[] = [];
  for await (const fact of importer.read(files, report)) {
    if (fact.table !== table) throw new Error(`A fact of ${fact.table} came from a file of ${table}.`);
    rows.push(fact.row as FactRow<N>);
  }
  return { rows, report };
}

/**
 * Reads a file with a few bytes overwritten, many times over: the counts add up, every fact is counted, and nothing
 * but an `AppError` is thrown.
 */
export async function addsUp(importer: Importer, file: string): Promise<void> {
  const change = fc.record({
    at: fc.nat({ max: file.length }),
    put: fc.string({ unit: 'binary', maxLength: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 5 }), async (changes) => {
      const text = changes.reduce(
        (now, { at, put }) => now.slice(0, at) + put + now.slice(at + put.length),
        file,
      );
      const member = memberOf('rvu25d/X2025.csv', Buffer.from(text), 50);
      const report = newReport();
      let facts = 0;
      try {
        await claimsOf(member);
        await importer.describe(member);
        for await (const fact of importer.read([member], report)) if (fact.row) facts += 1;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
      const { read, kept, rejected } = report;
      return kept === facts && read === kept + rejected + droppedIn(report);
    }),
  );
}

/** The formats of the family that take a file for their own. */
export async function claimsOf(member: Member): Promise<string[]> {
  const head = (await buffer(await member.open())).subarray(0, 1 << 16);
  const claims: string[] = [];
  for (const importer of mpfsImporters) {
    if (await importer.recognise({ member, head })) claims.push(importer.format);
  }
  return claims;
}

const captionRows2025 = [
  ',,2025 National Physician Fee Schedule Relative Value File October Release',
  ',,CPT codes and descriptions only are copyright 2024 American Medical Association.  All Rights Reserved.  Applicable FARS/DFARS Apply. ',
  ',,Dental codes (D codes) are copyright 2025/26 American Dental Association.  All Rights Reserved.',
  ',, ',
  ',,RELEASED 09/11/2025',
];
const stacked2025 = [
  ',, , ,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,',
  ',,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED',
  ',,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS',
  ',,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT',
  'HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT',
];

/** The rows above the data of a 2025 file; 2026 has one column more, PRIC IND at 23. */
export function relativeHeader(year: 2025 | 2026): string[] {
  if (year === 2025) return [...captionRows2025, ...stacked2025];
  const titles = [
    ',,2026 National Physician Fee Schedule Relative Value File July Release',
    ',,CPT codes and descriptions only are copyright 2026 American Medical Association. All Rights Reserved. Applicable FARS/DFARS Apply.',
    ',,RELEASED 06/30/2026',
  ];
  const words = ['', '', '', 'PRIC', 'IND'];
  const stacked = stacked2025.map((line, row) => {
    const cells = line.split(',');
    cells.splice(23, 0, words[row] ?? '');
    return cells.join(',');
  });
  return [...titles, ...stacked];
}

/** A row of a 2025 file; `over` replaces cells by index. The descriptor is an invented text. */
export function relativeCells(code: string, over: Readonly<Record<number, string>> = {}): string[] {
  const cells =
    `${code},,Invented short text,A,,1.30,1.33,,0.56,,0.10,2.73,1.96,0,010,0.10,0.80,0.10,2,1,0,1,0,12345,32.3465,09,0,99,0.61,0.52,0.03`.split(
      ',',
    );
  for (const [at, value] of Object.entries(over)) cells[Number(at)] = value;
  return cells;
}

/** The same row in the fixed-width layout. */
export function relativeLine(cells: readonly string[]): string {
  const cell = (at: number): string => cells[at] ?? '';
  const share = (at: number): string => cell(at).replace(/^0/, '');
  let line = '';
  const put = (start: number, end: number, text: string, right = false): void => {
    const width = end - start + 1;
    line = line.padEnd(start - 1) + (right ? text.padStart(width) : text.padEnd(width)).slice(0, width);
  };
  put(1, 5, cell(0));
  put(6, 7, cell(1));
  put(8, 57, cell(2));
  put(58, 58, cell(3));
  put(59, 59, cell(4));
  put(60, 65, cell(5), true);
  put(67, 72, cell(6), true);
  put(73, 74, cell(7));
  put(76, 81, cell(8), true);
  put(82, 83, cell(9));
  put(85, 89, cell(10), true);
  put(91, 96, cell(11), true);
  put(97, 102, cell(12), true);
  put(103, 106, `${cell(13)}${cell(14)}`);
  put(107, 115, `${share(15)}${share(16)}${share(17)}`);
  put(116, 120, `${cell(18)}${cell(19)}${cell(20)}${cell(21)}${cell(22)}`);
  put(128, 132, cell(23));
  put(133, 140, cell(24), true);
  put(142, 144, `${cell(25)}${cell(26)}`);
  put(146, 147, cell(27));
  put(152, 157, cell(28), true);
  put(159, 164, cell(29), true);
  put(166, 171, cell(30), true);
  return line;
}

/** One record of ZIP5 (no plus four) or ZIP9. */
export function zipLine(
  zip: string,
  over: { plusFour?: string; flag?: string; rural?: string } = {},
): string {
  const { plusFour, flag = plusFour === undefined ? '0' : '1', rural = ' ' } = over;
  const rest = plusFour === undefined ? `${flag} A` : `${flag}${plusFour}      A`;
  return `CA${zip}0111205${rural}${plusFour === undefined ? 'Z9' : '  '}   ${rest}`.padEnd(75) + '20254';
}

export const relativeCsv = (...rows: readonly (readonly string[])[]): string =>
  [...relativeHeader(2025), ...rows.map((cells) => cells.join(','))].join('\r\n');
const relativeHdr = [
  'HDR CPT CODES AND DESCRIPTIONS ONLY ARE COPYRIGHT ',
  'HDR 2026 AMERICAN MEDICAL ASSOCIATION.  ALL RIGHTS',
  'HDR RESERVED.                                     ',
];
export const relativeText = (...rows: readonly (readonly string[])[]): string =>
  [...relativeHdr, ...rows.map((cells) => relativeLine(cells))].join('\r\n');
export const relativeWide = (cells: readonly string[]): string[] => [
  ...cells.slice(0, 23),
  '9',
  ...cells.slice(23),
];
export const relativeCsv2026 = (factor: string): string =>
  [...relativeHeader(2026), relativeWide(relativeCells('G0001', { 24: factor })).join(',')].join('\r\n');
export const relativeMarked = relativeCells('G0001', { 1: '26', 4: '+', 7: 'NA' });

export const anes = (factors: string, ...rows: readonly string[]): string =>
  [`Contractor,Locality,Locality Name,${factors}`, ...rows, ',,,'].join('\r\n');
export const anesLine = (mac: string, locality: string, name: string, cents: string): string =>
  `${mac.padEnd(12)}${locality}    ${name.slice(0, 40).padEnd(55)}${cents}`;

export const counties = (...rows: readonly string[]): string =>
  [
    'COUNTIES INCLUDED IN 2025 LOCALITIES. (ALPHABETICALLY BY STATE AND LOCALITY NAME WITHIN STATE),,,,',
    ',,,,',
    'Medicare Adminstrative Contractor,Locality Number,State ,Fee Schedule Area ,Counties',
    ',,,,',
    ...rows,
    '*  Payment locality is serviced by two carriers.,,,,',
  ].join('\r\n');

export const opps = (...rows: readonly string[]): string =>
  ['HCPCS,MOD,PROCSTAT,CARRIER,LOCALITY,FACILITY PRICE,NON-FACILTY PRICE', ...rows, ',,,,,,'].join('\r\n');

export const gpci = (work: string, ...rows: readonly string[]): string =>
  [
    'ADDENDUM E. FINAL CY 2026 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,',
    ',,,,,,',
    `Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,${work},2026 PE GPCI,2026 MP GPCI`,
    ...rows,
    '"MAC Assignments as of November 22, 2023",,,,,,',
    ',,,,,,',
    '*Work GPCI reflects a 1.5 floor in Alaska established by the MIPPA.,,,,,,',
    '"***Note: text, with a comma",,,,,,',
  ].join('\r\n');
export const gpciFloor = '2026 PW GPCI (with 1.0 Floor)***';

const column = (text: string, width: number): string => text.padEnd(width);
export const gpciText = [
  'ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY',
  '',
  `${column('Medicare Admi State  Locality', 67)}${column('Locality Name', 51)}2025 PW GPCI2025 PE GPCI2025 MP GPCI`,
  `${column('02102', 16)}${column('AK', 8)}${column('01', 5)}${column('ALASKA*', 92)}1.500       1.081       0.592`,
  'MAC Assignments as of November 22, 2023',
  '*Work GPCI reflects a 1.5 floor in Alaska established by the MIPPA.',
  '',
].join('\r\n');
