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

export function tabularOf(chapter: string, head = '<version>2021</version>'): string {
  return `<ICD10CM.tabular>${head}${chapter}</ICD10CM.tabular>`;
}

export const smallTabular = tabularOf(`
  <introduction><introSection type="instruction"><title>Includes:</title>
    <instruction><note>The word 'Includes' appears.</note></instruction></introSection></introduction>
  <chapter><name>7</name><desc>Diseases of the eye  (H00-H59)</desc>
    <notes><note>Use an external cause code.</note></notes>
    <excludes2><note>injury of eye (S05.-)</note><note>syphilis &amp; eye</note></excludes2>
    <sectionIndex><sectionRef first="H30" last="H36" id="H30-H36">Choroid and retina</sectionRef></sectionIndex>
    <section id="H30-H36"><desc>Disorders of choroid and retina (H30-H36)</desc>
      <excludes1><note>neoplasm</note></excludes1>
      <diag><name>H34</name><desc>Retinal vascular occlusions</desc>
        <useAdditionalCode><note>code to identify:</note><note>tobacco use (Z72.0)</note></useAdditionalCode>
        <useAdditionalCode><note>hypertension</note></useAdditionalCode>
        <diag placeholder="true"><name>H34.8X</name><desc>Other</desc>
          <inclusionTerm><note>Eye stroke</note></inclusionTerm>
          <sevenChrNote><note>One of the following 7th characters</note></sevenChrNote>
          <sevenChrDef>
            <extension char="0">with macular edema</extension>
            <extension char="a">stable</extension>
            <note>Old occlusion</note><note>NOS</note>
          </sevenChrDef>
        </diag>
      </diag>
    </section>
    <section id="H59"><desc>Complications (H59)</desc></section>
  </chapter>`);

const indexTitle = 'ICD-10-CM INDEX TO DISEASES and INJURIES';

export function indexOf(terms: string, head = `<version>2017</version><title>${indexTitle}</title>`): string {
  return `<ICD10CM.index>${head}<letter><title>A</title>${terms}</letter></ICD10CM.index>`;
}

export const smallIndex = indexOf(`
  <mainTerm><title>Abdomen, abdominal</title><seeAlso>condition</seeAlso>
    <term level="1"><title>acute<nemod>(any)</nemod></title><code>R10.0</code>
      <term level="2"><title>in disease</title><code>E09.3-</code><manif>H36 </manif></term>
    </term>
    <term level="1"><title>angina</title><see>Angina</see><code>K55.1</code></term>
  </mainTerm>
  <mainTerm><title>Abscess &amp; more</title><subcat>M80.-</subcat></mainTerm>`);

const neoplasmHeads = '<head col="1">Neoplasm</head><head col="2">Malignant Primary</head>';
export const drugHeads = '<head col="1">Substance</head><head col="2">Poisoning Accidental</head>';

export function tableOf(terms: string, heads = neoplasmHeads, root = 'ICD10CM.index'): string {
  return `<${root}><version>2026</version><indexHeading>${heads}</indexHeading><letter><title>N</title>${terms}</letter></${root}>`;
}

export const cells = (...texts: string[]): string =>
  texts.map((text, at) => `<cell col="${at + 2}">${text}</cell>`).join('');

export const smallTable = tableOf(`
  <mainTerm><title>Neoplasm, neoplastic</title>${cells('C80.1', 'C79.9', 'D09.9', 'D36.9', 'D48.9', 'D49.9')}
    <term level="1"><title>bone<nemod>(periosteum)</nemod></title>${cells('C41.9', 'C79.8-', '-', '--', ' D48.0 ', '')}
      <term level="2"><title>ankle</title><see>Neoplasm, tarsus</see></term>
    </term>
  </mainTerm>`);

export const externalTitle = '<title>ICD-10-CM External Cause of Injuries Index</title>';
export const smallExternalIndex = indexOf(
  '<mainTerm><title>Abandonment</title><term level="1"><title>child</title><code>X58</code></term></mainTerm>',
  `<version>2017</version>${externalTitle}`,
);
export const smallDrugs = tableOf(
  `<mainTerm><title>Abrine</title>${cells('T62.2X1', 'T62.2X2', 'T62.2X3', 'T62.2X4')}</mainTerm>`,
  drugHeads,
);
