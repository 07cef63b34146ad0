import type { Locator } from 'playwright/test';
import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

const domain = /not under copyright in the United States/;
const mark = /CPT®? is a registered trademark of the American Medical Association\./;
const notices = (coder: Coder, where: 'main' | 'list'): Locator =>
  where === 'main'
    ? coder.page.getByRole('main').getByRole('complementary', { name: 'Notices' })
    : coder.page.getByRole('complementary', { name: 'Notices of the results' });

test('every screen shows the notices of the lines on it, and paper too', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();

  await coder.search('E11.9');
  await expect(coder.rows.first()).toContainText('E11.9');
  await expect(notices(coder, 'list')).toContainText(domain);
  await expect(notices(coder, 'list')).not.toContainText(mark);
  await coder.search('99213');
  await expect(coder.rows.first()).toContainText('99213');
  await expect(notices(coder, 'list')).toContainText(mark);

  await coder.press('Enter');
  await expect(coder.heading).toContainText('99213');
  const foot = notices(coder, 'main');
  await expect(foot).toContainText(mark);
  await app.page.emulateMedia({ media: 'print' });
  await expect(foot).toBeVisible();
  await expect(app.page.getByText(`for date of service ${inForce}`)).toBeVisible();
  for (const name of ['Rooms', 'On this page']) {
    await expect(app.page.getByRole('navigation', { name })).toBeHidden();
  }
  await expect(coder.field).toBeHidden();
  await expect(coder.rows.first()).toBeHidden();
  // All of the page is on the paper, not only what the window has room for.
  const cut = await app.page.evaluate(() => {
    const main = document.querySelector('main');
    return main === null ? true : main.scrollHeight > main.clientHeight;
  });
  expect(cut).toBe(false);
  await app.page.emulateMedia({ media: null });
  await expect(coder.field).toBeVisible();

  await coder.goTo('About');
  await expect(notices(coder, 'main')).toContainText(mark);
  await coder.goTo('Library');
  for (const entry of await coder.page.getByText(/^Sources/).all()) await entry.click();
  await expect(coder.page.getByRole('main')).toContainText(domain);
});

test('Ctrl+P, the button and the menu print the page', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  await app.page.evaluate(() => {
    Object.assign(window, {
      printed: 0,
      print: () => Object.assign(window, { printed: Number(Reflect.get(window, 'printed')) + 1 }),
    });
  });
  const printed = () => app.page.evaluate(() => Number(Reflect.get(window, 'printed')));
  await coder.search('E11.9');
  await expect(coder.rows.first()).toContainText('E11.9');
  await coder.press('Enter');
  await coder.page.getByRole('main').getByRole('button', { name: 'Print the page' }).click();
  await expect.poll(printed).toBe(1);
  await coder.press(process.platform === 'darwin' ? 'Meta+p' : 'Control+p');
  await expect.poll(printed).toBe(2);
  await app.clickMenu('Print…');
  await expect.poll(printed).toBe(3);
});
