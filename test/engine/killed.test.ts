import { spawn } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keyFileOf, writeKeyFile } from '../../electron/codeset/keys.ts';
import { readLibrary } from '../../electron/codeset/library.ts';
import { readManifest } from '../../electron/codeset/manifest.ts';
import { verifyFile } from '../../electron/codeset/verify.ts';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import { hcpcsTextLines, orderLine } from '../../electron/importers/fixtures.ts';
import { buildStarterPack } from '../../electron/packs/starter.ts';
import { sealWith } from '../../electron/secrets/install-key.ts';
import { draft, hcpcsDraft, icdDraft, manyRows } from '../fixtures/drafts.ts';
import { folderPerTest } from '../fixtures/folder.ts';

const folder = folderPerTest();
const program = fileURLToPath(new URL('../fixtures/keep-library.ts', import.meta.url));
const seal = sealWith(Buffer.alloc(32, 7), 'file');

/** Runs the program; killed like a power cut after `delay` ms, if given. Resolves with what it printed. */
async function run(args: string[], delay?: number): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => {
    printed += String(text);
  });
  const timer = delay === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), delay);
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return printed;
}

/** Every file that library.json names is whole and opens with the key sealed in it. */
async function completeLines(library: string): Promise<string[]> {
  const lines = Object.entries((await readLibrary(library))?.lines ?? {});
  for (const [, { file, wrappedKey = '' }] of lines)
    await verifyFile(join(library, file), seal.unwrap(wrappedKey));
  return lines.map(([line]) => line).toSorted();
}

/** A repeatable spread of moments (a linear congruential generator): every run of the test kills at the same ones. */
function* moments(count: number, from: number, to: number): Generator<number> {
  let state = 20_261_101;
  for (let at = 0; at < count; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield from + ((to - from) * (at + state / 2 ** 31)) / count;
  }
}

test(
  'killed at any moment of an install, the library is whole: none, or all of it',
  { timeout: 180_000 },
  async () => {
    const library = join(folder(), 'library');
    const pack = join(folder(), 'starter.c2cpack');
    const drafts = [icdDraft(), draft('hcpcs', manyRows(10_000))];
    await buildStarterPack(pack, { created: '2026-01-01', drafts });
    const seen = new Set<number>();
    for (const delay of moments(10, 150, 2500)) {
      await run([library, pack], delay);
      const lines = await completeLines(library);
      expect([0, 2]).toContain(lines.length);
      seen.add(lines.length);
    }
    expect(seen.has(0)).toBe(true);
    expect(await run([library, pack])).toBe('ready');
    expect(await completeLines(library)).toEqual(['hcpcs', 'icd10cm']);

    // Killed while a set is added: the old one or the new one, whole, and after one more start nothing half-written.
    const added = await writeCodeSet(draft('hcpcs', manyRows(20_000)), join(folder(), 'elsewhere'));
    const file = join(folder(), 'elsewhere', added.file);
    await writeKeyFile(keyFileOf(file), added.key);
    for (const delay of moments(10, 150, 2500)) {
      await run([library, pack, file], delay);
      expect(await completeLines(library)).toEqual(['hcpcs', 'icd10cm']);
    }
    expect(await run([library, pack, file])).toBe('ready');
    expect(await run([library, pack])).toBe('ready');
    // library.json, two lines and what HCPCS had before, each with its manifest.
    expect(readdirSync(library)).toHaveLength(7);
  },
);

test(
  'killed at any moment of an import, each line is the one before or the new one, whole',
  { timeout: 180_000 },
  async () => {
    const library = join(folder(), 'library');
    const pack = join(folder(), 'starter.c2cpack');
    const drafts = [icdDraft(), hcpcsDraft()];
    await buildStarterPack(pack, { created: '2026-01-01', drafts });
    expect(await run([library, pack])).toBe('ready');
    const official = [
      ['icd10cm_order_2026.txt', orderLines(20_000)],
      ['HCPC2025_OCT_ANWEB.txt', supplyLines(5000)],
    ].map(([name = '', text = '']) => {
      writeFileSync(join(folder(), name), text);
      return join(folder(), name);
    });
    const seen = new Set<number>();
    for (const delay of moments(10, 150, 3500)) {
      // Every try begins with the starter set, whose files stay as long as they are named.
      rmSync(library, { recursive: true, force: true });
      expect(await run([library, pack])).toBe('ready');
      await run([library, pack, ...official], delay);
      expect(await completeLines(library)).toEqual(['hcpcs', 'icd10cm']);
      const now = await readLibrary(library);
      const manifests = await Promise.all(
        Object.values(now?.lines ?? {}).map(({ file }) => readManifest(join(library, file))),
      );
      seen.add(manifests.filter((manifest) => !manifest.starter).length);
    }
    expect(seen.has(0)).toBe(true);
    expect(await run([library, pack, ...official])).toBe('ready');
    expect(await run([library, pack])).toBe('ready');
    // library.json, two lines and what each had before, with their manifests.
    expect(readdirSync(library)).toHaveLength(9);
  },
);

const orderLines = (count: number): string =>
  Array.from({ length: count }, (_, at) =>
    orderLine(
      at,
      `A0${at.toString(36).toUpperCase().padStart(4, '0')}`,
      '1',
      `Invented disease number ${at}`,
    ),
  ).join('\n');
const supplyLines = (count: number): string =>
  Array.from({ length: count }, (_, at) =>
    hcpcsTextLines({
      HCPC: `A${String(at).padStart(4, '0')}`,
      'LONG DESCRIPTION': `Invented supply number ${at}`,
      'ADD DT': '19900101',
    }).join('\r\n'),
  ).join('\r\n');
