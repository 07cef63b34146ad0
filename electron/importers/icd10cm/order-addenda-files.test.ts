import { describe, expect, test } from 'vitest';
import { codesOf, factsOf, realMember, recognised, rowsOf } from './fixtures-icd.ts';
import { contentOf, realFiles } from '../fixtures.ts';
import { icd10pcsOrder } from '../icd10pcs/icd10pcs-order.ts';
import type { Importer } from '../importer.ts';
import { icd10cmAddenda, icd10pcsAddenda } from './order-addenda.ts';

const why = 'the public files are not beside this checkout';
describe.skipIf(realFiles() === null)(`real files (skipped when ${why})`, { timeout: 60_000 }, () => {
  const names = { 'icd10cm-addenda': 'ICD-10-CM addenda', 'icd10pcs-addenda': 'ICD-10-PCS addenda' };
  test.each<[Importer, string, string, string, [number, number, number, number]]>([
    [icd10cmAddenda, 'icd10cm-2024.zip', 'order_addenda_2024.txt', 'April 2024', [0, 0, 0, 0]],
    [icd10cmAddenda, 'icd10cm-2025.zip', 'order-addenda-April-2025.txt', 'April 2025', [0, 0, 0, 0]],
    [icd10cmAddenda, 'icd10cm-2025.zip', 'order_addenda_2025.txt', 'FY2025', [324, 36, 14, 14]],
    [icd10cmAddenda, 'icd10cm-2026.zip', 'order_addenda_2026.txt', 'FY2026', [630, 28, 45, 45]],
    [icd10pcsAddenda, 'icd10pcs-2025.zip', 'order_addenda_2025.txt', 'FY2025', [374, 61, 0, 0]],
    [icd10pcsAddenda, 'icd10pcs-2026.zip', 'order_addenda_2026.txt', 'FY2026', [160, 27, 1, 1]],
    [icd10pcsAddenda, 'icd10pcs-april-2026.zip', 'order_addenda_2026.txt', 'April 2026', [83, 2, 1, 1]],
  ])('%o %s %s is %s', async (importer, zip, name, edition, expected) => {
    const member = await realMember(zip, name);
    const raw = await contentOf(member);
    expect(await recognised(importer, raw)).toBe(true);
    const other = importer === icd10cmAddenda ? icd10pcsAddenda : icd10cmAddenda;
    expect(await recognised(other, raw)).toBe(false);
    const prefix = importer === icd10cmAddenda ? names['icd10cm-addenda'] : names['icd10pcs-addenda'];
    expect((await importer.describe(member)).edition.name).toBe(`${prefix} ${edition}`);
    const { facts, report } = await factsOf(importer, member);
    const rows = rowsOf(facts, 'addendum');
    const actions = ['Add', 'Delete', 'Revise from', 'Revise to'];
    expect(actions.map((action) => rows.filter((row) => row.action === action).length)).toEqual(expected);
    expect(report).toMatchObject({ kept: rows.length, read: rows.length, rejected: 0 });
    // What the file's own summary counts, headers and codes together.
    const said = (word: string): number =>
      [...raw.matchAll(new RegExp(`^ +(\\d+) ${word}\\r$`, 'gm'))].reduce((sum, m) => sum + Number(m[1]), 0);
    expect([said('additions'), said('deletions'), said('revisions')]).toEqual(expected.slice(0, 3));
    const long = importer === icd10cmAddenda ? 84 : 82;
    const lines = raw.split('\r\n').filter((line) => /^(?:Add|Delete|Revise)/.test(line));
    const titles = lines.map((line) => line.slice(long).trim());
    expect(rows.map(({ title }) => title)).toEqual(titles);
  });

  test('the codes addenda and the addenda of tables, index and definitions are none', async () => {
    for (const [zip, name] of [
      ['icd10cm-2026.zip', 'codes_addenda_2026.txt'],
      ['icd10cm-2024.zip', 'codes_addenda_2024.txt'],
      ['icd10pcs-april-2026.zip', 'tables_addenda_2026.txt'],
      ['icd10pcs-april-2026.zip', 'index_addenda_2026.txt'],
      ['icd10pcs-april-2026.zip', 'definitions_addenda_2026.txt'],
    ] as const) {
      const raw = await contentOf(await realMember(zip, name));
      expect(await recognised(icd10cmAddenda, raw)).toBe(false);
      expect(await recognised(icd10pcsAddenda, raw)).toBe(false);
    }
  });

  test('PCS FY2026 with the April addendum is PCS April 2026', async () => {
    const read = async (zip: string): Promise<Map<string, string>> => {
      const { facts } = await factsOf(icd10pcsOrder, await realMember(zip, 'icd10pcs_order_2026.txt'));
      return new Map(codesOf(facts).map(({ key, title }) => [key, title]));
    };
    const before = await read('icd10pcs-2026.zip');
    const addendum = await realMember('icd10pcs-april-2026.zip', '/order_addenda_2026.txt');
    const { facts } = await factsOf(icd10pcsAddenda, addendum);
    for (const { action, code, title } of rowsOf(facts, 'addendum')) {
      if (action === 'Delete') expect(before.delete(code)).toBe(true);
      if (action === 'Add') expect(before.has(code)).toBe(false);
      if (action === 'Revise from') expect(before.get(code)).toBe(title);
      if (action === 'Add' || action === 'Revise to') before.set(code, title);
    }
    const after = await read('icd10pcs-april-2026.zip');
    expect(before.size).toBe(after.size);
    expect([...after].filter(([code, title]) => before.get(code) !== title)).toEqual([]);
  });
});
