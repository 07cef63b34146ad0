import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orderFile, zipOf } from '../../electron/importers/fixtures.ts';
import { FileServer } from '../support/file-server.ts';
import { inForce } from './coder.ts';
import type { App } from './driver/test.ts';
import { expect, test } from './driver/test.ts';
import { hcpcs, Importer } from './importer.ts';

// The publishers of these tests are a server on this computer.
test.use({ denied: ['127.0.0.1'] });

let folder = '';
let server: FileServer;
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'c2c-public-'));
  server = await FileServer.start();
  server.put('/none', '<p>Moved.', { type: 'text/html' });
});
test.afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const set = (id: string, line: string, page: string, words: string[]) => ({
  id,
  line,
  title: `${line} codes`,
  publisher: 'CMS',
  datasets: [`${line}-codes`],
  cycle: line === 'hcpcs' ? 'quarter' : 'fiscal-year',
  places: [{ page: server.address(page), words }],
});

/** Starts the program with a list of sources that leads to this computer. */
async function start(launch: (options: object) => Promise<App>, sources: object[]): Promise<Importer> {
  const userData = join(folder, 'user-data');
  mkdirSync(userData, { recursive: true });
  // What the user lists takes the place of the program's own sources of the same id; the others stay.
  const own = { format: 'case2code sources', version: 1, sources };
  writeFileSync(join(userData, 'sources.json'), JSON.stringify(own));
  const coder = new Importer(await launch({ userData, env: { C2C_TODAY: inForce } }));
  await coder.ready();
  await coder.goTo('Library');
  await coder.main.getByRole('link', { name: 'Get public code sets…' }).click();
  await expect(coder.heading).toHaveText('Get public code sets');
  return coder;
}

/** The ids of the program's own list, so that a test can lead each of them here. */
const ids = [
  ['icd10cm-codes', 'icd10cm'],
  ['icd10cm-tabular-index', 'icd10cm'],
  ['icd10cm-conversion', 'icd10cm'],
  ['poa-exempt', 'icd10cm'],
  ['icd10pcs-codes', 'icd10pcs'],
  ['icd10pcs-tables-index', 'icd10pcs'],
  ['icd10pcs-conversion', 'icd10pcs'],
  ['hcpcs-codes', 'hcpcs'],
] as const;
const everyone = () => ids.map(([id, line]) => set(id, line, '/none', ['none']));
const those = (...own: { id: string }[]) => [
  ...everyone().filter(({ id }) => !own.some((one) => one.id === id)),
  ...own,
];

test('public sets are looked for when asked, downloaded with their hashes, and imported', async ({
  launch,
}) => {
  server.put(
    '/icd',
    '<ul><li><a href="/files/zip/2026-code-descriptions-tabular-order.zip">2026 Code Descriptions in Tabular Order (ZIP)</a>',
    { type: 'text/html' },
  );
  server.put('/hcpcs', '<a href="/files/zip/october-2025-alpha-numeric-hcpcs-file.zip">October 2025</a>', {
    type: 'text/html',
  });
  const icd = await zipOf({ 'icd10cm_order_2026.txt': orderFile });
  server.put('/files/zip/2026-code-descriptions-tabular-order.zip', icd, { type: 'application/zip' });
  server.put(
    '/files/zip/october-2025-alpha-numeric-hcpcs-file.zip',
    await zipOf({ 'HCPC2025_OCT_ANWEB.txt': hcpcs }),
    { type: 'application/zip' },
  );
  const coder = await start(
    launch,
    those(
      set('icd10cm-codes', 'icd10cm', '/icd', ['code', 'description', 'order']),
      set('hcpcs-codes', 'hcpcs', '/hcpcs', ['alpha', 'numeric', 'hcpcs']),
    ),
  );
  await expect(coder.main).toContainText('Nothing has been asked yet');
  expect(server.asked).toEqual([]);
  expect(await coder.app.connections()).toEqual([]);

  await coder.click('See what is published');
  await expect(coder.main.getByRole('checkbox', { name: /2026 Code Descriptions/ })).toBeChecked();
  await expect(coder.main).toContainText('from 2025-10-01');
  await expect(coder.main).toContainText('No link to icd10pcs codes was found');
  await coder.click('Download 2 files');
  await expect(coder.main.getByRole('alert')).toContainText('2 files are here');
  const list = coder.main.getByRole('list', { name: 'Files downloaded' });
  await expect(list).toContainText(/SHA-256 [0-9a-f]{64}/);

  await coder.click('Import 2 files…');
  await expect(coder.heading).toHaveText('Import official files');
  await coder.click('Import 2 editions');
  await expect(coder.main.getByRole('alert')).toContainText('Answers now');
  await coder.search('invented kind');
  await expect(coder.row('J0007')).toBeVisible();

  // Held now, and asked only whether there is something else.
  await coder.goTo('Library');
  await coder.main.getByRole('link', { name: 'Get public code sets…' }).click();
  await coder.click('Back to the list');
  await coder.click('Look again');
  await expect(coder.main).toContainText('Nothing is chosen');
  const choice = coder.main.getByRole('checkbox', { name: /2026 Code Descriptions/ });
  await expect(choice).not.toBeChecked();
  await choice.check({ force: true });
  await coder.click('Download 1 file');
  await expect(list).toContainText('unchanged since');

  // The zips take room until they are freed; what was imported from them answers on.
  const zips = join(folder, 'user-data', 'downloads');
  expect(readdirSync(zips).toSorted()).toEqual(['hcpcs-codes', 'icd10cm-codes']);
  await coder.goTo('Library');
  await expect(coder.main).toContainText('Downloads, whole and begun');
  await coder.click('Free space of downloads');
  await coder.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(coder.main).not.toContainText('Downloads, whole and begun');
  expect(readdirSync(zips)).toEqual([]);
  await coder.search('j0007');
  await expect(coder.row('J0007')).toBeVisible();
});

