import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

test('what a query excludes and which reading it means are chips; taking one out asks anew', async ({
  launch,
}) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('diabetes -type');
  await expect(coder.rows.first()).toBeVisible();
  await expect(coder.rows.filter({ hasText: /Type 2/ })).toHaveCount(0);
  await coder.page.getByRole('button', { name: 'Take out: not type' }).click();
  await expect(coder.field).toHaveValue('diabetes');
  await expect(coder.field).toBeFocused();
  await expect(coder.rows.filter({ hasText: /Type 2/ }).first()).toBeVisible();

  await coder.search('ms');
  await expect(coder.row('G35.D')).toBeVisible();
  await coder.page.getByRole('button', { name: 'altered mental status' }).click();
  await expect(coder.field).toHaveValue('altered mental status');
  await expect(coder.rows.first()).toContainText('R41.82');
});

test('a doubted diagnosis comes after its symptom, with the rule', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('r/o mi');
  await expect(coder.rows.first()).toContainText('R07.9');
  await expect(coder.page.getByText(/a diagnosis not yet established is not coded/)).toBeVisible();
});

test('filters: billable and chapters narrow the list with their counts, and can be given up', async ({
  launch,
}) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('diabetes');
  await expect(coder.row('E11.9')).toBeVisible();
  await coder.page.getByRole('button', { name: /^Billable/ }).click();
  await expect(coder.rows.filter({ hasText: 'header' })).toHaveCount(0);
  await coder.page.getByRole('button', { name: /^Chapters of ICD-10-CM/ }).click();
  await coder.page.getByRole('menuitemcheckbox', { name: /Pregnancy/ }).click();
  await coder.press('Escape');
  await expect(coder.rows.first()).toContainText('O24');
  await coder.search('acne');
  await coder.page.getByRole('button', { name: 'Search without filters' }).click();
  await expect(coder.rows.first()).toContainText('L70');
});

test('no result offers the closest words held, and one of them is a press away', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('sys:pos hypertenson');
  await expect(coder.page.getByText(/No code for/)).toBeVisible();
  await coder.page.getByRole('button', { name: 'hypertension', exact: true }).click();
  await expect(coder.field).toHaveValue('sys:pos hypertension');
  await expect(coder.page.getByText(/codes match in other code systems/)).toBeVisible();
  await coder.page.getByRole('button', { name: 'Search all code systems' }).click();
  await expect(coder.field).toHaveValue('hypertension');
  await expect(coder.rows.first()).toContainText('I10');
});
