import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { libraryFileOf, readLibrary } from '../../electron/codeset/library.ts';
import { openCodeSetFile } from '../../electron/codeset/open.ts';
import { newKey } from '../../electron/codeset/keys.ts';
import type { CodeSetDraft } from '../../electron/codeset/rows.ts';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import type { Line } from '../../electron/contract/codes.ts';
import { libraryStatusSchema } from '../../electron/contract/library.ts';
import type { LibraryStatus } from '../../electron/contract/library.ts';
import { LibraryKeeper } from '../../electron/engine/keeper.ts';
import type { KeySeal } from '../../electron/engine/keeper.ts';
import type { FileToOpen } from '../../electron/engine/rpc.ts';
import { buildPublicPack } from '../../electron/packs/build.ts';
import { sealWith } from '../../electron/secrets/install-key.ts';
import { draft, hcpcsDraft, icdDraft, manyRows, row } from '../fixtures/drafts.ts';
import { engines, kill, reference, until } from '../fixtures/engine.ts';
import { folderPerTest } from '../fixtures/folder.ts';
import { request } from '../fixtures/search.ts';

const folder = folderPerTest();
const { spawn, pids } = engines();
const caught = (error: unknown): unknown => error;
const seal = sealWith(Buffer.alloc(32, 7), 'file');
const library = () => join(folder(), 'library');
const starterPack = () => join(folder(), 'starter.c2cpack');
let changes: LibraryStatus[] = [];
let log: string[] = [];

beforeEach(async () => {
  changes = [];
  log = [];
  const drafts = [icdDraft(), hcpcsDraft()];
  await buildPublicPack(starterPack(), { id: 'starter', created: '2026-01-01', starter: true, drafts });
});

function keeper(by: KeySeal = seal): LibraryKeeper {
  return new LibraryKeeper({
    folder: library(),
    starterPack: starterPack(),
    reference,
    seal: by,
    spawn,
    today: () => '2025-12-01',
    onChange: (status) => changes.push(libraryStatusSchema.parse(status)),
    log: (line) => log.push(line),
  });
}

/** A first start, ended again. */
async function installed(): Promise<void> {
  const first = keeper();
  expect((await first.start()).state).toBe('ready');
  await first.close();
  changes = [];
}

async function fileOf(line: Line): Promise<string> {
  return (await readLibrary(library()))?.lines[line]?.file ?? 'none';
}

const linesOf = ({ lines }: LibraryStatus) => lines.map(({ line }) => line);
const problemsOf = ({ problems }: LibraryStatus) => problems.map(({ line, code }) => [line, code]);

async function elsewhere(from: CodeSetDraft): Promise<FileToOpen> {
  const { line, file, key } = await writeCodeSet(from, join(folder(), 'elsewhere'));
  return { line, file: join(folder(), 'elsewhere', file), key };
}

describe('start', () => {
  test('the first one installs the starter set and says so while it does', async () => {
    const first = keeper();
    expect(first.status().state).toBe('starting');
    const status = await first.start();
    expect(changes.map(({ state }) => state)).toEqual(['installing', 'ready']);
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
    expect(changes.map(({ state }) => state)).toEqual(['ready']);
    expect(readdirSync(library())).toEqual(before);
    await second.close();
  });

  test('without a starter pack it does not throw, and says what is wrong', async () => {
    writeFileSync(starterPack(), 'no pack');
    const status = await keeper().start();
    expect(status).toMatchObject({ state: 'damaged', lines: [] });
    expect(problemsOf(status)).toEqual([[null, 'pack-damaged']]);
    expect(log.join('\n')).toContain(status.problems[0]?.id);
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
    expect(readFileSync(join(library(), 'library.damaged.json'), 'utf8')).toBe(bytes);
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
    expect(problemsOf(status).map(([, code]) => code)).toEqual(['library-truncated', 'pack-damaged']);
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

describe('add', () => {
  test('adopts under a new key; the old file goes at the next start', async () => {
    await installed();
    const old = await fileOf('hcpcs');
    const added = await elsewhere(draft('hcpcs', [row('hcpcs', 'A1000', 'Something of our own')]));
    const adding = keeper();
    await adding.start();
    const told: string[] = [];
    const status = await adding.add([added], ({ detail }) => told.push(detail));
    expect(told.at(-1)).toBe('Done');
    expect(linesOf(status)).toEqual(['icd10cm', 'hcpcs']);
    expect(status.lines.map(({ starter }) => starter)).toEqual([true, false]);
    expect((await adding.host.request('search', request('something'))).rows[0]?.code).toBe('A1000');
    const now = join(library(), await fileOf('hcpcs'));
    await expect(openCodeSetFile(now, Buffer.from(added.key))).rejects.toMatchObject({
      code: 'library-wrong-key',
    });
    expect(existsSync(join(library(), old))).toBe(true);
    await adding.close();
    const next = keeper();
    await next.start();
    expect(existsSync(join(library(), old))).toBe(false);
    expect(existsSync(now)).toBe(true);
    await next.close();
  });

  test('of a damaged file changes nothing', async () => {
    await installed();
    const before = readFileSync(libraryFileOf(library()), 'utf8');
    const added = await elsewhere(hcpcsDraft());
    truncateSync(added.file, 5000);
    const adding = keeper();
    await adding.start();
    await expect(adding.add([added], () => {})).rejects.toMatchObject({ code: 'library-truncated' });
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(before);
    expect(adding.status().state).toBe('ready');
    await adding.close();
  });

  test('while another job runs is refused, and both leave a library that answers', async () => {
    await installed();
    const added = await elsewhere(draft('hcpcs', manyRows(3000)));
    const busy = keeper();
    await busy.start();
    const first = busy.add([added], () => {});
    await expect(busy.add([added], () => {})).rejects.toMatchObject({ code: 'not-allowed' });
    const refused = await busy.restoreStarter();
    expect(refused.state).toBe('ready');
    expect(linesOf(refused)).toEqual(['icd10cm', 'hcpcs']);
    expect(problemsOf(refused)).toEqual([[null, 'not-allowed']]);
    const done = await first;
    expect(done.problems).toEqual([]);
    expect(done.lines.find(({ line }) => line === 'hcpcs')?.codes).toBe(3000);
    await busy.close();
  });

  test('cancelled leaves library.json as it was; the next start removes what was half-written', async () => {
    await installed();
    const before = readFileSync(libraryFileOf(library()), 'utf8');
    const added = await elsewhere(draft('hcpcs', manyRows(20_000)));
    const adding = keeper();
    await adding.start();
    const error = await adding
      .add([added], ({ detail }) => {
        if (detail.startsWith('Copying')) adding.cancelJob();
      })
      .catch(caught);
    expect(error).toMatchObject({ code: 'cancelled' });
    expect(adding.status()).toMatchObject({ state: 'ready', problems: [] });
    await adding.close();
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(before);
    const next = keeper();
    await next.start();
    const left = readdirSync(library()).filter((name) => name.includes('.tmp'));
    expect(left).toEqual([]);
    expect(readFileSync(libraryFileOf(library()), 'utf8')).toBe(before);
    await next.close();
  });
});

test('an engine that dies is replaced, and the interface hears of it', async () => {
  const running = keeper();
  await running.start();
  changes = [];
  kill(pids[0] === undefined ? undefined : pids.at(-1));
  await until(() => changes.length > 0);
  expect(changes.at(-1)).toMatchObject({ state: 'ready', problems: [] });
  expect((await running.host.request('search', request('htn'))).rows[0]?.code).toBe('I10');
  await running.close();
});
