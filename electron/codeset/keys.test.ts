import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { keyCheck, keyFileOf, keyFits, newKey, readKeyFile, writeKeyFile } from './keys.ts';

const folder = folderPerTest();

describe('a key file', () => {
  test('is read back as written and belongs to its owner alone', async () => {
    const file = keyFileOf(join(folder(), 'F'));
    const key = newKey();
    await writeKeyFile(file, key);
    expect(await readKeyFile(file)).toEqual(key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('takes 32 bytes and nothing else', async () => {
    await expect(writeKeyFile(join(folder(), 'x'), Buffer.alloc(16))).rejects.toMatchObject({
      code: 'internal',
    });
  });

  test.each([
    ['empty', ''],
    ['too short', 'ab'.repeat(31)],
    ['too long', 'ab'.repeat(33)],
    ['no hexadecimal', 'xy'.repeat(32)],
    ['two lines', `${'ab'.repeat(32)}\n${'ab'.repeat(32)}`],
  ])('%s: no key', async (_what, text) => {
    const file = join(folder(), 'F.key');
    writeFileSync(file, text);
    await expect(readKeyFile(file)).rejects.toMatchObject({
      code: 'library-key-missing',
      message: expect.not.stringContaining(text.slice(0, 8) || 'nothing'),
    });
  });

  test('that is not there: no key', async () => {
    await expect(readKeyFile(join(folder(), 'F.key'))).rejects.toMatchObject({ code: 'library-key-missing' });
  });

  test('may end in blanks and be in capitals', async () => {
    writeFileSync(join(folder(), 'F.key'), ` ${'AB'.repeat(32)}\r\n`);
    expect(await readKeyFile(join(folder(), 'F.key'))).toEqual(Buffer.alloc(32, 0xab));
  });
});

test('the check value fits its key only, and does not show it', () => {
  const key = newKey();
  expect(keyFits(key, keyCheck(key))).toBe(true);
  expect(keyFits(newKey(), keyCheck(key))).toBe(false);
  expect(keyFits(key, '')).toBe(false);
  expect(keyCheck(key)).not.toContain(key.toString('hex').slice(0, 8));
});
