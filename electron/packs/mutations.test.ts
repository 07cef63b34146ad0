import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { codeFacts, fileOf, icdRows, release, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import type { PackParts } from '../../test/fixtures/pack-parts.ts';
import { joined, partsOf, signedAnew } from '../../test/fixtures/pack-parts.ts';
import { fileOfDraft, optionsOf, packOf, vendor } from '../../test/fixtures/packs.ts';
import type { CodeSetFile } from './build.ts';
import { installPack } from './install.ts';
import { rowsSchema } from './rows.ts';
import { signPack } from './assemble.ts';
import { AppError } from '../contract/errors.ts';
import type { CodeRow } from '../codeset/rows.ts';

/** The same mutations every time; beside each test stands how many packs it makes. */
const seed = 20_261_126;
const folder = folderPerTest();
const pack = () => join(folder(), 'test.c2cpack');
const { privateKey, trusted } = vendor();
const stranger = vendor();

const yearOf = (year: number, rows: CodeRow[]) => fileOf(releaseOf(year, rows));
const releaseOf = (year: number, rows: CodeRow[]) => ({
  ...release('icd10cm-codes', `FY${year}`, [`${year - 1}-10-01`, `${year}-09-30`], codeFacts(rows)),
  files: [`order ${year}.txt`],
  sha256: `of ${year}`,
});
const changedRows = (): CodeRow[] => [...icdRows().slice(2), row('icd10cm', 'Z99', 'New in the year')];

let years: Record<'before' | 'now', CodeSetFile>;
let full: Buffer;
let parts: PackParts;
/** FY2025 again, with changes from FY2024. */
let delta: Buffer;

beforeEach(async () => {
  years = {
    before: await fileOfDraft(folder(), yearOf(2024, icdRows())),
    now: await fileOfDraft(folder(), yearOf(2025, changedRows())),
  };
  // Small chunks, so that there are some to move about.
  await packOf(pack(), years.now, { privateKey, serial: 5, chunk: 128 });
  full = readFileSync(pack());
  parts = partsOf(full);
  await packOf(pack(), years.now, { privateKey, serial: 5, chunk: 64, base: years.before, id: 'delta' });
  delta = readFileSync(pack());
});

/** Installs what must not install: the library folder must be as it was before. */
async function refusal(bytes: Buffer, held?: CodeSetFile): Promise<string> {
  writeFileSync(pack(), bytes);
  const before = readdirSync(folder());
  const own = held ? [{ line: 'icd10cm' as const, ...held }] : [];
  const error = await installPack(pack(), folder(), optionsOf(trusted, { held: own })).then(
    () => new Error('it was installed'),
    (caught: unknown) => caught,
  );
  expect(readdirSync(folder())).toEqual(before);
  if (!(error instanceof AppError)) throw error;
  expect(error.message).toContain('test.c2cpack');
  expect(error.message).toContain('Nothing was changed');
  return error.code;
}

async function always<T>(
  runs: number,
  mutation: fc.Arbitrary<T>,
  check: (mutation: T) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(mutation, check), { numRuns: runs, seed });
}

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
};

test('the packs themselves install', async () => {
  expect(parts.chunks.length).toBeGreaterThan(4);
  expect(joined(parts)).toEqual(full);
  for (const [bytes, held] of [
    [full, []],
    [delta, [{ line: 'icd10cm' as const, ...years.before }]],
  ] as const) {
    writeFileSync(pack(), bytes);
    const written = await installPack(pack(), folder(), optionsOf(trusted, { held }));
    expect(written.map(({ codes }) => codes)).toEqual([changedRows().length]);
  }
});

describe('bit flips', () => {
  test('anywhere in the body: damaged (200)', async () => {
    const bits = (full.length - bodyAt(parts)) * 8;
    await always(200, fc.nat(bits - 1), async (bit) => {
      expect(await refusal(flipped(full, bodyAt(parts) * 8 + bit))).toBe('pack-damaged');
    });
  });

  test('in the manifest: it is not what was signed, or it cannot be read at all (150)', async () => {
    await always(150, fc.nat(parts.manifest.length * 8 - 1), async (bit) => {
      const code = await refusal(joined({ ...parts, manifest: flipped(parts.manifest, bit) }));
      expect(['pack-signature', 'pack-damaged', 'pack-unknown-key']).toContain(code);
    });
  });

  test('in the signature: it is not what was signed (50)', async () => {
    await always(50, fc.nat(64 * 8 - 1), async (bit) => {
      expect(await refusal(joined({ ...parts, signature: flipped(parts.signature, bit) }))).toBe(
        'pack-signature',
      );
    });
  });

  test('in what comes before the manifest: no pack, or not a whole one (96)', async () => {
    const codes = new Set<string>();
    for (let bit = 0; bit < 96; bit += 1) codes.add(await refusal(flipped(full, bit)));
    const possible = new Set(['pack-foreign', 'pack-past', 'pack-future', 'pack-damaged', 'pack-truncated']);
    expect([...codes].filter((code) => !possible.has(code))).toEqual([]);
  });
});

test('cut off anywhere: truncated (200)', async () => {
  await always(200, fc.nat(full.length - 1), async (length) => {
    expect([length, await refusal(full.subarray(0, length))]).toEqual([
      length,
      length === 0 ? 'pack-foreign' : 'pack-truncated',
    ]);
  });
});

