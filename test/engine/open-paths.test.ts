import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLibrary } from '../../electron/codeset/library.ts';
import { LibraryKeeper } from '../../electron/engine/keeper.ts';
import { forkEngine } from '../../electron/engine/node-port.ts';
import { orderLine } from '../../electron/importers/fixtures.ts';
import { sealWith } from '../../electron/secrets/install-key.ts';
import { buildStarterPack } from '../../electron/packs/starter.ts';
import { codeFacts, fileOf, hcpcsDraft, icdDraft, icdRows, release } from '../fixtures/drafts.ts';
import { engineEntry, reference } from '../fixtures/engine.ts';
import { folderPerTest } from '../fixtures/folder.ts';
import { watchLog } from '../fixtures/open-paths.ts';
import { fileOfDraft, packOf, vendor } from '../fixtures/packs.ts';

const folder = folderPerTest();
const watch = fileURLToPath(new URL('../fixtures/open-paths.ts', import.meta.url));
const log = () => join(folder(), 'watch.log');
beforeEach(() => {
  process.env[watchLog] = log();
  writeFileSync(log(), '');
});
afterEach(() => {
  // The name is the watch's own.
  Reflect.deleteProperty(process.env, watchLog);
});

const year = (named: number) =>
  fileOf({
    ...release('icd10cm-codes', `FY${named}`, [`${named - 1}-10-01`, `${named}-09-30`], codeFacts(icdRows())),
    files: ['order.txt'],
    sha256: String(named),
  });

test.skipIf(process.platform !== 'linux')(
  'nothing that is open is ever renamed or deleted, whatever is done with a library (skipped where there is no /proc)',
  { timeout: 120_000 },
  async () => {
    const { privateKey, trusted } = vendor();
    const [old, now] = [await fileOfDraft(folder(), year(2024)), await fileOfDraft(folder(), year(2025))];
    const [full, delta] = [join(folder(), 'full.c2cpack'), join(folder(), 'delta.c2cpack')];
    await packOf(full, old, { privateKey, serial: 1 });
    await packOf(delta, now, { privateKey, serial: 2, base: old });
    const starterPack = join(folder(), 'starter.c2cpack');
    await buildStarterPack(starterPack, { created: '2026-01-01', drafts: [icdDraft(), hcpcsDraft()] });
    const order = join(folder(), 'icd10cm_order_2026.txt');
    writeFileSync(order, orderLine(1, 'A000', '1', 'Cholera due to Vibrio cholerae'));
    const library = join(folder(), 'library');
    const keeper = (): LibraryKeeper =>
      new LibraryKeeper({
        folder: library,
        starterPack,
        reference,
        seal: sealWith(Buffer.alloc(32, 7), 'file'),
        userData: { file: join(folder(), 'user-data.db'), key: Buffer.alloc(32, 9) },
        packTerms: () => ({ trusted: [...trusted], contentKeys: [], appVersion: '1.0.0' }),
        spawn: () => forkEngine(engineEntry, ['--import', watch]),
        today: () => '2025-12-01',
        onChange: () => {},
        log: () => {},
      });
    const nothing = (): void => {};
    const never = new AbortController().signal;

    let one = keeper();
    expect((await one.start()).state).toBe('ready');
    await one.packs.installPacks([full, delta], nothing, never);
    await one.upkeep.rollBack('icd10cm', nothing);
    await one.upkeep.rollBack('icd10cm', nothing);
    await expect(one.packs.installPacks([full], nothing, never)).rejects.toMatchObject({
      code: 'pack-older',
    });
    await one.importFiles([order], nothing);
    await one.upkeep.freeSpace('kept');
    await one.upkeep.remove('hcpcs');
    await one.restoreStarter();
    await one.close();
    one = keeper();
    const { lines } = await one.start();
    expect(lines.map(({ line }) => line)).toContain('icd10cm');

    const seen = readFileSync(log(), 'utf8').split('\n').filter(Boolean);
    expect(seen.filter((line) => line.includes(library)).length).toBeGreaterThan(10);
    expect(seen.filter((line) => line.startsWith('open'))).toEqual([]);

    // The watch itself sees what must not be.
    const held = join(library, (await readLibrary(library))?.lines.icd10cm?.file ?? '');
    copyFileSync(held, `${held}.copy`);
    await rename(`${held}.copy`, held);
    const last = readFileSync(log(), 'utf8')
      .split('\n')

      .find((line) => line.startsWith('open'));
    await one.close();
    expect(last).toBe(`open rename ${held}`);
  },
);