test('a download is cancelled, goes on after a restart of the program, and ends whole', async ({
  launch,
}) => {
  const zip = await zipOf({
    'icd10cm_order_2026.txt': orderFile,
    'padding.txt': Array.from({ length: 60_000 }, (_, at) => (at * 7919).toString(36)).join(' '),
  });
  server.put('/icd', '<a href="/files/zip/2026-order.zip">2026 order</a>', { type: 'text/html' });
  server.put('/files/zip/2026-order.zip', zip, { type: 'application/zip' });
  const half = Math.floor(zip.length / 2);
  server.behave = ({ asked, reply, response }) => {
    if (asked.path !== '/files/zip/2026-order.zip' || asked.range !== null) return reply;
    // Half of it, then silence: whoever waits has to cancel.
    response.writeHead(200, { ...reply.headers, 'content-length': String(zip.length) });
    response.write(zip.subarray(0, half));
    return 'handled';
  };
  const coder = await start(launch, those(set('icd10cm-codes', 'icd10cm', '/icd', ['order'])));
  await coder.click('See what is published');
  await coder.click('Download 1 file');
  await expect(coder.main.getByRole('progressbar')).toBeVisible();
  await expect(coder.page.getByRole('contentinfo')).toContainText('on the network');
  await expect(coder.main).toContainText(/0\.[1-9] of 0\.[1-9] MB/);
  await coder.click('Cancel');
  await expect(coder.main.getByRole('checkbox', { name: /2026 order/ })).toBeChecked();
  await expect(coder.page.getByRole('contentinfo')).toContainText('nothing is on the network');

  const again = new Importer(await coder.app.relaunch());
  await again.ready();
  await again.goTo('Library');
  await again.main.getByRole('link', { name: 'Get public code sets…' }).click();
  await again.click('See what is published');
  await again.click('Download 1 file');
  await expect(again.main.getByRole('alert')).toContainText('1 file is here');
  const [, from] = /^bytes=(\d+)-$/.exec(server.asked.at(-1)?.range ?? '') ?? [];
  expect(Number(from)).toBeGreaterThan(half / 2);
  const ofSource = join(folder, 'user-data', 'downloads', 'icd10cm-codes');
  const [place = ''] = readdirSync(ofSource);
  expect(readFileSync(join(ofSource, place, '2026-order.zip')).equals(zip)).toBe(true);
});

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const official = join(data, 'hcpcs-2025-oct.zip');

test('the publisher’s own HCPCS zip comes from a page shaped like CMS’s and answers', async ({ launch }) => {
  const isThere = existsSync(official);
  if (process.env['REAL_ELECTRON']) expect(isThere, `${official} is missing`).toBe(true);
  test.skip(!isThere, `${official} is not on this computer`);
  server.put(
    '/hcpcs',
    '<a href="/files/zip/october-2025-alpha-numeric-hcpcs-file.zip">October 2025 Alpha-Numeric HCPCS File (ZIP)</a>',
    { type: 'text/html' },
  );
  server.put('/files/zip/october-2025-alpha-numeric-hcpcs-file.zip', readFileSync(official), {
    type: 'application/zip',
  });
  const words = ['alpha', 'numeric', 'hcpcs'];
  const coder = await start(launch, those(set('hcpcs-codes', 'hcpcs', '/hcpcs', words)));
  await coder.click('See what is published');
  await coder.click('Download 1 file');
  await coder.click('Import 1 file…');
  await coder.click(/^Import \d edition/);
  await expect(coder.main.getByRole('alert')).toContainText('Answers now: HCPCS Level II.', {
    timeout: 60_000,
  });
  await expect(coder.main).toContainText('8,846');
});
