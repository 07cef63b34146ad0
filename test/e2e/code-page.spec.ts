import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

test('a CPT page shows every section, and says how the official description opens', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('0264T');
  await coder.rows.first().click();
  await expect(coder.heading).toContainText('0264T');
  const main = coder.page.getByRole('main');
  for (const section of [
    'Official description',
    'Plain language',
    'Guidelines',
    'Modifiers',
    'Crosswalks',
    'NCCI edits',
    'Medicare coverage and fees',
    'History',
  ]) {
    await expect(main.getByRole('heading', { name: section, level: 2 }).first()).toBeVisible();
  }
  await expect(main).toContainText('American Medical Association');
  await expect(main).toContainText('NCCI 2024 Q3');
  await expect(main).toContainText('MPFS 2025 D');
});

test('the hierarchy is followed up by the path, down by the children, sideways by the neighbours', async ({
  launch,
}) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('E11.22');
  await coder.press('Enter');
  await expect(coder.heading).toContainText('E11.22');
  const path = coder.page.getByRole('navigation', { name: 'Path' });
  await expect(path).toContainText('E00–E89');
  await path.getByRole('link', { name: 'E11.2', exact: true }).click();
  await expect(coder.heading).toContainText('kidney complications');
  await coder.page
    .getByRole('main')
    .getByRole('link', { name: /^E11\.21/ })
    .click();
  await expect(coder.heading).toContainText('E11.21');
  const neighbours = coder.page.getByRole('navigation', { name: 'Previous and next code' });
  await neighbours.getByRole('link', { name: /Next code/ }).click();
  await expect(coder.heading).toContainText('E11.22');
});

test('the verdict follows the date of service and never pretends to know', async ({ launch }) => {
  const inside = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await inside.search('E11.9');
  await inside.press('Enter');
  await expect(inside.page.getByRole('main')).toContainText('ICD-10-CM FY2026: valid for submission.');

  const after = await new Coder(await launch({ env: { C2C_TODAY: '2026-11-22' } })).ready();
  await after.search('E11.9');
  await after.press('Enter');
  await expect(after.page.getByRole('main')).toContainText(
    'Not known for this date: the newest edition held ended 2026-03-31. ICD-10-CM FY2026 says: valid for submission.',
  );
});

test('a date of service other than today is said in words and taken back with one press', async ({
  launch,
}) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.press('Control+t');
  await coder.type('03152024');
  await expect(coder.page.getByRole('banner')).toContainText('2024-03-15');
  await coder.search('E11.9');
  await coder.press('Enter');
  await expect(coder.page.getByRole('main')).toContainText('Not known for this date');
  await coder.page.getByRole('button', { name: /Back to today/ }).click();
  await expect(coder.page.getByRole('main')).toContainText('ICD-10-CM FY2026: valid for submission.');
});

test('the copy button puts the code on the clipboard and says so', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('E11.9');
  await coder.press('Enter');
  await coder.page.getByRole('button', { name: 'Copy code', exact: true }).click();
  await expect.poll(() => coder.clipboard()).toBe('E11.9');
  await expect(coder.page.getByRole('status').filter({ hasText: 'Copied E11.9' })).toBeVisible();
});
