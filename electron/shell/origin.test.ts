import { describe, expect, test } from 'vitest';
import { isAppUrl, startPage } from './origin.ts';

describe('isAppUrl', () => {
  test.each([startPage, 'app://case2code/', 'app://case2code/assets/x.js?y#z', 'app://case2code'])(
    '%s is ours',
    (url) => {
      expect(isAppUrl(url)).toBe(true);
    },
  );

  test.each([
    'app://case2code.evil/index.html',
    'app://case2code@evil/index.html',
    'app://evil/case2code',
    'app://case2code:8080/',
    'app:case2code/',
    'app:///case2code/',
    'apps://case2code/',
    'http://case2code/',
    'https://case2code/index.html',
    'blob:app://case2code/0a1b',
    'filesystem:app://case2code/x',
    'data:text/html,app://case2code/',
    'file:///app/case2code/index.html',
    'javascript:location="app://case2code/"',
    'about:blank',
    'about:srcdoc',
    '//case2code/',
    'case2code',
    '',
    'null',
  ])('%j is not', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });

  test.each([
    ['http://localhost:5173/index.html', true],
    ['http://localhost:5174/', false],
    ['https://localhost:5173/', false],
    ['http://localhost:5173.evil.example/', false],
    ['http://localhost:5173@evil.example/', false],
  ])('with a development server %s: %s', (url, expected) => {
    expect(isAppUrl(url, 'http://localhost:5173')).toBe(expected);
  });
});
