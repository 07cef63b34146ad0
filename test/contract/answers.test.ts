import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { channels, type Input, type Output } from '../../electron/contract/channels.ts';
import type { ErrorCode } from '../../electron/contract/errors.ts';
import type { Job } from '../../electron/contract/library.ts';
import { jobSchema } from '../../electron/contract/library.ts';
import type { ChannelName } from '../../electron/contract/names.ts';
import { channelNames } from '../../electron/contract/names.ts';
import { LibraryKeeper } from '../../electron/engine/keeper.ts';
import { forkEngine } from '../../electron/engine/node-port.ts';
import { makeHandlers } from '../../electron/ipc/handlers.ts';
import { Offers } from '../../electron/ipc/offers.ts';
import { orderFile, zipOf } from '../../electron/importers/fixtures.ts';
import { sealWith } from '../../electron/secrets/install-key.ts';
import { SettingsStore } from '../../electron/settings/store.ts';
import { codeSetFiles } from '../../scripts/terminal/open-library.ts';
import { starterLibrary } from '../../scripts/terminal/starter-library.ts';
import { machineFile, startDesk } from '../fixtures/licence-desk.ts';
import { served, validInputs } from '../fixtures/channels.ts';
import { fakeUpdates } from '../fixtures/fake-updates.ts';
import { grantKeeper } from '../fixtures/grants.ts';
import { fakePublicSets } from '../fixtures/public-sets.ts';
import { engineEntry, reference } from '../fixtures/engine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), 'case2code-test-'));
const copied: string[] = [];
const saved: string[] = [];
const jobs: Job[] = [];
const offers = new Offers();
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
    userData: { file: join(folder, 'user-data.db'), key: Buffer.alloc(32, 4) },
    packTerms: () => ({ trusted: [], contentKeys: [], appVersion: '0.1.0' }),
    spawn: () => forkEngine(engineEntry),
    today: () => '2025-12-01',
    onChange: (status) => void channels['library.status'].output.parse(status),
    log: () => {},
  });
  const settings = await SettingsStore.load(join(folder, 'settings.json'), () => {});
  const grants = grantKeeper(keeper.host);
  await grants.setLicence({ tier: 'licensed', entitlements: ['PAGES'] });
  const handlers = makeHandlers({
    keeper,
    settings,
    offers,
    grants,
    publicSets: fakePublicSets,
    licence: {
      desk: (await startDesk(join(folder, 'account'))).desk,
      chooseLicence: () => Promise.resolve(undefined),
      saveText: (_name, text) => Promise.resolve(saved.push(text) > 0),
    },
    updates: fakeUpdates,
    downloads: { bytes: () => Promise.resolve(0), clear: () => Promise.resolve() },
    info: {
      name: 'Case2Code Desktop',
      version: '0.0.0',
      platform: 'linux',
      runtime: 'Node',
      licences: 'MIT',
    },
    chooseFolder: () => Promise.resolve(chosen),
    chooseFiles: () => Promise.resolve(chosen === undefined ? [] : [chosen]),
    writeClipboard: (text) => Promise.resolve(void copied.push(text)),
    now: () => 1_764_590_400_000,
    log: () => {},
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
    const note = join(folder, 'note.txt');
    writeFileSync(note, 'no code set');
    const { id } = offers.add([note]);
    const known: Partial<Record<ChannelName, Input<ChannelName>>> = {
      'library.inspect': { offer: id },
      'library.import': { offer: id },
      'library.installPacks': { offer: id, packs: ['0123456789abcdef'] },
      // The starter set has no older edition beside it.
      'library.changes': { line: 'icd10cm', edition: null, kinds: [], offset: 0, limit: 100 },
      // Removed, then brought back.
      'library.remove': { line: 'hcpcs' },
      'library.rollBack': { line: 'hcpcs' },
      'licence.takeText': { text: machineFile('DESK-7'), key: null },
    };
    // The starter set has no tables.
    const refused: Partial<Record<ChannelName, ErrorCode>> = {
      'browse.grid': 'not-found',
      'browse.pcs': 'not-found',
      // No server is configured, and no licence file here is encrypted.
      'licence.activate': 'not-allowed',
      'licence.signIn': 'not-allowed',
      'licence.fetchNewest': 'not-allowed',
      'licence.enterKey': 'licence-refused',
    };
    const code = refused[channel];
    expect(await ask(channel, known[channel] ?? validInputs[channel])).toMatchObject(
      code === undefined ? { ok: true } : { ok: false, error: { code } },
    );
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

  test('a licence that is pasted opens, a request is saved, and what is taken off leaves a receipt to save', async () => {
    const taken = await answer('licence.takeText', {
      text: machineFile('DESK-7', { id: 'other' }),
      key: null,
    });
    expect(taken).toMatchObject({ licence: { tier: 'licensed' }, removable: { isOnline: false } });
    saved.length = 0;
    const { text } = await answer('licence.request', { purpose: 'activate', key: 'KEY-9' });
    await answer('licence.saveRequest', null);
    const { account, request } = await answer('licence.takeOff', { isOffline: true });
    expect(account.licence.tier).toBe('guest');
    await answer('licence.saveRequest', null);
    expect(saved).toEqual([text, request]);
    expect(log.join('\n')).not.toContain('KEY-9');
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

describe('importing official files', () => {
  test('cancelled in the dialog is no offer', async () => {
    chosen = undefined;
    expect(await answer('library.chooseFiles', { kind: 'folder' })).toBeNull();
  });

  test('of an offer that nobody made is refused: the window can name no path', async () => {
    const unknown = randomUUID();
    for (const channel of ['library.inspect', 'library.import'] as const) {
      expect(await ask(channel, { offer: unknown })).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
      expect(await ask(channel, { offer: '/etc/passwd' })).toMatchObject({
        ok: false,
        error: { code: 'bad-request' },
      });
    }
  });

  test('shows what is in the files, imports it, and tells how far it is', async () => {
    chosen = join(folder, 'icd10cm-2027.zip');
    const zip = { 'icd10cm_order_2027.txt': orderFile, 'layout.txt': 'columns' };
    writeFileSync(chosen, await zipOf(zip));
    const offer = await answer('library.chooseFiles', { kind: 'files' });
    expect(offer?.names).toEqual(['icd10cm-2027.zip']);
    expect(JSON.stringify(offer)).not.toContain(folder);
    jobs.length = 0;
    const preview = await answer('library.inspect', { offer: offer?.id ?? '' });
    expect(preview.lines.map(({ line, standing }) => [line, standing])).toEqual([['icd10cm', 'starter']]);
    expect(preview.lines[0]?.releases).toMatchObject([
      {
        dataset: 'icd10cm-codes',
        edition: { name: 'ICD-10-CM FY2027' },
        files: [{ name: 'icd10cm_order_2027.txt', source: 'icd10cm-2027.zip' }],
        outcome: 'added',
        held: null,
      },
    ]);
    expect(preview.passed).toMatchObject({
      notableCount: 0,
      otherCount: 1,
      others: [{ name: 'layout.txt' }],
    });
    expect(jobs.at(-1)).toMatchObject({ kind: 'inspect', state: 'finished' });

    jobs.length = 0;
    const summary = await answer('library.import', { offer: offer?.id ?? '' });
    expect(summary).toMatchObject({ cancelled: false, lines: [{ line: 'icd10cm', outcome: 'finished' }] });
    expect(jobs.at(-1)).toMatchObject({ kind: 'import', state: 'finished', done: 1 });
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    const found = { text: 'merkel', systems: [], date: '2026-12-01', limit: 10 };
    expect((await answer('search.query', found)).rows.map(({ code }) => code)).toContain('C4A.0');
  });
});
