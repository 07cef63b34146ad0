import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../electron/contract/errors.ts';
import type { SearchResponse } from '../../electron/contract/search.ts';
import { EngineHost } from '../../electron/engine/host.ts';
import { forkEngine } from '../../electron/engine/node-port.ts';
import type { EnginePort, OpenReport } from '../../electron/engine/rpc.ts';
import { buildStarterPack } from '../../electron/packs/starter.ts';
import { draft, hcpcsDraft, icdDraft, manyRows } from '../fixtures/drafts.ts';
import { engineEntry, hosts, isAlive, kill, libraryOf, until } from '../fixtures/engine.ts';
import { folderPerTest } from '../fixtures/folder.ts';
import { asStarter } from '../fixtures/packs.ts';
import { request } from '../fixtures/search.ts';

const folder = folderPerTest();
const { start, pids } = hosts();
const caught = (error: unknown): unknown => error;
const first = ({ rows }: SearchResponse): string | undefined => rows[0]?.code;

async function opened(options?: Parameters<typeof start>[0]): Promise<EngineHost> {
  const host = start(options);
  await host.open(await libraryOf(folder(), [icdDraft(), hcpcsDraft()]));
  return host;
}

describe('the engine process', () => {
  test('opens a library and answers searches, pages and families', async () => {
    const host = start();
    const report = await host.open(await libraryOf(folder(), [hcpcsDraft(), icdDraft()]));
    expect(report.lines.map(({ line, codes, systems }) => [line, codes, systems])).toEqual([
      ['icd10cm', 17, ['icd10cm']],
      ['hcpcs', 7, ['hcpcs', 'modifier']],
    ]);
    expect(first(await host.request('search', request('htn')))).toBe('I10');
    const page = await host.request('page', { system: 'icd10cm', code: 'e11.9', date: '2025-12-01' });
    expect(page).toMatchObject({
      code: 'E11.9',
      plain: { paragraphs: ['The body no longer uses insulin well.'] },
    });
    expect(page.path.map(({ label }) => label)).toEqual(['E00–E89', 'E11']);
    const family = await host.request('family', { system: 'icd10cm', code: 'S72.001A', date: '2025-12-01' });
    expect(family).toHaveLength(3);
    await host.close();
  });

  test('a code that is not held is not found, and said so', async () => {
    const host = await opened();
    const error = await host
      .request('page', { system: 'cpt', code: '99213', date: '2025-12-01' })
      .catch(caught);
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'not-found',
      message: expect.stringContaining('99213'),
    });
    await host.close();
  });

  test('before a library is open it says so', async () => {
    const host = start();
    await expect(host.request('search', request('x'))).rejects.toMatchObject({ code: 'engine-down' });
    await host.close();
  });

  test('a bad file among good ones is reported and the others answer', async () => {
    const library = await libraryOf(folder(), [icdDraft(), hcpcsDraft()]);
    const bad = library.files[0]?.file ?? '';
    writeFileSync(bad, 'something else');
    const host = start();
    const { lines, problems } = await host.open(library);
    expect(lines.map(({ line }) => line)).toEqual(['hcpcs']);
    expect(problems).toEqual([expect.objectContaining({ line: 'icd10cm', code: 'library-foreign' })]);
    expect(first(await host.request('search', request('wellness')))).toBe('G0439');
    await host.close();
  });

  test('opening another library lets its files answer in place of the old ones', async () => {
    const host = await opened();
    await host.open(await libraryOf(folder(), [hcpcsDraft()]));
    expect((await host.request('search', request('I10'))).rows).toEqual([]);
    await host.close();
  });

  test('a job tells how far it is before it answers', async () => {
    const pack = join(folder(), 'test.c2cpack');
    await buildStarterPack(pack, {
      created: '2026-01-01',
      drafts: [draft('hcpcs', manyRows(9000))],
    });
    const host = start();
    const seen: number[] = [];
    const { trusted } = await asStarter(pack);
    const asked = { pack, held: [], trusted: [...trusted], contentKeys: [], appVersion: '1.0.0' };
    expect((await host.request('inspectPack', asked)).problems).toEqual([]);
    const written = await host.request('installPack', { ...asked, folder: folder() }, ({ done }) =>
      seen.push(done ?? -1),
    );
    expect(written).toEqual([expect.objectContaining({ line: 'hcpcs', codes: 9000 })]);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    await host.close();
  });
});

test('of searches that wait, only the newest is answered', async () => {
  const host = start();
  // While the library opens, everything after it waits.
  const open = host.open(await libraryOf(folder(), [icdDraft()]));
  const typed = Array.from({ length: 20 }, (_, at) => 'hypertension'.slice(0, 2 + (at % 11)));
  const answers = await Promise.all(
    typed.map((text) => host.request('search', request(text)).then(first, (error: AppError) => error.code)),
  );
  await open;
  expect(answers).toEqual([...Array<string>(19).fill('superseded'), 'I10']);
  await host.close();
});

