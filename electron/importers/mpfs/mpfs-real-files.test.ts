import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentOf, realFiles } from '../fixtures.ts';
import type { Member } from '../importer.ts';
import { mpfsAnesthesia, mpfsAnesthesiaText } from './mpfs-anesthesia.ts';
import { claimsOf, factsOf } from './mpfs-fixtures.ts';
import { mpfsLocalityCounties } from './mpfs-locality-counties.ts';
import { mpfsOppsCaps, mpfsOppsCapsText } from './mpfs-opps-caps.ts';
import { mpfsPracticeCostsText } from './mpfs-practice-costs-text.ts';
import { mpfsPracticeCosts } from './mpfs-practice-costs.ts';
import { mpfsRelativeValuesText } from './mpfs-relative-values-text.ts';
import { mpfsRelativeValues } from './mpfs-relative-values.ts';
import { openSource } from '../reading/source.ts';

const folder = realFiles();
const why = 'the public files are not beside this checkout';

async function only(zip: string, name: string): Promise<Member> {
  const { members } = await openSource(join(folder ?? '', `${zip}.zip`));
  const member = members.find((one) => one.name.endsWith(name));
  if (!member) throw new Error(`${name} is not in ${zip}.`);
  return member;
}

const linesIn = async (member: Member): Promise<string[]> =>
  (await contentOf(member)).split(/\r?\n/).filter((line) => line.trim() !== '');

