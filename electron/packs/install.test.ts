import { createCipheriv, createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { CodeSet } from '../codeset/reader.ts';
import type { CodeRow, CodeSetDraft } from '../codeset/rows.ts';
import { segmentToBlobs } from '../codeset/segment.ts';
import { verifyFile } from '../codeset/verify.ts';
import { writeCodeSet } from '../codeset/writer.ts';
import { draft, hcpcsDraft, icdDraft, icdRows, plainText, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { buildPublicPack } from './build.ts';
import type { PackManifest } from './format.ts';
import { checkOf, longestManifest, packMagic } from './format.ts';
import { installPack, readPackManifest } from './install.ts';

const folder = folderPerTest();
const pack = () => join(folder(), 'test.c2cpack');
const library = () => join(folder(), 'library');

async function build(...drafts: CodeSetDraft[]): Promise<PackManifest> {
  return buildPublicPack(pack(), { id: 'test', created: '2026-01-01', starter: true, drafts });
}

/** Installs what must not install; the library folder must be as empty as before. */
async function refusal(): Promise<AppError> {
  mkdirSync(library(), { recursive: true });
  const error = await installPack(pack(), library()).catch((caught: unknown) => caught);
  expect(readdirSync(library())).toEqual([]);
  if (!(error instanceof AppError))
    throw new Error('it was installed, or failed without a type', { cause: error });
  return error;
}

async function tables(file: string, key: Uint8Array): Promise<unknown> {
  const set = await CodeSet.open(file, Buffer.from(key));
  const codes = Array.from({ length: set.manifest.codes }, (_, doc) => set.code(doc));
  const texts = codes.map((code) => (code ? set.texts(code.system, code.key) : []));
  const { keyCheck: _k, size: _z, sha256: _s, head: _h, start: _t, check: _c, ...manifest } = set.manifest;
  const all = { codes, texts, blobs: [...segmentToBlobs(set.segment)], manifest };
  set.close();
  return all;
}

describe('a pack that was built', () => {
  test('installs tables and index equal to a set written directly, each file under a key of its own', async () => {
    await build(icdDraft(), hcpcsDraft());
    const written = await installPack(pack(), library());
    expect(written.map(({ line }) => line)).toEqual(['icd10cm', 'hcpcs']);
    expect(new Set(written.map(({ key }) => key.toString('hex'))).size).toBe(2);
    for (const [place, { file, key }] of written.entries()) {
      await verifyFile(join(library(), file), key);
      const direct = await writeCodeSet(
        { ...[icdDraft(), hcpcsDraft()][place]!, starter: true },
        join(folder(), 'direct'),
      );
      expect(await tables(join(library(), file), key)).toEqual(
        await tables(join(folder(), 'direct', direct.file), direct.key),
      );
    }
  });

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
        await build(
          draft(
            'clinic',
            made.map((title, at) => row('hcpcs', `A${at}`, title)),
          ),
        );
        const [written] = await installPack(pack(), library());
        const set = await CodeSet.open(join(library(), written?.file ?? ''), written?.key ?? Buffer.alloc(0));
        expect(made.map((_, doc) => set.code(doc)?.title)).toEqual(made);
        set.close();
      }),
      { numRuns: 25 },
    );
  });

  test('tells how far it is, from something to all of it', async () => {
    await build(icdDraft(), hcpcsDraft());
    const done: number[] = [];
    await installPack(pack(), library(), (progress) => done.push(progress.done ?? -1));
    expect(done.at(-1)).toBe(1);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  test('shows its manifest without being installed', async () => {
    const manifest = await build(icdDraft());
    expect((await readPackManifest(pack())).manifest).toEqual(manifest);
  });
});

