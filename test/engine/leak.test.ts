import { execFile, fork } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { keyFileOf, writeKeyFile } from '../../electron/codeset/keys.ts';
import { replaceLines } from '../../electron/codeset/library.ts';
import { manifestSchema, writeManifest } from '../../electron/codeset/manifest.ts';
import type { ChannelName } from '../../electron/contract/names.ts';
import { channelNames } from '../../electron/contract/names.ts';
import { LibraryKeeper } from '../../electron/engine/keeper.ts';
import type { EngineMessage, EnginePort } from '../../electron/engine/rpc.ts';
import { makeHandlers } from '../../electron/ipc/handlers.ts';
import { Offers } from '../../electron/ipc/offers.ts';
import type { GrantKeeper } from '../../electron/licence/grant-keeper.ts';
import { buildStarterPack } from '../../electron/packs/starter.ts';
import { sealWith } from '../../electron/secrets/install-key.ts';
import { SettingsStore } from '../../electron/settings/store.ts';
import { served, validInputs } from '../fixtures/channels.ts';
import { hcpcsDraft, icdDraft } from '../fixtures/drafts.ts';
import { engineEntry, kill, reference } from '../fixtures/engine.ts';
import { fakeUpdates } from '../fixtures/fake-updates.ts';
import { folderPerTest } from '../fixtures/folder.ts';
import { grantKeeper } from '../fixtures/grants.ts';
import { startDesk } from '../fixtures/licence-desk.ts';
import { fakePublicSets } from '../fixtures/public-sets.ts';
import { date, marker, vendors, written } from '../fixtures/sold.ts';

