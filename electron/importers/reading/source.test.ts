import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf, orderFile, workbookOf, zipOf } from '../fixtures.ts';
import { openSource } from './source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'source-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Buffer): Promise<string> {
  const file = join(folder, name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, content);
  return file;
}

describe('a path that cannot be opened', () => {
  test('missing: not-found, naming the path', async () => {
    const path = join(folder, 'nowhere.zip');
    await expect(openSource(path)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(path),
    });
  });

  test('a zip cut off in the middle', async () => {
    const zip = await zipOf({ 'icd10cm_order_2026.txt': orderFile });
    const path = await put('cut.zip', zip.subarray(0, zip.length / 2));
    await expect(openSource(path)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('Download it again'),
    });
  });

  test('a text file called a zip', async () => {
    const path = await put('text.zip', orderFile);
    await expect(openSource(path)).rejects.toMatchObject({ code: 'source-damaged' });
  });

  test('a web page saved as a zip', async () => {
    const path = await put('page.zip', '<!DOCTYPE html><title>License agreement</title>');
    await expect(openSource(path)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('web page'),
    });
  });

  test('a damaged workbook by itself', async () => {
    const path = await put('HCPC2025_OCT_ANWEB.xlsx', (await workbookOf([['HCPC']])).subarray(0, 300));
    await expect(openSource(path)).rejects.toMatchObject({ code: 'source-damaged' });
  });
});

describe('one file', () => {
  test('is one member under its own name', async () => {
    const { members, unreadable } = await openSource(await put('one/icd10cm_order_2026.txt', orderFile));
    expect(unreadable).toEqual([]);
    expect(members).toMatchObject([{ name: 'icd10cm_order_2026.txt', size: orderFile.length }]);
    expect(await contentOf(members[0])).toBe(orderFile);
  });

  test('an empty file is a member of no bytes', async () => {
    const { members } = await openSource(await put('empty.txt', ''));
    expect(members).toMatchObject([{ name: 'empty.txt', size: 0 }]);
  });

  test('a workbook is a zip but stays one member, whatever it is called', async () => {
    const { members } = await openSource(await put('book.bin', await workbookOf([['HCPC']])));
    expect(members.map(({ name }) => name)).toEqual(['book.bin']);
  });

  test('a file that has gone says so when it is opened', async () => {
    const path = await put('gone.txt', 'x');
    const { members } = await openSource(path);
    await rm(path);
    await expect(contentOf(members[0])).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a zip', () => {
  test('lists its files without what macOS adds', async () => {
    const files = { 'Code Descriptions/b.txt': 'b', 'a.txt': 'a', '__MACOSX/._a.txt': 'm', '.DS_Store': 'd' };
    const { members } = await openSource(await put('good.zip', await zipOf(files)));
    expect(members.map(({ name }) => name)).toEqual(['Code Descriptions/b.txt', 'a.txt']);
  });
});

describe('a folder', () => {
  test('is read with sub-folders and zips, in name order, without hidden files and links', async () => {
    await put('all/2/b.txt', 'b');
    await put('all/2/.hidden.txt', 'h');
    await put('all/.git/config', 'g');
    await put('all/1.zip', await zipOf({ 'in/icd10cm_order_2026.txt': orderFile }));
    await put('all/3-cut.zip', (await zipOf({ 'c.txt': 'c' })).subarray(0, 20));
    await symlink(join(folder, 'all'), join(folder, 'all', 'loop'));
    const { members, unreadable } = await openSource(join(folder, 'all'));
    expect(members.map(({ name }) => name)).toEqual(['1.zip/in/icd10cm_order_2026.txt', '2/b.txt']);
    expect(unreadable).toMatchObject([{ name: '3-cut.zip', error: { code: 'source-damaged' } }]);
    expect(await contentOf(members[0])).toBe(orderFile);
  });
});