describe('a hostile or damaged pack changes nothing', () => {
  let whole: Buffer;
  beforeEach(async () => {
    await build(icdDraft(), hcpcsDraft());
    whole = readFileSync(pack());
  });

  test('cut off anywhere', async () => {
    const places = [0, 1, 7, 8, 11, 12, 13, 100];
    for (let at = 200; at < whole.length; at += 97) places.push(at);
    for (const length of [...places, whole.length - 1]) {
      writeFileSync(pack(), whole.subarray(0, length));
      expect([length, (await refusal()).code]).toEqual([length, 'pack-damaged']);
    }
  });

  test('one bit changed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(whole);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        writeFileSync(pack(), changed);
        expect([bit, (await refusal()).code]).toEqual([bit, 'pack-damaged']);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a text', Buffer.from('Dear colleague, '.repeat(100))],
    ['another magic', Buffer.concat([Buffer.from('C2CPACK2'), Buffer.alloc(100)])],
    ['a manifest longer than the file', headed(longestManifest - 1, '{}')],
    ['a manifest longer than any', headed(0xffff_ffff, '{}')],
    ['a manifest that is no object', headed(4, 'null')],
    ['nothing', Buffer.alloc(0)],
  ])('%s', async (_what, bytes) => {
    writeFileSync(pack(), bytes);
    const error = await refusal();
    expect(error).toMatchObject({ code: 'pack-damaged', message: expect.stringContaining('test.c2cpack') });
    expect(error.message).toContain('nothing was changed');
  });

  test('something appended', async () => {
    writeFileSync(pack(), Buffer.concat([whole, Buffer.from('x')]));
    expect((await refusal()).code).toBe('pack-damaged');
  });

  test('a pack that is not there', async () => {
    await expect(installPack(join(folder(), 'none.c2cpack'), library())).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('rows that are not what a pack may hold, although every checksum fits', () => {
  const set = { is: 'release' };
  const code = (one: CodeRow): unknown => ({ is: 'code', row: one });
  const codes = icdRows().map(code);
  const text = { is: 'text', row: plainText };

  test.each<[string, unknown[]]>([
    ['no beginning of a release', [...codes, text]],
    ['a second release that the manifest does not name', [set, ...codes, text, set]],
    ['more rows than the manifest counts', [set, ...codes, text, codes[0]]],
    ['a code too few', [set, ...codes.slice(1)]],
    ['a code too many', [set, ...codes, code(row('icd10cm', 'Z9999', 'One more'))]],
    ['a code twice', [set, ...codes.slice(1), codes[1]]],
    ['no rows at all', []],
    ['a kind of row nobody knows', [set, ...codes, { is: 'script', row: 'x' }]],
    [
      'a system nobody knows',
      [set, ...codes.slice(1), { is: 'code', row: { ...row('pos', '11', 'Office'), system: 'icd9' } }],
    ],
    ['a key that is a path', [set, ...codes.slice(1), code(row('pos', '../../x', 'Office'))]],
    [
      'a date that is none',
      [set, ...codes.slice(1), code(row('pos', '11', 'Office', { ended: '2025-02-30' }))],
    ],
    [
      'a block of markup',
      [set, ...codes, { is: 'text', row: { ...plainText, block: { type: 'html', text: '<b>' } } }],
    ],
    ['a row that is a number', [set, ...codes, 7]],
  ])('%s', async (_what, rows) => {
    forge(rows.map((one) => JSON.stringify(one)).join('\n'));
    expect(['pack-damaged', 'source-damaged']).toContain((await refusal()).code);
  });

  test('a row without end', async () => {
    forge(`{"is":"release"}\n"${'x'.repeat(3 << 20)}`);
    expect((await refusal()).code).toBe('pack-damaged');
  });

  test('a body that is not gzip, or is cut inside it', async () => {
    forge(Buffer.from('plain rows'));
    expect((await refusal()).code).toBe('pack-damaged');
    const rows = gzipSync([set, ...codes].map((one) => JSON.stringify(one)).join('\n'));
    forge(rows.subarray(0, -20));
    expect((await refusal()).code).toBe('pack-damaged');
  });

  /** A pack of one set with a fitting manifest around any body. */
  function forge(body: string | Buffer): void {
    const { line, releases } = icdDraft();
    const [first] = releases;
    if (!first) throw new Error('a draft has a release');
    const { facts: _, sources, ...release } = first;
    const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
    const packed = Buffer.isBuffer(body) ? body : gzipSync(body);
    const encrypted = Buffer.concat([cipher.update(packed), cipher.final()]);
    const fields: PackManifest = {
      format: 'case2code pack',
      version: 1,
      id: 'forged',
      created: '2026-01-01',
      contentKey: '0'.repeat(64),
      iv: '0'.repeat(24),
      tag: cipher.getAuthTag().toString('hex'),
      bodySize: encrypted.length,
      bodySha256: createHash('sha256').update(encrypted).digest('hex'),
      starter: true,
      sets: [{ line, releases: [{ ...release, sources: [...sources], rows: codes.length }] }],
      check: '',
    };
    const head = JSON.stringify({ ...fields, check: checkOf(fields) });
    writeFileSync(pack(), Buffer.concat([headed(Buffer.byteLength(head), head), encrypted]));
  }
});

function headed(length: number, head: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(length);
  return Buffer.concat([Buffer.from(packMagic), size, Buffer.from(head)]);
}
