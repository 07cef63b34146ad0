import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

const codeSets = (userData: string): string[] =>
  readdirSync(join(userData, 'library'))
    .filter((name) => name.endsWith('.c2c'))
    .map((name) => join(userData, 'library', name));

test('a library that cannot be opened leads to recovery, which restores the starter set and loses nothing', async ({
  launch,
}) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  await coder.goTo('Settings');
  await coder.page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await app.close();
  const damaged = codeSets(app.userData);
  for (const file of damaged) truncateSync(file, 5000);

  const broken = await launch({ userData: app.userData, env: { C2C_TODAY: inForce } });
  await expect(broken.page.getByRole('heading', { name: 'The library cannot be opened' })).toBeVisible();
  await expect(broken.page.getByText(/is cut off/).first()).toBeVisible();
  await broken.page.getByRole('button', { name: 'Restore the starter set' }).click();
  const confirm = broken.page.getByRole('alertdialog').or(broken.page.getByRole('dialog'));
  await confirm.getByRole('button', { name: /Restore/ }).click();
  const restored = await new Coder(broken).ready();
  await restored.search('E11.9');
  await expect(restored.rows.first()).toContainText('E11.9');
  // What was there is still there until the next start: damaged files are evidence, not rubbish.
  for (const file of damaged) expect(readFileSync(file).length).toBe(5000);
  expect(await broken.evaluateMain(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
});

test('one damaged file is named and the others answer', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  await new Coder(app).ready();
  await app.close();
  const hcpcs = codeSets(app.userData).find((file) => file.includes('hcpcs-'));
  expect(hcpcs).toBeDefined();
  const bytes = readFileSync(hcpcs ?? '');
  bytes[900] = (bytes[900] ?? 0) ^ 1;
  writeFileSync(hcpcs ?? '', bytes);

  const again = await launch({ userData: app.userData, env: { C2C_TODAY: inForce } });
  const coder = await new Coder(again).ready();
  await expect(coder.page.getByRole('alert')).toContainText('HCPCS');
  await coder.search('E11.9');
  await expect(coder.rows.first()).toContainText('E11.9');
  await coder.goTo('Library');
  await expect(coder.page.getByRole('main')).toContainText('The beginning of hcpcs-');
  await coder.page.getByRole('button', { name: 'Restore the starter set' }).click();
  await coder.page
    .getByRole('alertdialog')
    .or(coder.page.getByRole('dialog'))
    .getByRole('button', { name: /Restore/ })
    .click();
  await expect(coder.page.getByRole('alert')).toHaveCount(0);
  await coder.search('J1100');
  await expect(coder.rows.first()).toContainText('J1100');
});

test('an engine that is killed while one types comes back and answers', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  await coder.type('diab');
  await expect(coder.rows.first()).toBeVisible();
  const before = await coder.engines();
  expect(before).toHaveLength(1);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await coder.type(' mell 2');
  await expect(coder.rows.first()).toContainText('E11');
  await expect(coder.field).toHaveValue('diab mell 2');
  const after = await coder.engines();
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});

test('the program killed at once starts again with its library', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  await app.kill();
  const again = await launch({ userData: app.userData, env: { C2C_TODAY: inForce } });
  const coder = await new Coder(again).ready();
  await coder.search('htn');
  await expect(coder.row('I10')).toBeVisible();
});
