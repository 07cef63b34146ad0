import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';
import { areHeld, lookUps, sources } from './look-ups.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('a coder looks thirty codes up, with three keys or fewer beyond each query', async ({ launch }) => {
  // Where the real Electron runs, the data must be there too: a skip would hide it.
  test.skip(!areHeld && !process.env['REAL_ELECTRON'], 'the publishers’ files are not in ../shared/data');
  test.setTimeout(240_000);
  const library = mkdtempSync(join(tmpdir(), 'c2c-built-'));
  try {
    const from = sources.flatMap((source) => ['--from', source]);
    const built = spawnSync('node', ['scripts/codeset.ts', 'build', ...from, '--out', library, '--json'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(built.status, built.stderr).toBe(0);
    const app = await launch({ env: { C2C_TODAY: inForce } });
    const coder = await new Coder(app).ready();
    await app.evaluateMain(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, library);
    await coder.goTo('Library');
    await coder.page.getByRole('button', { name: /Add a built library/ }).click();
    await expect(coder.page.getByRole('main')).toContainText('98,186 codes', { timeout: 60_000 });
    await coder.press('Control+k');

    const slow: string[] = [];
    for (const [query, code] of lookUps) {
      const keys = await keysTo(coder, query, code);
      if (keys > 3) slow.push(`${query}: ${keys} keys to ${code}`);
    }
    expect(slow).toEqual([]);
  } finally {
    rmSync(library, { recursive: true, force: true });
  }
});

/**
 * Types a query over the last one, goes down to the code and opens it; returns the keys pressed after the query. The
 * text is selected already: Ctrl+K before the next query is part of its own typing.
 */
async function keysTo(coder: Coder, query: string, code: string): Promise<number> {
  await coder.press('Control+k');
  await coder.type(query);
  await expect(coder.row(code)).toBeVisible();
  await expect(coder.rows.first()).toHaveAttribute('aria-posinset', '1');
  let keys = 0;
  const selected = coder.page.getByRole('option', { selected: true });
  while (!(await selected.innerText()).includes(code) && keys < 12) {
    await coder.press('ArrowDown');
    keys += 1;
  }
  await coder.press('Enter');
  await expect(coder.heading).toContainText(code);
  return keys + 1;
}
