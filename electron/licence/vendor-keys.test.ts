import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyIdOf, rawPublicKey } from './signature.ts';
import { publicKeyOf, trustedFor, vendorKeys } from './vendor-keys.ts';
import type { KeyUse, VendorKey } from './vendor-keys.ts';

function keyFrom(uses: KeyUse[], from: string, until: string | null = null): VendorKey {
  const raw = rawPublicKey(generateKeyPairSync('ed25519').publicKey);
  return { id: keyIdOf(raw), publicKey: raw.toString('base64'), uses, from, until };
}
const listOf = (...keys: unknown[]): string =>
  JSON.stringify({ format: 'case2code vendor keys', version: 1, keys });

test('the built-in list is a list of keys, and holds none yet', () => {
  expect(vendorKeys()).toEqual([]);
});

test('a test run may add keys, each for its uses', () => {
  const packs = keyFrom(['packs', 'feed'], '2026-01-01');
  const licences = keyFrom(['licences'], '2026-01-01');
  const keys = vendorKeys(listOf(packs, licences));
  expect([...trustedFor('licences', keys).keys()]).toEqual([licences.id]);
  expect([...trustedFor('feed', keys).keys()]).toEqual([packs.id]);
  expect(publicKeyOf(trustedFor('packs', keys), packs.id, '2026-05-01')?.toString('base64')).toBe(
    packs.publicKey,
  );
  expect(publicKeyOf(trustedFor('licences', keys), packs.id, '2026-05-01')).toBeUndefined();
});

test('a key signs from its first day to its last', () => {
  const old = keyFrom(['packs'], '2026-01-01', '2026-12-31');
  const trusted = trustedFor('packs', [old]);
  const held = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(
    (day) => publicKeyOf(trusted, old.id, day) !== undefined,
  );
  expect(held).toEqual([false, true, true, false]);
});

test('a list that is none, or a key under another name, is refused', () => {
  const key = keyFrom(['packs'], '2026-01-01');
  expect(() => vendorKeys('[]')).toThrow();
  expect(() => vendorKeys(listOf({ ...key, id: '0123456789abcdef' }))).toThrow(/the id is not/);
  expect(() => vendorKeys(listOf({ ...key, until: '2025-01-01' }))).toThrow(/ends before/);
});
