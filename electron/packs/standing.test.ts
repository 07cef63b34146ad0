import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeFacts, fileOf, icdRows, release } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { fileOfDraft, optionsOf, packOf, vendor } from '../../test/fixtures/packs.ts';
import type { CodeSetFile, PackRequest } from './build.ts';
import type { Manifest } from '../codeset/manifest.ts';
import { readManifest } from '../codeset/manifest.ts';
import { isShipped, isStarterPack } from '../codeset/releases.ts';
import type { ReleaseDraft } from '../codeset/rows.ts';
import type { Dataset } from '../contract/editions.ts';
import { orderFile } from '../importers/fixtures.ts';
import { givingWay, importLine } from '../importers/import-line.ts';
import { planImport } from '../importers/import.ts';
import { holdingsOf } from './fetch/holdings.ts';
import type { HeldFile } from './install.ts';
import { installPack } from './install.ts';
import { previewPack } from './preview.ts';

const folder = folderPerTest();
const pack = () => join(folder(), 'test.c2cpack');
const { privateKey, trusted } = vendor();
const other = vendor();
const both = new Map([...trusted, ...other.trusted]);

type Quarter = 'Q2' | 'Q3';
const days = { Q2: ['2026-04-01', '2026-06-30'], Q3: ['2026-07-01', '2026-09-30'] } as const;

/** As read from a publisher's file of its own; what ships with the program would give way to anything. */
function read(one: ReleaseDraft): ReleaseDraft {
  const name = `${one.dataset} ${one.edition.name}`;
  return { ...one, files: [`${name}.txt`], sha256: `of ${name}` };
}
const codesOf = (quarter: Quarter): ReleaseDraft =>
  read(release('icd10cm-codes', `Codes ${quarter}`, days[quarter], codeFacts(icdRows())));
const exemptOf = (quarter: Quarter): ReleaseDraft =>
  read(
    release('poa-exempt', `Exempt ${quarter}`, days[quarter], [
      { table: 'poaExempt', row: { code: 'E119' } },
    ]),
  );

const asHeld = (set: CodeSetFile): HeldFile[] => [{ line: 'icd10cm', ...set }];
async function held(...releases: [ReleaseDraft, ...ReleaseDraft[]]): Promise<HeldFile[]> {
  return asHeld(await fileOfDraft(folder(), fileOf(...releases)));
}
/** What the library holds after the pack has been installed beside it; null where nothing was written. */
async function afterInstall(holding: readonly HeldFile[]): Promise<HeldFile[] | null> {
  const [written] = await installPack(pack(), folder(), optionsOf(both, { held: holding }));
  return written ? asHeld({ file: join(folder(), written.file), key: written.key }) : null;
}
const problems = async (holding: readonly HeldFile[]): Promise<string[]> =>
  (await previewPack(pack(), optionsOf(both, { held: holding }))).problems.map(({ message }) => message);

test('a pack with one newer and one older data set is older, whichever of the two is the older one', async () => {
  for (const [holding, offered] of [
    [await held(codesOf('Q2'), exemptOf('Q3')), fileOf(codesOf('Q3'), exemptOf('Q2'))],
    [await held(codesOf('Q3'), exemptOf('Q2')), fileOf(codesOf('Q2'), exemptOf('Q3'))],
  ] as const) {
    await packOf(pack(), await fileOfDraft(folder(), offered), { privateKey });
    const [message] = await problems(holding);
    expect(message).toMatch(/(Exempt|Codes) Q2 in it is older than \1 Q3, which the library holds/);
    await expect(afterInstall(holding)).rejects.toMatchObject({ code: 'pack-older' });
  }
});

test('numbers of two vendors are not compared; an earlier one of the same vendor is told by its number', async () => {
  await packOf(pack(), await fileOfDraft(folder(), fileOf(codesOf('Q2'))), { privateKey, serial: 40 });
  const holding = (await afterInstall([])) ?? [];
  const next = await fileOfDraft(folder(), fileOf(codesOf('Q3')));
  await packOf(pack(), next, { privateKey: other.privateKey, serial: 2 });
  expect(await problems(holding)).toEqual([]);
  await packOf(pack(), next, { privateKey, serial: 39 });
  const [message] = await problems(holding);
  expect(message).toContain('it is older: number 39 of its vendor, and the library holds number 40');
});

