import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectTypedEnd } from './whole-way.ts';
import { zipOf } from './fixtures.ts';
import type { Harm } from './mutations.ts';
import { harmed, harmedInside, harms } from './mutations.ts';
import { openSource } from './reading/source.ts';
import { headOf, importers } from './registry.ts';
import type { Sample } from './samples.ts';
import { samples } from './samples.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files of a sample in a folder of their own. */
async function putFiles(files: Sample['files']): Promise<string> {
  const path = join(folder, String((count += 1)));
  await mkdir(path);
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

const rows = samples.map((sample) => [sample.importer.format, sample] as const);

describe('the samples', () => {
  test('every importer of the registry has one', () => {
    expect(new Set(samples.map(({ importer }) => importer))).toEqual(new Set(importers));
    expect(samples).toHaveLength(importers.length);
  });

  test.each(rows)('%s: every file of it is taken by this importer and no other', async (_, sample) => {
    const { members } = await openSource(await putFiles(sample.files));
    expect(members.map(({ name }) => name).toSorted()).toEqual(Object.keys(sample.files).toSorted());
    for (const member of members) {
      const probe = { member, head: await headOf(member) };
      const takers: string[] = [];
      for (const one of importers) if (await one.recognise(probe)) takers.push(one.format);
      expect(takers).toEqual([sample.importer.format]);
    }
  });

  test.each(rows)('%s: is one release that is written', async (_, sample) => {
    expect(await expectTypedEnd(await putFiles(sample.files), folder)).toBe('written');
  });
});

/** Where the harm is done: to a file that lies in a folder, to one in a sound zip, or to the bytes of the zip. */
const containers = ['folder', 'zip', 'bytes of the zip'] as const;
const runsEach = 30;

describe('harm', () => {
  test.each(rows)('%s: ends in a sound file or a typed error', { timeout: 60_000 }, async (_, { files }) => {
    const names = Object.keys(files);
    await fc.assert(
      fc.asyncProperty(
        harms,
        fc.constantFrom(...names),
        fc.nat(20),
        fc.constantFrom(...containers),
        async (all, name, part, container) => {
          const sound = files[name] ?? Buffer.alloc(0);
          const inside = extname(name) === '.xlsx' && part % 2 === 0;
          const bad = inside ? await harmedInside(sound, part, all) : harmed(sound, all);
          const path = await put(
            container === 'bytes of the zip' ? files : { ...files, [name]: bad },
            container,
            all,
          );
          ends.push(await expectTypedEnd(path, folder));
          await rm(path, { recursive: true });
        },
      ),
      { numRuns: runsEach },
    );
  });

  test('has come to every end, more than a thousand times', () => {
    expect(new Set(ends).size).toBeGreaterThan(2);
    expect(ends.length).toBeGreaterThan(1000);
  });
});

const ends: string[] = [];

async function put(
  files: Sample['files'],
  container: (typeof containers)[number],
  all: readonly Harm[],
): Promise<string> {
  if (container === 'folder') return putFiles(files);
  const zip = await zipOf(files, all.length % 2 === 0);
  const path = join(folder, `${(count += 1)}.zip`);
  await writeFile(path, container === 'zip' ? zip : harmed(zip, all));
  return path;
}
