import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrapContentKey, wrapContentKey } from './content-key.ts';

const pack = { pack: 'cpt-2027', kid: 'cpt-2027-a' };
const key = randomBytes(32);

test('a wrapped key opens with the licence key, pack and id it was made for', () => {
  const wrapped = wrapContentKey('KEY-1', pack, key);
  expect(unwrapContentKey('KEY-1', wrapped)).toEqual(key);
  const others = [
    () => unwrapContentKey('KEY-2', wrapped),
    () => unwrapContentKey('KEY-1', { ...wrapped, pack: 'cpt-2028' }),
    () => unwrapContentKey('KEY-1', { ...wrapped, kid: 'cpt-2027-b' }),
    () => unwrapContentKey('KEY-1', { ...wrapped, wrapped: '' }),
  ];
  for (const open of others) {
    expect(open).toThrow(expect.objectContaining({ code: 'licence-content-key' }));
  }
});

test('the form is the documented one', () => {
  const bytes = Buffer.from(wrapContentKey('KEY-1', pack, key).wrapped, 'base64');
  const info = 'case2code content key\n["cpt-2027","cpt-2027-a"]';
  const derived = new Uint8Array(hkdfSync('sha256', 'KEY-1', '', info, 32));
  const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(44));
  expect(Buffer.concat([decipher.update(bytes.subarray(12, 44)), decipher.final()])).toEqual(key);
});

test('one bit changed is refused', () => {
  const wrapped = wrapContentKey('KEY-1', pack, key);
  fc.assert(
    fc.property(fc.nat(60 * 8 - 1), (bit) => {
      const bytes = Buffer.from(wrapped.wrapped, 'base64');
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unwrapContentKey('KEY-1', { ...wrapped, wrapped: bytes.toString('base64') })).toThrow();
    }),
  );
});
