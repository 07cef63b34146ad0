import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bridge } from '../electron/contract/bridge.ts';
import type { App } from '../test/e2e/driver/launch.ts';
import { launch, removeScratchFolders } from '../test/e2e/driver/launch.ts';
import { ensureChromium } from './chromium.ts';
import { ensureBuilt } from './fresh-build.ts';
import { accountStages, guest } from './screenshots/account-stages.ts';
import { browseStage } from './screenshots/browse-stage.ts';
import { downloadStages } from './screenshots/download-stages.ts';
import { importStages } from './screenshots/import-stages.ts';
import type { Screen, Stage } from './screenshots/stage.ts';
import { go, type } from './screenshots/stage.ts';

// Pictures of every screen of the real program, with the starter set and (where the publishers' files lie beside the
// project) with official editions, in both themes and two sizes, for a designer's eye; those that the README shows go
// to docs/. The day is fixed: a picture changes only when the program does.
const all = fileURLToPath(new URL('../test-results/screenshots', import.meta.url));
const docs = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const inReadme = new Set([
  'search-light-1280x800.png',
  'code-cpt-light-1280x800.png',
  'code-icd-dark-1280x800.png',
]);
const sizes = [
  [1280, 800],
  [1024, 700],
] as const;

const screens: Screen[] = [
  { name: 'start', show: (app) => go(app, '#/') },
  {
    name: 'search',
    show: async (app) => {
      await go(app, '#/');
      await type(app, 'diab mell 2');
    },
  },
  {
    name: 'code-cpt',
    show: async (app) => {
      await type(app, '99213');
      await go(app, '#/code/cpt/99213');
    },
  },
  {
    name: 'code-icd',
    show: async (app) => {
      await type(app, 'htn ckd 3');
      await go(app, '#/code/icd10cm/E11.22');
    },
  },
  {
    name: 'no-result',
    show: async (app) => {
      await go(app, '#/');
      await type(app, 'zzqx');
    },
  },
  { name: 'library', show: (app) => go(app, '#/library') },
  { name: 'updates', show: (app) => go(app, '#/library/updates') },
  { name: 'settings', show: (app) => go(app, '#/settings') },
  { name: 'about', show: (app) => go(app, '#/about') },
];

async function take(app: App, { name, show }: Screen, look: string): Promise<void> {
  await show(app);
  const picture = `${name}-${look}.png`;
  await app.page.screenshot({ path: join(all, picture) });
  if (inReadme.has(picture)) copyFileSync(join(all, picture), join(docs, picture));
}

async function takeAll(app: App, shown: readonly Screen[], theme: 'light' | 'dark'): Promise<void> {
  await app.page.evaluate(setTheme, theme);
  for (const [width, height] of sizes) {
    await app.resize(width, height);
    for (const screen of shown) await take(app, screen, `${theme}-${width}x${height}`);
  }
}

async function takeStages(app: App, stages: readonly Stage[]): Promise<void> {
  for (const stage of stages) {
    await stage.prepare(app);
    for (const theme of ['light', 'dark'] as const) await takeAll(app, stage.screens, theme);
  }
}

/** Runs in the page. */
function setTheme(theme: 'light' | 'dark'): Promise<unknown> | undefined {
  const bridge: Bridge | undefined = Reflect.get(window, 'case2code');
  return bridge?.invoke('settings.set', { theme });
}

ensureBuilt();
if (process.env['E2E_RUNTIME'] !== 'electron') await ensureChromium({ install: true });
mkdirSync(all, { recursive: true });
mkdirSync(docs, { recursive: true });
const downloads = await downloadStages();
const app = await launch({ env: { C2C_TODAY: '2026-01-15' } });
try {
  await app.page
    .getByText(/ICD-10-CM FY2026/)
    .first()
    .waitFor();
  const official = importStages();
  const stages: Stage[] = [{ prepare: () => Promise.resolve(), screens }, ...downloads.stages, ...official];
  // It takes official files too.
  if (official.length > 0) stages.push(browseStage);
  await takeStages(app, stages);
} finally {
  await app.close();
  await downloads.close();
}
const unlicensed = await launch(guest);
try {
  await takeStages(unlicensed, accountStages);
} finally {
  await unlicensed.close();
  removeScratchFolders();
}
