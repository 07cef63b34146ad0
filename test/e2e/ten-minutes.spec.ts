import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['icd10cm-2026.zip', 'icd10pcs-2026.zip', 'hcpcs-2025-oct.zip'].map((name) =>
  join(root, '..', 'shared', 'data', name),
);
const held = sources.every((source) => existsSync(source));

/** What a coder types and the code that is wanted; the keys after the query are counted. */
const lookUps: readonly (readonly [string, string])[] = [
  ['htn', 'I10'],
  ['dm2 ckd', 'E11.22'],
  ['e11.65', 'E11.65'],
  ['copd exac', 'J44.1'],
  ['chf diastolic acute on chronic', 'I50.33'],
  ['afib', 'I48.91'],
  ['uti', 'N39.0'],
  ['r hip fx', 'S72.001A'],
  ['broken wrist', 'S52.509A'],
  ['s72.142d', 'S72.142D'],
  ['ankle sprain left', 'S93.402A'],
  ['pink eye', 'H10.9'],
  ['aom', 'H66.90'],
  ['strep throat', 'J02.0'],
  ['low back pain', 'M54.50'],
  ['mdd recurrent moderate', 'F33.1'],
  ['h/o breast ca', 'Z85.3'],
  ['fhx colon cancer', 'Z80.0'],
  ['on eliquis', 'Z79.01'],
  ['s/p cabg', 'Z95.1'],
  ['well child', 'Z00.129'],
  ['screening colonoscopy', 'Z12.11'],
  ['kenalog', 'J3301'],
  ['keytruda', 'J9271'],
  ['toradol', 'J1885'],
  ['cpap', 'E0601'],
  ['rolling walker', 'E0143'],
  ['g0439', 'G0439'],
  ['lap chole', '47562'],
  ['99214', '99214'],
];

test('a coder looks thirty codes up, with three keys or fewer beyond each query', async ({ launch }) => {
  // Where the real Electron runs, the data must be there too: a skip would hide it.
  test.skip(!held && !process.env['REAL_ELECTRON'], 'the publishers’ files are not in ../shared/data');
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
