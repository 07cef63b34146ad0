import { Coder, inForce } from './coder.ts';
import { expect, runtime, test } from './driver/test.ts';

test('the window is sandboxed and isolated, with a strict policy', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  await new Coder(app).ready();
  const policy = await app.page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  const inlineRan = await app.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    return Reflect.get(window, 'inlineRan') === true;
  });
  expect(inlineRan).toBe(false);
  // The stand-in refuses windows that are not isolated and sandboxed; the real Electron is asked what it does.
  if (runtime !== 'electron') return;
  const preferences = await app.evaluateMain(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const read: unknown = contents && Reflect.get(contents, 'getLastWebPreferences');
    return typeof read === 'function' ? (read.call(contents) as Record<string, unknown>) : null;
  });
  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
  expect(preferences?.['webSecurity']).not.toBe(false);
});

test.describe('tried and denied', () => {
  test.use({ denied: ['https://example.com/'] });

  test('the page cannot leave, open windows, ask for devices or reach the network', async ({ launch }) => {
    const app = await launch({ env: { C2C_TODAY: inForce } });
    await new Coder(app).ready();
    const before = app.page.url();
    const tried = await app.page.evaluate(async () => {
      const opened = window.open('https://example.com/');
      const fetched = await fetch('https://example.com/').then(
        () => true,
        () => false,
      );
      const permission = await navigator.permissions.query({ name: 'geolocation' }).then(
        ({ state }) => state,
        () => 'denied',
      );
      location.href = 'https://example.com/leave';
      return { opened: opened !== null, fetched, permission };
    });
    expect(tried).toMatchObject({ opened: false, fetched: false });
    expect(tried.permission).not.toBe('granted');
    await app.page.waitForTimeout(500);
    expect(app.page.url()).toBe(before);
    expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    // Playwright waits for a navigation that never comes; the page itself goes on working.
    const title = await app.page.evaluate(() => document.title);
    expect(title).toContain('Case2Code');
  });
});

test('unknown channels and malformed requests are refused with a typed error', async ({ launch }) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  await new Coder(app).ready();
  const answers = await app.page.evaluate(async () => {
    const bridge: unknown = Reflect.get(window, 'case2code');
    const invoke = (channel: string, input: unknown): Promise<unknown> => {
      const call = (bridge as { invoke: (name: string, input: unknown) => Promise<unknown> }).invoke;
      return call(channel, input).catch((error: unknown) => String(error));
    };
    return {
      unknown: await invoke('fs.readFile', '/etc/passwd'),
      malformed: await invoke('search.query', { text: 7 }),
      huge: await invoke('search.query', {
        text: 'x'.repeat(1_000_000),
        systems: [],
        date: '2025-11-15',
        limit: 50,
      }),
    };
  });
  expect(String(answers.unknown)).toContain('No such channel');
  expect(answers.malformed).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(answers.huge).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});
