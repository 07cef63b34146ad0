import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../../test/e2e/driver/launch.ts';
import type { Stage } from './stage.ts';
import { go } from './stage.ts';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const within = { timeout: 300_000 };

/** Official files from the choice to What's new; none where the publishers' files are not beside the project. */
export function importStages(): Stage[] {
  if (!existsSync(data)) return [];
  return [
    {
      prepare: () => Promise.resolve(),
      screens: [{ name: 'import-choose', show: (app) => go(app, '#/library/import') }],
    },
    {
      prepare: (app) => offer(app, 'relevance'),
      screens: [{ name: 'import-nothing', show: (app) => go(app, '#/library/import') }],
    },
    {
      prepare: (app) =>
        offer(
          app,
          'icd10cm-2025.zip',
          'icd10cm-2026.zip',
          'icd10cm-tabular-2021.zip',
          'hcpcs-2025-oct.zip',
          'pos.zip',
        ),
      screens: [{ name: 'import-preview', show: (app) => go(app, '#/library/import') }],
    },
    {
      prepare: importAll,
      screens: [
        { name: 'import-summary', show: (app) => go(app, '#/library/import') },
        { name: 'library-editions', show: (app) => go(app, '#/library') },
        { name: 'changes', show: (app) => go(app, '#/library/changes/icd10cm') },
        {
          name: 'changes-revised',
          show: (app) => go(app, '#/library/changes/icd10cm?kinds=%5B%22revised%22%2C%22became-header%22%5D'),
        },
      ],
    },
    {
      prepare: (app) => offer(app, 'icd10cm-2024.zip', 'icd10cm-2025.zip', 'hcpcs-2025-oct.zip'),
      screens: [{ name: 'import-preview-again', show: (app) => go(app, '#/library/import') }],
    },
    {
      prepare: () => Promise.resolve(),
      screens: [
        {
          name: 'import-drop',
          show: async (app) => {
            await go(app, '#/library');
            await app.drag([join(data, 'icd10cm-2026.zip')], 'over');
          },
        },
      ],
    },
  ];
}

/** Offers files by the dialog and waits until they have been looked at. */
export async function offer(app: App, ...names: string[]): Promise<void> {
  const paths = names.map((name) => join(data, name));
  await app.evaluateMain(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
  }, paths);
  await go(app, '#/library');
  await app.page.getByRole('button', { name: 'Import files…' }).click();
  await app.page.getByRole('progressbar').waitFor({ state: 'hidden', ...within });
  await app.page.getByRole('heading', { name: 'Not used' }).waitFor(within);
}

export async function importAll(app: App): Promise<void> {
  await app.page.getByRole('button', { name: /^Import \d+ editions?$/ }).click();
  await app.page.getByRole('button', { name: 'Import more files…' }).waitFor(within);
}