test('a pack that is held already is not installed again: nothing is written, and the preview says so', async () => {
  const now = await fileOfDraft(folder(), fileOf(codesOf('Q2'), exemptOf('Q2')));
  await packOf(pack(), now, { privateKey, serial: 3 });
  expect(await previewPack(pack(), optionsOf(both))).toMatchObject({ alreadyHeld: false });
  const holding = (await afterInstall([])) ?? [];
  expect(await previewPack(pack(), optionsOf(both, { held: holding }))).toMatchObject({
    alreadyHeld: true,
    problems: [],
  });
  expect(await afterInstall(holding)).toBeNull();
  // Changes that lead to what is held, from an edition that is held no more.
  const base = await fileOfDraft(folder(), fileOf(codesOf('Q2')));
  await packOf(pack(), now, { privateKey, serial: 4, id: 'delta', base });
  expect(await afterInstall(holding)).toBeNull();
  // The same edition, made anew by its vendor.
  await packOf(pack(), now, { privateKey, serial: 4 });
  expect(await afterInstall(holding)).not.toBeNull();
  // Less than all of it is held.
  await packOf(pack(), now, { privateKey, serial: 3 });
  expect(await afterInstall(await held(codesOf('Q2')))).not.toBeNull();
});

test('of a pack of several lines, one that is held already is left alone', async () => {
  const packBoth = async (quarter: Quarter, more: Partial<PackRequest>): Promise<void> => {
    const same = await fileOfDraft(folder(), fileOf(read(release('hcpcs-codes', 'HCPCS', days.Q2, []))));
    const sets = [same, await fileOfDraft(folder(), fileOf(codesOf(quarter)))];
    await packOf(pack(), same, { privateKey, sets, ...more });
  };
  const install = async (holding: readonly HeldFile[]): Promise<HeldFile[]> => {
    const written = await installPack(pack(), folder(), optionsOf(both, { held: holding }));
    return written.map(({ line, file, key }) => ({ line, file: join(folder(), file), key }));
  };
  await packBoth('Q2', {});
  const holding = await install([]);
  expect(holding.map(({ line }) => line)).toEqual(['hcpcs', 'icd10cm']);
  await packBoth('Q3', { serial: 2, id: 'next' });
  const after = await install(holding);
  expect(after.map(({ line }) => line)).toEqual(['icd10cm']);
  const { releases } = await readManifest(after[0]?.file ?? '');
  expect(releases.map(({ edition }) => edition.name)).toEqual(['Codes Q3']);
  expect(await install([...holding.slice(0, 1), ...after])).toEqual([]);
});

describe('a vendor’s own texts, which were read from no publisher’s file', () => {
  const textsOf = (quarter: Quarter, code = 'E119'): ReleaseDraft =>
    release('poa-exempt', `Texts ${quarter}`, days[quarter], [{ table: 'poaExempt', row: { code } }]);
  const pack3 = async (): Promise<HeldFile[]> => {
    await packOf(pack(), await fileOfDraft(folder(), fileOf(textsOf('Q3'))), { privateKey, serial: 3 });
    return (await afterInstall([])) ?? [];
  };

  test('an earlier number of them is refused, whatever its edition', async () => {
    const holding = await pack3();
    await packOf(pack(), await fileOfDraft(folder(), fileOf(textsOf('Q3'))), { privateKey, serial: 2 });
    expect((await problems(holding))[0]).toContain('number 2 of its vendor, and the library holds number 3');
    await expect(afterInstall(holding)).rejects.toMatchObject({ code: 'pack-older' });
  });

  test('an older edition of them is refused, whoever signed it', async () => {
    const holding = await pack3();
    const older = await fileOfDraft(folder(), fileOf(textsOf('Q2')));
    await packOf(pack(), older, { privateKey: other.privateKey, serial: 9 });
    expect((await problems(holding))[0]).toContain('Texts Q2 in it is older than Texts Q3');
    await expect(afterInstall(holding)).rejects.toMatchObject({ code: 'pack-older' });
  });

  test('the very pack that is held is not installed again; other words under the same name are', async () => {
    const holding = await pack3();
    expect(await previewPack(pack(), optionsOf(both, { held: holding }))).toMatchObject({
      alreadyHeld: true,
      problems: [],
    });
    expect(await afterInstall(holding)).toBeNull();
    const corrected = await fileOfDraft(folder(), fileOf(textsOf('Q3', 'E1165')));
    await packOf(pack(), corrected, { privateKey, serial: 4, id: 'corrected' });
    expect(await afterInstall(holding)).not.toBeNull();
    const same = await fileOfDraft(folder(), fileOf(textsOf('Q3')));
    await packOf(pack(), same, { privateKey, serial: 4, id: 'with-others' });
    expect(await afterInstall(holding)).toBeNull();
  });

  test('they take the place of what ships with the program, of whatever day that is', async () => {
    const shipped = { ...fileOf(textsOf('Q3')), starter: true };
    const holding = asHeld(await fileOfDraft(folder(), shipped));
    await packOf(pack(), await fileOfDraft(folder(), fileOf(textsOf('Q3'))), { privateKey });
    expect(await previewPack(pack(), optionsOf(both, { held: holding }))).toMatchObject({
      alreadyHeld: false,
      problems: [],
    });
    await packOf(pack(), await fileOfDraft(folder(), fileOf(textsOf('Q2'))), { privateKey });
    expect(await problems(holding)).toEqual([]);
  });
});

