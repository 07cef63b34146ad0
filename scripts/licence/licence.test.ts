import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshMemory } from '../../electron/licence/memory.ts';
import { writeReceipt } from '../../electron/licence/receipt.ts';
import type { RequestContent } from '../../electron/licence/request.ts';
import { signRequest } from '../../electron/licence/request.ts';
import { evaluate } from '../../electron/licence/state.ts';
import { trustedFor, vendorKeys } from '../../electron/licence/vendor-keys.ts';
import { runLicence } from './program.ts';

const fingerprint = 'ab'.repeat(32);
let folder = '';
let keys = '';

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

async function licence(...given: string[]): Promise<Ended> {
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    ended.stderr += String(chunk);
    return true;
  });
  const say = (result: object) => (ended.stdout += JSON.stringify(result));
  ended.code = await runLicence([...given, '--desk', folder], { now: new Date(), say });
  stderr.mockRestore();
  return ended;
}

/** Runs a command that must succeed, and returns what it printed. */
async function done(...given: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await licence(...given);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Record<string, unknown>;
}
const at = (name: string) => join(folder, name);
const signing = () => ['--passphrase-file', at('passphrase')];

const install = generateKeyPairSync('ed25519').privateKey;
async function request(
  purpose: RequestContent['purpose'],
  changes: Partial<RequestContent>,
  signedBy = install,
): Promise<string> {
  const file = at(`${purpose}.request`);
  const content: RequestContent = {
    format: 'case2code request',
    version: 1,
    purpose,
    licenceKey: null,
    email: null,
    fingerprint,
    computer: 'Desk 4',
    platform: 'win32',
    app: '0.1.0',
    made: new Date().toISOString(),
    receipt: null,
    ...changes,
  };
  await writeFile(file, JSON.stringify(signRequest(content, signedBy)));
  return file;
}

/** What a desk makes of these files. */
async function stateOf(files: string[], licenceKey = '', account = 'CLINIC\\ajones') {
  const texts = await Promise.all(
    files.map(async (name) => ({ name, text: await readFile(at(name), 'utf8') })),
  );
  return evaluate({
    files: texts,
    licenceKeys: [licenceKey],
    trusted: trustedFor('licences', vendorKeys(keys)),
    fingerprint,
    person: { account, email: null },
    now: Date.now(),
    elapsed: 0,
    memory: freshMemory,
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'licence-'));
  await writeFile(at('passphrase'), 'a long enough passphrase\n');
  await done('keys', 'create', '--use', 'licences', ...signing());
  keys = JSON.stringify(await done('keys', 'list'));
}, 30_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a licence for computers: issued, activated without a network, given back, renewed, revoked', async () => {
  const opening = ['--entitlements', 'PAGES', 'CPT', '--expires', '2099-12-31', '--machines', '1'];
  const issued = await done('issue', '--name', 'Dr. Hale', ...opening, '--out', at('hale.lic'), ...signing());
  const key = String(issued['key']);
  expect((await stateOf(['hale.lic'])).state.validity).toBe('wrong-machine');

  const asked = await request('activate', { licenceKey: key });
  await done('machine', '--request', asked, '--out', at('hale-desk.lic'), ...signing());
  expect((await stateOf(['hale-desk.lic'], key)).state).toMatchObject({
    tier: 'licensed',
    validity: 'active',
    entitlements: ['CPT', 'PAGES'],
    expires: '2099-12-31',
  });

  const other = await request('activate', { licenceKey: key, fingerprint: 'cd'.repeat(32) });
  const byName = await request('activate', { licenceKey: 'Dr. Hale' });
  expect((await licence('machine', '--request', byName, '--out', at('x.lic'), ...signing())).code).toBe(1);
  await request('activate', { licenceKey: key, fingerprint: 'cd'.repeat(32) });
  const full = await licence('machine', '--request', other, '--out', at('x.lic'), ...signing());
  expect(full.code).toBe(1);
  expect(full.stderr).toContain('Desk 4');

  const taken = { licence: String(issued['id']), fingerprint, at: new Date().toISOString() };
  const giveBack = async (by: KeyObject) =>
    // As the program writes it: without a key.
    request('deactivate', { receipt: writeReceipt(taken, by) }, by);
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const unproven = await licence('machine', '--request', await giveBack(stranger), ...signing());
  expect([unproven.code, unproven.stderr.includes('does not prove')]).toEqual([1, true]);
  await done('machine', '--request', await giveBack(install), ...signing());
  await done('machine', '--request', other, '--out', at('x.lic'), ...signing());

  await done('revoke', 'Dr. Hale', '--out', at('revoked.lic'), ...signing());
  expect((await licence('machine', '--request', other, '--out', at('x.lic'), ...signing())).code).toBe(1);
  expect((await stateOf(['revoked.lic'])).state.validity).toBe('suspended');
}, 60_000);

