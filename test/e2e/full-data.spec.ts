import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = join(root, '..', 'shared', 'data');
const sources = ['icd10cm-2026.zip', 'hcpcs-2025-oct.zip'].map((name) => join(data, name));
const held = sources.every((source) => existsSync(source));

test("a library built from CMS's own files is added, searched and kept", async ({ launch }) => {
  // Where the real Electron runs, the data must be there too: a skip would hide it.
  test.skip(!held && !process.env['REAL_ELECTRON'], 'the publishers’ files are not in ../shared/data');
  test.setTimeout(180_000);
  const library = mkdtempSync(join(tmpdir(), 'c2c-built-'));
  try {
    const from = sources.flatMap((source) => ['--from', source]);
    const built = spawnSync('node', ['scripts/codeset.ts', 'build', ...from, '--out', library, '--json'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(built.stderr).toBe('');
    expect(built.status).toBe(0);

    const app = await launch({ env: { C2C_TODAY: inForce } });
    const coder = await new Coder(app).ready();
    await app.evaluateMain(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, library);
    await coder.goTo('Library');
    await coder.page.getByRole('button', { name: /Add a built library/ }).click();
    await expect(coder.page.getByRole('main')).toContainText('98,186 codes', { timeout: 60_000 });
    await expect(coder.page.getByRole('main')).toContainText('8,846 codes');

    for (const [typed, code] of [
      ['E119', 'E11.9'],
      ['diab mell 2', 'E11'],
      ['pnuemonia', 'J18.9'],
      ['htn', 'I10'],
      ['J1100', 'J1100'],
      ['fx femur left', 'S72.92XA'],
      ['99213', '99213'],
      ['0264T', '0264T'],
    ] as const) {
      await coder.search(typed);
      await expect(coder.rows.filter({ hasText: code }).first()).toBeVisible();
    }
    const again = await new Coder(await app.relaunch()).ready();
    await again.search('A00.0');
    await expect(again.rows.first()).toContainText('Cholera due to Vibrio cholerae 01, biovar cholerae');
  } finally {
    rmSync(library, { recursive: true, force: true });
  }
});

test('a folder that is no library is refused with a sentence, and nothing changes', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  await app.evaluateMain(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, tmpdir());
  await coder.goTo('Library');
  await coder.page.getByRole('button', { name: /Add a built library/ }).click();
  await expect(coder.page.getByText(/holds no built library/).first()).toBeVisible();
  await coder.search('E11.9');
  await expect(coder.rows.first()).toContainText('E11.9');
});
