import { mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { libraryFileOf, readLibrary } from '../../electron/codeset/library.ts';
import type { FoundPack } from '../../electron/contract/import.ts';
import type { LibraryKeeper } from '../../electron/engine/keeper.ts';
import type { CodeSetFile, PackRequest } from '../../electron/packs/build.ts';
import { newKey } from '../../electron/codeset/keys.ts';
import { draft, edition, manyRows, row } from '../fixtures/drafts.ts';
import { keepers } from '../fixtures/keeper.ts';
import { fileOfDraft, packOf, vendor } from '../fixtures/packs.ts';
import { request } from '../fixtures/search.ts';

const { folder, library, keeper, installed, trusted } = keepers();
const quiet = (): void => {};
const never = new AbortController().signal;
const maker = vendor();
const months = { jan: '2026-01-01', apr: '2026-04-01', jul: '2026-07-01' };
type Month = keyof typeof months;

async function quarterOf(month: Month): Promise<CodeSetFile> {
  const rows = [row('hcpcs', `A10${months[month].slice(5, 7)}`, `Something of ${month}`), ...manyRows(20)];
  const of = edition('hcpcs', { name: `HCPCS ${month}`, begins: months[month], ends: null });
  const quarter = draft('hcpcs', rows, { edition: of });
  // Read from a file: what ships with the program would give way to anything.
  const releases = quarter.releases.map((one) => ({ ...one, files: [`${month}.txt`], sha256: month }));
  return fileOfDraft(join(folder(), 'made'), { ...quarter, releases });
}

/** A signed pack of a quarter of HCPCS, with one code of its own. */
async function pack(
  month: Month,
  more: Partial<PackRequest> = {},
  name = `${month}.c2cpack`,
): Promise<string> {
  const set = await quarterOf(month);
  mkdirSync(join(folder(), 'stick'), { recursive: true });
  const out = join(folder(), 'stick', name);
  await packOf(out, set, {
    serial: Number(months[month].slice(5, 7)),
    privateKey: maker.privateKey,
    ...more,
  });
  return out;
}

async function started(): Promise<LibraryKeeper> {
  await installed();
  trusted.clear();
  for (const [id, key] of maker.trusted) trusted.set(id, key);
  const running = keeper();
  await running.start();
  return running;
}
const named = (): string => readFileSync(libraryFileOf(library()), 'utf8');
const codes = async (running: LibraryKeeper): Promise<string[]> =>
  (await running.host.request('search', request('something'))).rows.map(({ code }) => code);
/** Code-set files of HCPCS that `library.json` does not name. */
const leftOver = async (): Promise<string[]> => {
  const held = await readLibrary(library());
  const names = new Set([held?.lines.hcpcs?.file, held?.kept.hcpcs?.file]);
  return readdirSync(library()).filter((one) => /^hcpcs.*\.c2c$/.test(one) && !names.has(one));
};
const ids = (packs: readonly FoundPack[]): string[] => packs.map(({ id }) => id);

test('a line that is held already keeps its file and the edition before it, whatever else a pack brings', async () => {
  const running = await started();
  await running.packs.installPacks([await pack('jan')], quiet, never);
  await running.packs.installPacks([await pack('apr')], quiet, never);
  const before = await readLibrary(library());
  const diagnoses = draft('icd10cm', [row('icd10cm', 'A000', 'Something else')], {
    edition: edition('icd10cm', { name: 'ICD-10-CM FY2027', begins: '2026-10-01', ends: null }),
  });
  const sets = [await quarterOf('apr'), await fileOfDraft(join(folder(), 'made'), diagnoses)];
  await running.packs.installPacks([await pack('jul', { id: 'both', sets }, 'both.c2cpack')], quiet, never);
  const after = await readLibrary(library());
  expect([after?.lines.hcpcs, after?.kept.hcpcs]).toEqual([before?.lines.hcpcs, before?.kept.hcpcs]);
  expect(after?.lines.icd10cm).not.toEqual(before?.lines.icd10cm);
  expect(await codes(running)).toContain('A00.0');
  await running.close();
});

describe('a pack', () => {
  test('is shown before it is installed, installed, and rolled back from', async () => {
    const running = await started();
    const path = await pack('apr');
    const before = named();
    const { packs, lines, passed } = await running.inspect([path], quiet);
    expect([lines, passed.notableCount, passed.otherCount]).toEqual([[], 0, 0]);
    expect(packs).toMatchObject([
      { name: 'apr.c2cpack', source: '', problem: null, preview: { kind: 'full', serial: 4, problems: [] } },
    ]);
    expect(packs[0]?.preview?.sets[0]).toMatchObject({
      line: 'hcpcs',
      editions: [{ name: 'HCPCS apr' }],
      notices: ['For tests only.'],
      givesWay: [{ edition: { name: 'Test edition of hcpcs' } }],
    });
    expect([...maker.trusted.keys()]).toEqual([packs[0]?.preview?.signedBy]);
    expect(named()).toBe(before);

    const told: (number | null)[] = [];
    const results = await running.packs.installEach([path], ids(packs), ({ done }) => told.push(done), never);
    expect(results).toEqual([{ id: packs[0]?.id, outcome: 'installed', problem: null }]);
    expect(told.length).toBeGreaterThan(0);
    expect(await codes(running)).toEqual(['A1004']);
    expect(running.status().kept).toMatchObject([{ line: 'hcpcs', because: 'replaced', starter: true }]);
    await running.upkeep.rollBack('hcpcs', quiet);
    expect(await codes(running)).toEqual([]);
    await running.upkeep.rollBack('hcpcs', quiet);
    expect(await codes(running)).toEqual(['A1004']);
    await running.close();
  });

  test('of an older edition is refused with a word on how to go back, before and at the install', async () => {
    const running = await started();
    const [apr, jan] = [await pack('apr'), await pack('jan')];
    await running.packs.installPacks([apr], quiet, never);
    const before = named();
    const { packs } = await running.inspect([jan], quiet);
    expect(packs[0]?.preview?.problems.map(({ code }) => code)).toEqual(['pack-older']);
    expect(packs[0]?.preview?.problems[0]?.message).toContain('Roll back');
    await expect(running.packs.installPacks([jan], quiet, never)).rejects.toMatchObject({
      code: 'pack-older',
    });
    expect(named()).toBe(before);
    expect(await codes(running)).toEqual(['A1004']);
    await running.close();
  });

  test.each<[string, string, (path: string) => void]>([
    ['cut off', 'pack-truncated', (path) => truncateSync(path, statSync(path).size - 100)],
    ['of no vendor known here', 'pack-unknown-key', () => trusted.clear()],
    ['something else', 'pack-foreign', (path) => writeFileSync(path, 'a letter, perhaps')],
    [
      'changed inside',
      'pack-damaged',
      (path) => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
    ],
  ])('%s is refused as %s, and nothing is changed', async (_what, code, harm) => {
    const running = await started();
    const path = await pack('apr');
    harm(path);
    const before = named();
    const { packs } = await running.inspect([path], quiet);
    if (code !== 'pack-damaged') expect(packs[0]).toMatchObject({ preview: null, problem: { code } });
    const [result] = await running.packs.installEach([path], ids(packs), quiet, never);
    expect(result).toMatchObject({ outcome: 'failed', problem: { code } });
    expect(result?.problem?.message).toContain('Nothing was changed');
    expect(named()).toBe(before);
    expect(running.status().lines.find(({ line }) => line === 'hcpcs')?.starter).toBe(true);
    await running.close();
  });

  test('that a licence opens says so, and stays closed without it', async () => {
    const running = await started();
    const path = await pack('apr', { contentKey: { id: 'hcpcs-2026', key: newKey() } });
    const { packs } = await running.inspect([path], quiet);
    expect(packs[0]?.preview).toMatchObject({
      needs: { contentKey: 'hcpcs-2026' },
      problems: [{ code: 'pack-locked' }],
    });
    await expect(running.packs.installPacks([path], quiet, never)).rejects.toMatchObject({
      code: 'pack-locked',
    });
    await running.close();
  });
});

describe('several packs', () => {
  test('on a stick are listed, those asked for installed one after the other, a bad one not stopping the others', async () => {
    const running = await started();
    for (const month of ['jan', 'apr', 'jul'] as const) await pack(month);
    const stick = join(folder(), 'stick');
    const cut = join(stick, 'apr.c2cpack');
    truncateSync(cut, statSync(cut).size - 100);
    const { packs } = await running.inspect([stick], quiet);
    expect(packs.map(({ name, source, problem }) => [name, source, problem?.code ?? null])).toEqual([
      ['apr.c2cpack', 'stick', 'pack-truncated'],
      ['jan.c2cpack', 'stick', null],
      ['jul.c2cpack', 'stick', null],
    ]);
    const results = await running.packs.installEach([stick], ids(packs), quiet, never);
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'installed', 'installed']);
    expect(await codes(running)).toEqual(['A1007']);
    // What the line had before the first of them; not January, which nobody has seen.
    expect(running.status().kept).toMatchObject([{ editions: [{ name: 'Test edition of hcpcs' }] }]);
    expect(await leftOver()).toEqual([]);
    await running.close();
  });

  test('are not installed any further once cancelled; what was finished stays', async () => {
    const running = await started();
    for (const month of ['jan', 'apr', 'jul'] as const) await pack(month, {}, `${months[month]}.c2cpack`);
    const stick = join(folder(), 'stick');
    const { packs } = await running.inspect([stick], quiet);
    const order = ids(packs);
    const cancelAfterFirst = ({ done }: { done: number | null }): void => {
      if ((done ?? 0) > 1 / 3) running.cancelJob();
    };
    const results = await running.packs.installEach([stick], order, cancelAfterFirst, never);
    expect(results.map(({ outcome }) => outcome)).toEqual(['installed', 'untouched', 'untouched']);
    expect(await codes(running)).toEqual(['A1001']);
    await running.close();
  });

  test('stop between two of them by the signal of their job', async () => {
    const running = await started();
    for (const month of ['jan', 'apr', 'jul'] as const) await pack(month, {}, `${months[month]}.c2cpack`);
    const stick = join(folder(), 'stick');
    const { packs } = await running.inspect([stick], quiet);
    const control = new AbortController();
    const abortAtEnd = ({ done }: { done: number | null }): void => {
      if (done === 1 / 3) control.abort();
    };
    const results = await running.packs.installEach([stick], ids(packs), abortAtEnd, control.signal);
    expect(results.map(({ outcome }) => outcome)).toEqual(['installed', 'untouched', 'untouched']);
    expect(await codes(running)).toEqual(['A1001']);
    await running.close();
  });
});

