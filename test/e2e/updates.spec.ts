import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyIdOf, rawPublicKey } from '../../electron/licence/signature.ts';
import { buildFeed } from '../../scripts/codeset/feed.ts';
import { draft, edition, row } from '../fixtures/drafts.ts';
import { fileOfDraft, packOf } from '../fixtures/packs.ts';
import { FileServer } from '../support/file-server.ts';
import { inForce } from './coder.ts';
import type { App } from './driver/test.ts';
import { expect, test } from './driver/test.ts';
import { Importer } from './importer.ts';

// The feed of these tests is a server on this computer.
test.use({ denied: ['127.0.0.1'] });

let folder = '';
let server: FileServer;
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'c2c-updates-'));
  mkdirSync(join(folder, 'packs'));
  server = await FileServer.start();
});
test.afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const { privateKey } = generateKeyPairSync('ed25519');
const raw = rawPublicKey(privateKey);
const publicKey = raw.toString('base64');
const from = '2020-01-01';
/** What a program of these tests is built with. */
const vendorKeys = JSON.stringify({
  format: 'case2code vendor keys',
  version: 1,
  keys: [{ id: keyIdOf(raw), publicKey, uses: ['packs', 'feed'], from, until: null }],
});

const same = Array.from({ length: 3000 }, (_, at) => `Q${at.toString(36).toUpperCase().padStart(4, '0')}`);
const january = { name: 'HCPCS Jan 2026', begins: '2026-01-01', ends: '2026-03-31' };
const april = { name: 'HCPCS Apr 2026', begins: '2026-04-01', ends: '2026-06-30' };

/** A quarter of HCPCS as a code-set file: three thousand invented codes, and one that is new. */
function quarter(name: typeof january, code: string): ReturnType<typeof fileOfDraft> {
  const rows = [...same, code].map((key) => row('hcpcs', key, `Invented kind of thing ${key}`));
  return fileOfDraft(folder, draft('hcpcs', rows, { edition: edition('hcpcs', name) }));
}

/** Makes the feed of what lies in `packs` and puts it on the server, as a vendor would publish it. */
async function publish(): Promise<void> {
  const key = { publicKey, from, until: null };
  await buildFeed({
    packs: join(folder, 'packs'),
    out: join(folder, 'feed'),
    privateKey,
    trusted: new Map([[keyIdOf(raw), key]]),
    staged: new Map(),
    stagedNew: 100,
    created: '2026-01-02',
  });
  server.put('/feed/index.json', readFileSync(join(folder, 'feed', 'index.json')), {
    type: 'application/json',
  });
  for (const name of readdirSync(join(folder, 'feed', 'packs'))) {
    server.put(`/feed/packs/${name}`, readFileSync(join(folder, 'feed', 'packs', name)));
  }
}

async function start(launch: (options: object) => Promise<App>): Promise<Importer> {
  const coder = new Importer(await launch({ env: { C2C_TODAY: inForce, C2C_VENDOR_KEYS: vendorKeys } }));
  await coder.ready();
  return coder;
}

async function toUpdates(coder: Importer): Promise<void> {
  await coder.goTo('Library');
  await coder.main.getByRole('link', { name: 'Updates…' }).click();
  await expect(coder.heading).toHaveText('Updates of code sets');
}

async function switchOn(coder: Importer): Promise<void> {
  await toUpdates(coder);
  const field = coder.main.getByRole('textbox', { name: 'Feed address' });
  await field.fill(server.address('/feed'));
  await field.press('Enter');
  const look = coder.main.getByRole('checkbox', { name: /^Look for updates/ });
  await expect(look).toBeEnabled();
  await coder.main.getByText('Look for updates of the code sets').click();
  await expect(look).toBeChecked();
}

test('off, nothing is asked; on, what the feed has is found, installed, and then updated by what changed', async ({
  launch,
}) => {
  const first = await quarter(january, 'J0007');
  await packOf(join(folder, 'packs', 'full.c2cpack'), first, { id: 'hcpcs-2026-01', privateKey });
  await publish();
  const coder = await start(launch);
  await toUpdates(coder);
  await expect(coder.main).toContainText('Updates are off: nothing is ever asked');
  expect(server.asked).toEqual([]);
  expect(await coder.app.connections()).toEqual([]);

  await switchOn(coder);
  // Switching on asks nobody at once; the user, or the next round, does.
  expect(server.asked).toEqual([]);
  await coder.click('Check now');
  await expect(coder.main).toContainText('One update is ready.');
  await expect(coder.main).toContainText('HCPCS Jan 2026');
  await expect(coder.page.getByRole('contentinfo')).toContainText('update available');
  // Nothing has been switched by finding it.
  await coder.search('j0007');
  await expect(coder.rows).toHaveCount(0);
  await toUpdates(coder);
  await coder.click('Update now');
  await expect(coder.main).toContainText('Nothing newer is known than what the library holds.');
  await coder.search('J0007');
  await expect(coder.row('J0007')).toBeVisible();

  // The next quarter comes as changes to the one held.
  const second = await quarter(april, 'J0008');
  const delta = { id: 'hcpcs-2026-01-04', serial: 2, base: first, privateKey };
  await packOf(join(folder, 'packs', 'next.c2cpack'), second, { id: 'hcpcs-2026-04', serial: 2, privateKey });
  await packOf(join(folder, 'packs', 'delta.c2cpack'), second, delta);
  await publish();
  const again = new Importer(
    await coder.app.relaunch({ env: { C2C_TODAY: inForce, C2C_VENDOR_KEYS: vendorKeys } }),
  );
  await again.ready();
  await toUpdates(again);
  await again.click('Check now');
  await expect(again.main).toContainText('only what changed');
  await again.click('Update now');
  await expect(again.main).toContainText('Nothing newer is known than what the library holds.');
  expect(server.asked.at(-1)?.path).toContain('hcpcs-2026-01-04');
  await again.search('J0008');
  await expect(again.row('J0008')).toBeVisible();
  await again.goTo('Library');
  await expect(again.main).toContainText('HCPCS Apr 2026');
});

