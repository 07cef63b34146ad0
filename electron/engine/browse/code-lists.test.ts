import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { icdBooks } from '../../../test/fixtures/books.ts';
import { hcpcsDraft, icdDraft } from '../../../test/fixtures/drafts.ts';
import type { Entries } from '../../contract/browse.ts';
import { entriesSchema } from '../../contract/browse.ts';
import { Chapters } from '../pages/chapters.ts';
import { Browse } from './browse.ts';

const opened = codeSets();
const date = '2026-01-15';
const chapters = new Chapters(
  'number\tfirst\tlast\ttitle\n2\tC00\tD49\tNeoplasms\n4\tE00\tE89\tEndocrine\n6\tG00\tG99\tNervous\n',
);

const names = ({ rows }: Entries) => rows.map(({ id, children }) => [id, children]);

describe('the Tabular List', () => {
  const tabular = async (sections: boolean) => {
    const browse = new Browse([await opened(sections ? icdBooks() : icdDraft())], chapters);
    return {
      below: (under: string | null) =>
        entriesSchema.parse(browse.entries({ book: 'tabular', under, from: 0, limit: 200, date })),
      find: (text: string) => browse.place({ book: 'tabular', at: { text }, date }),
      at: (id: string) => browse.place({ book: 'tabular', at: { id, edition: '' }, date }),
    };
  };

  test('chapters, sections, categories, codes', async () => {
    const { below } = await tabular(true);
    expect(names(below(null))).toEqual([
      ['chapter-2', 1],
      ['chapter-4', 1],
      ['chapter-6', 1],
    ]);
    expect(names(below('chapter-2'))).toEqual([['section-C43-C44', 1]]);
    expect(names(below('section-E08-E13'))).toEqual([['E11', 2]]);
    expect(names(below('E11'))).toEqual([
      ['E112', 2],
      ['E119', 0],
    ]);
    expect(below('E11').rows[0]?.code).toMatchObject({ code: 'E11.2', state: 'header', below: 2 });
    expect(() => below('E99')).toThrow(/no such place/);
  });

  test('without the list itself the categories stand in their chapters', async () => {
    const { below, find } = await tabular(false);
    expect(names(below('chapter-4'))).toEqual([['E11', 2]]);
    expect(find('E1165').path.map(({ id, index }) => [id, index])).toEqual([
      ['chapter-4', 1],
      ['E11', 0],
      ['E116', 0],
      ['E1165', 0],
    ]);
  });

  test.each([
    ['E11.22', ['chapter-4', 'section-E08-E13', 'E11', 'E112', 'E1122'], true],
    ['e11.2', ['chapter-4', 'section-E08-E13', 'E11', 'E112'], true],
    ['E11.2Z', ['chapter-4', 'section-E08-E13', 'E11', 'E112'], false],
    ['E1', ['chapter-4', 'section-E08-E13', 'E11'], true],
    ['neopl', ['chapter-2'], true],
    ['section C43', ['chapter-2', 'section-C43-C44'], true],
    ['nothing like it', [], false],
    ['', [], false],
  ])('%s stands at %j', async (text, path, isFound) => {
    const { find, at } = await tabular(true);
    const found = find(text);
    expect([found.path.map(({ id }) => id), found.isFound]).toEqual([path, isFound]);
    const last = found.path.at(-1);
    if (last) expect(at(last.id).path).toEqual(found.path);
  });

  test('a place names the edition that the level names', async () => {
    for (const sections of [true, false]) {
      const { below, find } = await tabular(sections);
      expect(find('E11').edition).toBe(below(null).speaks.edition.name);
    }
  });

  test('the place among its siblings is where the level lists it', async () => {
    const { below, find } = await tabular(true);
    const { path } = find('E11.29');
    for (const [at, { id, index }] of path.entries()) {
      expect(below(at === 0 ? null : (path[at - 1]?.id ?? '')).rows[index]?.id).toBe(id);
    }
  });
});

describe('HCPCS', () => {
  const supplies = async () => {
    const browse = new Browse([await opened(hcpcsDraft())], chapters);
    return {
      below: (under: string | null, from = 0, limit = 200) =>
        entriesSchema.parse(browse.entries({ book: 'supplies', under, from, limit, date })),
      find: (text: string) => browse.place({ book: 'supplies', at: { text }, date }),
    };
  };

  test('by letter, then code by code; its modifiers last', async () => {
    const { below } = await supplies();
    expect(names(below(null))).toEqual([
      ['G', 1],
      ['J', 1],
      ['K', 2],
      ['Q', 1],
      ['modifiers', 2],
    ]);
    expect(below('K').rows.map(({ id, code }) => [id, code?.state])).toEqual([
      ['K/K0001', 'gone'],
      ['K/K0002', 'valid'],
    ]);
    expect(below('K', 1, 1).rows.map(({ id }) => id)).toEqual(['K/K0002']);
    expect(below('modifiers').rows.map(({ code }) => code?.code)).toEqual(['LT', 'MS']);
    expect(() => below('Z')).toThrow(/no such place/);
  });

  test.each([
    ['K0002', ['K', 'K/K0002'], 1, true],
    ['k00', ['K', 'K/K0001'], 0, true],
    ['K9', ['K'], 2, false],
    ['K', ['K'], 2, true],
    ['unheard of', [], -1, false],
    ['modif', ['modifiers'], 4, true],
  ])('%s stands at %j', async (text, ids, index, isFound) => {
    const { path, isFound: found } = (await supplies()).find(text);
    expect(path.map(({ id }) => id)).toEqual(ids);
    expect(found).toBe(isFound);
    expect(path.at(-1)?.index ?? -1).toBe(index);
  });
});