describe('an engine that dies', () => {
  test('between two requests is started again, opens the library and answers', async () => {
    const restarts: OpenReport[] = [];
    const host = await opened({ onRestart: (report) => restarts.push(report) });
    for (let times = 1; times <= 3; times += 1) {
      kill(pids.at(-1));
      // Sent before anyone knows that it is dead.
      expect(first(await host.request('search', request('htn')))).toBe('I10');
      expect(pids).toHaveLength(times + 1);
      expect(restarts).toHaveLength(times);
    }
    expect(restarts[0]?.lines).toHaveLength(2);
    await host.close();
  });

  test('while requests wait answers all of them', async () => {
    const host = await opened();
    for (const delay of [0, 1, 2, 5]) {
      const waiting = ['E119', 'J1100', 'I10'].map((code) =>
        host.request('page', { system: code === 'J1100' ? 'hcpcs' : 'icd10cm', code, date: '2025-12-01' }),
      );
      await new Promise((resolve) => setTimeout(resolve, delay));
      kill(pids.at(-1));
      expect((await Promise.all(waiting)).map(({ code }) => code)).toEqual(['E11.9', 'J1100', 'I10']);
    }
    await host.close();
  });

  test('on one request is given up for that request only', async () => {
    const log: string[] = [];
    const host = await opened({ log: (line) => log.push(line) });
    const query = host.request('search', request('htn')).catch(caught);
    kill(pids.at(-1));
    await until(() => pids.length === 2);
    kill(pids.at(-1));
    expect([await query].map((answer) => (answer instanceof AppError ? answer.code : 'answered'))[0]).toMatch(
      /engine-down|answered/,
    );
    expect(first(await host.request('search', request('htn')))).toBe('I10');
    expect(log[0]).toBe('engine ended unexpectedly (exit signal), crash 1');
    await host.close();
  });

  test('again and again is given up, and started again only for a new library', async () => {
    const crasher = join(folder(), 'crasher.mjs');
    writeFileSync(crasher, 'process.exit(11);');
    let entry = engineEntry;
    const ports: (EnginePort & { pid: number | undefined })[] = [];
    const host = new EngineHost({
      spawn: () => {
        const port = forkEngine(entry);
        ports.push(port);
        return port;
      },
    });
    const library = await libraryOf(folder(), [icdDraft()]);
    await host.open(library);
    entry = crasher;
    kill(ports[0]?.pid);
    await until(() => ports.length > 1);
    const error = await host.request('search', request('htn')).catch(caught);
    expect(error).toMatchObject({ code: 'engine-down', message: expect.stringContaining('keeps stopping') });
    const spawned = ports.length;
    expect(spawned).toBeLessThanOrEqual(5);
    await expect(host.request('search', request('htn'))).rejects.toMatchObject({ code: 'engine-down' });
    expect(ports).toHaveLength(spawned);
    entry = engineEntry;
    await host.open(library);
    expect(first(await host.request('search', request('htn')))).toBe('I10');
    await host.close();
  });
});

describe('the end', () => {
  test('close ends the process; closing twice is closing once; nothing is started afterwards', async () => {
    const host = await opened();
    const [pid = 0] = pids;
    expect(isAlive(pid)).toBe(true);
    await Promise.all([host.close(), host.close()]);
    await host.close();
    await until(() => !isAlive(pid));
    expect(isAlive(pid)).toBe(false);
    await expect(host.request('search', request('x'))).rejects.toMatchObject({ code: 'cancelled' });
    expect(pids).toHaveLength(1);
  });

  test('closing while the engine is being started again leaves no process', async () => {
    const host = await opened();
    const query = host.request('search', request('htn')).catch(caught);
    kill(pids[0]);
    await until(() => pids.length === 2);
    host.end();
    expect(await query).toMatchObject({ code: 'cancelled' });
    await until(() => pids.every((pid) => !isAlive(pid)));
    expect(pids.filter(isAlive)).toEqual([]);
    expect(pids).toHaveLength(2);
  });

  test('an engine whose parent was killed ends by itself', async () => {
    const script = join(folder(), 'parent.mjs');
    writeFileSync(
      script,
      `import { fork } from 'node:child_process';
       const child = fork(${JSON.stringify(engineEntry)}, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
       child.once('message', () => console.log(child.pid));
       child.send({ id: 1, method: 'close', input: null });
       setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (text: Buffer) => resolve(Number(String(text)))),
    );
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid));
    expect(isAlive(pid)).toBe(false);
  });
});
