import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reference } from '../../../test/fixtures/engine.ts';
import { realLibrary } from '../../../test/fixtures/real-library.ts';
import { codeKey } from '../../codeset/code-format.ts';
import type { GridBook, TreeBook } from '../../contract/browse.ts';
import { realFiles } from '../../importers/fixtures.ts';
import { targetOn } from '../indexes/targets.ts';
import { Chapters } from '../pages/chapters.ts';
import { bookOn } from './books.ts';
import { Browse } from './browse.ts';
import { References } from './references.ts';
import { TermTree, folded } from './term-tree.ts';

const date = '2026-01-15';
const chapters = new Chapters(readFileSync(join(reference, 'icd10cm-chapters.tsv'), 'utf8'));

/** Every so-many-th of a list: the same ones in each run. */
const every = <T>(list: readonly T[], step: number): T[] => list.filter((_one, at) => at % step === 0);

describe.skipIf(realFiles() === null)(
  'official books of several years over the codes of FY2026 (skipped where the public files are missing)',
  { timeout: 240_000 },
  () => {
    const library = realLibrary(
      [
        'icd10cm-2026.zip',
        'icd10cm-xml-2017.zip',
        'icd10cm-tabular-2021.zip',
        'icd10cm-tables-april-2026.zip',
        'icd10pcs-2026.zip',
        'icd10pcs-xml-2023.zip',
      ],
      [
        'icd10cm-codes',
        'icd10cm-tabular',
        'icd10cm-index',
        'icd10cm-external-index',
        'icd10cm-neoplasms',
        'icd10cm-drugs',
        'icd10pcs-codes',
        'icd10pcs-tables',
        'icd10pcs-index',
        'icd10pcs-definitions',
      ],
    );
    let opened: Browse | undefined;
    const browse = (): Browse => (opened ??= new Browse([library('icd10cm'), library('icd10pcs')], chapters));
    const level = (book: TreeBook, under: string | null, from = 0) =>
      browse().entries({ book, under, from, limit: 200, date });

    test('an edition of each book speaks, and says that it is older than the codes', () => {
      expect(level('index', null)).toMatchObject({
        total: 7973,
        speaks: { edition: { name: 'Alphabetic Index FY2017' }, codes: { name: 'ICD-10-CM FY2026' } },
      });
      expect(level('external', null).total).toBe(314);
      expect(level('procedures', null).total).toBe(3023);
      const april = browse().grid({ book: 'drugs', from: 7400, limit: 200, date: '2026-05-01' });
      expect(april).toMatchObject({ total: 7430, speaks: { notKnown: null } });
      expect(april.rows).toHaveLength(30);
    });

    test('every term of the index is found again by its number', () => {
      const tree = new TermTree('index', bookOn([library('icd10cm')], 'index', date)!);
      for (const id of every([...Array(77_199).keys()], 997)) {
        const path = tree.pathTo(id);
        expect(path.at(-1)?.id).toBe(id);
        const { index = -1 } = path.at(-1) ?? {};
        const { rows } = browse().entries({
          book: 'index',
          under: path.length > 1 ? String(path.at(-2)?.id) : null,
          from: index,
          limit: 1,
          date,
        });
        expect(rows[0]?.id).toBe(String(id));
      }
    });

    test('"see" leads to its main term, and as a rule to the very term it names', () => {
      const set = library('icd10cm');
      const tree = new TermTree('index', bookOn([set], 'index', date)!);
      const references = new References('index', date, (book) => {
        const speaks = bookOn([set], book, date);
        return speaks && (book === 'index' ? tree : new TermTree(book, speaks));
      });
      const { release } = tree.speaks;
      const sent = set.facts.rows('indexReference', { release, book: 'index', kind: 'see' });
      const counts = { nowhere: 0, near: 0, there: 0 };
      for (const { term, text } of every(sent, 29)) {
        const found = references
          .of([term])
          .get(term)
          ?.find((one) => one.text === text);
        const to = found?.destination;
        if (!to) counts.nowhere += 1;
        else if (to.to !== 'entry' || to.text === '') counts.there += 1;
        else {
          const { path } = browse().place({ book: to.book, date, at: { text: to.text } });
          const parts = to.text.split(',').filter((part) => !/^\s*by\b/.test(part));
          const last = folded(parts.at(-1) ?? '', true);
          const reached = folded(path.at(-1)?.title ?? '', true);
          counts[reached.includes(last) || last.includes(reached) ? 'there' : 'near'] += 1;
        }
      }
      const all = counts.nowhere + counts.near + counts.there;
      expect(all).toBeGreaterThan(400);
      expect(counts.there / all).toBeGreaterThan(0.85);
      // "see condition" and categories with a list of characters name no term.
      expect(counts.nowhere / all).toBeLessThan(0.1);
    });

    test.each<GridBook>(['neoplasms', 'drugs'])('%s: states of cells are those of single codes', (book) => {
      const set = library('icd10cm');
      for (const on of ['2025-12-01', '2026-05-01', '2020-01-01']) {
        const { total } = browse().grid({ book, from: 0, limit: 1, date: on });
        for (let from = 0; from < total; from += 1400) {
          const { rows } = browse().grid({ book, from, limit: 40, date: on });
          for (const cell of rows.flatMap(({ cells }) => cells)) {
            if (!cell) continue;
            expect([cell.code, on, cell.state]).toEqual([
              cell.code,
              on,
              targetOn(set, 'icd10cm', codeKey(cell.code), on).state,
            ]);
          }
        }
      }
    });

    test('chapters and sections hold every category once', () => {
      const categories: string[] = [];
      const walk = (under: string | null): void => {
        const { rows, total } = level('tabular', under);
        expect(rows).toHaveLength(total);
        for (const { id, code } of rows) {
          if (code) categories.push(id);
          else walk(id);
        }
      };
      walk(null);
      const held = library('icd10cm').codesInRange('A00', 'Z99', ['icd10cm'], 10_000);
      expect(categories.toSorted()).toEqual(held.map(({ key }) => key));
    });

    test('every ICD-10-PCS code held is built from its characters, and nothing else is', () => {
      const set = library('icd10pcs');
      const keys = every(set.codesByPrefix('', ['icd10pcs'], 100_000), 401)
        .map(({ key }) => key)
        .filter((key) => key.length === 7);
      expect(keys.length).toBeGreaterThan(150);
      for (const key of keys) {
        const whole = browse().pcs({ code: key, date });
        expect(whole).toMatchObject({ refused: '', target: { code: key, state: 'valid' } });
        const { choices } = browse().pcs({ code: key.slice(0, 6), date });
        for (const { value } of choices) {
          expect(targetOn(set, 'icd10pcs', key.slice(0, 6) + value, date).state).toBe('valid');
        }
        expect(choices.map(({ value }) => value)).toContain(key[6]);
      }
    });

    test('the operation of a table has its official definition', () => {
      const { steps, choices } = browse().pcs({ code: '0DTJ', date });
      expect(steps.map(({ label }) => label)).toEqual([
        'Medical and Surgical',
        'Gastrointestinal System',
        'Resection',
        'Appendix',
      ]);
      expect(steps[2]?.definition).toMatch(/without replacement, all of a body part/);
      expect(choices.map(({ label }) => label)).toContain('Percutaneous Endoscopic');
    });
  },
);
