import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { draft, manyRows } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { joined, partsOf } from '../../test/fixtures/pack-parts.ts';
import { fileOfDraft, packOf, vendor } from '../../test/fixtures/packs.ts';
import { lengthOf } from './chunks.ts';
import type { PackManifest } from './format.ts';
import { readHead } from './head.ts';
import { checkBody } from './read-body.ts';

const counted = vi.hoisted(() => ({ chunks: 0 }));
vi.mock(import('./chunks.ts'), async (original) => {
  const chunks = await original();
  const chunkHash: typeof chunks.chunkHash = (...parts) => {
    counted.chunks += 1;
    return chunks.chunkHash(...parts);
  };
  return { ...chunks, chunkHash };
});

const folder = folderPerTest();
const pack = () => join(folder(), 'test.c2cpack');
let manifest: PackManifest;

beforeEach(async () => {
  const set = await fileOfDraft(folder(), draft('hcpcs', manyRows(400)));
  manifest = await packOf(pack(), set, { privateKey: vendor().privateKey, chunk: 512 });
  counted.chunks = 0;
});
const check = async (): Promise<void> => checkBody(pack(), await readHead(pack()), manifest);

test('a body of the smallest chunks is refused after one more than its manifest names', async () => {
  const parts = partsOf(readFileSync(pack()));
  const tiny = Buffer.alloc(17, 7);
  const chunk = Buffer.concat([lengthOf(tiny), tiny]);
  const chunks = Array.from({ length: Math.floor(manifest.body.size / chunk.length) }, () => chunk);
  expect(chunks.length).toBeGreaterThan(manifest.body.chunks.length + 20);
  writeFileSync(pack(), joined({ ...parts, chunks }));
  await expect(check()).rejects.toMatchObject({ code: 'pack-damaged' });
  expect(counted.chunks).toBe(manifest.body.chunks.length + 1);
});

test('what somebody appended, a terabyte of it, is not read to its end', async () => {
  truncateSync(pack(), 2 ** 40);
  await expect(check()).rejects.toMatchObject({ code: 'pack-damaged' });
});
