import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { keygenPerTest } from '../../../test/fixtures/keygen.ts';
import type { DeskOptions } from '../../../test/fixtures/licence-desk.ts';
import { fingerprintOf, machineFile, startDesk } from '../../../test/fixtures/licence-desk.ts';
import { sealFile } from '../../../test/fixtures/keygen-files.ts';
import { readReceipt } from '../receipt.ts';
import { parseRequest } from '../request.ts';

const folder = folderPerTest();
const start = (options: DeskOptions = {}) => startDesk(folder(), options);
const own = () =>
  readdirSync(join(folder(), 'data', 'licence')).filter((name) => /\.(lic|roster)$/.test(name));
const refused = (code: string) => expect.objectContaining({ code }) as unknown;

describe('offline', () => {
  test('a request goes out, a file comes back, and the next start needs nothing', async () => {
    const { desk } = await start();
    expect(desk.account().licence).toMatchObject({ tier: 'guest', validity: 'none' });
    const request = parseRequest(desk.request({ purpose: 'activate', key: 'KEY-1' }));
    expect(request).toMatchObject({
      licenceKey: 'KEY-1',
      computer: 'DESK-7',
      fingerprint: fingerprintOf('DESK-7'),
    });
    const account = await desk.take(machineFile('DESK-7', { isEncrypted: true }), 'KEY-1');
    expect(account.licence).toMatchObject({ tier: 'licensed', validity: 'active' });
    expect((await start()).desk.account().licence.tier).toBe('licensed');
  });

  test.each([
    ['of another computer', () => machineFile('DESK-8'), 'licence-refused', /another computer/],
    ['of another vendor', () => foreignFile(), 'licence-refused', /not signed by a vendor/],
    ['that is a letter', () => 'Dear Ann,', 'licence-refused', /no licence/],
    [
      'that ended long ago',
      () => machineFile('DESK-7', { expiry: '2026-10-01T00:00:00.000Z' }),
      'licence-refused',
      /ended/,
    ],
    [
      'whose key is missing',
      () => machineFile('DESK-7', { isEncrypted: true }),
      'licence-needs-key',
      /licence key/,
    ],
  ])('a file %s is refused with the reason, and nothing of it is kept', async (_what, text, code, words) => {
    const { desk } = await start();
    const taking = desk.take(text(), null);
    await expect(taking).rejects.toThrow(words);
    await expect(taking).rejects.toEqual(refused(code));
    expect(desk.account().licence.validity).toBe('none');
    expect(readdirSync(join(folder(), 'data', 'licence'))).toEqual(['state']);
  });

  test('a renewed file takes the place of the one it renews; an older one changes nothing', async () => {
    const { desk } = await start();
    const older = machineFile('DESK-7', {
      issued: '2026-11-01T00:00:00.000Z',
      expiry: '2026-12-01T00:00:00.000Z',
    });
    await desk.take(older, null);
    const newer = machineFile('DESK-7', {
      issued: '2026-11-20T00:00:00.000Z',
      expiry: '2027-12-01T00:00:00.000Z',
    });
    expect((await desk.take(newer, null)).licence.expires).toBe('2027-12-01');
    expect(own()).toHaveLength(1);
    expect((await desk.take(older, null)).licence.expires).toBe('2027-12-01');
  });

  test('expired, in grace, renewed: what is open follows the date without a word from the user', async () => {
    const { desk } = await start();
    await desk.take(machineFile('DESK-7', { expiry: '2026-12-01T00:00:00.000Z' }), null);
    const on = async (date: string) => (await start({ now: `${date}T12:00:00.000Z` })).desk.account().licence;
    expect(await on('2026-11-30')).toMatchObject({
      tier: 'licensed',
      validity: 'active',
      warnings: [{ kind: 'renewal-due', days: 1 }],
    });
    expect(await on('2026-12-05')).toMatchObject({
      tier: 'licensed',
      validity: 'grace',
      graceEnds: '2026-12-15',
    });
    expect(await on('2026-12-20')).toMatchObject({
      tier: 'registered',
      validity: 'expired',
      entitlements: [],
    });
    const { desk: later } = await start({ now: '2026-12-20T12:00:00.000Z' });
    const renewed = machineFile('DESK-7', {
      issued: '2026-12-19T00:00:00.000Z',
      expiry: '2027-12-01T00:00:00.000Z',
    });
    expect((await later.take(renewed, null)).licence).toMatchObject({ tier: 'licensed', validity: 'active' });
  });

  test('a key with its own signature shows a typing mistake before it goes anywhere', async () => {
    const { desk } = await start();
    expect(() => desk.request({ purpose: 'activate', key: 'key/eyJhIjoxfQ.AAAA' })).toThrow(
      /not as the vendor wrote it/,
    );
  });
});

