import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hcpcsDraft, icdDraft, draft, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import {
  asStarter,
  everythingIn,
  fileOfDraft,
  optionsOf,
  packOf,
  vendor,
} from '../../test/fixtures/packs.ts';
import { CodeSet } from '../codeset/reader.ts';
import { verifyFile } from '../codeset/verify.ts';
import { readHead, trustedManifest } from './head.ts';
import { installPack } from './install.ts';
import { buildStarterPack } from './starter.ts';

const folder = folderPerTest();
const pack = () => join(folder(), 'test.c2cpack');
const library = () => join(folder(), 'library');

describe('the pack that ships with the program', () => {
  test('installs tables and index equal to sets written directly, each file under a key of its own', async () => {
    const drafts = [icdDraft, hcpcsDraft];
    await buildStarterPack(pack(), { created: '2026-01-01', drafts: drafts.map((make) => make()) });
    const written = await installPack(pack(), library(), await asStarter(pack()));
    expect(written.map(({ line }) => line)).toEqual(['icd10cm', 'hcpcs']);
    expect(new Set(written.map(({ key }) => key.toString('hex'))).size).toBe(2);
    for (const [place, { file, key }] of written.entries()) {
      await verifyFile(join(library(), file), key);
      const direct = await fileOfDraft(join(folder(), 'direct'), { ...drafts[place]!(), starter: true });
      expect(await everythingIn({ file: join(library(), file), key })).toEqual(await everythingIn(direct));
    }
  });

  test('is signed by a key that signs nothing else', async () => {
    const [first, second] = [join(folder(), 'one.c2cpack'), join(folder(), 'two.c2cpack')];
    for (const out of [first, second]) {
      await buildStarterPack(out, { created: '2026-01-01', drafts: [hcpcsDraft()] });
    }
    await expect(installPack(first, library(), await asStarter(second))).rejects.toMatchObject({
      code: 'pack-unknown-key',
    });
  });

  test('says what is missing where its key is', async () => {
    await expect(asStarter(pack())).rejects.toMatchObject({ code: 'pack-unknown-key' });
  });
});

describe('a pack that a vendor signed', () => {
  const { privateKey, trusted } = vendor();

  test('carries any title: line ends of every kind, quotes, other scripts', async () => {
    const titles = fc.array(
      fc.string({
        unit: fc.constantFrom('a', '"', '\\', '\n', '\r', '\u2028', '\u2029', '\u0085', 'é', '🩺'),
        minLength: 1,
        maxLength: 12,
      }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(titles, async (made) => {
        const rows = made.map((title, at) => row('hcpcs', `A${at}`, title));
        await packOf(pack(), await fileOfDraft(folder(), draft('clinic', rows)), { privateKey });
        const [written] = await installPack(pack(), library(), optionsOf(trusted));
        const set = await CodeSet.open(join(library(), written?.file ?? ''), written?.key ?? Buffer.alloc(0));
        expect(made.map((_, doc) => set.code(doc)?.title)).toEqual(made);
        set.close();
      }),
      { numRuns: 20 },
    );
  });

  test('tells how far it is, from something to all of it', async () => {
    await packOf(pack(), await fileOfDraft(folder(), icdDraft()), { privateKey });
    const done: number[] = [];
    const report = (progress: { done: number | null }): number => done.push(progress.done ?? -1);
    await installPack(pack(), library(), { ...optionsOf(trusted), report });
    expect(done.at(-1)).toBe(1);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  test('is named in the manifest of the file that it became', async () => {
    await packOf(pack(), await fileOfDraft(folder(), icdDraft()), { privateKey, serial: 7 });
    const [written] = await installPack(pack(), library(), optionsOf(trusted));
    const { manifest } = await CodeSet.open(
      join(library(), written?.file ?? ''),
      written?.key ?? Buffer.alloc(0),
    );
    expect(manifest.pack).toEqual({ id: 'test', serial: 7, keyId: [...trusted.keys()][0] });
    expect(manifest.starter).toBe(false);
  });

  test('shows its manifest without being installed', async () => {
    const manifest = await packOf(pack(), await fileOfDraft(folder(), icdDraft()), { privateKey });
    expect(trustedManifest(pack(), await readHead(pack()), trusted)).toEqual(manifest);
  });

  test('that is not there', async () => {
    await expect(
      installPack(join(folder(), 'none.c2cpack'), library(), optionsOf(trusted)),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('into a folder that cannot be made: read-only, and nothing is left', async () => {
    await packOf(pack(), await fileOfDraft(folder(), icdDraft()), { privateKey });
    mkdirSync(library());
    writeFileSync(join(library(), 'file'), '');
    await expect(
      installPack(pack(), join(library(), 'file', 'folder'), optionsOf(trusted)),
    ).rejects.toMatchObject({ code: 'read-only' });
    expect(readdirSync(library())).toEqual(['file']);
  });
});
