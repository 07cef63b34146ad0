import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../../test/fixtures/drafts.ts';
import type { Fact } from '../facts.ts';
import type { CodeSet } from '../reader.ts';
import { nameKinds } from './name.ts';

const opened = codeSets();
const held: [string, string | null] = ['2025-10-01', '2026-03-31'];

/** Terms of an index: `depth title (nonessential) → code`, or `see` another term. */
function index(
  ...lines: [level: number, title: string, leads: string | { see: string }, unsaid?: string[]][]
): Fact[] {
  const above: number[] = [];
  return lines.flatMap(([level, title, leads, nonessential = []], id): Fact[] => {
    above[level] = id;
    const parent = level === 0 ? null : (above[level - 1] ?? null);
    const code = typeof leads === 'string' && leads !== '' ? leads : null;
    const term: Fact = {
      table: 'indexTerm',
      row: { book: 'index', id, parent, level, title, nonessential, code, manifestation: null },
    };
    if (typeof leads === 'string') return [term];
    return [
      term,
      { table: 'indexReference', row: { book: 'index', term: id, ordinal: 0, kind: 'see', text: leads.see } },
    ];
  });
}

const codes = codeFacts([
  header('L50', 'Urticaria'),
  row('icd10cm', 'L500', 'Allergic urticaria', { parent: 'L50' }),
  row('icd10cm', 'L509', 'Urticaria, unspecified', { parent: 'L50' }),
  header('H610', 'Chondritis of external ear'),
  row('icd10cm', 'H6109', 'Other disorders of external ear', { parent: 'H610' }),
  row('icd10cm', 'B2790', 'Infectious mononucleosis, unspecified'),
]);

/** Kind, text and codes (with how many stand for one) of every name of a file. */
function namesOf(set: CodeSet): string[] {
  const { nameCode, nameReach, nameKind } = set.segment;
  return [...nameCode].map((doc, id) => {
    const reach = nameReach[id] === 1 ? '' : ` +${(nameReach[id] ?? 0) - 1}`;
    return `${nameKinds[nameKind[id] ?? 0]}: ${set.nameText(id)} → ${set.code(doc)?.key}${reach}`;
  });
}

const withIndex = async (...facts: Fact[]): Promise<string[]> =>
  namesOf(
    await opened(
      fileOf(
        release('icd10cm-codes', 'ICD-10-CM FY2026', held, codes),
        release('icd10cm-index', 'Alphabetic Index FY2017', ['2016-10-01', '2017-09-30'], facts),
      ),
    ),
  );

describe('names out of the Alphabetic Index', () => {
  test('every term that leads to a code, by its path', async () => {
    expect(await withIndex(...index([0, 'Urticaria', 'L509'], [1, 'allergic', 'L500']))).toEqual([
      'index: Urticaria → L509',
      'index: Urticaria, allergic → L500',
    ]);
  });

  test('"see" leads where the term it names leads, whichever of its words need not be said', async () => {
    const terms = index(
      [0, 'Hives', { see: 'Urticaria' }],
      [0, 'Reaction, urticaria', 'L500'],
      [0, 'Urticaria', 'L509'],
      [0, 'Fever', ''],
      [1, 'glandular', { see: 'Mononucleosis, infectious' }],
      [0, 'Mononucleosis', 'B2790', ['(infectious)']],
      [0, 'Nothing', { see: 'Something else' }],
    );
    expect(await withIndex(...terms)).toEqual([
      'index: Hives → L509',
      'index: Reaction, urticaria → L500',
      'index: Urticaria → L509',
      'index: Fever, glandular → B2790',
      'index: Mononucleosis → B2790',
    ]);
  });

  test('two terms that see each other lead nowhere', async () => {
    expect(await withIndex(...index([0, 'One', { see: 'Other' }], [0, 'Other', { see: 'One' }]))).toEqual([]);
  });

  test('a header stands for the codes below it; a code that no edition has leads nowhere', async () => {
    expect(await withIndex(...index([0, 'Hives', 'L50'], [0, 'Gone', 'Z999']))).toEqual([
      'index: Hives → L50 +2',
    ]);
  });

  test('the same releases in one step or in two give the same names', async () => {
    const facts = index([0, 'Hives', { see: 'Urticaria' }], [0, 'Urticaria', 'L509']);
    const inOrder = await withIndex(...facts);
    const otherOrder = namesOf(
      await opened(
        fileOf(
          release('icd10cm-index', 'Alphabetic Index FY2017', ['2016-10-01', '2017-09-30'], facts),
          release('icd10cm-codes', 'ICD-10-CM FY2026', held, codes),
        ),
      ),
    );
    expect(otherOrder).toEqual(inOrder);
  });
});

test('inclusion terms name the code they stand at; the newest Tabular List speaks', async () => {
  const notes = (text: string): Fact[] => [
    { table: 'note', row: { at: 'H610', level: 'code', kind: 'inclusionTerm', ordinal: 0, text } },
    { table: 'note', row: { at: 'H610', level: 'code', kind: 'excludes1', ordinal: 1, text: 'hives' } },
  ];
  const set = await opened(
    fileOf(
      release('icd10cm-codes', 'ICD-10-CM FY2026', held, codes),
      release('icd10cm-tabular', 'Tabular List FY2017', ['2016-10-01', '2017-09-30'], notes('Old words')),
      release(
        'icd10cm-tabular',
        'Tabular List FY2021',
        ['2020-10-01', '2021-09-30'],
        notes('Chondritis of auricle'),
      ),
    ),
  );
  expect(namesOf(set)).toEqual(['includes: Chondritis of auricle → H610 +1']);
});

test('a name whose code is gone leads to the candidates of the conversion table', async () => {
  const conversion: Fact = {
    table: 'conversion',
    row: {
      system: 'icd10cm',
      code: 'L500',
      previous: 'L501',
      last: null,
      effective: '2025-10-01',
      change: 'New',
      together: 0,
    },
  };
  const set = await opened(
    fileOf(
      release('icd10cm-codes', 'ICD-10-CM FY2026', held, codes),
      release('icd10cm-conversion', 'Conversion table FY2026', held, [conversion]),
      release('icd10cm-index', 'Alphabetic Index FY2017', held, index([0, 'Old hives', 'L501'])),
    ),
  );
  expect(namesOf(set)).toEqual(['index: Old hives → L500']);
});

test('cells of the Neoplasm Table say the behavior of their column', async () => {
  const cell = {
    book: 'neoplasms',
    nonessential: [],
    column3: null,
    column4: null,
    column5: null,
    column6: null,
    column7: null,
  };
  const set = await opened(
    fileOf(
      release('icd10cm-codes', 'ICD-10-CM FY2026', held, codes),
      release('icd10cm-neoplasms', 'Neoplasm Table', held, [
        {
          table: 'tableTerm',
          row: { ...cell, id: 0, parent: null, level: 0, title: 'Neoplasm', column2: 'B2790' },
        },
        {
          table: 'tableTerm',
          row: { ...cell, id: 1, parent: 0, level: 1, title: 'ear', column2: 'L500', column5: 'L509' },
        },
      ]),
    ),
  );
  expect(namesOf(set)).toContain('neoplasms: malignant neoplasm, ear → L500');
  expect(namesOf(set)).toContain('neoplasms: benign neoplasm, ear → L509');
});
