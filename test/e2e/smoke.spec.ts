import { expect, test } from './driver/test.ts';

test('the window opens, ready to type, and talks to nobody', async ({ launch }) => {
  const app = await launch();
  const { page } = app;
  await expect(page).toHaveTitle(/Case2Code/);
  await expect(page.getByRole('combobox', { name: 'Search codes' })).toBeFocused();
  expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(
    true,
  );
  expect(await app.pageErrors()).toEqual([]);
  expect(await app.connections()).toEqual([]);
});

test('the page has the bridge and nothing of Node', async ({ launch }) => {
  const { page } = await launch();
  const found = await page.evaluate(() => {
    const scope = window as unknown as Record<string, unknown>;
    const bridge = scope['case2code'] as object;
    return {
      leaked: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => scope[name] !== undefined,
      ),
      bridge: Object.keys(bridge).toSorted(),
      frozen: Object.isFrozen(bridge),
    };
  });
  expect(found).toEqual({ leaked: [], bridge: ['invoke', 'on'], frozen: true });
});

test('it quits with exit code 0 and starts again on the same data', async ({ launch }) => {
  const first = await launch();
  const again = await first.relaunch();
  expect(await first.exited).toBe(0);
  expect(again.userData).toBe(first.userData);
  await expect(again.page).toHaveTitle(/Case2Code/);
});

test.describe('the recorder itself', () => {
  test.use({ denied: ['127.0.0.1:19999', '127.0.0.1:19998'] });

  test('a connection would have been noticed: from main, and from a child of main', async ({ launch }) => {
    const app = await launch();
    await app.evaluateMain(() =>
      fetch('http://127.0.0.1:19999/')
        .catch(() => null)
        .then(() => null),
    );
    await app.evaluateMain(({ utilityProcess }, folder) => {
      const fs = process.getBuiltinModule('node:fs');
      const code = "require('node:net').connect(19998, '127.0.0.1').on('error', () => process.exit(7))";
      fs.writeFileSync(`${folder}/child.cjs`, code);
      return new Promise<number>((resolve) => {
        utilityProcess.fork(`${folder}/child.cjs`).once('exit', resolve);
      });
    }, app.userData);
    const found = await app.connections();
    expect(found).toContain('tcp 127.0.0.1:19999');
    expect(found).toContain('tcp 127.0.0.1:19998');
  });
});