describe('chunks that were moved about', () => {
  const two = () => fc.uniqueArray(fc.nat(parts.chunks.length - 1), { minLength: 2, maxLength: 2 });

  test('two in each other’s place: rearranged (100)', async () => {
    await always(100, two(), async ([a = 0, b = 0]) => {
      const chunks = [...parts.chunks];
      [chunks[a], chunks[b]] = [chunks[b] ?? Buffer.alloc(0), chunks[a] ?? Buffer.alloc(0)];
      expect(await refusal(joined({ ...parts, chunks }))).toBe('pack-rearranged');
    });
  });

  test('one of them twice: rearranged (100)', async () => {
    await always(100, two(), async ([a = 0, b = 0]) => {
      const chunks = parts.chunks.toSpliced(b, 0, parts.chunks[a] ?? Buffer.alloc(0));
      expect(await refusal(joined({ ...parts, chunks }))).toBe('pack-rearranged');
    });
  });

  test('one of another pack among them: damaged (50)', async () => {
    const others = partsOf(delta).chunks;
    await always(
      50,
      fc.tuple(fc.nat(parts.chunks.length - 1), fc.nat(others.length - 1)),
      async ([at, from]) => {
        const chunks = parts.chunks.toSpliced(at, 1, others[from] ?? Buffer.alloc(0));
        expect(await refusal(joined({ ...parts, chunks }))).toBe('pack-damaged');
      },
    );
  });

  test('something appended: damaged', async () => {
    expect(await refusal(Buffer.concat([full, Buffer.from('x')]))).toBe('pack-damaged');
  });
});

describe('who signed it', () => {
  test('a key that nobody trusts, whatever else it says (30)', async () => {
    await always(30, fc.integer({ min: 1, max: 1000 }), async (serial) => {
      const foreign = signedAnew(parts, stranger.privateKey, { serial });
      expect(await refusal(joined(foreign))).toBe('pack-unknown-key');
    });
  });

  test('a stranger in the name of a trusted key (30)', async () => {
    const keyId = [...trusted.keys()][0];
    await always(30, fc.integer({ min: 1, max: 1000 }), async (serial) => {
      const forged = signedAnew(parts, stranger.privateKey, { serial, keyId });
      expect(await refusal(joined(forged))).toBe('pack-signature');
    });
  });

  test('nobody; then `signPack` makes it good', async () => {
    await packOf(pack(), years.now, {});
    expect(await refusal(readFileSync(pack()))).toBe('pack-signature');
    await signPack(pack(), pack(), privateKey);
    expect(await installPack(pack(), folder(), optionsOf(trusted))).toHaveLength(1);
  });

  test('a key on a day on which it was not in force', async () => {
    const old = signedAnew(parts, privateKey, { created: '2019-12-31' });
    expect(await refusal(joined(old))).toBe('pack-unknown-key');
  });
});

describe('a manifest over another content', () => {
  test('of another pack, as its vendor signed it: swapped, both ways', async () => {
    const other = partsOf(delta);
    const [{ salt, chunks }, { manifest, signature }] = [parts, other];
    expect(await refusal(joined({ manifest, signature, salt, chunks }), years.before)).toBe('pack-swapped');
    expect(
      await refusal(joined({ ...other, manifest: parts.manifest, signature: parts.signature }), years.before),
    ).toBe('pack-swapped');
  });

  test('changed by hand under the old signature (30)', async () => {
    await always(30, fc.integer({ min: 6, max: 1000 }), async (serial) => {
      const { manifest } = signedAnew(parts, privateKey, { serial });
      expect(await refusal(joined({ ...parts, manifest }))).toBe('pack-signature');
    });
  });
});

describe('of another time', () => {
  test('another schema of rows, although its vendor signed it: past and future (20)', async () => {
    await always(
      20,
      fc.integer({ min: -5, max: 20 }).filter((one) => one !== rowsSchema),
      async (schema) => {
        const code = schema < rowsSchema ? 'pack-past' : 'pack-future';
        expect(await refusal(joined(signedAnew(parts, privateKey, { schema })))).toBe(code);
      },
    );
  });

  test('a later version of the program', async () => {
    const later = signedAnew(parts, privateKey, { minimumApp: '1.0.1' });
    expect(await refusal(joined(later))).toBe('pack-future');
    const format = signedAnew(parts, privateKey, { version: 3, novelty: true });
    expect(await refusal(joined(format))).toBe('pack-future');
  });

  test('an older edition, or a pack that was replaced: older (20)', async () => {
    await packOf(pack(), years.before, { privateKey, serial: 9 });
    expect(await refusal(readFileSync(pack()), years.now)).toBe('pack-older');
    writeFileSync(pack(), full);
    const [written] = await installPack(pack(), folder(), optionsOf(trusted));
    const held = { file: join(folder(), written?.file ?? ''), key: written?.key ?? Buffer.alloc(0) };
    await always(20, fc.integer({ min: 1, max: 4 }), async (serial) => {
      expect(await refusal(joined(signedAnew(parts, privateKey, { serial })), held)).toBe('pack-older');
    });
  });

  test('an old delta over what came after it: older', async () => {
    const both = await fileOfDraft(folder(), fileOf(releaseOf(2024, icdRows()), releaseOf(2026, icdRows())));
    expect(await refusal(delta, both)).toBe('pack-older');
  });

  test('a delta without its base, or over one that only has its name: base', async () => {
    expect(await refusal(delta)).toBe('pack-base');
    const other = await fileOfDraft(folder(), yearOf(2024, icdRows().slice(1)));
    expect(await refusal(delta, other)).toBe('pack-base');
    const sameCount = icdRows().with(0, row('icd10cm', 'E11', 'Other words', { billable: false }));
    expect(await refusal(delta, await fileOfDraft(folder(), yearOf(2024, sameCount)))).toBe('pack-base');
  });
});

/** Where the salt begins. */
function bodyAt({ manifest, signature }: PackParts): number {
  return 8 + 4 + manifest.length + 4 + signature.length;
}
