import { Browser } from './browser.ts';
import { inForce } from './coder.ts';
import type { App } from './driver/test.ts';
import { expect, test } from './driver/test.ts';

const begin = async (app: App): Promise<Browser> => {
  const coder = new Browser(app);
  await coder.ready();
  await coder.addBooks();
  return coder;
};

test('from the index to a code by keyboard, how it was come by, and back to the very entry', async ({
  launch,
}) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.press('Control+b');
  await expect(coder.heading).toHaveText('Alphabetic Index');
  await expect(coder.main).toContainText('Alphabetic Index FY2017');
  await expect(coder.main).toContainText('older than ICD-10-CM FY2026');
  await expect(coder.page.getByLabel('Find in Alphabetic Index')).toBeFocused();
  await coder.type('diabetes type 2 chron');
  await expect(coder.entry).toContainText('chronic kidney disease');
  await coder.press('ArrowDown');
  await expect(coder.tree).toBeFocused();
  await coder.press('ArrowDown');
  await expect(coder.entry).toContainText('kidney complications NEC');
  await coder.press('Enter');
  await expect(coder.heading).toContainText('E11.29');
  await expect(coder.trail).toContainText(
    'Index: Diabetes, diabetic › type 2 › with › kidney complications NEC → E11.29 · Alphabetic Index FY2017',
  );
  await coder.press('Alt+ArrowLeft');
  await expect(coder.entry).toContainText('kidney complications NEC');
  await coder.press('ArrowLeft');
  await expect(coder.entry).toContainText('with');
  await coder.press('ArrowLeft');
  await expect(coder.page.getByRole('treeitem', { name: /^kidney complications/ })).toBeHidden();
});

test('a header keeps its trail down to the code chosen under it, and a search does not', async ({
  launch,
}) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.turnTo('Index');
  await coder.page.getByLabel('Find in Alphabetic Index').fill('sclerosis');
  await expect(coder.entry).toContainText('G35.-');
  await coder.press('Enter', 'Enter');
  await expect(coder.heading).toContainText('G35');
  await expect(coder.trail).toContainText('Index: Sclerosis → G35.-');
  await coder.main.getByRole('link', { name: /^G35\.D/ }).click();
  await expect(coder.heading).toContainText('G35.D');
  await expect(coder.trail).toContainText('Index: Sclerosis → G35.-');
  await coder.search('G35.D');
  await coder.press('Enter');
  await expect(coder.heading).toContainText('G35.D');
  await expect(coder.trail).toBeHidden();
});

test('where a search finds nothing, a link turns the Alphabetic Index to the words that were typed', async ({
  launch,
}) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.search('sys:pos diabetes type 2');
  await expect(coder.page.getByText('No code for “sys:pos diabetes type 2”')).toBeVisible();
  await coder.page.getByRole('link', { name: 'Look it up in the Alphabetic Index' }).click();
  await expect(coder.heading).toHaveText('Alphabetic Index');
  await expect(coder.entry).toContainText('type 2');
  await coder.page.getByLabel('Find in Alphabetic Index').fill('diabetes type 2 kidney');
  await expect(coder.entry).toContainText('kidney complications NEC');
  await coder.press('Enter', 'Enter');
  await expect(coder.heading).toContainText('E11.29');
  await expect(coder.field).toHaveValue('sys:pos diabetes type 2');
});

test('a reference leads to its cell of the Neoplasm Table, and back leads to the reference', async ({
  launch,
}) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.turnTo('Index');
  await coder.page.getByLabel('Find in Alphabetic Index').fill('carci');
  await expect(coder.entry).toContainText('Carcinoma');
  await coder.press('ArrowDown', 'Enter');
  await expect(coder.heading).toHaveText('Neoplasm Table');
  await expect(coder.cell).toHaveText('D04.9');
  await coder.press('Alt+ArrowLeft');
  await expect(coder.heading).toHaveText('Alphabetic Index');
  await expect(coder.entry).toContainText('Carcinoma');
});

test('the Neoplasm Table is moved in cell by cell, and Enter opens the code', async ({ launch }) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.turnTo('Neoplasms');
  await coder.type('skin');
  await expect(coder.cell).toContainText('skin NOS');
  await coder.press('Enter', 'ArrowRight');
  await expect(coder.cell).toHaveText('C44.90');
  const strip = coder.page.getByRole('complementary', { name: 'Selected cell' });
  await expect(strip).toContainText('Unspecified malignant neoplasm of skin');
  await coder.press('Enter');
  await expect(coder.heading).toContainText('C44.90');
  await expect(coder.trail).toContainText(
    'Neoplasm Table: Neoplasm, neoplastic › skin NOS › Malignant, primary',
  );
});

test('a PCS code is built value by value, only from what leads to a code', async ({ launch }) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.turnTo('PCS tables');
  await coder.type('0dtx');
  await expect(coder.main.getByRole('status')).toContainText('No code goes on from 0DT with X');
  await coder.press('Backspace');
  const choices = coder.page.getByRole('option');
  await expect(choices).toHaveText([/Stomach/, /Intestine, Large, Left/, /Appendix/, /Omentum/]);
  await coder.press('ArrowDown', 'ArrowDown', 'Enter');
  await expect(choices).toHaveText([/Open/, /Percutaneous Endoscopic/]);
  await coder.press('4');
  await expect(choices).toHaveText([/No Device/]);
  await coder.press('Enter');
  await expect(choices).toHaveText([/No Qualifier/]);
  await coder.press('Enter');
  await expect(coder.main).toContainText('Resection of Appendix, Percutaneous Endoscopic Approach');
  await coder.press('Enter');
  await expect(coder.heading).toContainText('0DTJ4ZZ');
  await expect(coder.trail).toContainText('Appendix › Percutaneous Endoscopic');
});

test('another date of service turns the book to its other edition, at the same entry', async ({ launch }) => {
  const coder = await begin(await launch({ env: { C2C_TODAY: inForce } }));
  await coder.turnTo('Index');
  await coder.page.getByLabel('Find in Alphabetic Index').fill('diabetes type 2');
  await expect(coder.entry).toContainText('type 2');
  await coder.press('Control+t');
  await coder.type('10152026');
  await expect(coder.main).toContainText('Alphabetic Index FY2027, in force');
  await expect(coder.entry).toContainText('type 2');
});

test('the starter set has lists of codes to browse, and says which file brings the rest', async ({
  launch,
}) => {
  const coder = await new Browser(await launch({ env: { C2C_TODAY: inForce } })).ready();
  if (!(coder instanceof Browser)) throw new Error('ready gives the coder back');
  await coder.goTo('Browse');
  await expect(coder.heading).toHaveText('Tabular List');
  await coder.type('E11.2');
  await expect(coder.entry).toContainText('E11.2-');
  await coder.press('Enter', 'ArrowRight');
  await expect(coder.page.getByRole('treeitem', { name: /^E11\.21/ })).toBeVisible();
  await coder.press('ArrowRight');
  await expect(coder.entry).toContainText('E11.21');
  await coder.turnTo('HCPCS');
  await expect(coder.heading).toHaveText('HCPCS Level II by letter');
  await coder.page
    .getByRole('navigation', { name: 'Books' })
    .getByRole('link', { name: /^Index/ })
    .click();
  await expect(coder.main).toContainText('icd10cm_index_YYYY.xml');
  await expect(coder.main.getByRole('button', { name: 'Import files…' })).toBeVisible();
});
