import { createWriteStream, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CodeSet } from '../../electron/codeset/reader.ts';
import { cmsShapedAddOns, cmsShapedPairs } from '../../electron/importers/ncci/fixtures-ncci.ts';
import type { Member } from '../../electron/importers/importer.ts';
import { openSource } from '../../electron/importers/reading/source.ts';
import { openRequest } from '../terminal/open-library.ts';
import { buildLibrary } from './build.ts';
import { mb, say, summary } from './measure.ts';

const zips = [
  'icd10cm-2024',
  'icd10cm-2025',
  'icd10cm-2026',
  'icd10cm-tabular-2021',
  'icd10cm-xml-2017',
  'icd10cm-tables-april-2026',
  'icd10pcs-2025',
  'icd10pcs-2026',
  'icd10pcs-april-2026',
  'icd10pcs-xml-2023',
  'hcpcs-2025-oct',
  'mpfs-2025d',
  'mpfs-2026c-excerpt',
];
const pairs = 'edit-pairs-practitioner';

/**
 * One build of everything that ../shared/data has of the lines named: three years of ICD-10-CM with Tabular, Index
 * and tables, PCS, HCPCS, NCCI and the fee schedule, then look-ups in the result. The NCCI tables there are rebuilt
 * ones; they are first written in CMS's own layout, which is not measured.
 */
export async function measureFullLibrary(data: string, scratch: string): Promise<void> {
  const ncci = join(data, 'ncci-2024q3.zip');
  const library = join(scratch, 'full');
  const { members } = await openSource(ncci);
  const rebuilt = (name: string): Member => {
    const found = members.find((member) => member.name.includes(name));
    if (!found) throw new Error(`${ncci} holds no ${name}`);
    return found;
  };
  const parts = [0, 1, 2, 3].map((part) =>
    cmsShapedPairs(rebuilt('ptp_practitioner'), `ccipra-v302r0-f${part + 1}.txt`, part * 650_000, 650_000),
  );
  const addOns = cmsShapedAddOns(rebuilt('aoc_'), 'AOC_V2024Q3-MCR.txt');
  const limits = {
    ...rebuilt('MCR_MUE_PractitionerServices_2024Q3'),
    name: 'MCR_MUE_PractitionerServices_Eff_07-01-2024.csv',
  };
  const files: string[] = [];
  for (const member of [...parts, addOns, limits]) {
    const file = join(scratch, member.name);
    await pipeline(await member.open(), createWriteStream(file));
    files.push(file);
  }
  const built = buildLibrary([...zips.map((name) => join(data, `${name}.zip`)), ...files], library);
  say('codeset build of everything', `${built.seconds.toFixed(1)} s`, '≤ 120 s');
  say('  its peak memory', mb(built.peakMb), '≤ 600 MB');
  for (const file of files) rmSync(file);
  const sizes = readdirSync(library)
    .filter((name) => name.endsWith('.c2c'))
    .map((name) => ({ line: name.split('-')[0] ?? '', bytes: statSync(join(library, name)).size }));
  for (const { line, bytes } of sizes) {
    say(`  ${line} on disk`, mb(bytes / 1e6), line === 'ncci' ? '≤ 60 MB' : '');
  }
  say('  the whole library', mb(sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6), '≤ 260 MB');
  await measureLookUps(library);
  rmSync(library, { recursive: true, force: true });
}

/** Looks up pairs, both ways round as the engine does, and relative values, in no order. */
async function measureLookUps(library: string): Promise<void> {
  const { files } = await openRequest([library]);
  const open = async (line: string): Promise<CodeSet> => {
    const file = files.find((one) => one.line === line);
    if (!file) throw new Error(`no ${line} was built`);
    return CodeSet.open(file.file, Buffer.from(file.key));
  };
  const ncci = await open('ncci');
  const mpfs = await open('mpfs');
  const codes = [...new Set([...mpfs.facts.each('relativeValue', { release: 0 })].map(({ code }) => code))];
  const asked = codes
    .flatMap((code) => ncci.pairs.ofColumn1(pairs, code).filter((_pair, place) => place % 200 === 7))
    .toSorted((a, b) => (mixed(a.column1 + a.column2) < mixed(b.column1 + b.column2) ? -1 : 1));
  const pairTimes = asked.map(({ column1, column2 }) => {
    const started = performance.now();
    ncci.pairs.between(pairs, column1, column2);
    ncci.pairs.between(pairs, column2, column1);
    return performance.now() - started;
  });
  sayMicroseconds(
    `an edit pair in both orders, ${asked.length} look-ups: mean`,
    meanOf(pairTimes),
    '≤ 60 µs',
  );
  sayMicroseconds('  p99', summary(pairTimes).p99);
  const feeTimes = codes
    .toSorted((a, b) => (mixed(a) < mixed(b) ? -1 : 1))
    .map((code) => {
      const started = performance.now();
      mpfs.facts.rows('relativeValue', { release: 0, code });
      return performance.now() - started;
    });
  sayMicroseconds(`relative values of a code, ${codes.length} look-ups: mean`, meanOf(feeTimes));
  ncci.close();
  mpfs.close();
}

/** A fixed shuffle: neighbours in the file do not follow each other. */
function mixed(text: string): string {
  return text.split('').toReversed().join('');
}

function meanOf(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
}

function sayMicroseconds(label: string, time: number, bound = ''): void {
  say(label, `${(time * 1000).toFixed(0)} µs`, bound);
}
