import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderFile } from '../../electron/importers/fixtures.ts';
import { Coder, inForce } from '../e2e/coder.ts';
import { expect, test } from '../e2e/driver/test.ts';
import { Importer, yearBefore, zipIn } from '../e2e/importer.ts';
import { expectNoViolation } from './axe.ts';

const folder = mkdtempSync(join(tmpdir(), 'c2c-a11y-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const screens: { name: string; show: (coder: Importer) => Promise<void> }[] = [
  { name: 'start', show: () => Promise.resolve() },
  {
    name: 'results',
    show: async (coder) => {
      await coder.search('fx femur left');
      await expect(coder.rows.first()).toBeVisible();
    },
  },
  {
    name: 'no result',
    show: async (coder) => {
      await coder.search('zzqxv');
      await expect(coder.page.getByText('zzqxv').first()).toBeVisible();
    },
  },
  {
    name: 'code page',
    show: async (coder) => {
      await coder.search('99213');
      await expect(coder.rows.first()).toContainText('99213');
      await coder.press('Enter');
      await expect(coder.heading).toContainText('99213');
    },
  },
  { name: 'library', show: (coder) => coder.goTo('Library') },
  {
    name: 'files to import',
    show: async (coder) => {
      await coder.choose(
        await zipIn(folder, 'a.zip', { 'icd10cm_order_2025.txt': yearBefore, 'note.txt': 'a note' }),
        await zipIn(folder, 'b.zip', { 'icd10cm_order_2026.txt': orderFile, 'order.txt': orderFile }),
      );
      await expect(coder.main.getByRole('button', { name: 'Import 2 editions' })).toBeVisible();
    },
  },
  {
    name: 'what was imported',
    show: async (coder) => {
      await coder.click('Import 2 editions');
      await expect(coder.main.getByRole('alert')).toContainText('Answers now');
    },
  },
  {
    name: 'what is new',
    show: async (coder) => {
      await coder.main.getByRole('link', { name: 'What’s new' }).click();
      await expect(coder.heading).toContainText('What’s new in ICD-10-CM FY2026');
    },
  },
  { name: 'library of several editions', show: (coder) => coder.goTo('Library') },
  {
    name: 'account',
    show: async (coder) => {
      await coder.page
        .getByRole('banner')
        .getByRole('button', { name: /^Account: / })
        .click();
      await coder.page.getByRole('menuitem', { name: 'Account' }).click();
      await coder.page.getByLabel(/Licence key, or e-mail/).fill('KEY-1');
      await coder.page.getByRole('button', { name: 'Make a request' }).click();
    },
  },
  {
    name: 'public code sets',
    show: async (coder) => {
      await coder.goTo('Library');
      await coder.main.getByRole('link', { name: 'Get public code sets…' }).click();
      await expect(coder.main.getByRole('button', { name: 'See what is published' })).toBeVisible();
    },
  },
  {
    name: 'updates',
    show: async (coder) => {
      await coder.goTo('Library');
      await coder.main.getByRole('link', { name: 'Updates…' }).click();
      const field = coder.main.getByRole('textbox', { name: 'Feed address' });
      await field.fill('no address');
      await field.press('Enter');
      await expect(coder.main).toContainText('was not kept');
    },
  },
  { name: 'settings', show: (coder) => coder.goTo('Settings') },
  { name: 'about', show: (coder) => coder.goTo('About') },
  {
    name: 'shortcuts',
    show: async (coder) => {
      await coder.press('F1');
      await expect(coder.page.getByRole('dialog')).toBeVisible();
    },
  },
];

for (const theme of ['light', 'dark'] as const) {
  test(`no violation on any screen, ${theme}`, async ({ launch }) => {
    const app = await launch({ env: { C2C_TODAY: inForce } });
    const coder = new Importer(app);
    await coder.ready();
    await app.evaluateMain(({ nativeTheme }, chosen) => {
      nativeTheme.themeSource = chosen;
    }, theme);
    for (const { name, show } of screens) {
      await show(coder);
      await expectNoViolation(coder.page, `${name}, ${theme}`);
    }
  });
}

test('Tab reaches every control and leaves it again', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  for (const room of ['Search', 'Browse', 'Library', 'Settings', 'About'] as const) {
    await coder.goTo(room);
    await expect(coder.heading).toBeVisible();
    const { missed, trapped } = await tabThrough(coder);
    expect(missed, room).toEqual([]);
    expect(trapped, room).toBe(false);
  }
});

/** Presses Tab until it comes round; compares what had focus with every control that can have it. */
async function tabThrough(coder: Coder): Promise<{ missed: string[]; trapped: boolean }> {
  const wanted = await coder.page.evaluate(() => {
    const tabbable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const controls = [...document.querySelectorAll<HTMLElement>(tabbable)].filter(
      (element) =>
        element.tabIndex >= 0 &&
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.matches(':disabled'),
    );
    for (const [number, control] of controls.entries()) control.dataset['tabStop'] = String(number);
    (document.activeElement as HTMLElement | null)?.blur();
    return controls.map(
      (control) => `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent}`,
    );
  });
  const reached = new Set<number>();
  let before = '';
  let same = 0;
  for (let press = 0; press < wanted.length * 2 + 10 && reached.size < wanted.length; press += 1) {
    await coder.press('Tab');
    const stop = await coder.page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      // One stop stands for a whole group of radio buttons: arrows move inside it.
      if (element instanceof HTMLInputElement && element.type === 'radio') {
        const group = element.closest('[role="radiogroup"]') ?? document;
        return [...group.querySelectorAll<HTMLElement>('[data-tab-stop]')].map(
          (one) => one.dataset['tabStop'] ?? '',
        );
      }
      return [element?.dataset['tabStop'] ?? ''];
    });
    for (const number of stop) if (number !== '') reached.add(Number(number));
    same = stop.join() === before ? same + 1 : 0;
    before = stop.join();
    if (same > 5) return { missed: [], trapped: true };
  }
  return { missed: wanted.filter((_name, number) => !reached.has(number)), trapped: false };
}
