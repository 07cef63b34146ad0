import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CodeRow } from '../codeset/rows.ts';
import { contentOf, readAll, realFiles } from './fixtures.ts';

import type { ImportReport, Member } from './importer.ts';
import { recognise } from './registry.ts';
import { openSource } from './source.ts';

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
    expect(rows.map(({ title }) => title)).toEqual(
      lines.map((line) => line.slice(77).trim().replaceAll('  ', ' ')),
    );
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

