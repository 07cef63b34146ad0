import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { libraryFileOf } from '../../electron/codeset/library.ts';
import { importSummarySchema, previewSchema } from '../../electron/contract/import.ts';
import type { ImportSummary } from '../../electron/contract/import.ts';
import type { LibraryKeeper } from '../../electron/engine/keeper.ts';
import { hcpcsTextLines, orderFile, orderLine, zipOf } from '../../electron/importers/fixtures.ts';
import { kill } from '../fixtures/engine.ts';
import { keepers, linesOf } from '../fixtures/keeper.ts';
import { request } from '../fixtures/search.ts';

const { folder, library, keeper, installed, fileOf, pids, log } = keepers();
const caught = (error: unknown): unknown => error;
const nothing = (): void => {};

const hcpcs = hcpcsTextLines({
  HCPC: 'J1100',
  'LONG DESCRIPTION': 'Injection, dexamethasone sodium phosphate, 1 mg',
  'ADD DT': '19900101',
}).join('\r\n');
/** The order file with one title changed, one code gone and one new. */
const nextYear = [
  ...orderFile.split('\r\n').filter((line) => !line.includes('C4A0')),
  orderLine(13, 'Z23', '1', 'Encounter for immunization'),
]
  .join('\r\n')
  .replace('Cholera, unspecified'.padEnd(60), 'Cholera, unspecified'.padEnd(60))
  .replace(/Cholera, unspecified(?=\r\n)/, 'Cholera, not specified');
/** Long enough that a cancel comes while it is read. */
const large = Array.from({ length: 60_000 }, (_, at) =>
  orderLine(at, `A0${at.toString(36).toUpperCase().padStart(4, '0')}`, '1', `Invented disease number ${at}`),
).join('\n');

let open: LibraryKeeper;

const put = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder(), name), content);
  return join(folder(), name);
};
const index = (): string => readFileSync(libraryFileOf(library()), 'utf8');
const importing = async (...paths: string[]): Promise<ImportSummary> =>
  importSummarySchema.parse(await open.importFiles(paths, nothing));
const outcomes = ({ lines }: ImportSummary): [string, string][] =>
  lines.map(({ line, outcome }) => [line, outcome]);

beforeEach(async () => {
  await installed();
  open = keeper();
  await open.start();
});
// Before the engines of the test are ended: a keeper closes its own at once.
afterEach(() => open.close());

describe('inspect', () => {
  test('tells what the files are and what they would do, and changes nothing', async () => {
    const zip = put(
      'all.zip',
      await zipOf({
        'icd10cm_order_2026.txt': orderFile,
        'HCPC2025_OCT_ANWEB.txt': hcpcs,
        'layout.txt': 'columns',
        'order.txt': orderFile,
      }),
    );
    const before = index();
    const told: string[] = [];
    const preview = previewSchema.parse(await open.inspect([zip], ({ detail }) => told.push(detail)));
    expect(preview.lines.map(({ line, standing }) => [line, standing])).toEqual([
      ['icd10cm', 'starter'],
      ['hcpcs', 'starter'],
    ]);
    expect(preview.lines[1]?.releases).toEqual([
      expect.objectContaining({
        dataset: 'hcpcs-codes',
        files: [{ name: 'HCPC2025_OCT_ANWEB.txt', source: 'all.zip', bytes: hcpcs.length }],
        outcome: 'added',
        held: null,
      }),
    ]);
    expect(preview.passed).toMatchObject({
      notable: [{ name: 'order.txt', reason: expect.stringContaining('does not say of which year') }],
      others: [{ name: 'layout.txt', reason: 'not a format this version reads' }],
    });
    expect(preview.formats).toContainEqual({ line: 'icd10cm', format: 'ICD-10-CM order file' });
    expect(told).toContain('layout.txt');
    expect(index()).toBe(before);
  });

  test('of files that cannot be opened says why for each, and goes on with the others', async () => {
    const good = put('icd10cm_order_2026.txt', orderFile);
    const page = put('licence.zip', '<html>');
    const preview = await open.inspect([page, join(folder(), 'gone.zip'), good], nothing);
    expect(preview.lines.map(({ line }) => line)).toEqual(['icd10cm']);
    expect(preview.passed.notable.map(({ name, reason }) => [name, reason])).toEqual([
      ['licence.zip', expect.stringContaining('a web page')],
      ['gone.zip', expect.stringContaining('There is no file')],
    ]);
  });
});

