import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReceipt, writeReceipt } from './receipt.ts';
import type { RequestContent } from './request.ts';
import { parseRequest, signRequest } from './request.ts';
import { rawPublicKey } from './signature.ts';

const pair = generateKeyPairSync('ed25519');
const content: RequestContent = {
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
const request = signRequest(content, pair.privateKey);
const damaged = expect.objectContaining({ code: 'licence-request-damaged' }) as unknown;

test('a request is read as it was written, in whatever order its fields come', () => {
  expect(parseRequest(JSON.stringify(request))).toEqual(request);
  const turned = Object.fromEntries(Object.entries(request).toReversed());
  expect(parseRequest(` ${JSON.stringify(turned, null, 2)}\n`)).toEqual(request);
  expect(request.installKey).toBe(rawPublicKey(pair.publicKey).toString('base64'));
});

test('a slip in any field shows', () => {
  const changes: object[] = [
    { version: 2 },
    { fingerprint: 'cd'.repeat(32) },
    { licenceKey: 'A1B2C3-D4E5F7' },
    { computer: 'Desk 5' },
    { made: '2026-11-21T12:00:00.000Z' },
    { more: 1 },
    { email: 'nobody' },
    { installKey: rawPublicKey(generateKeyPairSync('ed25519').publicKey).toString('base64') },
  ];
  for (const change of changes) {
    expect(() => parseRequest(JSON.stringify({ ...request, ...change }))).toThrow(damaged);
  }
});

test('anything else is refused', () => {
  expect(() => parseRequest(JSON.stringify({ ...request, computer: 'x'.repeat(30_000) }))).toThrow(damaged);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => parseRequest(text)).toThrow(damaged);
    }),
  );
});

test('a receipt is read with the key that wrote it, and with no other', () => {
  const receipt = { licence: 'l-1', fingerprint: 'ab'.repeat(32), at: '2026-11-26T12:00:00.000Z' };
  const text = writeReceipt(receipt, pair.privateKey);
  const key = rawPublicKey(pair.publicKey);
  expect(readReceipt(text, key)).toEqual(receipt);
  expect(readReceipt(text, rawPublicKey(generateKeyPairSync('ed25519').publicKey))).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '0', '.', ' '), (at, character) => {
      const changed = text.slice(0, at) + character + text.slice(at + 1);
      if (changed !== text) expect(readReceipt(changed, key)).toBeUndefined();
    }),
  );
});
