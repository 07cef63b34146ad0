import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { icdBooks } from '../../../test/fixtures/books.ts';
import type { Entries, PlaceRequest, TreeBook } from '../../contract/browse.ts';
import { entriesSchema, placeSchema } from '../../contract/browse.ts';
import { Chapters } from '../pages/chapters.ts';
import { Browse } from './browse.ts';

const opened = codeSets();
const date = '2026-01-15';
let browse: Browse;
const chapters = new Chapters('number\tfirst\tlast\ttitle\n');

/** Opened for each test: its file is gone after it. */
const open = async (): Promise<void> => {
  browse = new Browse([await opened(icdBooks())], chapters);
};

const level = (book: TreeBook, under: string | null, more: { date?: string; from?: number } = {}): Entries =>
  entriesSchema.parse(browse.entries({ book, under, from: 0, limit: 200, date, ...more }));

const place = (book: PlaceRequest['book'], at: PlaceRequest['at'], on = date) =>
  placeSchema.parse(browse.place({ book, at, date: on }));
const titles = (text: string, book: PlaceRequest['book'] = 'index'): string[] =>
  place(book, { text }).path.map(({ title }) => title);

describe('the levels of an index', () => {
  test('main terms in reading order, with their codes on the date and how many terms stand below', async () => {
    await open();
    const { rows, total, speaks } = level('index', null);
    expect(total).toBe(10);
    expect(rows.map(({ title, code, children }) => [title, code?.code, code?.state, children])).toEqual([
      ['Abdomen, abdominal', undefined, undefined, 1],
      ['Cancer', undefined, undefined, 0],
      ['Carcinoma', undefined, undefined, 0],
      ['Diabetes, diabetic', 'E11.9', 'valid', 1],
      ['Fracture, burst', undefined, undefined, 0],
      ['Fracture, traumatic', 'T14.8', 'gone', 1],
      ['Insipidus', undefined, undefined, 0],
      ['Nephropathy', undefined, undefined, 0],
      ['Sclerosis', 'G35', 'header', 1],
      ['Xanthoma', undefined, undefined, 0],
    ]);
    expect(rows[3]?.nonessential).toEqual(['mellitus', 'sugar']);
    expect(speaks).toMatchObject({
      edition: { name: 'Alphabetic Index FY2017' },
      codes: { name: 'ICD-10-CM FY2026' },
      notKnown: expect.stringContaining('Not known for this date'),
    });
  });

  test('a page begins where it is asked to and ends at its limit', async () => {
    await open();
    const page = browse.entries({ book: 'index', under: null, from: 3, limit: 2, date });
    expect(page.total).toBe(10);
    expect(page.rows.map(({ title }) => title)).toEqual(['Diabetes, diabetic', 'Fracture, burst']);
    expect(browse.entries({ book: 'index', under: null, from: 10, limit: 2, date }).rows).toEqual([]);
  });

  test('a term below others, with the second code of a pair', async () => {
    await open();
    const { path } = place('index', { text: 'diabetes type 2 with retin' });
    const { rows } = level('index', path.at(-2)?.id ?? '');
    expect(rows.map(({ title }) => title)).toEqual([
      'chronic kidney disease',
      'kidney complications NEC',
      'retinopathy',
    ]);
    // Neither is among the codes of the file.
    expect(rows[2]).toMatchObject({
      code: { code: 'E11.31', state: 'gone' },
      manifestation: { code: 'H36' },
    });
  });

  test('another edition speaks for another date', async () => {
    await open();
    expect(level('index', null, { date: '2026-10-01' })).toMatchObject({
      total: 11,
      speaks: { edition: { name: 'Alphabetic Index FY2027' }, notKnown: null },
    });
  });

  test.each(['9999', 'x', '-1', '1e999'])('under %s there is nothing, or it is refused', async (under) => {
    await open();
    try {
      expect(level('index', under)).toMatchObject({ total: 0, rows: [] });
    } catch (error) {
      expect(error).toMatchObject({ code: 'not-found' });
    }
  });

  test('a book that is not held says which file to import', async () => {
    await open();
    expect(() => level('procedures', null)).toThrow(/no ICD-10-PCS Index.*Import its official file/);
    expect(() => browse.pcs({ code: '', date })).toThrow(/no ICD-10-PCS tables/);
  });
});

