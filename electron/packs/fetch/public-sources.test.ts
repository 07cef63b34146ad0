import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PublicFile } from '../../contract/public-sets.ts';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { FileServer } from '../../../test/support/file-server.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import { emptyZip, hashOf } from '../../../test/support/small-pack.ts';
import { impatientWeb } from '../../../test/support/web.ts';
import { listPublicFiles } from './public-files.ts';
import { downloadReportSchema, obtainPublicFiles } from './public-sources.ts';
import type { PublicSource } from './source-list.ts';
import { readSources } from './source-list.ts';

const builtIn = fileURLToPath(new URL('../../../data/sources.json', import.meta.url));
const folder = folderPerTest();
let server: FileServer;
beforeEach(async () => {
  server = await FileServer.start();
});
afterEach(() => server.close());

const zip = (size: number): Buffer =>
  Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(size, 'content'), emptyZip]);
const source = (): PublicSource => ({
  id: 'hcpcs-codes',
  line: 'hcpcs',
  title: 'HCPCS Level II codes',
  publisher: 'CMS',
  datasets: ['hcpcs-codes'],
  cycle: 'quarter',
  hosts: [],
  places: [{ file: server.address('/a.zip') }],
});
const file = (path: string): PublicFile => ({
  source: 'hcpcs-codes',
  address: server.address(path),
  title: path,
  begins: null,
  recommended: true,
});
const wanted = (paths: string[], signal = new AbortController().signal) => ({
  sources: [source()],
  files: paths.map(file),
  folder: join(folder(), 'downloads'),
  signal,
  loopback: true,
});

describe('downloading public files', () => {
  test('keeps each with a report of where it came from and its hash', async () => {
    server.put('/a.zip', zip(500));
    const [got] = await obtainPublicFiles(impatientWeb(), wanted(['/a.zip']));
    if (got?.outcome !== 'fetched') throw new Error('it was fetched');
    expect(readFileSync(got.path)).toEqual(zip(500));
    expect(got.report).toMatchObject({ bytes: zip(500).length, sha256: hashOf(zip(500)) });
    const kept: unknown = JSON.parse(readFileSync(`${got.path}.json`, 'utf8'));
    expect(downloadReportSchema.parse(kept)).toEqual(got.report);
  });

  test('asks only whether there is another version of what lies there; a changed file is fetched anew', async () => {
    server.put('/a.zip', zip(500));
    await obtainPublicFiles(impatientWeb(), wanted(['/a.zip']));
    const [again] = await obtainPublicFiles(impatientWeb(), wanted(['/a.zip']));
    expect(again?.outcome).toBe('same');
    expect(server.asked.at(-1)?.ifNoneMatch).toMatch(/^"/);
    if (again?.outcome !== 'same') throw new Error('it is the same');
    writeFileSync(again.path, 'somebody wrote here');
    const [mended] = await obtainPublicFiles(impatientWeb(), wanted(['/a.zip']));
    expect(mended?.outcome).toBe('fetched');
    expect(readFileSync(again.path)).toEqual(zip(500));
    server.put('/a.zip', zip(900));
    expect((await obtainPublicFiles(impatientWeb(), wanted(['/a.zip'])))[0]?.outcome).toBe('fetched');
    expect(readFileSync(again.path)).toEqual(zip(900));
  });

  test('two of one name do not take each other’s place, nor each other’s part', async () => {
    server.put('/2025/codes.zip', zip(500));
    server.put('/2026/codes.zip', zip(900));
    const got = await obtainPublicFiles(impatientWeb(), wanted(['/2025/codes.zip', '/2026/codes.zip']));
    const kept = got.map((one) => (one.outcome === 'failed' ? null : readFileSync(one.path).length));
    expect(kept).toEqual([zip(500).length, zip(900).length]);
    expect(got.map((one) => (one.outcome === 'failed' ? '' : one.name))).toEqual(['codes.zip', 'codes.zip']);
    const again = await obtainPublicFiles(impatientWeb(), wanted(['/2025/codes.zip', '/2026/codes.zip']));
    expect(again.map(({ outcome }) => outcome)).toEqual(['same', 'same']);
  });

  test('one that is not there does not stop the others', async () => {
    server.put('/b.zip', zip(10));
    const got = await obtainPublicFiles(impatientWeb(), wanted(['/a.zip', '/b.zip']));
    expect(got.map(({ outcome }) => outcome)).toEqual(['failed', 'fetched']);
    expect(got[0]).toMatchObject({ error: { code: 'network-refused' } });
  });

  test('a network that is gone stops them all, and asks nothing further', async () => {
    server.put('/b.zip', zip(10));
    server.behave = does.hangs;
    const got = await obtainPublicFiles(impatientWeb(50), wanted(['/a.zip', '/b.zip']));
    expect(got.map((one) => (one.outcome === 'failed' ? one.error.code : one.outcome))).toEqual([
      'network-down',
      'network-down',
    ]);
    expect(server.asked.some(({ path }) => path === '/b.zip')).toBe(false);
  });

  test('cancelled, what has come stays, and the next call goes on from there', async () => {
    server.put('/a.zip', zip(2000));
    server.behave = does.fallsSilent(1100);
    const control = new AbortController();
    const first = obtainPublicFiles(impatientWeb(), {
      ...wanted(['/a.zip'], control.signal),
      onProgress: ({ bytes }) => {
        if (bytes === 1100) control.abort();
      },
    });
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    server.behave = ({ reply }) => reply;
    const [got] = await obtainPublicFiles(impatientWeb(), wanted(['/a.zip']));
    expect(got?.outcome).toBe('fetched');
    expect(server.asked.at(-1)?.range).toBe('bytes=1100-');
    if (got?.outcome !== 'fetched') throw new Error('it was fetched');
    expect(readdirSync(dirname(got.path)).toSorted()).toEqual(['a.zip', 'a.zip.json']);
  });

  test('a file of no listed source is not fetched', async () => {
    const strange = { ...file('/a.zip'), source: 'nobody' };
    const got = await obtainPublicFiles(impatientWeb(), { ...wanted([]), files: [strange] });
    expect(got).toMatchObject([{ outcome: 'failed', error: { code: 'not-found' } }]);
    expect(server.asked).toEqual([]);
  });
});

describe('the list of sources', () => {
  const own = (): string => join(folder(), 'sources.json');
  const listOf = (sources: object[]): string =>
    JSON.stringify({ format: 'case2code sources', version: 1, sources });

  const entry = {
    id: 'hcpcs-codes',
    line: 'hcpcs',
    title: 'Ours',
    publisher: 'We',
    datasets: ['hcpcs-codes'],
    cycle: 'quarter',
  };

  test('that ships with the program is sound, and every place is at CMS or CDC over https', async () => {
    const sources = await readSources(builtIn, own());
    expect(new Set(sources.map(({ line }) => line))).toEqual(new Set(['icd10cm', 'icd10pcs', 'hcpcs']));
    for (const { places } of sources) {
      for (const place of places) {
        const { host, protocol } = new URL('page' in place ? place.page : place.file);
        expect([host, protocol]).toEqual([expect.stringMatching(/^(www\.cms|ftp\.cdc)\.gov$/), 'https:']);
      }
    }
  });

  test('a file of the user’s replaces entries of the same id and adds others', async () => {
    const place = { file: 'https://mirror.example/hcpcs.zip' };
    writeFileSync(
      own(),
      listOf([
        { ...entry, places: [place] },
        { ...entry, id: 'more', places: [place] },
      ]),
    );
    const before = await readSources(builtIn, join(folder(), 'none.json'));
    const sources = await readSources(builtIn, own());
    expect(sources.map(({ id }) => id)).toEqual([...before.map(({ id }) => id), 'more']);
    expect(sources.find(({ id }) => id === 'hcpcs-codes')).toMatchObject({ title: 'Ours', places: [place] });
  });

  test.each([
    ['no JSON', '{', 'not JSON'],
    ['another form', '{"sources":[]}', 'format'],
    ['plain http', listOf([{ ...entry, places: [{ file: 'http://x.example/a.zip' }] }]), 'places'],
  ])('%s is told with the file and what is wrong in it', async (_what, text, says) => {
    writeFileSync(own(), text);
    await expect(readSources(builtIn, own())).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringMatching(new RegExp(`sources\\.json.*${says}`, 's')),
    });
  });
});

