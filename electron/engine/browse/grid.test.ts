import { expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { icdBooks } from '../../../test/fixtures/books.ts';
import type { GridBook } from '../../contract/browse.ts';
import { gridSchema } from '../../contract/browse.ts';
import { Chapters } from '../pages/chapters.ts';
import { Browse } from './browse.ts';
import { neoplasmReference } from './neoplasm-reference.ts';

const opened = codeSets();

const rowsOf = async (book: GridBook, date = '2026-01-15', from = 0, limit = 200) => {
  const browse = new Browse([await opened(icdBooks())], new Chapters(''));
  return gridSchema.parse(browse.grid({ book, from, limit, date }));
};

test('rows as printed, each cell with its state on the date', async () => {
  const { total, rows } = await rowsOf('neoplasms');
  expect(total).toBe(4);
  expect(rows.map(({ id, level, title }) => [id, level, title])).toEqual([
    ['0', 0, 'Neoplasm, neoplastic'],
    ['1', 1, 'lung'],
    ['2', 2, 'lobe'],
    ['3', 1, 'skin NOS'],
  ]);
  expect(rows[3]?.cells.map((cell) => cell && `${cell.code} ${cell.state}`)).toEqual([
    'C44.90 valid',
    'C79.2 gone',
    'D04.9 gone',
    'D23.9 gone',
    'D48.5 gone',
    'D49.2 gone',
  ]);
  expect(rows[2]?.cells).toEqual([{ code: 'C34.9', state: 'gone' }, null, null, null, null, null]);
  expect(rows[3]?.references).toEqual([
    {
      kind: 'see',
      text: 'Neoplasm, lung',
      destination: { to: 'entry', book: 'neoplasms', text: 'Neoplasm, lung', column: null },
    },
  ]);
});

test('codes of the drug table are headers until a 7th character is chosen; an empty cell stays empty', async () => {
  const { rows } = await rowsOf('drugs');
  expect(rows[0]?.cells[0]).toEqual({ code: 'T39.011', state: 'header' });
  expect(rows[1]?.cells.slice(4)).toEqual([null, null]);
  expect(rows[1]?.references[0]?.destination).toMatchObject({ book: 'drugs', text: 'Aspirin' });
});

test('a page of the table; beyond an edition in force a code is not known', async () => {
  const { total, rows } = await rowsOf('neoplasms', '2031-01-01', 3, 1);
  expect(total).toBe(4);
  expect(rows.map(({ title, cells }) => [title, cells[0]?.state, cells[1]?.state])).toEqual([
    ['skin NOS', 'unknown-date', 'gone'],
  ]);
});

test('the code of a cell, with its verdict; a code that no edition has is told so', async () => {
  const browse = new Browse([await opened(icdBooks())], new Chapters(''));
  const target = (code: string) => browse.target({ system: 'icd10cm', code, date: '2026-01-15' });
  expect(target('C44.90')).toMatchObject({ state: 'valid', verdict: { state: 'billable' } });
  expect(target('d04.9')).toMatchObject({ code: 'D04.9', state: 'gone', verdict: null, title: '' });
  expect(() => browse.target({ system: 'hcpcs', code: 'J1100', date: '2026-01-15' })).toThrow(/holds no/);
});

test.each([
  ['Neoplasm, skin, malignant', { site: 'Neoplasm, skin', column: 0 }],
  ['Neoplasm, lip, internal, benign', { site: 'Neoplasm, lip, internal', column: 3 }],
  ['Neoplasm, uncertain behavior, by site', { site: 'Neoplasm', column: 4 }],
  ['Neoplasm, malignant, secondary, bone', { site: 'Neoplasm, bone', column: 1 }],
  ['Neoplasm, unspecified behavior, brain', { site: 'Neoplasm, brain', column: 5 }],
  ['Neoplasm, in situ', { site: 'Neoplasm', column: 2 }],
  ['Neoplasm, bone', { site: 'Neoplasm, bone', column: null }],
  ['Lipoma, by site', null],
  ['', null],
])('%s names a cell of the Neoplasm Table', (text, expected) => {
  expect(neoplasmReference(text)).toEqual(expected);
});
