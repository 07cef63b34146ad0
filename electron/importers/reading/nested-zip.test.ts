import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf, zipOf } from '../fixtures.ts';
import type { OpenedSource } from './source.ts';
import { openSource } from './source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nested-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(zip: Buffer): Promise<OpenedSource> {
  await writeFile(join(folder, 'a.zip'), zip);
  return openSource(join(folder, 'a.zip'));
}

test('the files of zips in zips, in whatever order they are opened', async () => {
  const inner = (text: string): Promise<Buffer> => zipOf({ '1.txt': `${text} 1`, '2.txt': `${text} 2` });
  const { members } = await opened(
    await zipOf({
      'a.zip': await inner('a'),
      'b.zip': await zipOf({ 'c.zip': await inner('c') }),
      'd.txt': 'd',
    }),
  );
  const names = ['a.zip/1.txt', 'a.zip/2.txt', 'b.zip/c.zip/1.txt', 'b.zip/c.zip/2.txt', 'd.txt'];
  expect(members.map(({ name }) => name)).toEqual(names);
  for (const at of [0, 3, 1, 2, 4, 0]) {
    expect(await contentOf(members[at])).toBe(['a 1', 'a 2', 'c 1', 'c 2', 'd'][at]);
  }
});

test('two files of one name are both read', async () => {
  const twins = Buffer.from(
    (await zipOf({ 'a.txt': 'one', 'b.txt': 'two' })).toString('latin1').replaceAll('b.txt', 'a.txt'),
    'latin1',
  );
  const { members } = await opened(await zipOf({ 'x.zip': twins }));
  expect(await Promise.all(members.map(contentOf))).toEqual(['one', 'two']);
});

test('zips that hold each other by the hundred: named, and soon', async () => {
  let zip = await zipOf({ 'bomb.txt': Buffer.alloc(2 ** 20) });
  for (let level = 0; level < 6; level += 1) {
    const files = Array.from({ length: 10 }, (_, at) => [`${level}-${at}.zip`, zip] as const);
    zip = await zipOf(Object.fromEntries(files));
  }
  const { members, unreadable } = await opened(zip);
  expect(members).toEqual([]);
  expect(unreadable).toHaveLength(10 ** 4);
  expect(unreadable[0]?.error).toMatchObject({
    code: 'source-damaged',
    message: expect.stringContaining('3 deep'),
  });
});

test('more zips that cannot be opened than a source has files', async () => {
  let zip = await zipOf({ 'a.txt': 'a' });
  for (const count of [13, 13, 13, 13]) {
    zip = await zipOf(Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.zip`, zip])));
  }
  await expect(opened(zip)).rejects.toMatchObject({ code: 'usage' });
});

test('very many files in an inner zip are opened as soon as those of an outer one', async () => {
  const files = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`${at}.txt`, `${at}`]));
  const { members } = await opened(await zipOf({ 'x.zip': await zipOf({ 'y.zip': await zipOf(files) }) }));
  expect(members).toHaveLength(3000);
  const started = performance.now();
  for (const member of members) await contentOf(member);
  expect(performance.now() - started).toBeLessThan(10_000);
});