describe('import', () => {
  test('brings editions side by side; the starter set gives way; the engine answers at once', async () => {
    const summary = await importing(
      put('icd10cm_order_2025.txt', orderFile),
      put('icd10cm_order_2026.txt', nextYear),
    );
    expect(outcomes(summary)).toEqual([['icd10cm', 'finished']]);
    const [line] = summary.lines;
    if (line?.outcome !== 'finished') throw new Error('it did not finish');
    expect(line.releases.map(({ read, kept, rejected }) => [read, kept, rejected])).toEqual([
      [12, 12, 0],
      [12, 12, 0],
    ]);
    const { lines } = open.status();
    expect(lines.map(({ line: name, starter, comparable }) => [name, starter, comparable])).toEqual([
      ['icd10cm', false, true],
      ['hcpcs', true, false],
    ]);
    expect(lines[0]?.releases.map(({ edition, rows, files }) => [edition.name, rows, files])).toEqual([
      ['ICD-10-CM FY2025', 12, ['icd10cm_order_2025.txt']],
      ['ICD-10-CM FY2026', 12, ['icd10cm_order_2026.txt']],
    ]);
    expect((await open.host.request('search', request('immunization'))).rows[0]?.code).toBe('Z23');

    const changes = await open.host.request('changes', {
      line: 'icd10cm',
      edition: null,
      kinds: [],
      offset: 0,
      limit: 50,
    });
    expect(changes.comparisons.map(({ edition, before }) => [edition.name, before.name])).toEqual([
      ['ICD-10-CM FY2026', 'ICD-10-CM FY2025'],
    ]);
    expect(changes.comparisons[0]?.counts).toMatchObject({ new: 1, revised: 1, deleted: 1 });
    expect(changes.rows.map(({ code, kind, before, after }) => [code, kind, before, after])).toEqual([
      ['A00.9', 'revised', 'Cholera, unspecified', 'Cholera, not specified'],
      ['C4A.0', 'deleted', 'Merkel cell carcinoma of lip', null],
      ['Z23', 'new', null, 'Encounter for immunization'],
    ]);
    const ask = { line: 'icd10cm', edition: null, kinds: ['deleted', 'new'], offset: 1, limit: 1 } as const;
    const page = await open.host.request('changes', { ...ask, kinds: [...ask.kinds] });
    expect([page.total, page.rows.map(({ code }) => code)]).toEqual([2, ['Z23']]);
  });

  test('of the same files again changes nothing and says so', async () => {
    const file = put('icd10cm_order_2026.txt', orderFile);
    await importing(file);
    const before = [index(), ...readdirSync(library())];
    expect(outcomes(await importing(file))).toEqual([['icd10cm', 'unchanged']]);
    expect([index(), ...readdirSync(library())]).toEqual(before);
  });

  test('a file that is damaged half-way is passed over; the others are imported', async () => {
    const before = await fileOf('icd10cm');
    const zip = await zipOf({ 'icd10cm_order_2026.txt': large }, true);
    zip[zip.indexOf('number 50000 ')] = 0x21;
    const summary = await importing(put('damaged.zip', zip), put('HCPC2025_OCT_ANWEB.txt', hcpcs));
    expect(outcomes(summary)).toEqual([['hcpcs', 'finished']]);
    expect(summary.passed.notable).toEqual([
      {
        name: 'icd10cm_order_2026.txt',
        source: 'damaged.zip',
        reason: expect.stringMatching(/checksum is wrong.*Download .* again/),
      },
    ]);
    expect(await fileOf('icd10cm')).toBe(before);
  });

  test.each([
    ['alone', []],
    ['after another line', [['icd10cm', 'finished']]],
  ])('%s, a line whose held file has been damaged fails: what it held is not given up', async (_, others) => {
    await importing(put('HCPC2020_ANWEB.txt', hcpcs));
    const held = await fileOf('hcpcs');
    const bytes = readFileSync(join(library(), held));
    for (let at = 2 * 4096 + 100; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(library(), held), bytes);

    const files = [put('HCPC2025_OCT_ANWEB.txt', hcpcs)];
    if (others.length > 0) files.push(put('icd10cm_order_2026.txt', orderFile));
    const summary = await importing(...files);
    expect(outcomes(summary)).toEqual([...others, ['hcpcs', 'failed']]);
    const line = summary.lines.at(-1);
    if (line?.outcome !== 'failed') throw new Error('it did not fail');
    expect(line.error.code).toBe('library-page-damaged');
    expect(line.error.message).toContain(held);
    expect(log().join('\n')).toContain(line.error.id);
    expect(await fileOf('hcpcs')).toBe(held);
  });

  test('a line whose file cannot be opened is begun anew, and that file is kept', async () => {
    const file = put('icd10cm_order_2026.txt', orderFile);
    await importing(file);
    await open.close();
    const damaged = await fileOf('icd10cm');
    truncateSync(join(library(), damaged), 5000);
    open = keeper();
    expect(linesOf(await open.start())).toEqual(['hcpcs']);
    const preview = await open.inspect([file], nothing);
    expect(preview.lines.map(({ standing }) => standing)).toEqual(['unreadable']);
    expect(outcomes(await importing(file))).toEqual([['icd10cm', 'finished']]);
    expect(open.status()).toMatchObject({ state: 'ready', problems: [] });
    await open.close();
    open = keeper();
    expect(linesOf(await open.start())).toEqual(['icd10cm', 'hcpcs']);
    expect(readdirSync(library())).toContain(damaged);
  });
});

