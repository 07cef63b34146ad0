import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileServer } from '../../../test/support/file-server.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import { impatientWeb } from '../../../test/support/web.ts';
import type { PublicSource } from './source-list.ts';
import { beginsOf, listPublicFiles, nameOf, rulesOf } from './public-files.ts';

let server: FileServer;
beforeEach(async () => {
  server = await FileServer.start();
});
afterEach(() => server.close());

/** Shaped like CMS's page: entities, nested tags, corrections with a date in the name, other zips beside. */
const page = `<!doctype html><html><body><h1>ICD-10 files</h1><ul>
<li><a href="/files/zip/2027-code-descriptions-tabular-order.zip">2027 Code Descriptions in Tabular Order &ndash; <b>Updated</b> 07/01/2026 (ZIP)</a></li>
<li><a href="/files/zip/2026-code-descriptions-tabular-order-updated-02/01/2026.zip">2026 Code Descriptions in Tabular Order (ZIP)</a></li>
<li><a href="/files/zip/april-1-2026-code-descriptions-tabular-order.zip">April 1 2026 Code Descriptions in Tabular Order
   (ZIP)</a></li>
<li><a href="/files/zip/2026-code-descriptions-tabular-order.zip">2026 Code Descriptions, superseded</a>
<li><a href="/files/zip/2027-icd-10-pcs-order-file-long-abbreviated-titles.zip">2027 ICD-10-PCS Order File (Long and Abbreviated Titles)</a></li>
<li><a href="/files/zip/2027-addendum-code-descriptions-order.zip">2027 Addendum</a></li>
<li><a href="https://elsewhere.example/2027-code-descriptions-order.zip">2027 Code Descriptions order, elsewhere</a></li>
<li><a href="/files/document/2027-code-descriptions-order.pdf">2027 Code Descriptions order (PDF)</a></li>
<!-- <a href="/files/zip/2028-code-descriptions-order.zip">2028 Code descriptions order</a> -->
<li><a>no address</a><a href="http://[">broken</a></li>
</ul></body></html>`;

const source = (fields: Partial<PublicSource> = {}): PublicSource => ({
  id: 'icd10cm-codes',
  line: 'icd10cm',
  title: 'ICD-10-CM codes',
  publisher: 'CMS',
  datasets: ['icd10cm-codes'],
  cycle: 'fiscal-year',
  hosts: [],
  places: [
    {
      page: server.address('/codes'),
      words: ['code', 'description', 'order'],
      without: ['pcs', 'addend'],
    },
  ],
  ...fields,
});
const options = { today: '2026-11-26', signal: new AbortController().signal, loopback: true };
const list = (of = source(), today = options.today) =>
  listPublicFiles(impatientWeb(), of, { ...options, today });
const put = (text: string, path = '/codes'): void => {
  server.put(path, text, { type: 'text/html' });
};
const names = ({ files }: Awaited<ReturnType<typeof list>>): string[] =>
  files.map(({ address }) => nameOf(new URL(address)));

