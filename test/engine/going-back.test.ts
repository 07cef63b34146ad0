import { existsSync, readFileSync, readdirSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { libraryFileOf } from '../../electron/codeset/library.ts';
import type { CodeRow, CodeSetDraft } from '../../electron/codeset/rows.ts';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import type { LibraryKeeper } from '../../electron/engine/keeper.ts';
import type { FileToOpen } from '../../electron/engine/rpc.ts';
import { draft, edition, row } from '../fixtures/drafts.ts';
import { keepers, linesOf, problemsOf } from '../fixtures/keeper.ts';
import { request } from '../fixtures/search.ts';

const { folder, library, pids, keeper, installed, fileOf } = keepers();
const quiet = (): void => {};

async function elsewhere(from: CodeSetDraft): Promise<FileToOpen> {
  const { line, file, key } = await writeCodeSet(from, join(folder(), 'elsewhere'));
  return { line, file: join(folder(), 'elsewhere', file), key };
}

const january = (): CodeSetDraft =>
  draft('hcpcs', [row('hcpcs', 'A1001', 'Something of January')], {
    edition: edition('hcpcs', { name: 'HCPCS Jan 2026', begins: '2026-01-01', ends: '2026-03-31' }),
  });
const april = (): CodeSetDraft =>
  draft('hcpcs', [row('hcpcs', 'A1002', 'Something of April')], {
    edition: edition('hcpcs', { name: 'HCPCS Apr 2026', begins: '2026-04-01', ends: '2026-06-30' }),
  });

const diseases = (count: number): CodeRow[] =>
  Array.from({ length: count }, (_, at) =>
    row('icd10cm', `Q${String(at).padStart(5, '0')}`, `Invented disease number ${at}, not something`),
  );

/** A keeper that holds January's HCPCS to go back to and April's to answer. */
async function twoEditions(): Promise<LibraryKeeper> {
  await installed();
  const running = keeper();
  await running.start();
  for (const from of [january(), april()]) await running.add([await elsewhere(from)], quiet);
  return running;
}

const codesFor = async (running: LibraryKeeper, text: string): Promise<string[]> =>
  (await running.host.request('search', request(text))).rows.map(({ code }) => code);

/** Library files that the program's processes have open; of a deleted one that is said. */
const open = (): string[] =>
  pids.flatMap((pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
    } catch {
      // It has ended, or closed a file meanwhile.
      return [];
    }
  });

describe('rolling back', () => {
  test('lets the edition before answer, then the newer one again; after a start too', async () => {
    const running = await twoEditions();
    expect(running.status().kept).toMatchObject([
      { line: 'hcpcs', because: 'replaced', editions: [{ name: 'HCPCS Jan 2026' }], starter: false },
    ]);
    const told: string[] = [];
    const back = await running.upkeep.rollBack('hcpcs', ({ detail }) => told.push(detail));
    expect(told.some((detail) => detail.startsWith('Reading'))).toBe(true);
    expect(back.problems).toEqual([]);
    expect(back.lines.find(({ line }) => line === 'hcpcs')?.editions[0]?.name).toBe('HCPCS Jan 2026');
    expect(back.kept).toMatchObject([{ because: 'rolled-back', editions: [{ name: 'HCPCS Apr 2026' }] }]);
    expect(await codesFor(running, 'something')).toEqual(['A1001']);
    await running.close();

    const next = keeper();
    expect((await next.start()).kept).toMatchObject([{ because: 'rolled-back' }]);
    expect(await codesFor(next, 'something')).toEqual(['A1001']);
    await next.upkeep.rollBack('hcpcs', quiet);
    expect(await codesFor(next, 'something')).toEqual(['A1002']);
    expect(next.status().kept).toMatchObject([{ because: 'replaced' }]);
    await next.close();
  });

  test('to a damaged file is refused in its own word, and nothing is changed', async () => {
    const running = await twoEditions();
    const named = readFileSync(libraryFileOf(library()), 'utf8');
    const { kept } = JSON.parse(named) as { kept: { hcpcs: { file: string } } };
    const file = join(library(), kept.hcpcs.file);
    const bytes = readFileSync(file);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(running.upkeep.rollBack('hcpcs', quiet)).rejects.toMatchObject({
      code: 'library-page-damaged',
    });
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(named);
    expect(await codesFor(running, 'something')).toEqual(['A1002']);
    await running.close();
  });

  test('from a file that cannot be opened any more', async () => {
    await (await twoEditions()).close();
    truncateSync(join(library(), await fileOf('hcpcs')), 200);
    const mended = keeper();
    expect(problemsOf(await mended.start())).toEqual([['hcpcs', 'library-truncated']]);
    expect((await mended.upkeep.rollBack('hcpcs', quiet)).problems).toEqual([]);
    expect(await codesFor(mended, 'something')).toEqual(['A1001']);
    await mended.close();
  });

  test('of a line of which nothing is kept is not possible', async () => {
    const running = await twoEditions();
    await expect(running.upkeep.rollBack('icd10cm', quiet)).rejects.toMatchObject({ code: 'not-found' });
    await running.close();
  });

  test('cancelled changes nothing', async () => {
    const running = await twoEditions();
    const cancelled = running.upkeep.rollBack('hcpcs', () => running.cancelJob());
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(await codesFor(running, 'something')).toEqual(['A1002']);
    expect(running.status().kept).toMatchObject([{ because: 'replaced' }]);
    await running.close();
  });
});

