import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { draft, edition, icdDraft, icdRows, manyRows, plainText, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { CodeSet } from './reader.ts';
import type { CodeRow, CodeSetDraft } from './rows.ts';
import { writeCodeSet } from './writer.ts';

const folder = folderPerTest();

async function written(from: CodeSetDraft = icdDraft()): Promise<CodeSet> {
  const { file, key } = await writeCodeSet(from, folder());
  return CodeSet.open(join(folder(), file), key);
}

test('a release that was read from no file is named by its rows, one that was by its file', async () => {
  const named = async (title: string, sha256 = ''): Promise<string | undefined> => {
    const from = draft('clinic', [row('hcpcs', 'A1', title)]);
    const set = await written({ ...from, releases: from.releases.map((one) => ({ ...one, sha256 })) });
    set.close();
    return set.manifest.releases[0]?.sha256;
  };
  expect(await named('one')).toMatch(/^[0-9a-f]{64}$/);
  expect(await named('one')).toBe(await named('one'));
  expect(await named('one')).not.toBe(await named('two'));
  expect(await named('one', 'of a file')).toBe('of a file');
});

describe('what is written is what is read', () => {
  test('every row, in the order given', async () => {
    const set = await written();
    const rows = icdRows();
    const docs = new Map(rows.map(({ key }, doc) => [key, doc]));
    for (const [doc, expected] of rows.entries()) {
      const { parent, detail, billable, ...same } = expected;
      expect(set.code(doc)).toEqual({
        ...same,
        doc,
        billable: billable === null ? null : Number(billable),
        parent: parent === null ? null : docs.get(parent),
        publishedAdded: same.added,
        publishedEnded: same.ended,
        dataset: 'icd10cm-codes',
        releases: 1,
        detail: Object.keys(detail).length === 0 ? null : JSON.stringify(detail),
      });
    }
    expect(set.code(rows.length)).toBeUndefined();
    expect(set.manifest).toMatchObject({ line: 'icd10cm', codes: rows.length, starter: false });
    set.close();
  });

  test('codes are found by key, by beginning and by their parent', async () => {
    const set = await written();
    expect(set.codesByKey('E119').map(({ title }) => title)).toEqual([
      'Type 2 diabetes mellitus without complications',
    ]);
    expect(set.codesByKey('e119')).toEqual([]);
    const longer = set.codesByPrefix('E11', ['icd10cm'], 10);
    expect(longer.map(({ key }) => key)).toEqual(['E116', 'E1165', 'E119']);
    expect(set.codesByPrefix('E11', ['icd10cm'], 2)).toHaveLength(2);
    expect(set.codesByPrefix('E11', ['hcpcs'], 10)).toEqual([]);
    const keysOf = (docs: number[]) => docs.map((doc) => set.code(doc)?.key);
    expect(keysOf(set.docsLike('E11', 'E11', '*'))).toEqual(['E11', 'E116', 'E1165', 'E119']);
    expect(keysOf(set.docsLike('E11', 'E11', 'E11?'))).toEqual(['E116', 'E119']);
    expect(keysOf(set.docsLike('E119', 'G04', '????'))).toEqual(['E119', 'G043']);
    expect(set.countByPrefix('E11')).toEqual([{ system: 'icd10cm', codes: 4 }]);
    const parent = set.codesByKey('S72001')[0]?.doc ?? -1;
    expect(set.children(parent, 2).map(({ key }) => key)).toEqual(['S72001A', 'S72001B']);
    expect(set.childCount(parent)).toBe(3);
    set.close();
  });

  test('texts of a page, in order, also of codes that lie in another file', async () => {
    const second = { ...plainText, block: { type: 'text' as const, text: 'Second.' } };
    const elsewhere = { ...plainText, system: 'cpt' as const, key: '99213', edition: 'NCCI 2024 Q3' };
    const set = await written(draft('icd10cm', icdRows(), { texts: [plainText, elsewhere, second] }));
    expect(set.texts('icd10cm', 'E119').map(({ block }) => block)).toEqual([plainText.block, second.block]);
    expect(set.texts('cpt', '99213')).toMatchObject([{ kind: 'plain', edition: 'NCCI 2024 Q3' }]);
    expect(set.texts('cpt', 'E119')).toEqual([]);
    set.close();
  });

  test('an edition whose fields come in another order', async () => {
    const { name, line, begins, ends } = edition('icd10cm');
    const set = await written(draft('icd10cm', icdRows(), { edition: { ends, begins, line, name } }));
    expect(set.manifest.editions).toEqual([{ name, line, begins, ends }]);
    set.close();
  });

  test('a code set without a code', async () => {
    const set = await written(draft('clinic', []));
    expect(set.manifest.codes).toBe(0);
    expect(set.segment.words).toEqual([]);
    set.close();
  });

  test('one key in two systems of a file is two codes; an unknown parent is none', async () => {
    const rows = [
      row('hcpcs', '99', 'One'),
      row('pos', '99', 'Other place of service', { parent: 'nowhere' }),
    ];
    const set = await written(draft('editorial', rows));
    expect(set.codesByKey('99').map(({ system }) => system)).toEqual(['hcpcs', 'pos']);
    expect(set.code(1)?.parent).toBeNull();
    set.close();
  });
});

describe('a write that does not finish leaves nothing behind', () => {
  async function failure(
    from: Parameters<typeof writeCodeSet>[0],
    options?: Parameters<typeof writeCodeSet>[2],
  ): Promise<unknown> {
    const error = await writeCodeSet(from, folder(), options).catch((caught: unknown) => caught);
    expect(readdirSync(folder())).toEqual([]);
    return error;
  }

  test.each([
    ['before it began', 3],
    ['between two thousands', 2500],
  ])('cancelled %s', async (_when, rows) => {
    const error = await failure(draft('hcpcs', manyRows(rows)), { signal: AbortSignal.abort() });
    expect(error).toMatchObject({ code: 'cancelled' });
  });

  test('cancelled while rows arrive', async () => {
    const cancel = new AbortController();
    const seen: number[] = [];
    const onProgress = (codes: number): void => {
      seen.push(codes);
      if (codes >= 4000) cancel.abort();
    };
    const error = await failure(draft('hcpcs', manyRows(20_000)), { signal: cancel.signal, onProgress });
    expect(error).toMatchObject({
      code: 'cancelled',
      message: expect.stringContaining('Nothing was changed'),
    });
    expect(seen).toEqual([2000, 4000]);
  });

  test('a code named twice', async () => {
    const error = await failure(draft('icd10cm', [...icdRows(), row('icd10cm', 'E119', 'Again')]));
    expect(error).toMatchObject({ code: 'source-damaged', message: expect.stringContaining('E119 twice') });
  });

  test('a source that fails half-way keeps its own error', async () => {
    const broken = new AppError('source-damaged', 'line 7 is no record');
    async function* codes(): AsyncGenerator<CodeRow> {
      yield* icdRows();
      throw await Promise.resolve(broken);
    }
    expect(await failure(draft('icd10cm', codes()))).toBe(broken);
  });

  test('an error nobody foresaw is internal, and the cause is kept for the log', async () => {
    const cause = new TypeError('boom');
    function* codes(): Generator<CodeRow> {
      yield* icdRows();
      throw cause;
    }
    expect(await failure(draft('icd10cm', codes()))).toMatchObject({ code: 'internal', cause });
  });
});

test('a folder that cannot be made is a typed error', async () => {
  const file = join(folder(), 'a-file');
  writeFileSync(file, '');
  const error = await writeCodeSet(icdDraft(), join(file, 'below')).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'read-only', message: expect.stringContaining('below') });
});

test('the same rows give another file name each time, because each has a key of its own', async () => {
  const one = await writeCodeSet(icdDraft(), folder());
  const other = await writeCodeSet(icdDraft(), folder());
  expect(one.file).not.toBe(other.file);
  expect(one.key.equals(other.key)).toBe(false);
  for (const { file } of [one, other]) {
    expect(file).toMatch(/^icd10cm-[0-9a-f]{16}\.c2c$/);
    expect(existsSync(join(folder(), `${file}.json`))).toBe(true);
  }
});
