import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

test('a restart keeps the theme, the density and the window', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  await coder.goTo('Settings');
  await coder.page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await coder.page.getByRole('radio', { name: /Dense/ }).check({ force: true });
  await expect.poll(() => app.evaluateMain(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await app.resize(1100, 720);
  await app.page.waitForTimeout(800);
  const size = await app.evaluateMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );

  const again = await app.relaunch();
  const next = await new Coder(again).ready();
  expect(await again.evaluateMain(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  const dark = await next.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  expect(dark).toBe(true);
  const restored = await again.evaluateMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  expect(restored?.width).toBe(size?.width);
  expect(restored?.height).toBe(size?.height);
  await next.goTo('Settings');
  await expect(next.page.getByRole('radio', { name: /Dense/ })).toBeChecked();
});
