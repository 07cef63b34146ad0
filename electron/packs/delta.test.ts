import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFacts, edition, fileOf, release, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { everythingIn, fileOfDraft, optionsOf, packOf, vendor } from '../../test/fixtures/packs.ts';
import type { Fact } from '../codeset/facts.ts';
import type { CodeRow, ReleaseDraft } from '../codeset/rows.ts';
import { readManifest } from '../codeset/manifest.ts';
import { realFiles } from '../importers/fixtures.ts';
import { planImport } from '../importers/import.ts';
import { importLine } from '../importers/import-line.ts';
import type { CodeSetFile } from './build.ts';
import { Content, identityOf, textOf } from '../codeset/content.ts';
import { stepsBetween } from './delta.ts';
import { installPack } from './install.ts';

const folder = folderPerTest();
const { privateKey, trusted } = vendor();

/** Installs a pack over what is held, as the app does. */
async function installed(pack: string, held?: CodeSetFile): Promise<CodeSetFile> {
  const own = held ? [{ line: (await readManifest(held.file)).line, ...held }] : [];
  const [written] = await installPack(pack, folder(), optionsOf(trusted, { held: own }));
  if (!written) throw new Error('nothing was written');
  return { file: join(folder(), written.file), key: written.key };
}

/** What a line says of one year: codes in an order of their own, notes, exempt codes, texts. */
const yearly = fc.record({
  codes: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('A00', 'A000', 'A001', 'A01', 'A010', 'B00', 'B001', 'C00', 'C001', 'D00'),
      title: fc.constantFrom('Cholera', 'Typhoid fever', 'Herpes 🩺', 'Other', '\uffee wide'),
      billable: fc.boolean(),
      ended: fc.option(fc.constantFrom('2025-12-31', '2026-03-31')),
    }),
    { selector: ({ key }) => key, maxLength: 10 },
  ),
  exempt: fc.uniqueArray(fc.constantFrom('A00', 'B00', 'Z00', '\u{1F600}', '\uffee', 'é'), { maxLength: 6 }),
  notes: fc.uniqueArray(
    fc.record({
      at: fc.constantFrom('A00', 'B00', '\uffee', '\u{1F600}'),
      ordinal: fc.nat(3),
      text: fc.string(),
    }),
    { selector: ({ at, ordinal }) => `${at}${ordinal}`, maxLength: 8 },
  ),
  texts: fc.array(fc.record({ key: fc.constantFrom('A00', 'B00'), text: fc.string() }), { maxLength: 5 }),
});
type Yearly = typeof yearly extends fc.Arbitrary<infer Y> ? Y : never;

function releasesOf(
  year: number,
  { codes, exempt, notes, texts }: Yearly,
): [ReleaseDraft, ...ReleaseDraft[]] {
  const days = [`${year - 1}-10-01`, `${year}-09-30`] as const;
  const rows = codes.map(({ key, ...more }): CodeRow => {
    const above = codes.findIndex((other) => other.key === key.slice(0, 3));
    const place = codes.findIndex((other) => other.key === key);
    const parent = above >= 0 && above < place ? key.slice(0, 3) : null;
    return row('icd10cm', key, more.title, { ...more, parent });
  });
  const named = (draft: ReleaseDraft): ReleaseDraft => ({
    ...draft,
    files: ['a file'],
    sha256: `${draft.dataset} ${year}`,
  });
  const pages = texts.map(({ key, text }): Fact => {
    const block = { type: 'text' as const, text };
    return {
      table: 'text',
      row: { system: 'icd10cm', key, kind: 'plain', block, source: 'icd10cm-codes', edition: null },
    };
  });
  return [
    named(release('icd10cm-codes', `FY${year}`, days, [...codeFacts(rows), ...pages])),
    named(
      release(
        'icd10cm-tabular',
        `Tabular FY${year}`,
        days,
        notes.map((note): Fact => ({ table: 'note', row: { level: 'code', kind: 'includes', ...note } })),
      ),
    ),
    named(
      release(
        'poa-exempt',
        `Exempt FY${year}`,
        days,
        exempt.map((code): Fact => ({ table: 'poaExempt', row: { code } })),
      ),
    ),
  ];
}

