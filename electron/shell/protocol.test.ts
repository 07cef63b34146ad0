import { mkdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { contentSecurityPolicy, fileFor, registerAppScheme, serveAppScheme } from './protocol.ts';

type Answer = (request: Request) => Promise<Response>;
const electron = vi.hoisted(() => ({ schemes: [] as unknown[], handlers: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  protocol: {
    registerSchemesAsPrivileged: (schemes: unknown[]) => electron.schemes.push(...schemes),
    handle: (scheme: string, handler: unknown) => electron.handlers.set(scheme, handler),
  },
}));

const folder = folderPerTest();
const root = sep === '/' ? '/opt/app/renderer' : String.raw`C:\app\renderer`;

describe('the file an address means', () => {
  test.each([
    ['app://case2code/index.html', 'index.html'],
    ['app://case2code/assets/a.js?v=1#x', join('assets', 'a.js')],
    ['app://case2code/assets/../index.html', 'index.html'],
    ['app://case2code/a%20b.svg', 'a b.svg'],
  ])('%s', (url, file) => {
    expect(fileFor(url, root)).toBe(join(root, file));
    expect(fileFor(url, root + sep)).toBe(join(root, file));
  });

  test.each([
    'app://case2code/..%2fsecret',
    'app://case2code/..%2F..%2F..%2Fetc%2Fpasswd',
    'app://case2code/%2e%2e%2fsecret',
    'app://case2code/..%5csecret',
    'app://case2code/%5c%5cserver%5cshare',
    'app://case2code/..\\secret',
    'app://case2code/index.html%00.png',
    'app://case2code/%',
    'app://case2code/%ff%fe',
    'app://evil/index.html',
    'app://case2code.evil/index.html',
    'app://case2code@evil/index.html',
    'app://case2code:80/index.html',
    'app:///index.html',
  ])('%s means none', (url) => {
    expect(fileFor(url, root)).toBeUndefined();
  });

  test('the folder beside, whose name begins the same, is outside', () => {
    expect(fileFor('app://case2code/..%2frenderer-old%2fx.js', root)).toBeUndefined();
  });

  test('no address leads out of the folder', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '/',
      '%2f',
      '\\',
      '%5c',
      'a',
      'index.html',
      '%00',
      '%25',
      ':',
      'C:',
      '//',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const file = fileFor(`app://case2code/${parts.join('')}`, root);
        if (file !== undefined) expect(file.startsWith(root + sep)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('serving', () => {
  beforeEach(() => {
    mkdirSync(join(folder(), 'renderer'));
    writeFileSync(join(folder(), 'renderer', 'index.html'), '<p>');
    writeFileSync(join(folder(), 'renderer', 'notes.txt'), 'x');
    writeFileSync(join(folder(), 'secret.html'), 'secret');
    serveAppScheme(join(folder(), 'renderer'));
  });
  const get = (path: string, method = 'GET'): Promise<Response> =>
    (electron.handlers.get('app') as Answer)(new Request(`app://case2code/${path}`, { method }));

  test('a page comes with its policy and nothing to guess', async () => {
    const answer = await get('index.html');
    expect([answer.status, await answer.text()]).toEqual([200, '<p>']);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['none.html', 'GET'],
    ['notes.txt', 'GET'],
    ['', 'GET'],
    ['..%2fsecret.html', 'GET'],
    ['index.html', 'POST'],
    ['index.html', 'PUT'],
  ])('%j by %s is not found', async (path, method) => {
    expect((await get(path, method)).status).toBe(404);
  });

  test('the scheme is standard and secure, and may not bypass its policy', () => {
    registerAppScheme();
    const [{ privileges }] = z
      .tuple([z.object({ privileges: z.record(z.string(), z.boolean()) })])
      .parse(electron.schemes);
    expect(privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true });
  });
});

test('the policy names every source, allows none unsafe, none from outside, and forbids framing', () => {
  const rules = new Map(
    contentSecurityPolicy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
  );
  expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*|blob:|strict-dynamic|nonce/);
  expect(rules.get('default-src')).toEqual(["'none'"]);
  expect(rules.get('script-src')).toEqual(["'self'"]);
  expect(rules.get('img-src')).toEqual(["'self'", 'data:']);
  for (const closed of ['base-uri', 'form-action', 'frame-ancestors'])
    expect(rules.get(closed)).toEqual(["'none'"]);
});
