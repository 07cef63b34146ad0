import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { clearFetched, fetchedBytes, tidyFetched } from './fetched.ts';

const folder = folderPerTest();
const now = Date.UTC(2026, 10, 26);
const day = 86_400_000;
const folders = () => ({ packs: join(folder(), 'updates'), zips: join(folder(), 'downloads') });

/** A file of `size` bytes, last touched so many days ago. */
function put(path: string, size: number, days: number): string {
  const file = join(folder(), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(size));
  utimesSync(file, (now - days * day) / 1000, (now - days * day) / 1000);
  return file;
}
const left = (): string[] =>
  readdirSync(folder(), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder().length + 1))
    .toSorted();
const pack = (line: string, letter = 'a'): string => `updates/${line}-${letter.repeat(16)}.c2cpack`;
const zip = (place = 'b'): string => `downloads/icd10cm-codes/${place.repeat(12)}/2026-order.zip`;
const tidy = async (isUnwanted: (name: string) => boolean = () => false): Promise<void> => {
  await tidyFetched(folders(), { now, isUnwanted });
};

describe('at start', () => {
  test('a download that was begun stays to be gone on with, and so does what has just come', async () => {
    const kept = [
      put(`${pack('hcpcs')}.part`, 900, 29),
      put(`${pack('hcpcs')}.part.json`, 10, 29),
      put(`${zip()}.part`, 500, 2),
      put(`${zip()}.part.json`, 10, 3),
      put(zip('c'), 700, 1),
      put(`${zip('c')}.json`, 10, 1),
    ];
    await tidy();
    expect(kept.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('what nobody went on with for a month goes, with its notes and its folder', async () => {
    put(pack('hcpcs'), 9, 31);
    put(`${pack('icd10cm')}.part`, 9, 31);
    put(`${pack('icd10cm')}.part.json`, 9, 31);
    put(zip(), 9, 31);
    put(`${zip()}.json`, 9, 31);
    await tidy();
    expect(left()).toEqual([]);
    expect(existsSync(join(folder(), 'downloads/icd10cm-codes'))).toBe(false);
  });

  test('packs that a newer one took the place of go, however new they are', async () => {
    put(pack('hcpcs'), 9, 0);
    put(`${pack('hcpcs', 'd')}.part`, 9, 0);
    put(`${pack('hcpcs', 'd')}.part.json`, 9, 0);
    await tidy((name) => name === `hcpcs-${'a'.repeat(16)}.c2cpack`);
    expect(left()).toEqual([`${pack('hcpcs', 'd')}.part`, `${pack('hcpcs', 'd')}.part.json`]);
  });

  test('a part of no use goes alone: without its notes, notes without it, older than the whole file', async () => {
    put(`${pack('hcpcs')}.part`, 9, 0);
    put(`${pack('icd10cm')}.part.json`, 9, 0);
    put(zip(), 9, 1);
    put(`${zip()}.part`, 9, 2);
    put(`${zip()}.part.json`, 9, 2);
    put(`${zip()}.json.${'0'.repeat(12)}.tmp`, 9, 0);
    await tidy();
    expect(left()).toEqual([zip()]);
  });

  test('the part of a newer version than the one that lies there stays beside it', async () => {
    put(zip(), 9, 2);
    put(`${zip()}.part`, 9, 1);
    put(`${zip()}.part.json`, 9, 1);
    await tidy();
    expect(left()).toHaveLength(3);
  });

  test('the memory of feeds, and what the program did not put there, are left alone', async () => {
    const others = ['updates/updates.json', 'updates/list.json', 'updates/mine.c2cpack', 'downloads/my.zip'];
    for (const name of others) put(name, 9, 400);
    await tidy(() => true);
    await clearFetched(folders());
    expect(left()).toEqual(others.toSorted());
    expect(await fetchedBytes(folders())).toBe(0);
  });
});

test('what a killed write of the memory of feeds has left goes, and counts until then', async () => {
  const lasting = ['updates/updates.json', 'updates/list.json'];
  const leave = (): void => {
    for (const name of lasting) put(`${name}.${'0a'.repeat(6)}.tmp`, 5, 0);
  };
  for (const name of lasting) put(name, 9, 0);
  leave();
  expect(await fetchedBytes(folders())).toBe(10);
  await tidy();
  expect(left()).toEqual(lasting.toSorted());
  leave();
  await clearFetched(folders());
  expect(left()).toEqual(lasting.toSorted());
});

test('a file that cannot be deleted is told in words, when all others are gone', async () => {
  // A folder where a file should be: nobody, not even an administrator, can delete it as a file.
  put(pack('hcpcs'), 9, 31);
  mkdirSync(join(folder(), `${pack('hcpcs')}.part`));
  put(`${pack('hcpcs')}.part/mine`, 1, 0);
  const others = (): void => {
    put(pack('icd10cm'), 9, 31);
    put(zip(), 9, 31);
  };
  const told = { code: 'read-only', message: expect.stringContaining('could not be deleted') as string };
  others();
  await expect(tidy()).rejects.toMatchObject(told);
  expect(left()).toEqual([`${pack('hcpcs')}.part/mine`]);
  put(pack('hcpcs'), 9, 0);
  others();
  await expect(clearFetched(folders())).rejects.toMatchObject(told);
  expect(left()).toEqual([`${pack('hcpcs')}.part/mine`]);
});

test('all of it counts, and all of it can be freed', async () => {
  expect(await fetchedBytes(folders())).toBe(0);
  put(pack('hcpcs'), 1000, 0);
  put(`${pack('icd10cm')}.part`, 200, 0);
  put(`${pack('icd10cm')}.part.json`, 30, 0);
  put(zip(), 4000, 0);
  put(`${zip()}.json`, 5, 0);
  expect(await fetchedBytes(folders())).toBe(5235);
  await clearFetched(folders());
  expect([left(), await fetchedBytes(folders())]).toEqual([[], 0]);
});
