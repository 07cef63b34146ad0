import type { App } from '../../test/e2e/driver/launch.ts';
import { importAll, offer } from './import-stages.ts';
import type { Stage } from './stage.ts';
import { go } from './stage.ts';

/** The official books, with those of several years imported beside the codes. */
export const browseStage: Stage = {
  prepare: async (app) => {
    await offer(
      app,
      'icd10cm-2026.zip',
      'icd10cm-xml-2017.zip',
      'icd10cm-tables-april-2026.zip',
      'icd10pcs-2026.zip',
      'icd10pcs-xml-2023.zip',
    );
    await importAll(app);
  },
  screens: [
    {
      name: 'browse-index',
      show: (app) => turnTo(app, 'index', 'Find in Alphabetic Index', 'diabetes type 2 kidney'),
    },
    {
      name: 'browse-neoplasms',
      show: (app) => turnTo(app, 'neoplasms', 'Find in Neoplasm Table', 'breast upper'),
    },
    {
      name: 'browse-drugs',
      show: (app) => turnTo(app, 'drugs', 'Find in Table of Drugs and Chemicals', 'warfarin'),
    },
    { name: 'browse-pcs', show: (app) => turnTo(app, 'pcs', 'Code, as far as it is known', '0DT') },
    {
      name: 'browse-tabular',
      show: (app) => turnTo(app, 'tabular', 'Find in Tabular List', 'E11.2'),
    },
    {
      name: 'browse-trail',
      show: async (app) => {
        await turnTo(app, 'index', 'Find in Alphabetic Index', 'diabetes type 2 kidney');
        await app.page.keyboard.press('Enter');
        await app.page.keyboard.press('Enter');
        await app.page.getByText(/How this code was found/).waitFor();
      },
    },
  ],
};

async function turnTo(app: App, room: string, label: string, text: string): Promise<void> {
  await go(app, `#/browse/${room}`);
  await app.page.getByLabel(label).fill(text);
  await app.page.waitForTimeout(700);
}
