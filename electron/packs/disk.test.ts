import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { draft, icdDraft, manyRows } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { fileOfDraft, optionsOf, packOf, vendor } from '../../test/fixtures/packs.ts';
import type * as cipher from '../codeset/cipher.ts';
import { installPack } from './install.ts';

/** Pages that a new database may have: how much room the disk has left. */
const disk = vi.hoisted(() => ({ pages: 0 }));
vi.mock('../codeset/cipher.ts', async (original) => {
  const real = await original<typeof cipher>();
  return {
    ...real,
    openEncrypted: (...given: Parameters<typeof real.openEncrypted>) => {
      const database = real.openEncrypted(...given);
      if (disk.pages > 0 && given[2] === 'create') database.pragma(`max_page_count = ${disk.pages}`);
      return database;
    },
  };
});

const folder = folderPerTest();
const { privateKey, trusted } = vendor();
const library = () => join(folder(), 'library');
const pack = () => join(folder(), 'test.c2cpack');
beforeEach(() => {
  disk.pages = 0;
  mkdirSync(library());
});

test('a disk that is full at any page of an install: said so, nothing left, and installed when there is room', async () => {
  await packOf(pack(), await fileOfDraft(folder(), draft('hcpcs', manyRows(3000))), { privateKey });
  for (const pages of [2, 5, 20, 60, 100]) {
    disk.pages = pages;
    await expect(installPack(pack(), library(), optionsOf(trusted))).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('Free some space'),
    });
    expect(readdirSync(library())).toEqual([]);
  }
  disk.pages = 0;
  expect(await installPack(pack(), library(), optionsOf(trusted))).toHaveLength(1);
});

test('a pack into a folder that is none: read-only, and nothing half-written beside it', async () => {
  const set = await fileOfDraft(folder(), icdDraft());
  writeFileSync(join(folder(), 'file'), '');
  const before = readdirSync(folder());
  await expect(packOf(join(folder(), 'file', 'out.c2cpack'), set, {})).rejects.toMatchObject({
    code: 'read-only',
  });
  expect(readdirSync(folder())).toEqual(before);
});
