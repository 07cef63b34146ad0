import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import type { KeySeal } from '../engine/sealed-files.ts';
import { loadInstallKey, readInstallKey, sealWith } from './install-key.ts';
import type { Keyring } from './install-key.ts';

const folder = folderPerTest();
const file = () => join(folder(), 'data', 'install-key.json');
const secret = Buffer.alloc(32, 9);

/** A keyring of one account: another one cannot unseal what it sealed. */
function keyring(account = 'a', available = true): Keyring {
  const refuse = () => Promise.reject(new Error('no keyring'));
  if (!available) return { available, seal: refuse, unseal: refuse };
  return {
    available,
    seal: (text) => Promise.resolve(Buffer.from(`${account}:${text.split('').toReversed().join('')}`)),
    unseal: (sealed) => {
      const [owner, text = ''] = String(sealed).split(':');
      return owner === account ? Promise.resolve(text.split('').toReversed().join('')) : refuse();
    },
  };
}

const load = (ring: Keyring, log: string[] = []): Promise<KeySeal> =>
  loadInstallKey(file(), ring, (line) => log.push(line));
const opens = (seal: KeySeal, wrapped: string): boolean => {
  try {
    return seal.unwrap(wrapped).equals(secret);
  } catch {
    return false;
  }
};

describe('the install key', () => {
  test.each([
    ['in the keyring, where there is one', keyring(), 'keyring'],
    ['in a file, where there is none', keyring('a', false), 'file'],
  ])('is made once and kept %s', async (_where, ring, keysIn) => {
    const first = await load(ring);
    const wrapped = first.wrap(secret);
    const second = await load(ring);
    expect([first.keysIn, second.keysIn]).toEqual([keysIn, keysIn]);
    expect(opens(second, wrapped)).toBe(true);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder(), 'data'))).toEqual(['install-key.json']);
  });

  test('in the keyring is not in the file', async () => {
    const sealed: string[] = [];
    const ring = keyring();
    const seal = (text: string): Promise<Buffer> => {
      sealed.push(text);
      return ring.seal(text);
    };
    await load({ ...ring, seal });
    expect(sealed[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(file(), 'utf8')).not.toContain(sealed[0]);
  });

  test('in a file moves into a keyring that appears: what it sealed still opens', async () => {
    const wrapped = (await load(keyring('a', false))).wrap(secret);
    const later = await load(keyring());
    expect(later.keysIn).toBe('keyring');
    expect(opens(later, wrapped)).toBe(true);
    expect(opens(await load(keyring()), wrapped)).toBe(true);
  });

  test.each([
    ['of another account', keyring('b'), 'keyring'],
    ['that is gone', keyring('a', false), 'file'],
  ])('of a keyring %s is replaced, and what it sealed does not open', async (_which, ring, keysIn) => {
    const wrapped = (await load(keyring())).wrap(secret);
    const later = await load(ring);
    expect(later.keysIn).toBe(keysIn);
    expect(opens(later, wrapped)).toBe(false);
    expect(opens(later, later.wrap(secret))).toBe(true);
  });

  test('that cannot be unsealed today is kept aside: tomorrow the keyring may be back', async () => {
    await load(keyring());
    const sealed = readFileSync(file(), 'utf8');
    await load(keyring('a', false));
    const aside = readdirSync(join(folder(), 'data')).filter((name) => name !== 'install-key.json');
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(folder(), 'data', aside[0] ?? ''), 'utf8')).toBe(sealed);
  });

  test.each([
    ['cut off', '{"in":"file","key":"00'],
    ['of another shape', '{"in":"cloud"}'],
    ['with half a key', `{"in":"file","key":"${'0'.repeat(32)}"}`],
    ['empty', ''],
  ])(
    'in a file that is damaged (%s) is replaced, and the log says so without its bytes',
    async (_how, bytes) => {
      await load(keyring('a', false));
      writeFileSync(file(), bytes);
      const log: string[] = [];
      const made = await load(keyring('a', false), log);
      expect(opens(made, made.wrap(secret))).toBe(true);
      expect(log).toEqual(['the install key file is damaged; a new key is made']);
    },
  );

  test('is refused where the file cannot be read', async () => {
    await expect(loadInstallKey(folder(), keyring(), () => {})).rejects.toMatchObject({ code: 'read-only' });
  });

  test('is read without a keyring only where it lies in a file', async () => {
    expect(await readInstallKey(file())).toBeUndefined();
    const wrapped = (await load(keyring('a', false))).wrap(secret);
    const read = await readInstallKey(file());
    expect(read && opens(read, wrapped)).toBe(true);
    writeFileSync(file(), '');
    await load(keyring());
    expect(await readInstallKey(file())).toBeUndefined();
  });
});

describe('wrapping', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array));

  test('gives back what was wrapped, never the same twice, and only to its own key', () => {
    fc.assert(
      fc.property(bytes, bytes, (installKey, key) => {
        const seal = sealWith(installKey, 'file');
        const wrapped = seal.wrap(key);
        expect(seal.unwrap(wrapped)).toEqual(key);
        expect(seal.wrap(key)).not.toBe(wrapped);
        const other = Buffer.from(installKey);
        other[0] = (other[0] ?? 0) ^ 1;
        expect(() => sealWith(other, 'file').unwrap(wrapped)).toThrow();
      }),
    );
  });

  test('tampering with any part throws', () => {
    const seal = sealWith(secret, 'keyring');
    fc.assert(
      fc.property(bytes, fc.nat(2), fc.nat(200), (key, part, bit) => {
        const parts = seal
          .wrap(key)
          .split('.')
          .map((text) => Buffer.from(text, 'base64'));
        const chosen = parts[part] ?? Buffer.alloc(1);
        const at = (bit >> 3) % chosen.length;
        chosen[at] = (chosen[at] ?? 0) ^ (1 << (bit & 7));
        expect(() => seal.unwrap(parts.map((buffer) => buffer.toString('base64')).join('.'))).toThrow();
      }),
    );
  });

  test.each(['', '.', '..', 'a.b.c', 'x', `${Buffer.alloc(12).toString('base64')}.AA==.AA==`])(
    '%j is no wrapped key',
    (text) => {
      expect(() => sealWith(secret, 'file').unwrap(text)).toThrow();
    },
  );
});