describe('what a publisher offers', () => {
  test('is found by loose words, newest first, each with the first day of its edition', async () => {
    put(page);
    const found = await list();
    expect(found.problem).toBeNull();
    expect(found.files.map(({ begins }) => begins)).toEqual([
      '2026-10-01',
      '2026-04-01',
      '2025-10-01',
      '2025-10-01',
    ]);
    expect(names(found)).toEqual([
      '2027-code-descriptions-tabular-order.zip',
      'april-1-2026-code-descriptions-tabular-order.zip',
      '2026-code-descriptions-tabular-order-updated-02-01-2026.zip',
      '2026-code-descriptions-tabular-order.zip',
    ]);
    expect(found.files[0]?.title).toBe('2027 Code Descriptions in Tabular Order – Updated 07/01/2026 (ZIP)');
  });

  test.each([
    ['2026-11-26', ['2026-10-01']],
    ['2026-09-15', ['2026-10-01', '2026-04-01']],
    ['2026-01-15', ['2026-10-01', '2026-04-01', '2025-10-01']],
  ])('on %s the edition in force and those published ahead are recommended', async (today, begins) => {
    put(page);
    const { files } = await list(source(), today);
    expect(files.filter(({ recommended }) => recommended).map((file) => file.begins)).toEqual(begins);
  });

  test('is looked for at the next place when one gives nothing, and that one decides', async () => {
    put('<p>moved', '/codes');
    put(page, '/2027/');
    const [first] = source().places;
    if (!first || !('words' in first)) throw new Error('the fixture has a page');
    const second = { ...first, page: server.address('/{fiscalYear}/') };
    expect((await list(source({ places: [first, second] }))).files).toHaveLength(4);
    const last = { file: server.address('/files/zip/2027-code.zip') };
    expect(await list(source({ places: [first, last] }))).toMatchObject({
      problem: null,
      files: [{ address: last.file, title: '2027-code.zip', begins: '2026-10-01', recommended: true }],
    });
  });

  test('a page that has changed, one that is gone and a network that is down are problems, each its own', async () => {
    put('<html>nothing here</html>');
    expect((await list()).problem).toMatchObject({ code: 'not-found' });
    server.files.clear();
    expect((await list()).problem).toMatchObject({ code: 'network-refused' });
    server.behave = does.hangs;
    expect((await list()).problem).toMatchObject({ code: 'network-down' });
  });

  test('a fixed address is no answer while the pages before it cannot be reached', async () => {
    server.behave = does.hangs;
    const { places } = source();
    const withLast = source({ places: [...places, { file: server.address('/files/zip/2027-code.zip') }] });
    expect(await list(withLast)).toMatchObject({ files: [], problem: { code: 'network-down' } });
  });

  test('a licence page before the download is told as such: the program does not accept for anybody', async () => {
    put(
      '<a href="/license/ama?file=/files/zip/2027-code-description-order.zip">2027 code description order</a>',
    );
    expect((await list()).problem).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('only you can do'),
    });
  });

  test('a cancelled look ends, and asks no further place', async () => {
    const control = new AbortController();
    control.abort();
    const asked = listPublicFiles(impatientWeb(), source(), { ...options, signal: control.signal });
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(server.asked).toEqual([]);
  });

  test('only the hosts of its places and those it names may be asked', () => {
    expect(rulesOf(source({ hosts: ['cms.gov'] })).hosts).toEqual([server.host, 'cms.gov']);
  });
});

describe('the edition that a link names', () => {
  const link = (path: string, text = '') => ({ url: new URL(path, 'https://www.cms.gov'), text });
  test.each([
    ['/files/zip/october-2026-alpha-numeric-hcpcs-file.zip', '', 'quarter', '2026-10-01'],
    ['/files/zip/2019-alpha-numeric-hcpcs-file.zip', '', 'quarter', '2019-01-01'],
    ['/files/zip/hcpcs.zip', 'July 2026 Alpha-Numeric HCPCS File (ZIP)', 'quarter', '2026-07-01'],
    ['/files/zip/icd10cm-2027.zip', '', 'fiscal-year', '2026-10-01'],
    ['/files/zip/march-2027-code-descriptions.zip', '', 'fiscal-year', '2026-10-01'],
    ['/files/zip/codes.zip', 'the newest', 'fiscal-year', null],
    ['/files/zip/codes-updated-2027.zip', '', 'fiscal-year', null],
  ] as const)('%s %s is of %s %s', (path, text, cycle, begins) => {
    expect(beginsOf(link(path, text), cycle)).toBe(begins);
  });

  test.each([
    ['/files/zip/2024-order-updated-02/01/2024.zip', '2024-order-updated-02-01-2024.zip'],
    ['/a/%2e%2e%2fetc%2fpasswd.zip', 'etc-passwd.zip'],
    ['/pub/icd10cm-Code%20Descriptions-2026.zip', 'icd10cm-Code-Descriptions-2026.zip'],
    ['/.hidden.zip', 'hidden.zip'],
  ])('%s is kept as %s', (path, name) => {
    expect(nameOf(new URL(path, 'https://www.cms.gov'))).toBe(name);
  });
});
