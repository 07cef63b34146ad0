/** Helpers for the tests of the ICD importers. Nothing else imports this module. */
import { join } from 'node:path';
import type { Fact, FactName, FactRow } from '../../codeset/facts.ts';
import type { CodeRow } from '../../codeset/rows.ts';
import { memberOf, realFiles, workbookOf } from '../fixtures.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { newReport } from '../report.ts';
import { openSource } from '../reading/source.ts';

/** Everything one importer reads from a member. */
export async function factsOf(
  importer: Importer,
  member: Member,
): Promise<{ facts: Fact[]; report: ImportReport }> {
  const report = newReport();
  const facts: Fact[] = [];
  for await (const fact of importer.read([member], report)) facts.push(fact);
  return { facts, report };
}

/** The rows of one fact table. */
export function rowsOf<N extends FactName>(facts: readonly Fact[], table: N): FactRow<N>[] {
  return facts.filter((fact) => fact.table === table).map(({ row }) => row as FactRow<N>);
}

export function codesOf(facts: readonly Fact[]): CodeRow[] {
  return facts.flatMap((fact) => (fact.table === 'code' ? [fact.row] : []));
}

/** Whether an importer takes this content for its own; the name says nothing. */
export function recognised(importer: Importer, content: string | Buffer): boolean | Promise<boolean> {
  const member = memberOf('anything.bin', content);
  return importer.recognise({ member, head: Buffer.from(content).subarray(0, 1 << 16) });
}

/** A member of one of the public zips, found by the end of its name. */
export async function realMember(zip: string, name: string): Promise<Member> {
  const { members } = await openSource(join(realFiles() ?? '', zip));
  const member = members.find((one) => one.name.endsWith(name));
  if (!member) throw new Error(`${name} is not in ${zip}.`);
  return member;
}

export function cmAddendum(action: string, flag: string, code: string, title: string): string {
  return `${`${action}:`.padEnd(13)}${flag} ${code.padEnd(7)} ${title.slice(0, 60).padEnd(60)} ${title}`;
}
function pcsAddendum(action: string, code: string, title: string): string {
  return `${`${action}:`.padEnd(13)}${code.padEnd(7)} ${title.slice(0, 60).padEnd(60)} ${title}`;
}
export function summaryOf(from: string, to: string, blocks = ['Headers', 'Codes']): string {
  const block = (name: string): string => `
${name}
  23252 ${name.toLowerCase()} in ${from}
  23324 ${name.toLowerCase()} in ${to}
     72 additions
      0 deletions
      1 revisions
of which
      1 revisions to both long and short titles
      0 revisions to long title only`;
  return blocks.map(block).join('\n').replaceAll('\n', '\r\n');
}

export const cmAddenda = [
  cmAddendum('Delete', '1', 'B880', 'Other acariasis'),
  cmAddendum('Add', '0', 'B880', 'Other acariasis'),
  cmAddendum('Add', '1', 'B8801', 'Infestation by Demodex mites'),
  cmAddendum('Revise from', '1', 'A7741', 'Ehrlichiosis chafeensis'),
  cmAddendum('Revise to', '1', 'A7741', 'Ehrlichiosis chaffeensis'),
];
export const cmAddendaFile = [
  ...cmAddenda,
  summaryOf('icd10cm_order_2025.txt', 'icd10cm_order_2026.txt'),
].join('\r\n');
export const pcsAddenda = [
  pcsAddendum('Add', '00503Z4', 'Destruction of Brain using Ablation, Percutaneous Approach'),
  pcsAddendum('Revise from', '6A4', 'Extracorporeal or Systemic Therapies, Hypothermia'),
  pcsAddendum('Revise to', '6A4', 'Extracorporeal or Systemic Therapies, Physiological Systems, Hypothermia'),
];
export const pcsAddendaFile = [
  ...pcsAddenda,
  summaryOf('icd10pcs_order_2025.txt', 'icd10pcs_order_2026.txt'),
].join('\r\n');

export const conversionExplanation =
  'This Conversion Table includes the new ICD-10-CM codes.\r\nUnless otherwise specified …';
export const conversionColumns = ['Current code assignment', 'Effective', 'Previous Code(s) Assignment'];
export const conversionRows = [
  ['A04.71', '2017', 'A04.7'],
  ['C44.1121  ', '2018', 'C44.112'],
  ['C50.A0', '2025', 'C50.919, C50.929'],
  ['C56.3', '2021', 'C56.1 and C56.2'],
];

export function conversionBook(rows: string[][]): Promise<Buffer> {
  return workbookOf([[conversionExplanation], conversionColumns, ...rows]);
}

export async function conversionTable(rows: string[][], name = 'table.xlsx'): Promise<Member> {
  return memberOf(name, await conversionBook(rows));
}