test('a clinic: named people within its seats, a roster under rising serials, and counts', async () => {
  const counting = ['--entitlements', 'PAGES', '--binding', 'people', '--seats', '1'];
  const clinic = await done(
    'issue',
    '--name',
    'Clinic',
    ...counting,
    '--out',
    at('clinic.lic'),
    ...signing(),
  );
  const counted = await request('activate', { licenceKey: String(clinic['key']) });
  const refusal = await licence('machine', '--request', counted, '--out', at('x.lic'), ...signing());
  expect([refusal.code, refusal.stderr.includes('named people')]).toEqual([1, true]);
  await done('roster', 'add', 'Clinic', '--account', 'CLINIC\\ajones', '--on', '2026-01-01');
  const full = await licence('roster', 'add', 'Clinic', '--account', 'CLINIC\\b');
  expect([full.code, full.stderr.includes('room for 1')]).toEqual([1, true]);
  expect(await done('roster', 'sign', 'Clinic', '--out', at('1.roster'), ...signing())).toMatchObject({
    serial: 1,
    named: 1,
    seats: 1,
  });
  expect((await stateOf(['clinic.lic', '1.roster'])).state.validity).toBe('active');

  const moved = ['--account', 'clinic\\AJONES', '--to-account', 'CLINIC\\b', '--on', '2026-02-01'];
  await done('roster', 'reassign', 'Clinic', ...moved);
  await done('roster', 'sign', 'Clinic', '--out', at('2.roster'), ...signing());
  const files = ['clinic.lic', '1.roster', '2.roster'];
  expect((await stateOf(files)).state.validity).toBe('wrong-user');
  expect((await stateOf(files, '', 'CLINIC\\b')).state.validity).toBe('active');
  expect(await done('roster', 'export', 'Clinic', '--on', '2026-01-15')).toMatchObject({ named: 1, ever: 2 });
}, 60_000);

test('a free account by request, twice the same one', async () => {
  const asked = await request('register', { email: 'a@clinic.example' });
  const first = await done('machine', '--request', asked, '--out', at('free.lic'), ...signing());
  const again = await done('machine', '--request', asked, '--out', at('free.lic'), ...signing());
  expect(again['id']).toBe(first['id']);
  // The file is encrypted under its key, so that the vendor has to be told the key.
  expect((await stateOf(['free.lic'], String(first['key']))).state).toMatchObject({ tier: 'registered' });
}, 60_000);

test('a wrapped content key reaches the desk, and inspect shows no secret', async () => {
  const key = 'ab'.repeat(32);
  await writeFile(at('content.key'), `${key}\n`);
  const opening = ['--entitlements', 'CPT', '--signed-key', '--out', at('packs.lic')];
  const issued = await done('issue', '--name', 'Packs', ...opening, ...signing());
  const pack = ['--pack', 'cpt-2027', '--kid', 'k1', '--content-key-file', at('content.key')];
  await done('wrap', 'Packs', ...pack);
  await done('renew', 'Packs', '--expires', '2099-01-01', '--out', at('packs.lic'), ...signing());
  const licenceKey = String(issued['key']);
  const asked = await request('activate', { licenceKey });
  await done('machine', '--request', asked, '--out', at('packs-desk.lic'), ...signing());
  const { contentKeys } = await stateOf(['packs-desk.lic'], licenceKey);
  expect(contentKeys.get('k1')?.toString('hex')).toBe(key);

  const report = await licence('inspect', at('packs.lic'));
  expect(report.code).toBe(0);
  expect(report.stdout).not.toContain(licenceKey);
  await writeFile(at('packs.key'), licenceKey);
  expect(await done('inspect', at('packs.key'))).toMatchObject({ kind: 'key' });
  await writeFile(at('changed.lic'), (await readFile(at('packs.lic'), 'utf8')).replace('LICENSE', 'MACHINE'));
  expect((await licence('inspect', at('changed.lic'))).code).toBe(1);
}, 60_000);

test('what goes wrong is one sentence, and a private key stays shut', async () => {
  await writeFile(at('wrong'), 'not the passphrase\n');
  const signed = ['--name', 'x', '--out', at('x.lic'), '--passphrase-file'];
  const refusals = [
    await licence('issue', ...signed, at('wrong')),
    await licence('keys', 'create', '--use', 'packs', '--passphrase-file', at('content.short')),
    await licence('renew', 'nobody', '--out', at('x.lic'), ...signing()),
    await licence('roster', 'add', 'nobody'),
    await licence('nothing'),
    await licence('issue', '--expires', '2026-02-30', ...signed, at('passphrase')),
  ];
  expect(refusals.map(({ code, stdout }) => [code, stdout])).toEqual([
    [2, ''],
    [1, ''],
    [2, ''],
    [2, ''],
    [2, ''],
    [2, ''],
  ]);
  expect(refusals[0]?.stderr).toMatch(/^The passphrase does not open .*\n$/);
  const file = JSON.stringify(JSON.parse(keys)).match(/[0-9a-f]{16}/)?.[0] ?? '';
  const content = await readFile(join(folder, 'keys', `${file}.json`), 'utf8');
  expect(content).not.toContain('PRIVATE');
  expect(content).toContain('ciphertext');
}, 60_000);
