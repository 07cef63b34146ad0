import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CodeRow } from '../codeset/rows.ts';
import { contentOf, readAll, realFiles } from './fixtures.ts';
import { planImport } from './import.ts';
import type { ImportReport, Member } from './importer.ts';
import { recognise } from './registry.ts';
import { openSource } from './reading/source.ts';

const folder = realFiles();
const why = 'the public files are not beside this checkout';

/** Missing files are a skip on a developer's machine and a failure where the whole verification runs. */
test.runIf(folder === null && process.env['REAL_ELECTRON'])('the public files are here', () => {
  expect.fail(why);
});

async function only(zip: string, name: string): Promise<Member> {
  const { members } = await openSource(join(folder ?? '', zip));
  const member = members.find((one) => one.name.endsWith(name));
  if (!member) throw new Error(`${name} is not in ${zip}.`);
  return member;
}

async function read(
  zip: string,
  name: string,
): Promise<{ rows: CodeRow[]; report: ImportReport; raw: string }> {
  const member = await only(zip, name);
  const importer = await recognise(member);
  if (!importer) throw new Error(`${name} is not recognised.`);
  return { ...(await readAll(importer, member)), raw: await contentOf(member) };
}

describe.skipIf(folder === null)(`ICD-10-CM order files (skipped when ${why})`, { timeout: 60_000 }, () => {
  test.each([
    ['icd10cm-2024.zip', 'icd10cm_order_2024.txt', 97_296, 74_044],
    ['icd10cm-2025.zip', 'icd10cm_order_2025.txt', 97_584, 74_260],
    ['icd10cm-2026.zip', 'icd10cm_order_2026.txt', 98_186, 74_719],
  ])('%s: every row, in order, with its parent', async (zip, name, count, billable) => {
    const { rows, report, raw } = await read(zip, name);
    expect(report).toMatchObject({ read: count, kept: count, rejected: 0, dropped: {} });
    expect(rows.filter((row) => row.billable)).toHaveLength(billable);
    const lines = raw.split('\r\n').filter((line) => line !== '');
    expect(rows.map(({ key }) => key)).toEqual(lines.map((line) => line.slice(6, 13).trim()));
    expect(rows.map(({ title }) => title)).toEqual(lines.map((line) => line.slice(77).trim()));
    const keys = new Set(rows.map(({ key }) => key));
    const prefixes = (key: string): string[] => Array.from(key, (_, at) => key.slice(0, key.length - at - 1));
    const parents = rows.map(({ key }) => prefixes(key).find((prefix) => keys.has(prefix)) ?? null);
    expect(rows.map(({ parent }) => parent)).toEqual(parents);
  });
});

describe.skipIf(folder === null)(`HCPCS files (skipped when ${why})`, { timeout: 60_000 }, () => {
  test.each([
    ['hcpcs-2019.zip', 'HCPC2019_CONTR_ANWEB.txt', 6440, 360],
    ['hcpcs-2020.zip', 'HCPC2020_ANWEB_w_disclaimer.txt', 6710, 369],
    ['hcpcs-2025-oct.zip', 'HCPC2025_OCT_ANWEB.RECONSTRUCTED.txt', 8463, 383],
    ['hcpcs-2025-oct.zip', 'HCPC2025_OCT_ANWEB.xlsx', 8463, 383],
  ])('%s/%s: every code and modifier', async (zip, name, codes, modifiers) => {
    const { rows, report, raw } = await read(zip, name);
    expect(report).toMatchObject({ kept: codes + modifiers, rejected: 0 });
    expect(rows.filter(({ system }) => system === 'hcpcs')).toHaveLength(codes);
    expect(rows.filter(({ system }) => system === 'modifier')).toHaveLength(modifiers);
    if (name.endsWith('.txt')) {
      const firsts = raw.split('\n').filter((line) => /^.{5}00100[37]/.test(line));
      expect(rows.map(({ key }) => key)).toEqual(firsts.map((line) => line.slice(0, 5).trim()));
    }
  });

  test('the text and the Excel form of October 2025 give the same rows', async () => {
    const text = await read('hcpcs-2025-oct.zip', 'RECONSTRUCTED.txt');
    const excel = await read('hcpcs-2025-oct.zip', '.xlsx');
    expect(text.rows).toEqual(excel.rows);
    expect(excel.rows.filter(({ ended }) => ended !== null)).toHaveLength(1225);
  });
});

