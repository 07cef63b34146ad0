import { describe, expect, test, vi } from 'vitest';
import { confine, denyEverything } from './rules.ts';

type Listener = (...values: unknown[]) => unknown;

/** Records what a `Session` or `WebContents` is told, by the name of the method or event. */
function recorder(): { told: Map<string, Listener>; fake: unknown } {
  const told = new Map<string, Listener>();
  const keep = (name: string) => (listener: Listener) => void told.set(name, listener);
  const fake = {
    on: (event: string, listener: Listener) => void told.set(event, listener),
    setWindowOpenHandler: keep('open'),
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setSpellCheckerLanguages: (languages: string[]) => void told.set('languages', () => languages),
    webRequest: { onBeforeRequest: keep('before') },
  };
  return { told, fake };
}

describe('what no page of this program may do', () => {
  const log: string[] = [];
  const { told, fake } = recorder();
  denyEverything(fake as Parameters<typeof denyEverything>[0], (line) => log.push(line));
  const cancelled = (url: string): unknown => {
    const decide = vi.fn<(answer: { cancel: boolean }) => void>();
    told.get('before')?.({ url }, decide);
    return decide.mock.calls[0]?.[0].cancel;
  };

  test.each(['app://case2code/index.html', 'data:image/png;base64,AA', 'devtools://devtools/x.js'])(
    'reach %s: it may',
    (url) => {
      expect(cancelled(url)).toBe(false);
    },
  );

  test.each([
    'https://example.com/?q=secret',
    'http://localhost:5173/',
    'ws://localhost/',
    'wss://example.com',
    'file:///etc/passwd',
    'ftp://x',
    'app://evil/',
    'app://case2code@evil/',
  ])('reach %s: it may not, and the log keeps only the scheme', (url) => {
    log.length = 0;
    expect(cancelled(url)).toBe(true);
    expect(log).toEqual([`request denied: ${url.slice(0, url.indexOf(':') + 1)}`]);
  });

  test('fetch a dictionary', () => {
    expect(told.get('languages')?.()).toEqual([]);
  });

  test('ask for a device, keep a permission, or download', () => {
    const decide = vi.fn<(granted: boolean) => void>();
    told.get('request')?.({}, 'geolocation', decide);
    expect(decide.mock.calls).toEqual([[false]]);
    expect(told.get('check')?.({}, 'clipboard-read')).toBe(false);
    const event = { preventDefault: vi.fn<() => void>() };
    told.get('will-download')?.(event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('what a page is confined to', () => {
  const { told, fake } = recorder();
  confine(fake as Parameters<typeof confine>[0], () => {});

  test('no new window, no webview', () => {
    expect(told.get('open')?.({ url: 'app://case2code/index.html' })).toEqual({ action: 'deny' });
    const event = { preventDefault: vi.fn<() => void>() };
    told.get('will-attach-webview')?.(event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  test.each([
    ['app://case2code/index.html#/x', 0],
    ['https://example.com/', 1],
    ['app://case2code.evil/', 1],
    ['file:///etc/passwd', 1],
    ['javascript:alert(1)', 1],
  ])('going to %s is prevented %i times', (url, times) => {
    const event = { url, preventDefault: vi.fn<() => void>() };
    told.get('will-navigate')?.(event);
    expect(event.preventDefault).toHaveBeenCalledTimes(times);
  });
});
