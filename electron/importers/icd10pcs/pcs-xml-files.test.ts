import { describe, expect, test } from 'vitest';
import { factsOf, realMember, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { contentOf, realFiles } from '../fixtures.ts';
import { icd10pcsDefinitions } from './icd10pcs-definitions.ts';
import { icd10pcsIndex } from './icd10pcs-index.ts';
import { icd10pcsTables } from './icd10pcs-tables.ts';

const why = 'the public files are not beside this checkout';
describe.skipIf(realFiles() === null)(`real files (skipped when ${why})`, { timeout: 60_000 }, () => {
  const count = (raw: string, pattern: RegExp): number => [...raw.matchAll(pattern)].length;

  test('tables of FY2023', async () => {
    const member = await realMember('icd10pcs-xml-2023.zip', 'tables_2023.xml');
    expect((await icd10pcsTables.describe(member)).edition.name).toBe('PCS Tables FY2023');
    const raw = await contentOf(member);
    const { facts, report } = await factsOf(icd10pcsTables, member);
    expect(report).toMatchObject({ read: 901 + 2544, kept: 901 + 2544, rejected: 0, dropped: {} });
    expect([count(raw, /<pcsTable>/g), count(raw, /<pcsRow /g)]).toEqual([901, 2544]);
    const values = rowsOf(facts, 'pcsValue');
    expect(values).toHaveLength(count(raw, /<label /g));
    expect(values.filter(({ definition }) => definition !== null)).toHaveLength(count(raw, /<definition>/g));
    expect(new Set(values.map(({ table }) => table)).size).toBe(901);
    const places = new Set(values.map((one) => [one.table, one.row, one.position, one.value].join()));
    expect(places.size).toBe(values.length);
    // CMS published 78,530 codes for FY2023; the rows say so together.
    const said = [...raw.matchAll(/<pcsRow codes="(\d+)"/g)].reduce(
      (sum, match) => sum + Number(match[1]),
      0,
    );
    expect(said).toBe(78_530);
  });

  test('index of FY2023', async () => {
    const member = await realMember('icd10pcs-xml-2023.zip', 'index_2023.xml');
    expect((await icd10pcsIndex.describe(member)).edition.name).toBe('PCS Index FY2023');
    const raw = await contentOf(member);
    const { facts, report } = await factsOf(icd10pcsIndex, member);
    const main = count(raw, /<mainTerm>/g);
    expect(main).toBe(3023);
    const records = main + count(raw, /<term /g);
    expect(report).toMatchObject({ read: records, kept: records, rejected: 0 });
    const terms = rowsOf(facts, 'indexTerm');
    const references = rowsOf(facts, 'indexReference');
    expect(terms.filter(({ level }) => level === 0)).toHaveLength(main);
    expect(terms.filter(({ title }) => title !== '')).toHaveLength(
      count(raw, /<(?:mainTerm|term [^>]*)>\s*<title>/g),
    );
    for (const kind of ['see', 'use']) {
      const written = references.filter((one) => one.kind === kind);
      expect(written).toHaveLength(count(raw, new RegExp(`<${kind}>`, 'g')));
    }
    const codes = references.filter((one) => ['code', 'codes', 'tab'].includes(one.kind)).length;
    const held = terms.filter(({ code }) => code !== null).length;
    expect(codes + held).toBe(count(raw, /<(?:code|codes|tab)>/g));
    expect(terms.every(({ id, parent }, at) => id === at && (parent === null || parent < id))).toBe(true);
    expect(new Set(references.map((one) => `${one.term},${one.ordinal}`)).size).toBe(references.length);
  });

  test('definitions of FY2023', async () => {
    const member = await realMember('icd10pcs-xml-2023.zip', 'definitions_2023.xml');
    expect((await icd10pcsDefinitions.describe(member)).edition.name).toBe('PCS Definitions FY2023');
    const raw = await contentOf(member);
    const { facts, report } = await factsOf(icd10pcsDefinitions, member);
    expect(report).toMatchObject({ read: 896 + 60, kept: 896, rejected: 0 });
    expect([count(raw, /<terms>/g), count(raw, /<aggregate>/g)]).toEqual([896, 60]);
    const rows = rowsOf(facts, 'pcsDefinition');
    // The other titles: the file's own, 16 of sections, 31 of axes.
    expect(rows).toHaveLength(count(raw, /<title>/g) - 1 - 16 - 31);
    const includes = new Set(rows.flatMap((one) => one.includes));
    const printed = [...raw.matchAll(/<includes>([^<&]*)<\/includes>/g)].map(([, text = '']) => text);
    const missing = printed.filter((text) => !includes.has(text.trim().replaceAll(/\s+/g, ' ')));
    expect(missing).toEqual([]);
  });
});
