/**
 * `npm run bench:paint`: from a key to painted rows in the real Electron, on the full code sets where they lie beside
 * this checkout. The page measures itself with the Performance API: from the key event's own time to the first frame
 * after the answer to exactly that text stands in the document.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areHeld, lookUps, sources } from '../test/e2e/look-ups.ts';
import type { App } from '../test/e2e/driver/launch.ts';
import { ms, say } from './bench/measure.ts';
import { findElectron } from './electron.ts';
import { ensureBuilt, root } from './fresh-build.ts';

const bound = 32;
/** A quick hand types a key every 80 ms: the answer to one stands before the next is pressed. */
const betweenKeys = 80;

if (findElectron() === undefined && !process.env['REAL_ELECTRON'])
  throw new Error('There is no Electron to measure in: run `npx install-electron`.');
process.env['E2E_RUNTIME'] = 'electron';
const { launch, removeScratchFolders } = await import('../test/e2e/driver/launch.ts');
ensureBuilt();
const library = mkdtempSync(join(tmpdir(), 'c2c-built-'));
const app = await launch({ env: { C2C_TODAY: '2025-11-15' } });
try {
  await app.page
    .getByText(/ICD-10-CM FY2026/)
    .first()
    .waitFor();
  if (areHeld) await addFullLibrary(app);
  else console.log('The publishers’ files are not in ../shared/data: measured on the starter set.');
  await app.page.evaluate(watchPaints);
  const field = app.page.getByRole('combobox', { name: 'Search codes' });
  for (const [query] of lookUps) {
    await field.fill('');
    await app.page.waitForTimeout(betweenKeys);
    await app.page.keyboard.type(query, { delay: betweenKeys });
    await app.page.waitForTimeout(200);
  }
  report(
    await app.page.evaluate(() =>
      performance.getEntriesByName('key to paint').map((entry) => entry.duration),
    ),
  );
} finally {
  await app.close();
  removeScratchFolders();
  rmSync(library, { recursive: true, force: true });
}

async function addFullLibrary(program: App): Promise<void> {
  const { page } = program;
  const from = sources.flatMap((source) => ['--from', source]);
  const built = spawnSync(process.execPath, ['scripts/codeset.ts', 'build', ...from, '--out', library], {
    cwd: root,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  await program.evaluateMain(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, library);
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Library' }).click();
  await page.getByRole('button', { name: /Add a built library/ }).click();
  await page
    .getByText(/98,186 codes/)
    .first()
    .waitFor({ timeout: 60_000 });
}

/**
 * Runs in the page. A key makes the results busy; when they no longer are, the next frame but none is the one that
 * shows them: its end is told by a message posted from its animation callback.
 */
function watchPaints(): void {
  let pressedAt: number | undefined;
  document.addEventListener('keydown', ({ key, timeStamp }) => {
    pressedAt = key.length === 1 ? timeStamp : undefined;
  });
  const painted = new MessageChannel();
  let measured: number | undefined;
  painted.port1.start();
  painted.port1.addEventListener('message', () => {
    if (measured !== undefined)
      performance.measure('key to paint', { start: measured, end: performance.now() });
    measured = undefined;
  });
  new MutationObserver(() => {
    const results = document.querySelector('[data-results]');
    if (pressedAt === undefined || results?.getAttribute('aria-busy') !== 'false') return;
    measured = pressedAt;
    pressedAt = undefined;
    requestAnimationFrame(() => painted.port2.postMessage(null));
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
}

function report(times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  say('keystrokes measured', String(sorted.length));
  for (const [name, share] of [
    ['p50', 0.5],
    ['p75', 0.75],
    ['p90', 0.9],
    ['p95', 0.95],
    ['p99', 0.99],
    ['worst', 1],
  ] as const)
    say(`key to painted rows, ${name}`, ms(at(share)), name === 'p95' ? `bound ${bound} ms` : '');
  for (const [from, to] of [
    [0, 8],
    [8, 16],
    [16, 24],
    [24, 32],
    [32, 48],
    [48, 96],
    [96, Infinity],
  ] as const) {
    const count = sorted.filter((time) => time >= from && time < to).length;
    const label = to === Infinity ? `${from} ms and more` : `${from} to ${to} ms`;
    console.log(
      `${label.padStart(16)}  ${String(count).padStart(4)}  ${'#'.repeat(Math.round((60 * count) / sorted.length))}`,
    );
  }
  if (at(0.95) > bound) process.exitCode = 1;
}
