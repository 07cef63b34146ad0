import { Browser } from '../e2e/browser.ts';
import { inForce } from '../e2e/coder.ts';
import { expect, test } from '../e2e/driver/test.ts';
import { expectNoViolation } from './axe.ts';

const screens: { name: string; show: (coder: Browser) => Promise<void> }[] = [
  {
    name: 'a book that is not held',
    show: async (coder) => {
      await coder.goTo('Browse');
      await coder.page.getByRole('link', { name: /^Drugs/ }).click();
      await expect(coder.main).toContainText('icd10cm_drug_YYYY.xml');
    },
  },
  {
    name: 'the index, an entry selected',
    show: async (coder) => {
      await coder.addBooks();
      await coder.turnTo('Index');
      await coder.page.getByLabel('Find in Alphabetic Index').fill('diabetes type 2 retin');
      await expect(coder.entry).toContainText('retinopathy');
      await coder.press('Enter');
    },
  },
  {
    name: 'nothing begins so',
    show: async (coder) => {
      await coder.page.getByLabel('Find in Alphabetic Index').fill('qqq');
      await expect(coder.main.getByRole('status')).toContainText('Nothing here begins with “qqq”');
    },
  },
  {
    name: 'the Neoplasm Table, a cell selected',
    show: async (coder) => {
      await coder.turnTo('Neoplasms');
      await coder.page.getByLabel('Find in Neoplasm Table').fill('skin');
      await coder.press('Enter', 'ArrowRight');
      await expect(coder.cell).toHaveText('C44.90');
    },
  },
  {
    name: 'choices of the PCS builder',
    show: async (coder) => {
      await coder.turnTo('PCS tables');
      await coder.page.getByRole('combobox', { name: /^Code/ }).fill('0DT');
      await expect(coder.page.getByRole('option')).toHaveCount(4);
    },
  },
  {
    name: 'a whole PCS code',
    show: async (coder) => {
      await coder.page.getByRole('combobox', { name: /^Code/ }).fill('0DTJ4ZZ');
      await expect(coder.main).toContainText('Resection of Appendix, Percutaneous Endoscopic Approach');
    },
  },
  {
    name: 'a code with its trail',
    show: async (coder) => {
      await coder.press('Enter');
      await expect(coder.trail).toBeVisible();
    },
  },
  {
    name: 'the Tabular List',
    show: async (coder) => {
      await coder.turnTo('Tabular');
      await coder.page.getByLabel('Find in Tabular List').fill('E11.2');
      await expect(coder.entry).toContainText('E11.2-');
    },
  },
];

for (const theme of ['light', 'dark'] as const) {
  test(`no violation in the official books, ${theme}`, async ({ launch }) => {
    const app = await launch({ env: { C2C_TODAY: inForce } });
    const coder = new Browser(app);
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