describe.skipIf(folder === null)(`fee schedule files (skipped when ${why})`, { timeout: 60_000 }, () => {
  it('PPRRVU 2025 D: every row; CSV and text give the same facts', async () => {
    const csv = await only('mpfs-2025d', 'PPRRVU2025_Oct.cleaned.csv');
    const text = await only('mpfs-2025d', 'PPRRVU2025_Oct.cleaned.txt');
    const raw = (await linesIn(text)).filter((line) => !line.startsWith('HDR'));
    const dental = raw.filter((line) => line.startsWith('D'));
    expect([raw.length, dental.length]).toEqual([19_090, 946]);
    const read = await factsOf(mpfsRelativeValues, 'relativeValue', csv);
    expect(read.report).toMatchObject({ read: 19_090, kept: 18_144, rejected: 0 });
    expect(read.rows.map(({ code, modifier }) => `${code}${modifier.padEnd(2)}`)).toEqual(
      raw.filter((line) => !line.startsWith('D')).map((line) => line.slice(0, 7)),
    );
    expect(read.rows.filter(({ status }) => status === 'A')).toHaveLength(
      raw.filter((line) => line[57] === 'A').length,
    );
    expect((await factsOf(mpfsRelativeValuesText, 'relativeValue', text)).rows).toEqual(read.rows);
    // Excel's last column, read without any knowledge of captions.
    const lastCell = (await linesIn(csv)).slice(10).filter((line) => !line.startsWith('D'));
    expect(read.rows.map(({ oppsMalpractice }) => oppsMalpractice)).toEqual(
      lastCell.map((line) => line.slice(line.lastIndexOf(',') + 1)),
    );
  });

  it('dental codes have no relative values, so leaving them out loses no fee', async () => {
    const raw = await linesIn(await only('mpfs-2025d', 'PPRRVU2025_Oct.cleaned.txt'));
    const dental = raw.filter((line) => line.startsWith('D'));
    expect(
      dental.filter((line) => Number(line.slice(90, 96)) !== 0 || Number(line.slice(96, 102)) !== 0),
    ).toEqual([]);
  });

  it('PPRRVU 2026 C, with the pricing indicator', async () => {
    const { rows, report } = await factsOf(
      mpfsRelativeValues,
      'relativeValue',
      await only('mpfs-2026c-excerpt', 'excerpt.redacted.csv'),
    );
    expect(report).toMatchObject({ read: 61, kept: 61, rejected: 0 });
    expect(new Set(rows.map(({ conversionFactor }) => conversionFactor))).toEqual(new Set(['33.4009']));
    expect(rows.every(({ pricing }) => pricing !== null)).toBe(true);
  });

  it.each([
    ['mpfs-2025d', 'GPCI2025.csv', 3],
    ['mpfs-2026c-excerpt', 'GPCI2026.csv', 6],
  ])('%s/%s: 109 localities', async (zip, name, footnotes) => {
    const member = await only(zip, name);
    const { rows, report } = await factsOf(mpfsPracticeCosts, 'practiceCost', member);
    const raw = (await linesIn(member)).filter((line) => /^\d{5},/.test(line));
    expect(rows.map(({ mac, locality }) => `${mac} ${locality}`)).toEqual(
      raw.map((line) => line.replace(/^(\d{5}),..,(\d\d),.*$/, '$1 $2')),
    );
    expect(raw.map((line) => line.split(',').slice(-3))).toEqual(
      rows.map(({ work, practiceExpense, malpractice }) => [work, practiceExpense, malpractice]),
    );
    expect(report).toMatchObject({ kept: 109, rejected: 0, dropped: { 'footnote of the file': footnotes } });
  });

  it('GPCI text: the CSV, every index with three decimals', async () => {
    const csv = await factsOf(mpfsPracticeCosts, 'practiceCost', await only('mpfs-2025d', 'GPCI2025.csv'));
    const text = await factsOf(
      mpfsPracticeCostsText,
      'practiceCost',
      await only('mpfs-2025d', 'GPCI2025.txt'),
    );
    expect(text.report).toMatchObject({ kept: 109, rejected: 0 });
    const fixed = (value: string): string => Number(value).toFixed(3);
    expect(text.rows).toEqual(
      csv.rows.map((row) => ({
        ...row,
        work: fixed(row.work),
        practiceExpense: fixed(row.practiceExpense),
        malpractice: fixed(row.malpractice),
      })),
    );
  });

  it('LOCCO 2025: the localities of GPCI, each with its state', async () => {
    const member = await only('mpfs-2025d', '25LOCCO.csv');
    const { rows, report } = await factsOf(mpfsLocalityCounties, 'localityCounty', member);
    const raw = (await linesIn(member)).filter((line) => /^\d/.test(line));
    expect(raw).toHaveLength(110);
    expect(report).toMatchObject({
      read: 111,
      kept: 109,
      rejected: 0,
      dropped: { 'repeats the row above': 1, 'footnote of the file': 1 },
    });
    const costs = await factsOf(mpfsPracticeCosts, 'practiceCost', await only('mpfs-2025d', 'GPCI2025.csv'));
    const keys = (list: readonly { mac: string; locality: string }[]): string[] =>
      list.map(({ mac, locality }) => `${mac} ${locality}`).toSorted();
    expect(keys(rows)).toEqual(keys(costs.rows));
    expect(rows.filter(({ state }) => state === 'CALIFORNIA')).toHaveLength(29);
  });

  it('ANES 2025: CSV and text agree', async () => {
    const csv = await factsOf(mpfsAnesthesia, 'anesthesiaFactor', await only('mpfs-2025d', 'ANES2025.csv'));
    const member = await only('mpfs-2025d', 'ANES2025.txt');
    const text = await factsOf(mpfsAnesthesiaText, 'anesthesiaFactor', member);
    const raw = (await contentOf(member)).match(/^\d{5} .*\d{4}/gm) ?? [];
    expect([csv.rows.length, text.rows.length, raw.length]).toEqual([109, 109, 109]);
    expect(text.rows).toEqual(csv.rows.map((row) => ({ ...row, name: row.name.slice(0, 40).trim() })));
  });

  it('OPPSCAP October 2025: CSV and text agree', async () => {
    const csv = await factsOf(mpfsOppsCaps, 'oppsCap', await only('mpfs-2025d', 'OPPSCAP_Oct.csv'));
    const member = await only('mpfs-2025d', 'OPPSCAP_Oct.txt');
    expect(csv.report).toMatchObject({ read: 16_100, kept: 16_100, rejected: 0 });
    expect((await linesIn(member)).length).toBe(16_100);
    expect((await factsOf(mpfsOppsCapsText, 'oppsCap', member)).rows).toEqual(csv.rows);
  });

  it('no other public file is taken for one of this family', async () => {
    const claimed: string[] = [];
    const zips = readdirSync(folder ?? '').filter(
      (name) => name.endsWith('.zip') && !name.startsWith('mpfs'),
    );
    for (const zip of zips) {
      const { members } = await openSource(join(folder ?? '', zip));
      for (const member of members) {
        if (member.size < 20_000_000 && (await claimsOf(member)).length > 0) claimed.push(member.name);
      }
    }
    expect(claimed).toEqual([]);
  });
});
