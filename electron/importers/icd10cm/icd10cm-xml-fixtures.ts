/** Helpers of the tests of the ICD-10-CM lists in XML. Nothing else imports this module. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Fact, FactName, FactRow } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { contentOf, memberOf } from '../fixtures.ts';
import { icd10cmExternalIndex, icd10cmIndex } from './icd10cm-index.ts';
import { icd10cmDrugs, icd10cmNeoplasms } from './icd10cm-table.ts';
import { icd10cmTabular } from './icd10cm-tabular.ts';
import type { Importer, ImportReport, Member } from '../importer.ts';
import { droppedIn, newReport } from '../report.ts';
import { openSource } from '../reading/source.ts';

export const publicFiles = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

export interface ReadFile {
  facts: Fact[];
  report: ImportReport;
}

/** Reads a member to its end. */
export async function readFacts(importer: Importer, member: Member): Promise<ReadFile> {
  const report = newReport();
  const facts: Fact[] = [];
  for await (const fact of importer.read([member], report)) facts.push(fact);
  return { facts, report };
}

/** The rows of one table. */
export function rowsOf<N extends FactName>(facts: readonly Fact[], table: N): FactRow<N>[] {
  return facts.flatMap((fact) => (fact.table === table ? [fact.row as FactRow<N>] : []));
}

export function memberOfXml(name: string, xml: string, step?: number): Member {
  return memberOf(name, Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n${xml}`), step);
}

const importers = [icd10cmTabular, icd10cmIndex, icd10cmExternalIndex, icd10cmNeoplasms, icd10cmDrugs];

/** Those of the five importers that take the content for their own. */
export async function takersOf(content: string): Promise<Importer[]> {
  const probe = {
    member: memberOfXml('anything.bin', content),
    head: Buffer.from(content).subarray(0, 1 << 16),
  };
  const takers: Importer[] = [];
  for (const importer of importers) if (await importer.recognise(probe)) takers.push(importer);
  return takers;
}

/** A file of the public zips, and its content. */
export async function publicFile(zip: string, ending: string): Promise<{ member: Member; raw: string }> {
  const { members } = await openSource(join(publicFiles, zip));
  const member = members.find(({ name }) => name.endsWith(ending));
  if (!member) throw new Error(`${ending} is not in ${zip}.`);
  return { member, raw: Buffer.from(await contentOf(member), 'latin1').toString('utf8') };
}

/** The XML entities of the official files, and white space as the importers have it. */
export function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A file with pieces cut out, doubled or replaced is read with its records counted, or refused with `AppError`. */
export async function expectSoundOnDamage(importer: Importer, xml: string): Promise<void> {
  const damage = fc.tuple(
    fc.nat(xml.length),
    fc.nat(40),
    fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('<term>', '</term>', '<note>', '</note>', '<diag>', '<diff>', '<title>', '&x;'),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (cuts) => {
      let text = xml;
      for (const [at, length, put] of cuts) text = text.slice(0, at) + put + text.slice(at + length);
      try {
        const { report } = await readFacts(importer, memberOf('damaged.xml', Buffer.from(text), 100));
        expect(report.read).toBe(report.kept + report.rejected + droppedIn(report));
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 300 },
  );
}