describe.skipIf(folder === null)(`the whole folder (skipped when ${why})`, { timeout: 120_000 }, () => {
  test('gives every edition of every data set, and says of every other file why not', async () => {
    const { planned, passed } = await planImport([folder ?? '']);
    const found = planned.map(({ importer, edition }) => `${importer.dataset}: ${edition.name}`);
    expect(found).toEqual([
      'icd10cm-codes: ICD-10-CM FY2024',
      'icd10cm-codes: ICD-10-CM FY2025',
      'icd10cm-codes: ICD-10-CM FY2026',
      'icd10cm-addenda: ICD-10-CM addenda April 2024',
      'icd10cm-addenda: ICD-10-CM addenda FY2025',
      'icd10cm-addenda: ICD-10-CM addenda April 2025',
      'icd10cm-addenda: ICD-10-CM addenda FY2026',
      'icd10cm-tabular: Tabular List FY2017',
      'icd10cm-tabular: Tabular List FY2021',
      'icd10cm-index: Alphabetic Index FY2017',
      'icd10cm-external-index: External Cause Index FY2017',
      'icd10cm-external-index: External Cause Index April 2026',
      'icd10cm-neoplasms: Neoplasm Table FY2017',
      'icd10cm-neoplasms: Neoplasm Table April 2026',
      'icd10cm-drugs: Table of Drugs and Chemicals FY2017',
      'icd10cm-drugs: Table of Drugs and Chemicals April 2026',
      'icd10cm-conversion: ICD-10-CM conversion table FY2026',
      'icd10cm-guidelines: Guidelines FY2026',
      'poa-exempt: POA Exempt List FY2026',
      'code-editor: MCE v37',
      'complications: MS-DRG v40',
      'hierarchical-conditions: HCC Mappings 2026 Initial',
      'equivalence-to-icd9: GEMs 2018',
      'equivalence-from-icd9: GEMs 2018',
      'icd10pcs-codes: ICD-10-PCS FY2025',
      'icd10pcs-codes: ICD-10-PCS FY2026',
      'icd10pcs-codes: ICD-10-PCS April 2026',
      'icd10pcs-addenda: ICD-10-PCS addenda FY2025',
      'icd10pcs-addenda: ICD-10-PCS addenda FY2026',
      'icd10pcs-addenda: ICD-10-PCS addenda April 2026',
      'icd10pcs-tables: PCS Tables FY2023',
      'icd10pcs-index: PCS Index FY2023',
      'icd10pcs-definitions: PCS Definitions FY2023',
      'icd10pcs-conversion: ICD-10-PCS conversion table April 2026',
      'hcpcs-codes: HCPCS Jan 2019',
      'hcpcs-codes: HCPCS Jan 2020',
      'hcpcs-codes: HCPCS Oct 2025',
      'place-of-service: Place of Service Jan 2017',
      'place-of-service: Place of Service Aug 2024',
      'edit-pairs-practitioner: NCCI 2026 Q3',
      'unit-limits-practitioner: NCCI 2024 Q3',
      'unit-limits-practitioner: NCCI 2026 Q3',
      'relative-values: MPFS RVU25D',
      'relative-values: MPFS RVU26C',
      'practice-costs: GPCI 2025',
      'practice-costs: GPCI 2026',
      'locality-counties: Localities 2025',
      'anesthesia-factors: Anesthesia CF 2025',
      'opps-caps: MPFS RVU25D',
    ]);
    // The text twins of files that are read in another form.
    const twins = passed.filter(({ notable }) => notable);
    expect(twins.map(({ reason }) => reason.replace(/ \(.*/, ''))).toEqual(
      twins.map(() => 'the same edition'),
    );
    expect(twins.map(({ name }) => name.split('/').at(-1) ?? '').toSorted()).toEqual([
      'ANES2025.txt',
      'GPCI2025.txt',
      'HCPC2025_OCT_ANWEB.RECONSTRUCTED.txt',
      'OPPSCAP_Oct.txt',
      'PPRRVU2025_Oct.cleaned.txt',
    ]);
    // What is left: papers, our own query lists, rebuilt tables, and lists that repeat what another file holds.
    const others = passed.filter(({ notable }) => !notable).map(({ name }) => name.split('/').at(-1) ?? '');
    const known =
      /\.(?:pdf|md|xsd|py)$|readme|licen[cs]e|rebuilt|_dev\.tsv$|codes_addenda|codes-addenda|icd10cm_codes_2026|POAexempt(?:Add|Delete|Revise)|(?:index|tables|definitions)_addenda|^HCPC2025_OCT_ANWEB\.csv$|modifiers_2025|^mce_v41|^msdrg_v4[01]|imantsm|^25LOCCO\.txt$/i;
    expect(others.filter((name) => !known.test(name))).toEqual([]);
  });
});
