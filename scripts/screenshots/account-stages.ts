import { Account, desk } from '../../test/e2e/account.ts';
import type { App, LaunchOptions } from '../../test/e2e/driver/launch.ts';
import { machineFile } from '../../test/fixtures/licence-desk.ts';
import type { Stage } from './stage.ts';
import { go, type } from './stage.ts';

const computer = 'DESK-7';

/** A computer on which no licence lies. */
export const guest: LaunchOptions = { licensed: false, env: desk(computer, '2026-01-15') };

const account = { show: (app: App) => go(app, '#/account') };

/** What somebody sees who has no licence, and then gets one. */
export const accountStages: Stage[] = [
  {
    prepare: async (app) => {
      await new Account(app).ready();
    },
    screens: [
      { name: 'account-guest', ...account },
      {
        name: 'notices-first',
        show: async (app) => {
          await type(app, '99202');
          await go(app, '#/code/cpt/99202');
        },
      },
    ],
  },
  {
    prepare: async (app) => {
      const user = new Account(app);
      await user.main.getByRole('button', { name: 'Read and accept the notices' }).first().click();
      await user.page.getByRole('alertdialog').getByRole('button', { name: 'Accept' }).click();
    },
    screens: [
      {
        name: 'locked',
        show: async (app) => {
          await type(app, '99213');
          await go(app, '#/code/cpt/99213');
        },
      },
    ],
  },
  {
    prepare: async (app) => {
      const user = await new Account(app).open();
      await user.paste(
        machineFile(computer, { issued: '2026-01-04T00:00:00.000Z', expiry: '2026-02-01T00:00:00.000Z' }),
      );
      await user.expectTier('Licensed');
    },
    screens: [{ name: 'account-licensed', ...account }],
  },
];
