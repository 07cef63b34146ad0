import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

test('from the first key to the copied code without a mouse', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await expect(coder.field).toBeFocused();
  await coder.type('fx femur left');
  await expect(coder.rows.first()).toContainText('S72.92XA');
  await coder.press('ArrowDown', 'ArrowUp', 'Enter');
  await expect(coder.heading).toContainText('S72.92XA');

  await coder.press('Control+c');
  await expect.poll(() => coder.clipboard()).toBe('S72.92XA');
  await coder.press('Control+Shift+c');
  await expect
    .poll(() => coder.clipboard())
    .toContain('Unspecified fracture of left femur, initial encounter for closed fracture');
});

test('a fold opens with the right arrow and closes with the left one', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.type('S72.92XA');
  await expect(coder.row('S72.92XA')).toBeVisible();
  await coder.press('Control+k');
  await coder.type('unspecified fracture of left femur');
  await expect(coder.rows.first()).toContainText('S72.92XA');
  await coder.press('ArrowRight');
  await expect(coder.row('S72.90XB')).toBeVisible();
  await coder.press('ArrowLeft');
  await expect(coder.row('S72.90XB')).toBeHidden();
});

test('Escape steps out: page, list, search, clear; typing anywhere searches again', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.type('htn');
  await expect(coder.row('I10')).toBeVisible();
  await coder.press('Enter');
  await expect(coder.heading).toContainText('I10');
  for (let step = 0; step < 4; step += 1) await coder.press('Escape');
  await expect(coder.field).toBeFocused();
  await expect(coder.field).toHaveValue('');
  await coder.type('99213');
  await expect(coder.rows.first()).toContainText('99213');
});

test('back and forward walk the pages and the list stays', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.type('E11.2');
  await expect(coder.rows.first()).toContainText('E11.2');
  await coder.press('Enter');
  await expect(coder.heading).toContainText('E11.2');
  await coder.page
    .getByRole('main')
    .getByRole('link', { name: /^E11\.22/ })
    .click();
  await expect(coder.heading).toContainText('E11.22');
  await coder.press('Alt+ArrowLeft');
  await expect(coder.heading).not.toContainText('E11.22');
  await coder.press('Alt+ArrowRight');
  await expect(coder.heading).toContainText('E11.22');
  await expect(coder.rows.first()).toContainText('E11.2');
});

test('F1 shows every shortcut and Escape closes the sheet', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.press('F1');
  const sheet = coder.page.getByRole('dialog');
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText('Date of service');
  await coder.press('Escape');
  await expect(sheet).toBeHidden();
});
