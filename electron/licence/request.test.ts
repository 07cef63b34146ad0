import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LicenceRequest } from './request.ts';
import { parseRequest } from './request.ts';

const request: LicenceRequest = {
  format: 'case2code request',
  version: 1,
  purpose: 'activate',
  licenceKey: 'A1B2C3-D4E5F6',
  email: null,
  fingerprint: 'ab'.repeat(32),
  computer: 'Desk 4',
  platform: 'win32',
  app: '0.1.0',
  made: '2026-11-20T12:00:00.000Z',
  receipt: null,
};

test('a request is read as it was written', () => {
  expect(parseRequest(JSON.stringify(request))).toEqual(request);
});

test('anything else is refused', () => {
  const damaged = expect.objectContaining({ code: 'licence-request-damaged' }) as unknown;
  const changes: object[] = [{ version: 2 }, { fingerprint: 'x' }, { more: 1 }, { email: 'nobody' }];
  for (const change of changes) {
    expect(() => parseRequest(JSON.stringify({ ...request, ...change }))).toThrow(damaged);
  }
  expect(() => parseRequest(JSON.stringify({ ...request, computer: 'x'.repeat(30_000) }))).toThrow(damaged);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => parseRequest(text)).toThrow(damaged);
    }),
  );
});