describe('where a reference leads', () => {
  const sent = (title: string) =>
    level('index', null)
      .rows.find((row) => row.title === title)
      ?.references.map(({ kind, text, destination }) => [kind, text, destination]);

  test('to a term of the book, a cell of the Neoplasm Table, a category, or nowhere', async () => {
    await open();
    const entry = (book: string, text: string, column: number | null) => ({
      to: 'entry',
      book,
      text,
      column,
    });
    expect(sent('Fracture, burst')).toEqual([
      ['see', 'Fracture, traumatic, by site', entry('index', 'Fracture, traumatic, by site', null)],
    ]);
    expect(sent('Cancer')).toEqual([
      ['seeAlso', 'Neoplasm, by site, malignant', entry('neoplasms', 'Neoplasm', 0)],
    ]);
    expect(sent('Carcinoma')).toEqual([
      ['see', 'Neoplasm, skin, in situ', entry('neoplasms', 'Neoplasm, skin', 2)],
    ]);
    expect(sent('Abdomen, abdominal')).toEqual([['seeAlso', 'condition', null]]);
    expect(sent('Xanthoma')).toEqual([
      ['see', 'Quibble, unheard of', null],
      [
        'category',
        'E11.2',
        { to: 'code', target: expect.objectContaining({ code: 'E11.2', state: 'header' }) },
      ],
    ]);
  });

  test('"see also" that the file prints as "see"', async () => {
    await open();
    expect(level('external', null).rows[0]?.references).toEqual([
      {
        kind: 'seeAlso',
        text: 'Contact, with, dog',
        destination: { to: 'entry', book: 'external', text: 'Contact, with, dog', column: null },
      },
    ]);
  });
});

describe('the place of what was typed', () => {
  test.each([
    ['dia', ['Diabetes, diabetic']],
    ['DIABETIC', ['Diabetes, diabetic']],
    ['diab', ['Diabetes, diabetic']],
    ['diabetes type 2', ['Diabetes, diabetic', 'type 2']],
    ['Diabetes, type 2, with, kid', ['Diabetes, diabetic', 'type 2', 'with', 'kidney complications NEC']],
    ['diabetes type 2 chron', ['Diabetes, diabetic', 'type 2', 'with', 'chronic kidney disease']],
    ['Fracture, traumatic, by site', ['Fracture, traumatic']],
    ['Fractures, traumatic', ['Fracture, traumatic']],
    ['Fracture, carpal', ['Fracture, traumatic', 'carpal bone(s)']],
    ['Insipidus', ['Insipidus']],
  ])('%s', async (text, path) => {
    await open();
    expect(titles(text)).toEqual(path);
  });

  test('in a table of one main term, of the rows under it', async () => {
    await open();
    expect(titles('skin', 'neoplasms')).toEqual(['Neoplasm, neoplastic', 'skin NOS']);
    expect(place('neoplasms', { text: 'skin' }).path.at(-1)?.index).toBe(3);
  });

  test('nothing begins so: the last term before it in the alphabet, and said', async () => {
    await open();
    expect(place('index', { text: 'nephz' })).toMatchObject({
      isFound: false,
      path: [{ title: 'Nephropathy', index: 7 }],
    });
    expect(place('index', { text: '  ' })).toMatchObject({ isFound: false, path: [] });
    expect(place('index', { text: '(((' })).toMatchObject({ isFound: false });
  });

  test('an entry is found again by its number, in another edition by its words', async () => {
    await open();
    const { path, edition } = place('index', { text: 'diabetes type 2' });
    const id = path.at(-1)?.id ?? '';
    expect(place('index', { id, edition }).path).toEqual(path);
    const later = place('index', { id, edition }, '2026-10-01');
    expect(later.path.map(({ title }) => title)).toEqual(['Diabetes, diabetic', 'type 2']);
    expect(later.path[0]?.index).toBe((path[0]?.index ?? 0) + 1);
    expect(later.edition).toBe('Alphabetic Index FY2027');
    expect(place('index', { id, edition: 'no such edition' }).path).toEqual([]);
    expect(place('index', { id: 'x', edition }).path).toEqual([]);
  });
});
