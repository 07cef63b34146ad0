import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { packIdOf, packsIn } from './find-packs.ts';

const folder = folderPerTest();
const at = (...names: string[]): string => join(folder(), ...names);

test('packs are known by their first bytes, or by their name even where they are damaged', async () => {
  writeFileSync(at('renamed.bin'), 'C2CPACK2 and more');
  writeFileSync(at('damaged.C2CPack'), 'nothing of it');
  writeFileSync(at('codes.zip'), 'PK');
  writeFileSync(at('short'), 'C2C');
  const paths = ['renamed.bin', 'damaged.C2CPack', 'codes.zip', 'short', 'not-there'].map((name) => at(name));
  expect((await packsIn(paths, 10)).map(({ path }) => path)).toEqual([
    at('renamed.bin'),
    at('damaged.C2CPack'),
  ]);
});

test('a folder is looked through, with the folders in it, and says where each pack lies', async () => {
  mkdirSync(at('stick', 'april', 'deep'), { recursive: true });
  for (const path of ['b.c2cpack', 'a.c2cpack', 'april/c.c2cpack', 'april/deep/d.c2cpack', 'read-me.txt']) {
    writeFileSync(at('stick', path), 'x');
  }
  const found = await packsIn([at('stick')], 10);
  expect(found.map(({ path, source }) => [path.slice(at('stick').length + 1), source])).toEqual([
    ['a.c2cpack', 'stick'],
    [join('april', 'c.c2cpack'), 'april'],
    ['b.c2cpack', 'stick'],
  ]);
  expect(await packsIn([at('stick')], 2)).toHaveLength(2);
});

test('an id names a pack, always the same, and tells no place', async () => {
  writeFileSync(at('a.c2cpack'), 'x');
  writeFileSync(at('b.c2cpack'), 'x');
  const [a, b] = await packsIn([at('a.c2cpack'), at('b.c2cpack')], 10);
  if (!a || !b) throw new Error('both are packs');
  expect(packIdOf(a)).toBe(packIdOf({ ...a }));
  expect(packIdOf(a)).not.toBe(packIdOf(b));
  expect(packIdOf(a)).toMatch(/^[0-9a-f]{16}$/);
});
