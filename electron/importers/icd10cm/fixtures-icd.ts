/** Helpers for the tests of the ICD importers. Nothing else imports this module. */
import { join } from 'node:path';
import type { Fact, FactName, FactRow } from '../../codeset/facts.ts';
import type { CodeRow } from '../../codeset/rows.ts';
import { memberOf, realFiles } from '../fixtures.ts';
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