describe('without a server', () => {
  test('nothing connects, and what needs one says so', async () => {
    const { desk } = await start();
    expect(desk.account().online).toBeNull();
    await expect(desk.activate('KEY-1')).rejects.toEqual(refused('not-allowed'));
    await expect(desk.signIn({ email: 'a@b.example', password: 'x', isNew: true })).rejects.toEqual(
      refused('not-allowed'),
    );
    expect(await desk.beat()).toBeNull();
  });
});

describe('with a server', () => {
  const talk = keygenPerTest();
  const online = (options: DeskOptions = {}) =>
    start({ endpoint: talk().endpoint, web: talk().parts, ...options });
  const now = () => new Date('2026-11-26T12:00:00.000Z');

  test('a key is activated, and from then on no network is needed', async () => {
    talk().server.state.now = now;
    const licence = talk().server.licence({ entitlements: ['PAGES', 'CPT'] });
    const { desk } = await online();
    const account = await desk.activate(licence.key);
    expect(account).toMatchObject({ licence: { tier: 'licensed' }, removable: { isOnline: true } });
    const asked = talk().server.served.length;
    await talk().server.stop();
    expect((await online()).desk.account().licence.tier).toBe('licensed');
    expect(talk().server.served).toHaveLength(asked);
  });

  test('whoever registers gets the registered tier, and their address counts for a roster', async () => {
    talk().server.state.now = now;
    talk().server.state.openPolicies.add('free');
    const { desk } = await online();
    const account = await desk.signIn({ email: 'ann@clinic.example', password: 'long enough', isNew: true });
    expect(account).toMatchObject({
      email: 'ann@clinic.example',
      licence: { tier: 'registered', validity: 'active' },
    });
    expect((await online()).desk.account().email).toBe('ann@clinic.example');
  });

  test('an address is kept only when a file that the vendor signed names it', async () => {
    talk().server.state.now = now;
    talk().server.state.openPolicies.add('free');
    talk().server.state.privateKey = generateKeyPairSync('ed25519').privateKey;
    const { desk } = await online();
    const account = { email: 'named@clinic.example', password: 'long enough', isNew: true };
    await expect(desk.signIn(account)).rejects.toEqual(refused('licence-refused'));
    expect(desk.account().email).toBeNull();
  });

  test.each(['2026-11-10T00:00:00.000Z', '2031-01-01T00:00:00.000Z'])(
    'taken off with the clock at %s, the old file stays void and a new one is taken',
    async (clock) => {
      const file = machineFile('DESK-7', { issued: '2026-11-20T00:00:00.000Z' });
      await (await start()).desk.take(file, null);
      const { desk: off } = await start({ now: clock });
      await off.takeOff(true);
      const { desk } = await start();
      await expect(desk.take(file, null)).rejects.toEqual(refused('licence-refused'));
      const newer = machineFile('DESK-7', { issued: '2026-11-26T00:00:00.000Z' });
      expect((await desk.take(newer, null)).licence.tier).toBe('licensed');
    },
  );

  test('taken off while its file was moved away, the file stays void when it is back', async () => {
    const { desk } = await start();
    const kept = machineFile('DESK-7', { issued: '2026-11-20T00:00:00.000Z' });
    await desk.take(machineFile('DESK-7', { issued: '2026-11-10T00:00:00.000Z' }), null);
    const older = own().map((name) => join(folder(), 'data', 'licence', name));
    const text = readFileSync(older[0] ?? '', 'utf8');
    await desk.take(kept, null);
    for (const name of own()) rmSync(join(folder(), 'data', 'licence', name));
    writeFileSync(older[0] ?? '', text);
    const { desk: off } = await start();
    await off.takeOff(true);
    await expect(off.take(kept, null)).rejects.toEqual(refused('licence-refused'));
  });

  test('taken off, the licence is free on the server, and its old file stays void here', async () => {
    talk().server.state.now = now;
    const licence = talk().server.licence({ entitlements: ['CPT'] });
    const { desk } = await online();
    await desk.activate(licence.key);
    const [name = ''] = own();
    const kept = readFileSync(join(folder(), 'data', 'licence', name));
    const { account, request } = await desk.takeOff(false);
    expect(account).toMatchObject({ licence: { tier: 'guest' }, removable: null });
    expect(talk().server.state.machines).toHaveLength(0);
    expect(parseRequest(request).purpose).toBe('deactivate');
    writeFileSync(join(folder(), 'data', 'licence', name), kept);
    const { desk: again } = await online({ now: '2026-11-27T12:00:00.000Z' });
    expect(again.account().licence).toMatchObject({ tier: 'guest' });
    talk().server.state.now = () => new Date('2026-11-27T12:00:00.000Z');
    expect((await again.activate(licence.key)).licence.tier).toBe('licensed');
  });

  test('a server that cannot be heard takes nothing off; by receipt it goes without', async () => {
    talk().server.state.now = now;
    const licence = talk().server.licence({ entitlements: ['CPT'] });
    const { desk, custody } = await online();
    await desk.activate(licence.key);
    await talk().server.stop();
    await expect(desk.takeOff(false)).rejects.toEqual(refused('network-down'));
    expect(desk.account().licence.tier).toBe('licensed');
    const { account, request } = await desk.takeOff(true);
    expect(account.licence.tier).toBe('guest');
    const { receipt, installKey } = parseRequest(request);
    expect(readReceipt(receipt ?? '', Buffer.from(installKey, 'base64'))).toEqual({
      licence: licence.id,
      fingerprint: custody.parts.fingerprint,
      at: '2026-11-26T12:00:00.000Z',
    });
  });

  test('the newest file is fetched after a renewal', async () => {
    talk().server.state.now = now;
    const licence = talk().server.licence({ entitlements: ['CPT'], expiry: '2026-12-01T00:00:00.000Z' });
    const { desk } = await online();
    await desk.activate(licence.key);
    licence.expiry = '2027-12-01T00:00:00.000Z';
    talk().server.state.now = () => new Date('2026-11-26T12:01:00.000Z');
    expect((await desk.fetchNewest()).licence.expires).toBe('2027-12-01');
  });

  test('a server that signs with a key of its own activates nothing here', async () => {
    talk().server.state.privateKey = generateKeyPairSync('ed25519').privateKey;
    talk().server.state.now = now;
    const { desk } = await online();
    await expect(desk.activate(talk().server.licence().key)).rejects.toEqual(refused('licence-refused'));
    expect(desk.account().licence.tier).toBe('guest');
  });

  test('a key goes to no other server than the one it was activated on', async () => {
    talk().server.state.now = now;
    const licence = talk().server.licence({ entitlements: ['CPT'], requireHeartbeat: true });
    const { desk } = await online();
    await desk.activate(licence.key);
    const asked = talk().server.served.length;
    const { desk: moved } = await online({ endpoint: { ...talk().endpoint, account: 'another' } });
    expect(await moved.beat()).toBeNull();
    expect(moved.account()).toMatchObject({ licence: { tier: 'licensed' }, removable: { isOnline: false } });
    await expect(moved.fetchNewest()).rejects.toEqual(refused('not-found'));
    await moved.takeOff(false);
    expect(talk().server.served).toHaveLength(asked);
  });

  test('the heartbeat: silence and “not found” change nothing, a computer given up is taken off', async () => {
    talk().server.state.now = now;
    const licence = talk().server.licence({ entitlements: ['CPT'], requireHeartbeat: true });
    const { desk } = await online();
    await desk.activate(licence.key);
    expect(await desk.beat()).toBe(600);
    talk().server.misbehave(...Array.from({ length: 4 }, () => ({ how: 'html' as const })));
    expect(await desk.beat()).toBe(600);
    expect(desk.account().licence.tier).toBe('licensed');
    const machines = talk().server.state.machines.splice(0);
    expect(await desk.beat()).toBe(600);
    expect(desk.account().licence.tier).toBe('licensed');
    talk().server.state.machines.push(...machines.map((machine) => ({ ...machine, isDead: true })));
    expect(await desk.beat()).toBeNull();
    expect(desk.account().licence.tier).toBe('guest');
  });

  test('one conversation at a time, and it can be cancelled', async () => {
    talk().server.misbehave({ how: 'silent' });
    const { desk } = await online();
    const first = desk.activate('KEY-1');
    await expect(desk.activate('KEY-2')).rejects.toEqual(refused('not-allowed'));
    desk.cancel();
    await expect(first).rejects.toEqual(refused('cancelled'));
  });
});

function foreignFile(): string {
  const document = { data: {}, included: [], meta: { issued: '2026-11-01T00:00:00.000Z' } };
  return sealFile('MACHINE', document, generateKeyPairSync('ed25519'));
}
