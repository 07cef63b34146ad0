import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CodeSet } from '../codeset/reader.ts';
import { realFiles } from './fixtures.ts';
import { planImport } from './import.ts';
import { importLine } from './import-line.ts';

const data = realFiles();
const page = { limit: 10_000, offset: 0 };

/** What the editions held tell apart must be what the publisher's own addenda list: made by different ways. */
describe.skipIf(data === null)(
  'differences between editions equal the official addenda (skipped where the public files are missing)',
  { timeout: 120_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'differences-'));
    let set: CodeSet;
    beforeAll(async () => {
      const zips = ['icd10cm-2024.zip', 'icd10cm-2025.zip', 'icd10cm-2026.zip'];
      const { planned } = await planImport(zips.map((name) => join(data ?? '', name)));
      const wanted = planned.filter(({ importer: { dataset } }) => /^icd10cm-(codes|addenda)$/.test(dataset));
      const { written } = await importLine('icd10cm', wanted, { folder });
      if (!written) throw new Error('Nothing was written.');
      set = await CodeSet.open(join(folder, written.file), written.key);
    }, 120_000);
    afterAll(() => {
      set.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const release = (name: string): number => set.releases.findIndex(({ edition }) => edition.name === name);
    const addendum = (
      name: string,
      action: string,
    ): { code: string; billable: number | null; title: string }[] =>
      set.facts.rows('addendum', { release: release(name), action });
    const changes = (name: string) =>
      set.changesIn(release(name), ['new', 'revised', 'deleted', 'became-header', 'became-billable'], page);

    test.each([
      ['ICD-10-CM FY2026', 'ICD-10-CM addenda FY2026', 630, 28, 45],
      ['ICD-10-CM FY2025', 'ICD-10-CM addenda FY2025', 324, 36, 14],
    ])('%s', (edition, addenda, adds, deletes, revisions) => {
      const changed = changes(edition);
      const keys = (...kinds: string[]): string[] =>
        changed.flatMap(({ key, kind }) => (kinds.includes(kind) ? [key] : [])).toSorted();
      const listed = (action: string): string[] =>
        addendum(addenda, action)
          .map(({ code }) => code)
          .toSorted();
      expect([listed('Add').length, listed('Delete').length, listed('Revise to').length]).toEqual([
        adds,
        deletes,
        revisions,
      ]);
      // A code that became a header is printed as a deletion and an addition with the other flag.
      expect(keys('new', 'became-header', 'became-billable')).toEqual(listed('Add'));
      expect(keys('deleted', 'became-header', 'became-billable')).toEqual(listed('Delete'));
      expect(keys('revised')).toEqual(listed('Revise to'));
      const flags = new Map(addendum(addenda, 'Add').map(({ code, billable }) => [code, billable]));
      for (const key of keys('became-header')) expect([key, flags.get(key)]).toEqual([key, 0]);
      const before = new Map(addendum(addenda, 'Revise from').map(({ code, title }) => [code, title]));
      const after = new Map(addendum(addenda, 'Revise to').map(({ code, title }) => [code, title]));
      for (const { key, kind, before: was, after: is } of changed) {
        if (kind === 'revised') expect([key, was, is]).toEqual([key, before.get(key), after.get(key)]);
      }
    });

    test('updates without change let both years answer to their end', () => {
      const editions = set.manifest.editions.map(({ name, begins, ends }) => [name, begins, ends]);
      expect(editions).toEqual([
        ['ICD-10-CM FY2026', '2025-10-01', '2026-03-31'],
        ['ICD-10-CM FY2025', '2024-10-01', '2025-09-30'],
        ['ICD-10-CM FY2024', '2023-10-01', '2024-09-30'],
      ]);
    });

    test('every edition holds as many codes and billable codes as its publisher counts', () => {
      const counts = [0, 1, 2].map((place) => {
        let codes = 0;
        let billable = 0;
        for (let doc = 0; doc < set.manifest.codes; doc += 1) {
          const code = set.code(doc);
          const state = code && set.spansOf(code)[place]?.state;
          if (!state) continue;
          codes += 1;
          if (state.billable === true) billable += 1;
        }
        return [codes, billable];
      });
      expect(counts).toEqual([
        [97_296, 74_044],
        [97_584, 74_260],
        [98_186, 74_719],
      ]);
    });
  },
);