describe('a vendor’s pack beside what ships with the program', () => {
  /** The codes that ship with the program, and the vendor's exempt codes: texts of its own, read from no file. */
  const mixed = async (): Promise<HeldFile[]> => {
    const selection = release('icd10cm-codes', 'Selection', days.Q3, codeFacts(icdRows()));
    const texts = release('poa-exempt', 'Texts', days.Q2, [{ table: 'poaExempt', row: { code: 'E119' } }]);
    await packOf(pack(), await fileOfDraft(folder(), fileOf(texts)), { privateKey, serial: 7 });
    return (
      (await afterInstall(asHeld(await fileOfDraft(folder(), { ...fileOf(selection), starter: true })))) ?? []
    );
  };
  const manifestOf = (holding: readonly HeldFile[] | null) => readManifest(holding?.[0]?.file ?? '');
  const namesOf = async (holding: readonly HeldFile[] | null): Promise<string[]> =>
    (await manifestOf(holding)).releases.map(({ edition }) => edition.name);

  test('each of the two is told for what it is: the selection gives way, the vendor’s texts do not', async () => {
    const manifest = await manifestOf(await mixed());
    expect(manifest.starter).toBe(true);
    expect(manifest.releases.map((one) => isShipped(one, manifest))).toEqual([true, false]);
    const away = (dataset: Dataset) => givingWay(manifest, [{ dataset }]).map(({ edition }) => edition.name);
    expect([away('icd10cm-codes'), away('poa-exempt')]).toEqual([['Selection'], []]);
  });

  test('an earlier order file takes the place of the selection; the vendor’s pack is still named', async () => {
    const [set] = await mixed();
    const file = join(folder(), 'icd10cm_order_2025.txt');
    writeFileSync(file, orderFile);
    const { planned } = await planImport([file]);
    const { written } = await importLine('icd10cm', planned, {
      folder: folder(),
      held: { file: set!.file, key: Buffer.from(set!.key) },
    });
    const after = asHeld({ file: join(folder(), written!.file), key: written!.key });
    expect(await namesOf(after)).toEqual(['ICD-10-CM FY2025', 'Texts']);
    const { starter, pack: origin, releases } = await manifestOf(after);
    expect([starter, origin?.serial, releases.some((one) => 'shipped' in one)]).toEqual([false, 7, false]);
  });

  test('a pack of earlier codes is not refused as older; the vendor’s own earlier number is', async () => {
    const holding = await mixed();
    await packOf(pack(), await fileOfDraft(folder(), fileOf(codesOf('Q2'))), {
      privateKey: other.privateKey,
    });
    expect(await problems(holding)).toEqual([]);
    const after = await afterInstall(holding);
    expect(await namesOf(after)).toEqual(['Codes Q2', 'Texts']);
    expect((await manifestOf(after)).starter).toBe(false);
    await packOf(pack(), await fileOfDraft(folder(), fileOf(codesOf('Q3'))), { privateKey, serial: 6 });
    expect((await problems(holding))[0]).toContain('number 6 of its vendor');
  });

  test('its number is one of a feed’s, the starter set’s is not', async () => {
    const holding = await mixed();
    expect(heldBy(await manifestOf(holding))).toMatchObject({
      serial: 7,
      own: [{ dataset: 'poa-exempt' }],
    });
  });

  test('a file made before releases said it themselves is read by its flag', () => {
    const of = (files: string[], starter: boolean) => isShipped({ files }, { starter });
    expect([of([], true), of(['a.txt'], true), of([], false)]).toEqual([true, false, false]);
    expect([isStarterPack({}, { starter: true }), isStarterPack({}, { starter: false })]).toEqual([
      true,
      false,
    ]);
  });

  test('a pack made of such a file says nothing of it: its form is as it was', async () => {
    const [set] = await mixed();
    const stated = await packOf(
      pack(),
      { file: set!.file, key: Buffer.from(set!.key) },
      { privateKey, serial: 8 },
    );
    expect(stated.sets[0]?.releases.some((one) => 'shipped' in one)).toBe(false);
  });
});

/** What updates see of a line with this manifest. */
function heldBy(manifest: Manifest) {
  const { line, editions, releases, starter, pack: origin = null } = manifest;
  const info = {
    line,
    editions,
    releases,
    starter,
    pack: origin,
    comparable: false,
    sources: [],
    notices: [],
  };
  const lines = [{ ...info, codes: 1, systems: [], bytes: 1 }];
  return holdingsOf({ state: 'ready', lines, problems: [], kept: [] }).held[0];
}
