import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hcpcsDraft, icdDraft } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { adoptFiles } from './adopt.ts';
import { replaceFile } from './atomic-file.ts';
import { newKey } from './keys.ts';
import { libraryFileOf, readLibrary, replaceLines, setLibraryAside } from './library.ts';
import { openCodeSetFile } from './open.ts';
import { CodeSet } from './reader.ts';
import { verifyFile } from './verify.ts';
import { writeCodeSet } from './writer.ts';

const folder = folderPerTest();
const caught = (error: unknown): unknown => error;
const entry = (line: string, digit: string) => ({ file: `${line}-${digit.repeat(16)}.c2c` });

describe('library.json', () => {
  test('there is none in a new folder, in none at all, and below a file', async () => {
    writeFileSync(join(folder(), 'file'), '');
    expect(await readLibrary(folder())).toBeNull();
    expect(await readLibrary(join(folder(), 'nowhere'))).toBeNull();
    expect(await readLibrary(join(folder(), 'file'))).toBeNull();
  });

  test('replacing one line leaves the others, and nothing but library.json is written', async () => {
    await replaceLines(folder(), { hcpcs: entry('hcpcs', '1'), icd10cm: entry('icd10cm', '2') });
    const after = await replaceLines(folder(), { hcpcs: { ...entry('hcpcs', '3'), wrappedKey: 'sealed' } });
    expect(after.lines).toEqual({
      hcpcs: { ...entry('hcpcs', '3'), wrappedKey: 'sealed' },
      icd10cm: entry('icd10cm', '2'),
    });
    expect(await readLibrary(folder())).toEqual(after);
    expect(readdirSync(folder())).toEqual(['library.json']);
    expect(statSync(libraryFileOf(folder())).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['cut off', '{"format":"case2code library","version":1,"lin'],
    ['empty', ''],
    ['something else', '{"format":"another program","version":7}'],
    [
      'a file outside its folder',
      JSON.stringify({
        format: 'case2code library',
        version: 1,
        lines: { hcpcs: { file: '../../etc/passwd' } },
      }),
    ],
    [
      'an unknown line',
      JSON.stringify({ format: 'case2code library', version: 1, lines: { dental: entry('dental', '1') } }),
    ],
  ])('%s: damaged, and its bytes are kept aside', async (_what, bytes) => {
    writeFileSync(libraryFileOf(folder()), bytes);
    const error = await readLibrary(folder()).catch(caught);
    expect(error).toMatchObject({
      code: 'library-header-damaged',
      message: expect.stringContaining('library.json'),
    });
    await expect(replaceLines(folder(), {})).rejects.toMatchObject({ code: 'library-header-damaged' });
    expect(readFileSync(libraryFileOf(folder()), 'utf8')).toBe(bytes);
    await setLibraryAside(folder());
    expect(await readLibrary(folder())).toBeNull();
    const aside = readdirSync(folder()).filter((name) => name.startsWith('library.damaged-'));
    expect(aside.map((name) => readFileSync(join(folder(), name), 'utf8'))).toEqual([bytes]);
  });

  test('of a newer version is refused and stays where it is', async () => {
    const bytes = JSON.stringify({ format: 'case2code library', version: 2, lines: [] });
    writeFileSync(libraryFileOf(folder()), bytes);
    await expect(readLibrary(folder())).rejects.toMatchObject({ code: 'library-future-schema' });
    await expect(setLibraryAside(folder())).rejects.toMatchObject({ code: 'library-future-schema' });
    expect(readFileSync(libraryFileOf(folder()), 'utf8')).toBe(bytes);
  });

  test('written before other editions were kept, it is read as it is', async () => {
    const before = { format: 'case2code library', version: 1, lines: { hcpcs: entry('hcpcs', '1') } };
    writeFileSync(libraryFileOf(folder()), JSON.stringify(before));
    expect(await readLibrary(folder())).toEqual({ ...before, kept: {} });
  });

  test('that is readable is not set aside', async () => {
    const library = await replaceLines(folder(), { hcpcs: entry('hcpcs', '1') });
    await setLibraryAside(folder());
    expect(await readLibrary(folder())).toEqual(library);
  });
});

describe('adoptFiles', () => {
  test('copies under a new key that alone opens the copy; the content is the same', async () => {
    const original = await writeCodeSet(icdDraft(), join(folder(), 'theirs'));
    const file = join(folder(), 'theirs', original.file);
    const told: string[] = [];
    const [adopted] = await adoptFiles(
      [{ line: 'icd10cm', file, key: original.key }],
      join(folder(), 'ours'),
      ({ detail }) => {
        told.push(detail);
      },
    );
    if (!adopted) throw new Error('nothing was adopted');
    expect(told).toEqual([`Checking ${original.file}`, `Copying ${original.file}`, 'Done']);
    const copy = join(folder(), 'ours', adopted.file);
    await expect(openCodeSetFile(copy, original.key)).rejects.toMatchObject({ code: 'library-wrong-key' });
    await expect(verifyFile(copy, adopted.key)).resolves.toMatchObject({ codes: original.codes });
    await expect(verifyFile(file, original.key)).resolves.toMatchObject({ codes: original.codes });
    const [one, other] = [await CodeSet.open(file, original.key), await CodeSet.open(copy, adopted.key)];
    expect(other.segment).toEqual(one.segment);
    for (let doc = 0; doc < original.codes; doc += 1) expect(other.code(doc)).toEqual(one.code(doc));
    expect(other.texts('icd10cm', 'E119')).toEqual(one.texts('icd10cm', 'E119'));
    one.close();
    other.close();
    expect(readdirSync(join(folder(), 'ours')).toSorted()).toEqual([adopted.file, `${adopted.file}.json`]);
  });

  test('checks every file first: after a damaged one nothing is left, also not of those before it', async () => {
    const theirs = join(folder(), 'theirs');
    const good = await writeCodeSet(icdDraft(), theirs);
    const bad = await writeCodeSet(hcpcsDraft(), theirs);
    const bytes = readFileSync(join(theirs, bad.file));
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(join(theirs, bad.file), bytes);
    const files = [good, bad].map(({ line, file, key }) => ({ line, file: join(theirs, file), key }));
    const error = await adoptFiles(files, join(folder(), 'ours')).catch(caught);
    expect(error).toMatchObject({ code: 'library-page-damaged', message: expect.stringContaining(bad.file) });
    expect(readdirSync(join(folder(), 'ours'))).toEqual([]);
  });

  test.each([
    ['a wrong key', 'library-wrong-key', () => newKey()],
    ['no such file', 'library-missing', (key: Buffer) => key],
  ])('%s is told and nothing is left', async (what, code, keyOf) => {
    const { file, key } = await writeCodeSet(icdDraft(), join(folder(), 'theirs'));
    const path = join(folder(), what === 'no such file' ? 'nowhere' : 'theirs', file);
    const files = [{ line: 'icd10cm' as const, file: path, key: keyOf(key) }];
    await expect(adoptFiles(files, join(folder(), 'ours'))).rejects.toMatchObject({ code });
    expect(readdirSync(join(folder(), 'ours'))).toEqual([]);
  });
});

describe('replaceFile', () => {
  test('replaces whole and leaves no temporary file', async () => {
    const file = join(folder(), 'a.json');
    await replaceFile(file, 'one');
    await replaceFile(file, 'two', 0o644);
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(folder())).toEqual(['a.json']);
  });

  test.each(['below a file', 'onto a folder'])(
    '%s: a typed error, the old state, no temporary file',
    async (where) => {
      const there = join(folder(), 'there');
      if (where === 'below a file') writeFileSync(there, 'old');
      else mkdirSync(there);
      const file = where === 'below a file' ? join(there, 'x') : there;
      const error = await replaceFile(file, 'new').catch(caught);
      expect(error).toMatchObject({ name: 'AppError', message: expect.stringContaining(basename(file)) });
      expect(readdirSync(folder())).toEqual(['there']);
    },
  );
});
