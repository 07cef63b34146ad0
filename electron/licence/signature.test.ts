import { generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyIdOf, rawPublicKey, signBytes, verifyBytes } from './signature.ts';

const pair = generateKeyPairSync('ed25519');
const raw = rawPublicKey(pair.publicKey);

test('a signature is the one that Node itself accepts', () => {
  const bytes = Buffer.from('what is signed');
  const signature = signBytes(bytes, pair.privateKey);
  expect(verify(null, bytes, pair.publicKey, signature)).toBe(true);
  expect(verifyBytes(bytes, signature, raw)).toBe(true);
  expect(rawPublicKey(pair.privateKey)).toEqual(raw);
});

test('one bit changed in the bytes, the signature or the key is refused', () => {
  const bytes = Buffer.from('what is signed');
  const signature = signBytes(bytes, pair.privateKey);
  const parts = [bytes, signature, raw] as const;
  fc.assert(
    fc.property(fc.nat(2), fc.nat(), (which, at) => {
      const changed = parts.map((part) => Buffer.from(part));
      const part = changed[which] ?? Buffer.alloc(0);
      const bit = at % (part.length * 8);
      part[bit >> 3] = (part[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const [a, b, c] = changed;
      expect(verifyBytes(a ?? bytes, b ?? signature, c ?? raw)).toBe(false);
    }),
  );
});

test('what is no key or no signature is refused without a throw', () => {
  const bytes = Buffer.from('x');
  expect(verifyBytes(bytes, Buffer.alloc(63), raw)).toBe(false);
  expect(verifyBytes(bytes, Buffer.alloc(64), Buffer.alloc(31))).toBe(false);
});

test('a key is named by the hash of its public half', () => {
  expect(keyIdOf(raw)).toMatch(/^[0-9a-f]{16}$/);
  expect(keyIdOf(raw)).not.toBe(keyIdOf(rawPublicKey(generateKeyPairSync('ed25519').publicKey)));
});