describe('a full pack and changes to it', () => {
  async function chain(): Promise<string[]> {
    const [jan, apr] = [await quarterOf('jan'), await quarterOf('apr')];
    const out = join(folder(), 'delta.c2cpack');
    await packOf(out, apr, { serial: 4, id: 'delta', base: jan, privateKey: maker.privateKey });
    const full = join(folder(), 'full.c2cpack');
    await packOf(full, jan, { serial: 1, privateKey: maker.privateKey });
    return [full, out];
  }

  test('are installed in one go: the edition that the line had is the one to go back to', async () => {
    const running = await started();
    const told: (number | null)[] = [];
    await running.packs.installPacks(await chain(), ({ done }) => told.push(done), never);
    expect(await codes(running)).toEqual(['A1004']);
    expect(told).toEqual(told.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(running.status().kept).toMatchObject([{ line: 'hcpcs', starter: true }]);
    expect(await leftOver()).toEqual([]);
    await running.upkeep.rollBack('hcpcs', quiet);
    expect(await codes(running)).toEqual([]);
    await running.close();
  });

  test('change nothing where the second one fails, or is cancelled before its turn', async () => {
    const running = await started();
    const [full = '', delta = ''] = await chain();
    const before = named();
    const control = new AbortController();
    const abort = (): void => {
      control.abort();
    };
    await expect(running.packs.installPacks([full, delta], abort, control.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    truncateSync(delta, statSync(delta).size - 100);
    await expect(running.packs.installPacks([full, delta], quiet, never)).rejects.toMatchObject({
      code: 'pack-truncated',
    });
    expect(named()).toBe(before);
    expect(await leftOver()).toEqual([]);
    expect(await codes(running)).toEqual([]);
    await running.close();
  });
});
