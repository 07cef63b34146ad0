import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newKey } from '../../electron/codeset/keys.ts';
import { libraryFileOf } from '../../electron/codeset/library.ts';
import type { LibraryStatus } from '../../electron/contract/library.ts';
import { sealWith } from '../../electron/secrets/install-key.ts';
import { kill, until } from '../fixtures/engine.ts';
import { keepers, linesOf, problemsOf } from '../fixtures/keeper.ts';
import { request } from '../fixtures/search.ts';

const { library, starterPack, pids, keeper, changes, log, installed, fileOf } = keepers();

describe('start', () => {
  test('the first one installs the starter set and says so while it does', async () => {
    const first = keeper();
    expect(first.status().state).toBe('starting');
    const status = await first.start();
    expect(changes().map(({ state }) => state)).toEqual(['installing', 'ready']);
    expect(status).toMatchObject({ state: 'ready', keysIn: 'file', today: '2025-12-01', problems: [] });
    expect(status.lines.map(({ line, starter, codes }) => [line, starter, codes])).toEqual([
      ['icd10cm', true, 17],
      ['hcpcs', true, 7],
    ]);
    expect((await first.host.request('search', request('htn'))).rows[0]?.code).toBe('I10');
    await first.close();
  });

  test('the second one opens what is there', async () => {
    await installed();
    const before = readdirSync(library());
    const second = keeper();
    expect((await second.start()).state).toBe('ready');
    expect(changes().map(({ state }) => state)).toEqual(['ready']);
    expect(readdirSync(library())).toEqual(before);
    await second.close();
  });

  test('without a starter pack it does not throw, and says what is wrong', async () => {
    writeFileSync(starterPack(), 'no pack');
    const status = await keeper().start();
    expect(status).toMatchObject({ state: 'damaged', lines: [] });
    expect(problemsOf(status)).toEqual([[null, 'pack-foreign']]);
    expect(log().join('\n')).toContain(status.problems[0]?.id);
  });

  test('a key that another install key sealed is missing; the starter set can be put back', async () => {
    await installed();
    const stranger = keeper(sealWith(newKey(), 'keyring'));
    const status = await stranger.start();
    expect(status).toMatchObject({ state: 'damaged', keysIn: 'keyring', lines: [] });
    expect(problemsOf(status)).toEqual([
      ['icd10cm', 'library-key-missing'],
      ['hcpcs', 'library-key-missing'],
    ]);
    expect(await stranger.restoreStarter()).toMatchObject({ state: 'ready', problems: [] });
    await stranger.close();
  });
});

describe('restoreStarter', () => {
  test('puts back the line that cannot be opened and leaves the others as they are', async () => {
    await installed();
    const [icd, hcpcs] = [await fileOf('icd10cm'), await fileOf('hcpcs')];
    truncateSync(join(library(), hcpcs), 100);
    const mended = keeper();
    const status = await mended.start();
    expect(linesOf(status)).toEqual(['icd10cm']);
    expect(problemsOf(status)).toEqual([['hcpcs', 'library-truncated']]);
    expect((await mended.host.request('search', request('htn'))).rows[0]?.code).toBe('I10');
    const restored = await mended.restoreStarter();
    expect(linesOf(restored)).toEqual(['icd10cm', 'hcpcs']);
    expect(restored.problems).toEqual([]);
    expect(await fileOf('icd10cm')).toBe(icd);
    expect(await fileOf('hcpcs')).not.toBe(hcpcs);
    await mended.close();
  });

  test('starts afresh from a damaged library.json, whose bytes are kept', async () => {
    await installed();
    const bytes = readFileSync(libraryFileOf(library()), 'utf8').slice(0, -40);
    writeFileSync(libraryFileOf(library()), bytes);
    const mended = keeper();
    expect(problemsOf(await mended.start())).toEqual([[null, 'library-header-damaged']]);
    expect(await mended.restoreStarter()).toMatchObject({ state: 'ready', problems: [] });
    const aside = readdirSync(library()).filter((name) => name.startsWith('library.damaged-'));
    expect(aside.map((name) => readFileSync(join(library(), name), 'utf8'))).toEqual([bytes]);
    await mended.close();
  });

  test('that fails leaves what answers, and what was wrong before is still told', async () => {
    await installed();
    truncateSync(join(library(), await fileOf('hcpcs')), 100);
    const mended = keeper();
    await mended.start();
    writeFileSync(starterPack(), 'no pack');
    const status = await mended.restoreStarter();
    expect(status.state).toBe('ready');
    expect(linesOf(status)).toEqual(['icd10cm']);
    expect(problemsOf(status).map(([, code]) => code)).toEqual(['library-truncated', 'pack-foreign']);
    await mended.close();
  });

  test('of a library of a newer version changes nothing', async () => {
    await installed();
    const bytes = readFileSync(libraryFileOf(library()), 'utf8').replace('"version": 1', '"version": 2');
    writeFileSync(libraryFileOf(library()), bytes);
    const older = keeper();
    expect(problemsOf(await older.start())).toEqual([[null, 'library-future-schema']]);
    expect(problemsOf(await older.restoreStarter())).toEqual([[null, 'library-future-schema']]);
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(bytes);
    await older.close();
  });
});

test('an engine that dies is replaced, and the interface hears of it', async () => {
  const running = keeper();
  await running.start();
  changes();
  kill(pids.at(-1));
  let told: LibraryStatus[] = [];
  await until(() => (told = [...told, ...changes()]).length > 0);
  expect(told).toEqual([expect.objectContaining({ state: 'ready', problems: [] })]);
  expect((await running.host.request('search', request('htn'))).rows[0]?.code).toBe('I10');
  await running.close();
});