const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const published = [
  ['icd10cm-codes', '2026-code-descriptions-tabular-order.zip', 'icd10cm-2026.zip'],
  ['icd10pcs-codes', '2026-icd-10-pcs-order-file-long-abbreviated-titles.zip', 'icd10pcs-2026.zip'],
  ['hcpcs-codes', 'october-2025-alpha-numeric-hcpcs-file.zip', 'hcpcs-2025-oct.zip'],
] as const;
const isThere = published.every(([, , name]) => existsSync(join(data, name)));

describe.skipIf(!isThere)(`the publishers' zips, where ${data} has them`, () => {
  test('are found on pages shaped like CMS’s by the program’s own list, and arrive byte for byte', async () => {
    const pageOf = (names: readonly string[]): string =>
      names.map((name) => `<li><a href="/files/zip/${name}">${name.replaceAll('-', ' ')}</a>`).join('\n');
    server.put('/icd', pageOf(published.slice(0, 2).map(([, name]) => name)), { type: 'text/html' });
    server.put('/hcpcs', pageOf([published[2][1]]), { type: 'text/html' });
    for (const [, path, name] of published) {
      server.put(`/files/zip/${path}`, readFileSync(join(data, name)), { type: 'application/zip' });
    }
    // The words are the program's own; only the host is this computer.
    const here = (page: string): string => server.address(page.includes('icd-10') ? '/icd' : '/hcpcs');
    const all = await readSources(builtIn, join(folder(), 'none.json'));
    const sources = all.map((one) => ({
      ...one,
      places: one.places.flatMap((place) =>
        'page' in place && place.page.includes('cms.gov') ? [{ ...place, page: here(place.page) }] : [],
      ),
    }));
    const files: PublicFile[] = [];
    for (const one of sources) {
      const listing = await listPublicFiles(impatientWeb(), one, {
        today: '2025-11-15',
        signal: new AbortController().signal,
        loopback: true,
      });
      files.push(...listing.files.filter(({ recommended }) => recommended));
    }
    expect(files.map((one) => one.source)).toEqual(published.map(([id]) => id));
    const got = await obtainPublicFiles(impatientWeb(5000), { ...wanted([]), sources, files });
    expect(got.map((one) => (one.outcome === 'failed' ? one.error.message : one.report.sha256))).toEqual(
      published.map(([, , name]) => hashOf(readFileSync(join(data, name)))),
    );
  });
});
