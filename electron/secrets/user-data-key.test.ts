import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { newKey } from '../codeset/keys.ts';
import { sealWith } from './install-key.ts';
import { loadUserDataKey } from './user-data-key.ts';

const folder = folderPerTest();
const seal = sealWith(Buffer.alloc(32, 7), 'file');
const quiet = (): void => {};
const keyFile = (): string => join(folder(), 'own', 'user-data-key.json');

test('the key is made once, wrapped, and found again', async () => {
  const first = await loadUserDataKey(join(folder(), 'own'), seal, quiet);
  expect(first.key).toHaveLength(32);
  expect(first.file).toBe(join(folder(), 'own', 'user-data.db'));
  expect(await loadUserDataKey(join(folder(), 'own'), seal, quiet)).toEqual(first);
  expect(readFileSync(keyFile(), 'utf8')).not.toContain(Buffer.from(first.key).toString('hex'));
});

test.each([
  ['sealed by another installation', sealWith(newKey(), 'file'), null],
  ['damaged', seal, '{"format":"case2code user da'],
])('one that is %s is kept aside, and a new one made', async (_what, other, bytes) => {
  const first = await loadUserDataKey(join(folder(), 'own'), seal, quiet);
  if (bytes !== null) writeFileSync(keyFile(), bytes);
  const log: string[] = [];
  const next = await loadUserDataKey(join(folder(), 'own'), other, (line) => log.push(line));
  expect(Buffer.from(next.key).equals(Buffer.from(first.key))).toBe(false);
  expect(existsSync(`${keyFile()}.lost`)).toBe(true);
  expect(log).toHaveLength(1);
});

test('one that cannot be read is no reason to begin anew', async () => {
  mkdirSync(keyFile(), { recursive: true });
  await expect(loadUserDataKey(join(folder(), 'own'), seal, quiet)).rejects.toMatchObject({
    code: 'read-only',
  });
});
