import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyIdOf, rawPublicKey } from '../../electron/licence/signature.ts';
import { draft, edition, row } from '../fixtures/drafts.ts';
import { fileOfDraft, packOf } from '../fixtures/packs.ts';
import { inForce } from './coder.ts';
import type { App } from './driver/test.ts';
import { expect, test } from './driver/test.ts';
import { Importer } from './importer.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'c2c-packs-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey } = generateKeyPairSync('ed25519');
const raw = rawPublicKey(privateKey);
/** What a program of these tests trusts. */
const vendorKeys = JSON.stringify({
  format: 'case2code vendor keys',
  version: 1,
  keys: [
    { id: keyIdOf(raw), publicKey: raw.toString('base64'), uses: ['packs'], from: '2020-01-01', until: null },
  ],
});
const env = { C2C_TODAY: inForce, C2C_VENDOR_KEYS: vendorKeys };

/** A signed pack of a quarter of HCPCS: a code of its own and as many others as it takes time to install. */
async function pack(name: string, begins: string, code: string, others = 10): Promise<string> {
  const rows = [
    row('hcpcs', code, `Wondrous thing of ${name}`),
    ...Array.from({ length: others }, (_, at) =>
      row('hcpcs', `B${at.toString(36).toUpperCase().padStart(4, '0')}`, `Invented supply number ${at}`),
    ),
  ];
  const quarter = draft('hcpcs', rows, { edition: edition('hcpcs', { name, begins, ends: null }) });
  const releases = quarter.releases.map((one) => ({ ...one, files: ['made.txt'], sha256: code }));
  const out = join(folder, `${name}.c2cpack`);
  const serial = Number(begins.slice(5, 7));
  await packOf(out, await fileOfDraft(folder, { ...quarter, releases }), { serial, privateKey });
  return out;
}

const begin = async (app: App): Promise<Importer> => {
  const coder = new Importer(app);
  await coder.ready();
  return coder;
};

test('a pack is shown, installed, rolled back and forward, verified, removed and brought back', async ({
  launch,
}) => {
  const november = await pack('HCPCS Nov 2025', '2025-11-01', 'Q7701');
  const coder = await begin(await launch({ env }));
  const { main } = coder;
  await coder.app.evaluateMain(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, november);
  await coder.goTo('Library');
  await coder.click('Import files…');
  await expect(coder.heading).toHaveText('Install packs');
  await expect(main).toContainText('1 pack found, 1 can be installed');
  await expect(main).toContainText('All of HCPCS Level II');
  await expect(main).toContainText(`by the vendor’s key ${keyIdOf(raw)}`);
  await expect(main).toContainText('Takes the place of HCPCS Oct 2025, which is kept to go back to.');
  await coder.search('wondrous');
  await expect(coder.rows).toHaveCount(0);
  await coder.goTo('Library');
  await main.getByRole('link', { name: 'Show the files that wait to be imported' }).click();
  await coder.click('Install HCPCS Nov 2025');
  await expect(main.getByRole('alert')).toContainText('Answers now: HCPCS Nov 2025');
  await coder.search('wondrous thing');
  await expect(coder.row('Q7701')).toBeVisible();

  await coder.goTo('Library');
  await expect(main).toContainText('HCPCS Nov 2025 · since 2025-11-01');
  await coder.click('Roll back to the starter set’s HCPCS Oct 2025');
  await expect(main).toContainText('HCPCS Oct 2025 · in force to 2025-12-31');
  await coder.search('J1100');
  await expect(coder.row('J1100')).toBeVisible();
  await coder.search('wondrous');
  await expect(coder.rows).toHaveCount(0);

  const again = await begin(await coder.app.relaunch());
  await again.goTo('Library');
  await again.click('Roll forward to HCPCS Nov 2025');
  await expect(again.main).toContainText('HCPCS Nov 2025 · since 2025-11-01');
  await again.search('wondrous');
  await expect(again.row('Q7701')).toBeVisible();

  await again.goTo('Library');
  await again.click('Verify HCPCS Level II');
  await expect(again.main).toContainText('Whole: every page was read');
  await again.click('Remove HCPCS Level II');
  await again.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(again.main).toContainText('Kept, but not in use');
  await again.search('Q7701');
  await expect(again.row('Q7701')).toHaveCount(0);
  await again.goTo('Library');
  await again.click('Bring back HCPCS Nov 2025');
  await expect(again.main.getByText('Kept, but not in use')).toHaveCount(0);
  await again.search('wondrous');
  await expect(again.row('Q7701')).toBeVisible();
});

test('a damaged pack that is dropped is refused in its own word, and nothing is changed', async ({
  launch,
}) => {
  const app = await launch({ env });
  const coder = await begin(app);
  const november = await pack('HCPCS Nov 2025', '2025-11-01', 'Q7701');
  const bytes = readFileSync(november);
  bytes[bytes.length - 60] = (bytes[bytes.length - 60] ?? 0) ^ 1;
  writeFileSync(november, bytes);
  const before = readFileSync(join(app.userData, 'library', 'library.json'), 'utf8');
  await app.drag([november]);
  await expect(coder.heading).toHaveText('Install packs');
  await coder.click('Install HCPCS Nov 2025');
  await expect(coder.main.getByRole('alert')).toContainText('Not installed');
  await expect(coder.main).toContainText('cannot be installed');
  await expect(coder.main).toContainText('Nothing was changed.');
  expect(readFileSync(join(app.userData, 'library', 'library.json'), 'utf8')).toBe(before);
  await coder.search('J1100');
  await expect(coder.row('J1100')).toBeVisible();

  const letter = join(folder, 'letter.c2cpack');
  writeFileSync(letter, 'Dear vendor');
  await app.drag([letter]);
  await expect(coder.main.getByRole('alert')).toContainText('letter.c2cpack');
  await expect(coder.main.getByRole('button', { name: /^Install/ })).toHaveCount(0);
});

test('a pack that the program is started with is offered; cancelled, the library is as it was', async ({
  launch,
}) => {
  const large = await pack('HCPCS Jul 2026', '2026-07-01', 'Q7703', 40_000);
  const coder = await begin(await launch({ env, args: [large] }));
  await expect(coder.heading).toHaveText('Install packs');
  await coder.click('Install HCPCS Jul 2026');
  await expect(coder.main.getByRole('progressbar')).toBeVisible();
  await coder.click('Cancel');
  await expect(coder.main.getByRole('alert')).toContainText('Cancelled');
  await expect(coder.main).toContainText('As before: HCPCS Jul 2026.');
  await coder.goTo('Library');
  await expect(coder.main).toContainText('HCPCS Oct 2025 · in force to 2025-12-31');
  await coder.search('J1100');
  await expect(coder.row('J1100')).toBeVisible();
});