describe('a delta', () => {
  test('gives exactly the tables and index of the full pack, whatever changed, over one edition or beside another', async () => {
    await fc.assert(
      fc.asyncProperty(yearly, yearly, yearly, fc.boolean(), async (first, before, now, beside) => {
        const older = beside ? releasesOf(2024, first) : [];
        const base = await fileOfDraft(folder(), fileOf(...releasesOf(2025, before), ...older));
        const whole = await fileOfDraft(folder(), fileOf(...releasesOf(2026, now), ...older));
        const [full, delta] = [join(folder(), 'full.c2cpack'), join(folder(), 'delta.c2cpack')];
        await packOf(full, whole, { privateKey, serial: 2 });
        await packOf(delta, whole, { privateKey, serial: 2, base });
        const expected = await everythingIn(whole);
        expect(await everythingIn(await installed(full))).toEqual(expected);
        expect(await everythingIn(await installed(full, base))).toEqual(expected);
        expect(await everythingIn(await installed(delta, base))).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  test('leaves what the line holds of other data sets as it is', async () => {
    const [codes] = releasesOf(2025, { codes: [], exempt: [], notes: [], texts: [] });
    const own = release(
      'code-editor',
      'Own list',
      ['2025-10-01', null],
      [{ table: 'codeEdit', row: { system: 'icd10cm', code: 'A00', kind: 'age', rule: 'newborn' } }],
    );
    const listed = { ...own, files: ['a file'] };
    const next = { ...codes, edition: edition('icd10cm', { name: 'FY2026' }), sha256: 'next' };
    const pack = join(folder(), 'delta.c2cpack');
    const published = await fileOfDraft(folder(), fileOf(codes));
    await packOf(pack, await fileOfDraft(folder(), fileOf(next)), { privateKey, base: published });
    const held = await fileOfDraft(folder(), fileOf(codes, listed));
    expect(await everythingIn(await installed(pack, held))).toEqual(
      await everythingIn(await fileOfDraft(folder(), fileOf(next, listed))),
    );
  });

  test('of nothing that changed is held already where its base is', async () => {
    const set = await fileOfDraft(
      folder(),
      fileOf(releasesOf(2025, { codes: [], exempt: ['A00'], notes: [], texts: [] })[2]!),
    );
    const pack = join(folder(), 'delta.c2cpack');
    const { sets } = await packOf(pack, set, { privateKey, base: set });
    expect(sets[0]?.base).toBe(sets[0]?.result);
    await expect(installed(pack, set)).rejects.toThrow('nothing was written');
  });

  test('is made within one line', async () => {
    const [icd] = releasesOf(2025, { codes: [], exempt: [], notes: [], texts: [] });
    const other = release('hcpcs-codes', 'Oct', ['2025-10-01', null], []);
    const sets = [
      await fileOfDraft(folder(), fileOf(icd)),
      await fileOfDraft(folder(), fileOf(other)),
    ] as const;
    await expect(packOf(join(folder(), 'x'), sets[0], { base: sets[1] })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

test('edit pairs change one by one, not by the column', () => {
  const pair = (column2: string, deleted: string | null): Fact => ({
    table: 'editPair',
    row: {
      column1: '99213',
      column2,
      before1996: false,
      effective: null,
      deleted,
      modifier: 0,
      rationale: 'r',
    },
  });
  const before = ['10000', '10001', '10002', '10003'].map((code) => pair(code, null));
  const after = [pair('10000', null), pair('10001', '2026-01-01'), pair('10003', null), pair('1000A', null)];
  expect([...stepsBetween(before, after)]).toEqual([
    { keep: 1 },
    pair('10001', '2026-01-01'),
    { skip: 2 },
    { keep: 1 },
    pair('1000A', null),
  ]);
});

test('a code that moved is told, and the rest is kept', () => {
  const codes = (keys: string): Fact[] =>
    codeFacts(keys.split('').map((key) => row('icd10cm', key, `Code ${key}`)));
  const steps = [...stepsBetween(codes('ABCDEF'), codes('BCDAEF'))];
  expect(steps.flatMap((step) => ('keep' in step ? step.keep : []))).toEqual([3, 2]);
});

test('a hash of facts tells apart what is stored apart', () => {
  const facts: Fact[] = [
    ...codeFacts([row('icd10cm', 'A', 'x'), row('icd10cm', 'A', 'x', { parent: 'B' })]),
    { table: 'poaExempt', row: { code: 'A' } },
  ];
  expect(new Set(facts.map(textOf)).size).toBe(3);
  const [one, other] = [new Content(), new Content()];
  for (const fact of facts) one.add(fact);
  for (const fact of facts.toReversed()) other.add(fact);
  expect(one.digest()).not.toBe(other.digest());
});

test('an identity is of the publisher’s bytes, not of the day on which an edition ends', () => {
  const of = (sha256: string, ends: string | null) =>
    identityOf([{ dataset: 'icd10cm-codes', edition: edition('icd10cm', { ends }), sha256, rows: 1 }]);
  expect(of('a', null)).toBe(of('a', '2026-01-01'));
  expect(of('a', null)).not.toBe(of('b', null));
});

const data = realFiles();
const why = 'the public files are not beside this checkout';

test.skipIf(data === null)(
  `of ICD-10-CM FY2026 takes less than a twentieth of the full pack (skipped when ${why})`,
  { timeout: 240_000 },
  async () => {
    const year = async (zip: string): Promise<CodeSetFile> => {
      const { planned } = await planImport([join(data ?? '', zip)]);
      const { written } = await importLine('icd10cm', planned, { folder: folder() });
      return { file: join(folder(), written?.file ?? ''), key: written?.key ?? Buffer.alloc(0) };
    };
    const [base, whole] = [await year('icd10cm-2025.zip'), await year('icd10cm-2026.zip')];
    const [full, delta] = [join(folder(), 'full.c2cpack'), join(folder(), 'delta.c2cpack')];
    await packOf(full, whole, { privateKey, serial: 2 });
    await packOf(delta, whole, { privateKey, serial: 2, base });
    expect(statSync(delta).size / statSync(full).size).toBeLessThan(0.05);
    const fromFull = await everythingIn(await installed(full));
    expect(await everythingIn(await installed(delta, base))).toEqual(fromFull);
    expect(fromFull).toEqual(await everythingIn(whole));
  },
);
