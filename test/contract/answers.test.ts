import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { channels, type Output } from '../../electron/contract/channels.ts';
import type { Job } from '../../electron/contract/library.ts';
import { jobSchema } from '../../electron/contract/library.ts';
import type { ChannelName } from '../../electron/contract/names.ts';
import { channelNames } from '../../electron/contract/names.ts';
import { LibraryKeeper } from '../../electron/engine/keeper.ts';
import { forkEngine } from '../../electron/engine/node-port.ts';
import { makeHandlers } from '../../electron/ipc/handlers.ts';
import { sealWith } from '../../electron/secrets/install-key.ts';
import { SettingsStore } from '../../electron/settings/store.ts';
import { codeSetFiles } from '../../scripts/terminal/open-library.ts';
import { starterLibrary } from '../../scripts/terminal/starter-library.ts';
import { served, validInputs } from '../fixtures/channels.ts';
import { engineEntry, reference } from '../fixtures/engine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), 'case2code-test-'));
const copied: string[] = [];
const jobs: Job[] = [];
let chosen: string | undefined;
let ask: ReturnType<typeof served>['ask'];
let keeper: LibraryKeeper;
let log: string[];
let starter: string;

/** The whole program but for Electron: keeper, engine process, settings and channels. */
beforeAll(async () => {
  starter = await starterLibrary();
  keeper = new LibraryKeeper({
    folder: join(folder, 'library'),
    starterPack: join(starter, 'starter.c2cpack'),
    reference,
    seal: sealWith(Buffer.alloc(32, 3), 'file'),
    spawn: () => forkEngine(engineEntry),
    today: () => '2025-12-01',
    onChange: (status) => void channels['library.status'].output.parse(status),
    log: () => {},
  });
  const settings = await SettingsStore.load(join(folder, 'settings.json'), () => {});
  const handlers = makeHandlers({
    keeper,
    settings,
    info: {
      name: 'Case2Code Desktop',
      version: '0.0.0',
      platform: 'linux',
      runtime: 'Node',
      licences: 'MIT',
    },
    chooseFolder: () => Promise.resolve(chosen),
    writeClipboard: (text) => Promise.resolve(void copied.push(text)),
    onJob: (job) => jobs.push(jobSchema.parse(job)),
  });
  ({ ask, log } = served(handlers));
  expect((await keeper.start()).state).toBe('ready');
});
afterAll(async () => {
  await keeper.close();
  rmSync(folder, { recursive: true, force: true });
});

async function answer<C extends ChannelName>(channel: C, input: unknown): Promise<Output<C>> {
  const result = await ask(channel, input);
  if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
  // Checked by the server itself: it runs with `checkOutput`.
  return channels[channel].output.parse(result.value) as Output<C>;
}

describe('with the real engine behind it', () => {
  test.each(channelNames)('%s answers a valid input with what its schema says', async (channel) => {
    expect(await ask(channel, validInputs[channel])).toMatchObject({ ok: true });
  });

  test('every page of the starter set is what the contract says', { timeout: 300_000 }, async () => {
    const found = new Set<string>();
    for (const text of [
      'a',
      'of',
      'e',
      'visit',
      'fracture',
      'injection',
      'diabetes',
      'left',
      'office',
      'E',
      'Z0',
      '99',
      'J1',
      'home',
      'modifier',
    ]) {
      const { rows } = await answer('search.query', { text, systems: [], date: '2025-12-01', limit: 50 });
      for (const { system, code } of rows) found.add(`${system} ${code}`);
    }
    expect(found.size).toBeGreaterThan(200);
    const systems = new Set<string>();
    for (const name of found) {
      const [system = '', code = ''] = name.split(' ');
      for (const date of ['2025-12-01', '2019-01-01', '2031-01-01']) {
        const page = await answer('code.page', { system, code, date });
        expect([page.system, page.code]).toEqual([system, code]);
        if (system === 'cpt') expect(page.official.state).toBe('needs-licence');
      }
      await answer('code.family', { system, code, date: '2025-12-01' });
      systems.add(system);
    }
    expect([...systems].toSorted()).toEqual(['cpt', 'hcpcs', 'icd10cm', 'modifier', 'pos']);
  });

  test('a page that is not held is not found; the log names no code', async () => {
    const result = await ask('code.page', { system: 'hcpcs', code: 'PRIVATE99', date: '2025-12-01' });
    expect(result).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(log.at(-1)).toContain('not-found');
    expect(log.join('\n')).not.toContain('PRIVATE99');
  });

  test('what is copied reaches the clipboard as it is', async () => {
    copied.length = 0;
    await answer('clipboard.write', { text: 'E11.9\tType 2 diabetes mellitus' });
    expect(copied).toEqual(['E11.9\tType 2 diabetes mellitus']);
  });

  test('settings are kept', async () => {
    await answer('settings.set', { theme: 'light' });
    expect((await answer('settings.get', null)).theme).toBe('light');
  });
});

describe('adding a built library', () => {
  test('cancelled by the user is no job and no error', async () => {
    chosen = undefined;
    jobs.length = 0;
    expect(await answer('library.add', null)).toBeNull();
    expect(jobs).toEqual([]);
  });

  test('of a folder that holds none fails with what to do, and changes nothing', async () => {
    chosen = join(folder, 'empty');
    mkdirSync(chosen);
    jobs.length = 0;
    const before = readFileSync(join(folder, 'library', 'library.json'), 'utf8');
    expect(await ask('library.add', null)).toMatchObject({ ok: false, error: { code: 'library-missing' } });
    expect(jobs.map(({ state }) => state)).toEqual(['running', 'failed']);
    expect(jobs.at(-1)?.error?.code).toBe('library-missing');
    expect(readFileSync(join(folder, 'library', 'library.json'), 'utf8')).toBe(before);
  });

  test('adopts its lines and tells how far it is', async () => {
    chosen = starter;
    jobs.length = 0;
    const status = await answer('library.add', null);
    expect(status?.lines).toHaveLength((await codeSetFiles(starter)).length);
    expect(status?.problems).toEqual([]);
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    expect(jobs.at(0)?.state).toBe('running');
    expect(jobs.at(-1)).toMatchObject({ state: 'finished', done: 1 });
    const done = jobs.map((job) => job.done ?? 0);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });
});