test('a search asked at any moment of a switch is answered, and no file that is open goes', async () => {
  const running = await twoEditions();
  await running.add([await elsewhere(draft('icd10cm', diseases(3000)))], quiet);
  if (process.platform === 'linux') expect(open().some((path) => path.endsWith('.c2c'))).toBe(true);
  const switching = new AbortController();
  const answers: number[] = [];
  const searching = (async () => {
    while (!switching.signal.aborted) {
      answers.push((await codesFor(running, 'something')).length);
      expect(open().filter((path) => path.includes('(deleted)'))).toEqual([]);
    }
  })();
  for (let at = 0; at < 3; at += 1) {
    await running.upkeep.rollBack('hcpcs', quiet);
    await running.upkeep.rollBack('icd10cm', quiet);
  }
  await running.upkeep.freeSpace('kept');
  switching.abort();
  await searching;
  expect(answers.length).toBeGreaterThan(10);
  expect(answers.every((count) => count > 0)).toBe(true);
  await running.close();
});

describe('removing a line', () => {
  test('lets nothing answer for it, keeps its file, and is undone', async () => {
    const running = await twoEditions();
    const removed = await running.upkeep.remove('hcpcs');
    expect(linesOf(removed)).toEqual(['icd10cm']);
    expect(removed.kept).toMatchObject([{ because: 'removed', editions: [{ name: 'HCPCS Apr 2026' }] }]);
    expect(await codesFor(running, 'something')).toEqual([]);
    expect(linesOf(await running.upkeep.rollBack('hcpcs', quiet))).toEqual(['icd10cm', 'hcpcs']);
    expect(await codesFor(running, 'something')).toEqual(['A1002']);
    await running.close();
  });

  test('that is the only one is refused', async () => {
    await installed();
    const running = keeper();
    await running.start();
    await running.upkeep.remove('hcpcs');
    await expect(running.upkeep.remove('icd10cm')).rejects.toMatchObject({ code: 'not-allowed' });
    expect(linesOf(running.status())).toEqual(['icd10cm']);
    await running.close();
  });
});

describe('verifying', () => {
  test('reads one line or all, and tells which file is damaged', async () => {
    const running = await twoEditions();
    expect(await running.upkeep.verify('hcpcs', quiet)).toMatchObject([{ line: 'hcpcs', problem: null }]);
    const file = join(library(), await fileOf('icd10cm'));
    const bytes = readFileSync(file);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const told: (number | null)[] = [];
    const all = await running.upkeep.verify(null, ({ done }) => told.push(done));
    expect(all.map(({ line, problem }) => [line, problem?.code ?? null])).toEqual([
      ['icd10cm', 'library-page-damaged'],
      ['hcpcs', null],
    ]);
    expect(told.at(0)).toBe(0);
    expect(told.at(-1)).toBe(1);
    expect(running.status().state).toBe('ready');
    await running.close();
  });
});

test('space is freed: what is kept goes at once, and the figure says so', async () => {
  const running = await twoEditions();
  const { disk } = running.status();
  expect(disk.kept).toBeGreaterThan(0);
  const named = JSON.parse(readFileSync(libraryFileOf(library()), 'utf8')) as {
    kept: { hcpcs: { file: string } };
  };
  const freed = await running.upkeep.freeSpace('kept');
  expect(freed.kept).toEqual([]);
  expect(freed.disk).toEqual({ ...disk, kept: 0, unused: 0 });
  expect(existsSync(join(library(), named.kept.hcpcs.file))).toBe(false);
  expect(await codesFor(running, 'something')).toEqual(['A1002']);
  await expect(running.upkeep.rollBack('hcpcs', quiet)).rejects.toMatchObject({ code: 'not-found' });
  await running.close();
});