test('an update is cancelled on its way, and goes on where it stopped after a restart', async ({
  launch,
}) => {
  await packOf(join(folder, 'packs', 'full.c2cpack'), await quarter(january, 'J0007'), {
    id: 'hcpcs-2026-01',
    privateKey,
  });
  await publish();
  server.behave = ({ asked, reply, response }) => {
    if (!asked.path.endsWith('.c2cpack') || asked.range !== null) return reply;
    // Two thirds of it, then silence: whoever waits has to cancel.
    response.writeHead(200, { ...reply.headers, 'content-length': String(reply.body.length) });
    response.write(reply.body.subarray(0, Math.floor((reply.body.length * 2) / 3)));
    return 'handled';
  };
  const coder = await start(launch);
  await switchOn(coder);
  await coder.click('Check now');
  await coder.click('Update now');
  await expect(coder.main.getByRole('progressbar')).toBeVisible();
  await expect(coder.main).toContainText(/HCPCS Jan 2026: 0\.\d of 0\.\d MB/);
  await coder.click('Cancel');
  await expect(coder.main.getByRole('button', { name: 'Go on with the update' })).toBeVisible();
  await coder.search('j0007');
  await expect(coder.rows).toHaveCount(0);
  // What was found, and what has come of it, outlives the program; nobody is asked for it.
  const asked = server.asked.length;
  const again = new Importer(
    await coder.app.relaunch({ env: { C2C_TODAY: inForce, C2C_VENDOR_KEYS: vendorKeys } }),
  );
  await again.ready();
  await expect(again.page.getByRole('contentinfo')).toContainText('update available');
  await again.goTo('Library');
  await expect(again.main).toContainText('Downloads, whole and begun');
  await toUpdates(again);
  await expect(again.main).toContainText('of it is here.');
  expect(server.asked).toHaveLength(asked);
  await again.click('Go on with the update');
  await expect(again.main).toContainText('Nothing newer is known than what the library holds.');
  expect(server.asked.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
  await again.goTo('Library');
  await expect(again.main).toContainText('Space on this computer');
  await expect(again.main).not.toContainText('Downloads, whole');
  await again.search('J0007');
  await expect(again.row('J0007')).toBeVisible();
});

test('a feed that is not the vendor’s, or was changed, is refused in words; the library answers as before', async ({
  launch,
}) => {
  await packOf(join(folder, 'packs', 'full.c2cpack'), await quarter(january, 'J0007'), {
    id: 'hcpcs-2026-01',
    privateKey,
  });
  await publish();
  const index = readFileSync(join(folder, 'feed', 'index.json'), 'utf8');
  server.put('/feed/index.json', index.replace('hcpcs-2026-01', 'hcpcs-2026-02'));
  const coder = await start(launch);
  await switchOn(coder);
  await coder.click('Check now');
  await expect(coder.main.getByRole('alert')).toContainText('is not as its publisher signed it');
  server.put('/feed/index.json', index);
  await coder.click('Try again');
  await expect(coder.main).toContainText('One update is ready.');
  await expect(coder.main.getByRole('alert')).toHaveCount(0);
});

test('a clinic’s policy that forbids updates goes before what the user had set', async ({ launch }) => {
  const machine = join(folder, 'machine');
  const userData = join(folder, 'user-data');
  mkdirSync(machine);
  mkdirSync(userData);
  writeFileSync(join(machine, 'policy.json'), JSON.stringify({ organization: 'Northside', updates: false }));
  const updates = { enabled: true, feed: server.address('/feed') };
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ updates }));
  const env = { C2C_TODAY: inForce, C2C_VENDOR_KEYS: vendorKeys, C2C_MACHINE_FOLDER: machine };
  const coder = new Importer(await launch({ userData, env }));
  await coder.ready();
  await toUpdates(coder);
  await expect(coder.main).toContainText('Updates are off: nothing is ever asked');
  await expect(coder.main).toContainText('Managed by your organization');
  const look = coder.main.getByRole('checkbox', { name: /^Look for updates/ });
  await expect(look).not.toBeChecked();
  await expect(look).toBeDisabled();
  await expect(coder.main.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  expect(server.asked).toEqual([]);
  expect(await coder.app.connections()).toEqual([]);
});
