/** Files in the layout of the AMA's CPT data files, made for the tests of this folder. Nothing else imports this. */
import type { CodeRow } from '../../codeset/rows.ts';
import { cptDataFiles } from './cpt.ts';
import { memberOf } from '../fixtures.ts';
import type { ImportReport, Member } from '../importer.ts';
import { newReport } from '../report.ts';

// The texts are invented; no descriptor of the AMA's may be in this repository.
export const notice = 'CPT copyright 2026 American Medical Association. All rights reserved.';
const header = [
  '=================================',
  'CPT 2026 data file (example)',
  '',
  notice,
  'CPT is a registered trademark of the American Medical Association.',
  '',
  'To order: Example Street 1',
  '60611 EXAMPLE CITY',
  '',
].join('\r\n');

const names: Readonly<Record<string, string>> = {
  '99901': 'Example service one',
  '99902': 'Example service two, each further unit',
  '0001A': 'Example shot',
  '0001F': 'Example measure',
  '0001M': 'Example algorithm',
  '0001T': 'Example technology',
  '0001U': 'Example laboratory test',
};
export const codes = Object.keys(names);
const text = (code: string): string => names[code] ?? `Example service ${code}`;

export function longFile(of = codes, head = header): string {
  return [head, ...of.map((code) => `${code}\t${text(code)}`)].join('\r\n');
}

export function wideFile(width: number, of = codes, head = header): string {
  const wide = (code: string): string => `${text(code).toUpperCase()} WITH EXAMPLE WORDS ADDED TO IT`;
  return [head, ...of.map((code) => `${code} ${wide(code).slice(0, width).padEnd(width)}`)].join('\r\n');
}

export const member = (name: string, content: string | Buffer): Member =>
  memberOf(`CPT 2026/standard/${name}`, content);
export const long = member('LONGULT.txt', longFile());
export const medium = member('MEDU.txt', wideFile(48));
export const short = member('SHORTU.txt', wideFile(28));

export async function readCpt(
  ...files: [Member, ...Member[]]
): Promise<{ rows: CodeRow[]; report: ImportReport; byKey: Map<string, CodeRow> }> {
  const report = newReport();
  const rows: CodeRow[] = [];
  for await (const fact of cptDataFiles.read(files, report)) if (fact.table === 'code') rows.push(fact.row);
  return { rows, report, byKey: new Map(rows.map((row) => [row.key, row])) };
}

export function isCpt(content: string, name = 'anything.bin'): boolean | Promise<boolean> {
  const head = Buffer.from(content, 'latin1').subarray(0, 1 << 16);
  return cptDataFiles.recognise({ member: memberOf(name, content), head });
}