describe('cancelled', () => {
  test('while it looks, nothing is changed', async () => {
    const before = index();
    const zip = put('large.zip', await zipOf({ 'icd10cm_order_2026.txt': large }));
    const error = await open.inspect([zip], () => open.cancelJob()).catch(caught);
    expect(error).toMatchObject({ code: 'cancelled' });
    expect(index()).toBe(before);
    expect(open.status()).toMatchObject({ state: 'ready', problems: [] });
  });

  test('half-way, lines that were finished stay and the rest is as it was', async () => {
    // Lines go in their order: diagnoses first, then supplies.
    const first = put('icd10cm_order_2026.txt', orderFile);
    const records = Array.from({ length: 30_000 }, (_, at) =>
      hcpcsTextLines({
        HCPC: `${'AEJ'[Math.floor(at / 10_000)]}${String(at % 10_000).padStart(4, '0')}`,
        'LONG DESCRIPTION': `Invented supply number ${at}`,
        'ADD DT': '19900101',
      }).join('\r\n'),
    );
    const second = put('HCPC2025_OCT_ANWEB.txt', records.join('\r\n'));
    const hcpcsBefore = await fileOf('hcpcs');
    const summary = await open.importFiles([first, second], ({ detail }) => {
      if (detail.startsWith('HCPCS')) open.cancelJob();
    });
    expect(summary.cancelled).toBe(true);
    expect(outcomes(summary)).toEqual([
      ['icd10cm', 'finished'],
      ['hcpcs', 'untouched'],
    ]);
    expect(await fileOf('hcpcs')).toBe(hcpcsBefore);
    const { rows } = await open.host.request('search', request('merkel'));
    expect(rows.map(({ code }) => code)).toContain('C4A');
    await open.close();
    open = keeper();
    expect(linesOf(await open.start())).toEqual(['icd10cm', 'hcpcs']);
    expect(readdirSync(library()).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test('a process that is killed while it imports is started again; killed again, it says so', async () => {
    const before = index();
    const file = put('icd10cm_order_2026.txt', large);
    let kills = 0;
    const summary = await open.importFiles([file], ({ detail }) => {
      if (!detail.endsWith('rows')) return;
      kills += 1;
      kill(pids.at(-1));
    });
    expect(kills).toBeGreaterThan(1);
    expect(summary.lines).toMatchObject([{ outcome: 'failed', error: { code: 'engine-down' } }]);
    expect(index()).toBe(before);
  });

  test('while another job runs, an import is refused', async () => {
    const file = put('icd10cm_order_2026.txt', large);
    const first = open.importFiles([file], nothing);
    await expect(open.inspect([file], nothing)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(outcomes(await first)).toEqual([['icd10cm', 'finished']]);
  });
});

test('searches are answered while files are imported', async () => {
  const file = put('icd10cm_order_2026.txt', large);
  const waits: number[] = [];
  const state = { done: false };
  const summary = open.importFiles([file], nothing).finally(() => (state.done = true));
  while (!state.done) {
    const begun = performance.now();
    await open.host.request('search', request('wheelchair'));
    waits.push(performance.now() - begun);
  }
  expect(outcomes(await summary)).toEqual([['icd10cm', 'finished']]);
  expect(waits.length).toBeGreaterThan(50);
  expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]).toBeLessThan(50);
});
