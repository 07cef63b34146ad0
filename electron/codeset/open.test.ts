import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { draft, hcpcsDraft, icdDraft, manyRows, plainText } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { newKey } from './keys.ts';
import { manifestFileOf, readManifest, writeManifest } from './manifest.ts';
import { openCodeSetFile } from './open.ts';
import { CodeSet } from './reader.ts';
import type { CodeSetDraft } from './rows.ts';
import { schemaVersion } from './schema.ts';
import { verifyFile } from './verify.ts';
import { writeCodeSet } from './writer.ts';

const folder = folderPerTest();
const page = 4096;

interface Made {
  path: string;
  key: Buffer;
}

async function make(from: CodeSetDraft = icdDraft()): Promise<Made> {
  const { file, key } = await writeCodeSet(from, folder());
  return { path: join(folder(), file), key };
}

/** What opening says: the error, or null when it opens. */
async function opening({ path, key }: Made): Promise<AppError | null> {
  try {
    (await openCodeSetFile(path, key)).database.close();
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error;
  }
}

function flip(path: string, at: number, bits = 0x01): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ bits;
  writeFileSync(path, bytes);
}

function editManifest(path: string, change: (fields: Record<string, unknown>) => void): void {
  const fields = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(manifestFileOf(path), 'utf8')));
  change(fields);
  writeFileSync(manifestFileOf(path), JSON.stringify(fields));
}

describe('every way to be wrong is told apart', () => {
  const ways: Record<string, [code: string, spoil: (made: Made) => Made | void | Promise<Made | void>]> = {
    'another key': ['library-wrong-key', ({ path }) => ({ path, key: newKey() })],
    'a key of another length': ['library-wrong-key', ({ path, key }) => ({ path, key: key.subarray(1) })],
    'cut off': ['library-truncated', ({ path }) => truncateSync(path, 3 * page + 17)],
    'a changed byte at the beginning': ['library-header-damaged', ({ path }) => flip(path, 0)],
    'a text in its place': [
      'library-foreign',
      ({ path }) => writeFileSync(path, 'To whom it may concern. '.repeat(4000)),
    ],
    'a short text in its place': ['library-foreign', ({ path }) => writeFileSync(path, 'not a database')],
    'a plain database in its place': [
      'library-foreign',
      ({ path }) =>
        writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(page * 40)])),
    ],
    'another of our files in its place': [
      'library-foreign',
      async ({ path }) => copyFileSync((await make(hcpcsDraft())).path, path),
    ],
    'something appended': [
      'library-foreign',
      ({ path }) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(page)])),
    ],
    'a folder in its place': [
      'library-foreign',
      ({ path }) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
    'a newer schema': [
      'library-future-schema',
      ({ path }) => editManifest(path, (fields) => (fields['schema'] = schemaVersion + 1)),
    ],
    'an older schema': [
      'library-past-schema',
      ({ path }) => editManifest(path, (fields) => (fields['schema'] = schemaVersion - 1)),
    ],
    'a newer schema with fields of its own': [
      'library-future-schema',
      ({ path }) =>
        editManifest(path, (fields) => {
          fields['schema'] = 99;
          fields['editions'] = 'kept elsewhere now';
        }),
    ],
    'a changed manifest': [
      'library-header-damaged',
      ({ path }) => editManifest(path, (fields) => (fields['codes'] = 1)),
    ],
    'a cut-off manifest': ['library-header-damaged', ({ path }) => truncateSync(manifestFileOf(path), 100)],
    'another manifest': [
      'library-foreign',
      ({ path }) => writeFileSync(manifestFileOf(path), '{"name":"x"}'),
    ],
    'no manifest': ['library-missing', ({ path }) => rmSync(manifestFileOf(path))],
    'no file': ['library-missing', ({ path }) => rmSync(path)],
  };

  test.each(Object.entries(ways))('%s', async (_what, [code, spoil]) => {
    const made = await make();
    const error = await opening((await spoil(made)) ?? made);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(basename(made.path));
  });

  test('wrong key, truncation, damage, foreign file, future schema and missing file are six codes', async () => {
    const six = [
      'another key',
      'cut off',
      'a changed byte at the beginning',
      'a text in its place',
      'a newer schema',
      'no file',
    ];
    const codes = new Set(six.map((name) => ways[name]?.[0]));
    expect(codes.size).toBe(six.length);
  });
});

test.each([0, 1, 2, 15, 16, 100, 255, 256, 257, 1000, page - 1, page, page + 1, 5 * page])(
  'a file cut off after %i bytes is truncated, not foreign',
  async (length) => {
    const made = await make();
    truncateSync(made.path, length);
    const error = await opening(made);
    expect(error?.code).toBe('library-truncated');
    expect(error?.message).toContain(`${length.toLocaleString('en-US')} of`);
  },
);

test('a file cut off by its last byte is truncated', async () => {
  const made = await make();
  truncateSync(made.path, readFileSync(made.path).length - 1);
  expect((await opening(made))?.code).toBe('library-truncated');
});

test('a changed byte in any block of the first page is a damaged header', async () => {
  const made = await make();
  const whole = readFileSync(made.path);
  for (let at = 0; at < page; at += 256) {
    flip(made.path, at + (at % 251), 0x80);
    expect([at, (await opening(made))?.code]).toEqual([at, 'library-header-damaged']);
    writeFileSync(made.path, whole);
  }
  expect(await opening(made)).toBeNull();
});

describe('damage further in', () => {
  /** Reads all there is; the first error, or null. */
  async function reading({ path, key }: Made): Promise<{ opened: boolean; error: AppError | null }> {
    let set: CodeSet | undefined;
    try {
      set = await CodeSet.open(path, key);
      for (let doc = 0; doc < set.manifest.codes; doc += 1) {
        const code = set.code(doc);
        if (code) set.codesByKey(code.key);
        set.childCount(doc);
      }
      set.codesByPrefix('A', ['icd10cm'], 10_000);
      set.texts('icd10cm', 'E119');
      return { opened: true, error: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { opened: set !== undefined, error };
    } finally {
      set?.close();
    }
  }

  test('a changed byte of any later page is told by the page that holds it, and by a whole check', async () => {
    const made = await make(draft('hcpcs', manyRows(300), { texts: [plainText] }));
    const whole = readFileSync(made.path);
    const pages = whole.length / page;
    expect(pages).toBeGreaterThan(15);
    let afterOpening = 0;
    for (let at = 1; at < pages; at += 1) {
      flip(made.path, at * page + 1000);
      const { opened, error } = await reading(made);
      if (error) expect([at, error.code]).toEqual([at, 'library-page-damaged']);
      if (opened && error) afterOpening += 1;
      await expect(verifyFile(made.path, made.key)).rejects.toMatchObject({
        code: 'library-page-damaged',
        message: expect.stringContaining(basename(made.path)),
      });
      writeFileSync(made.path, whole);
    }
    expect(afterOpening).toBeGreaterThan(pages / 3);
    expect(await reading(made)).toEqual({ opened: true, error: null });
  });

  test('a whole file verifies and gives its manifest', async () => {
    const made = await make();
    expect(await verifyFile(made.path, made.key)).toMatchObject({ line: 'icd10cm' });
  });

  test('a file that opens but is not the one that was written fails the whole check', async () => {
    const made = await make();
    const manifest = await readManifest(made.path);
    await writeManifest(made.path, { ...manifest, sha256: '0'.repeat(64) });
    expect(await opening(made)).toBeNull();
    await expect(verifyFile(made.path, made.key)).rejects.toMatchObject({ code: 'library-page-damaged' });
  });
});
