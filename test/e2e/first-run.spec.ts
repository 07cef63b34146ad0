import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

test('first run installs the starter set and a coder finds codes by words', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  expect(existsSync(join(app.userData, 'library', 'library.json'))).toBe(true);
  expect(readdirSync(join(app.userData, 'library')).filter((name) => name.endsWith('.c2c'))).toHaveLength(3);

  await coder.search('diab mell 2');
  await expect(coder.rows.first()).toContainText('E11');
  await coder.search('fx femur left');
  await expect(coder.rows.first()).toContainText('S72.92XA');
  await coder.search('pnuemonia');
  await expect(coder.page.getByText('pneumonia', { exact: true }).first()).toBeVisible();
  await expect(coder.row('J18.9')).toBeVisible();
});

test('codes are found with and without the dot, in any case, and collisions show both', async ({
  launch,
}) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  for (const typed of ['E119', 'E11.9', 'e11.9']) {
    await coder.search(typed);
    await expect(coder.rows.first()).toContainText('E11.9');
  }
  await coder.search('G0439');
  await expect(coder.row('G0439')).toBeVisible();
  await expect(coder.row('G04.39')).toBeVisible();
  await coder.search('0264T');
  await expect(coder.rows.first()).toContainText('0264T');
});

test('filters by code system narrow the list and can be taken back', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('G0439');
  await expect(coder.rows).toHaveCount(2);
  const filter = coder.page.getByRole('button', { name: /HCPCS Level II/ });
  await filter.click();
  await expect(coder.rows).toHaveCount(1);
  await expect(coder.rows.first()).toContainText('G0439');
  await filter.click();
  await expect(coder.rows).toHaveCount(2);
});

test('nothing found says what was searched and what to try', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('zzqxv');
  await expect(coder.page.getByText('zzqxv').first()).toBeVisible();
  await expect(coder.rows).toHaveCount(0);
});