const folder = folderPerTest();
/** An engine process whose prints are kept. */
function enginePort(printed: string[], pids: number[]): EnginePort {
  const child = fork(engineEntry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.pid !== undefined) pids.push(child.pid);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  }
  return {
    post: (message) => void child.send(message, () => {}),
    onMessage: (listener) => void child.on('message', (message) => listener(message as EngineMessage)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** The program but for Electron, with everything that it prints. */
async function program() {
  const printed: string[] = [];
  const pids: number[] = [];
  const spawn = (): EnginePort => enginePort(printed, pids);
  const starterPack = join(folder(), 'starter.c2cpack');
  await buildStarterPack(starterPack, { created: '2026-01-01', drafts: [icdDraft(), hcpcsDraft()] });
  const data = join(folder(), 'data');
  mkdirSync(data);
  const keeper = new LibraryKeeper({
    folder: join(data, 'library'),
    starterPack,
    reference,
    packTerms: () => ({ trusted: [], contentKeys: [], appVersion: '0.1.0' }),
    seal: sealWith(Buffer.alloc(32, 3), 'file'),
    userData: { file: join(data, 'user-data.db'), key: Buffer.alloc(32, 4) },
    spawn,
    today: () => date,
    onChange: (status) => printed.push(JSON.stringify(status)),
    log: (line) => printed.push(line),
  });
  const grants: GrantKeeper = grantKeeper(keeper.host, {
    onChange: (now) => printed.push(JSON.stringify(now)),
  });
  await grants.setLicence({ tier: 'guest', entitlements: [] });
  const copied: string[] = [];
  const handlers = makeHandlers({
    keeper,
    settings: await SettingsStore.load(join(data, 'settings.json'), () => {}),
    offers: new Offers(),
    grants,
    publicSets: fakePublicSets,
    licence: {
      desk: (await startDesk(join(folder(), 'account'))).desk,
      chooseLicence: () => Promise.resolve(undefined),
      saveText: () => Promise.resolve(true),
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
    chooseFolder: () => Promise.resolve(undefined),
    chooseFiles: () => Promise.resolve([]),
    writeClipboard: (text) => Promise.resolve(void copied.push(text)),
    now: () => 1_780_000_000_000,
    log: (line) => printed.push(line),
    onJob: (job) => printed.push(JSON.stringify(job)),
  });
  const { ask, log } = served(handlers);
  await keeper.start();
  await keeper.add(await written(vendors(), join(folder(), 'vendor')), () => {});
  return { keeper, grants, ask, data, pids, printed: () => [...printed, ...log, ...copied].join('\n') };
}
type Program = Awaited<ReturnType<typeof program>>;

/** Everything that any channel says of the licensed codes, in words. */
async function everythingSaid({ ask }: Program, channels: readonly ChannelName[] = []): Promise<string> {
  const said: string[] = [];
  // What was typed may be said back; nothing else of it.
  const say = async (channel: ChannelName, input: unknown, typed = ''): Promise<void> => {
    const answer = JSON.stringify(await ask(channel, input));
    said.push(typed === '' ? answer : answer.replaceAll(JSON.stringify(typed).slice(1, -1), ''));
  };
  const typed = [
    '99213',
    '99',
    '99213 99214',
    '99???',
    '99213-99499',
    'zyxtitlemark',
    'zyx',
    'zyxtitlmark new',
    'zyxindexmrak',
    'zyxqqq',
    'hives',
  ];
  for (const text of [...typed, '"zyxtitlemark new"', 'sys:cpt zyx*', 'zyxlimitmark', 'wellness']) {
    await say('search.query', { text, systems: [], date, limit: 50 }, text);
  }
  for (const code of ['99213', '99214', '99499']) {
    for (const day of [date, '2025-06-01', '2030-01-01']) {
      await say('code.page', { system: 'cpt', code, date: day });
      await say('code.family', { system: 'cpt', code, date: day });
    }
  }
  for (const line of ['cpt', 'ncci', 'mpfs']) {
    await say('library.changes', { line, edition: null, kinds: [], offset: 0, limit: 100 });
    await say('library.verify', { line });
  }
  // Whatever channel there is besides, as every test of channels asks it.
  for (const channel of channels) {
    if (channel !== 'library.remove' && channel !== 'library.rollBack')
      await say(channel, validInputs[channel]);
  }
  return said.join('\n');
}

function filesBelow(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const whole = join(path, name);
    return statSync(whole).isDirectory() ? filesBelow(whole) : [whole];
  });
}

describe('without an entitlement', { timeout: 180_000 }, () => {
  test('no channel, log, print or file yields a licensed text, also after a crash and after the licence has ended', async () => {
    const running = await program();
    const { keeper, grants, data, pids } = running;
    expect(keeper.status().lines.map(({ line }) => line)).toContain('cpt');
    const first = await everythingSaid(running, channelNames);
    expect(first).not.toMatch(marker);
    expect(first).not.toContain('98765.4321');

    // The words are there, and open with what was paid for: otherwise this test would guard nothing.
    await grants.setLicence({ tier: 'licensed', entitlements: ['CPT', 'NCCI', 'MPFS', 'INDEX_PLUS'] });
    const open = await everythingSaid(running);
    expect(open).toMatch(/Zyxtitlemark new 99213/);
    expect(open).toContain('98765.4321');
    expect(open).toContain('index: Zyxindexmark hives → L50.9');

    // Ended, without a restart; then a crash, and what the next process answers.
    await grants.setLicence({ tier: 'registered', entitlements: [] });
    expect(await everythingSaid(running)).not.toMatch(marker);
    pids.forEach(kill);
    const after = await everythingSaid(running);
    expect(after).not.toMatch(marker);
    expect(after).toContain('99213');

    await keeper.close();
    expect(running.printed()).not.toMatch(marker);
    const files = filesBelow(data);
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => marker.test(readFileSync(file, 'latin1')))).toEqual([]);
  });

  test('the terminal answers with the number alone', async () => {
    const library = join(folder(), 'library');
    const files = await written(vendors(), library);
    for (const { file, key } of files) await writeKeyFile(keyFileOf(file), Buffer.from(key));
    await replaceLines(
      library,
      Object.fromEntries(files.map(({ line, file }) => [line, { file: file.slice(library.length + 1) }])),
    );
    const script = fileURLToPath(new URL('../../scripts/lookup.ts', import.meta.url));
    const queries = join(folder(), 'queries.txt');
    writeFileSync(queries, '99213\nzyxtitle\n99\n');
    const given = ['--codeset', library, '--queries', queries, '--date', date];
    for (const form of [[], ['--json']]) {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...given, ...form]);
      expect(stdout).toContain('99213');
      expect(stdout + stderr).not.toMatch(marker);
    }
  });

  test('an edited manifest does not open a file: what opens a text stands inside it too', async () => {
    const running = await program();
    await running.keeper.close();
    const library = join(running.data, 'library');
    const name = readdirSync(library).find((one) => one.startsWith('cpt-') && one.endsWith('.json')) ?? '';
    const text = readFileSync(join(library, name), 'utf8');
    expect(text).toContain('"licence": "CPT"');
    // As whoever knows the format would: the entitlement taken out and the check made anew.
    const manifest = manifestSchema.parse(JSON.parse(text));
    const sources = manifest.sources.map(({ licence: _, ...source }) => source);
    await writeManifest(join(library, name.slice(0, -'.json'.length)), { ...manifest, sources });
    const again = new LibraryKeeper({
      folder: library,
      starterPack: '',
      reference,
      packTerms: () => ({ trusted: [], contentKeys: [], appVersion: '0.1.0' }),
      seal: sealWith(Buffer.alloc(32, 3), 'file'),
      userData: null,
      spawn: () => enginePort([], []),
      today: () => date,
      onChange: () => {},
      log: () => {},
    });
    const { problems } = await again.start();
    expect(problems.map(({ line, code }) => [line, code])).toEqual([['cpt', 'library-header-damaged']]);
    await again.close();
  });
});
