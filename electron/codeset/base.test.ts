import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edition, header, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import type { Dataset } from '../contract/editions.ts';
import { openEncrypted } from './cipher.ts';
import type { Fact } from './facts.ts';
import { CodeSet } from './reader.ts';
import type { CodeRow, ReleaseDraft, WrittenCodeSet } from './rows.ts';
import { writeCodeSet } from './writer.ts';

const folder = folderPerTest();

const years = [2024, 2025, 2026].map((year) =>
  edition('icd10cm', { name: `ICD-10-CM FY${year}`, begins: `${year - 1}-10-01`, ends: `${year}-09-30` }),
);
const b880 = { title: 'Other acariasis' };
const codes: CodeRow[][] = [
  [
    row('icd10cm', 'B880', b880.title),
    row('icd10cm', 'C00', 'Old words'),
    row('icd10cm', 'D00', 'Gone in 2025'),
  ],
  [row('icd10cm', 'B880', b880.title), row('icd10cm', 'C00', 'New words')],
  [
    header('B880', b880.title),
    row('icd10cm', 'B8801', 'Infestation by Demodex mites', { parent: 'B880' }),
    row('icd10cm', 'C00', 'New words'),
  ],
];

function releaseDraft(dataset: Dataset, place: number, facts: Fact[]): ReleaseDraft {
  const of = years[place] ?? edition('icd10cm');
  const id = `${dataset}:${of.begins}`;
  return {
    dataset,
    edition: dataset === 'icd10cm-codes' ? of : { ...of, name: `${dataset} ${place}` },
    sources: [{ id, publisher: 'Nobody', document: id, notice: 'For tests only.' }],
    notices: [`Notice of ${id}`],
    files: [id],
    sha256: id,
    facts,
  };
}

const asFacts = (rows: CodeRow[]): Fact[] => rows.map((one) => ({ table: 'code', row: one }));
const all = (): ReleaseDraft[] => [
  ...codes.map((rows, place) => releaseDraft('icd10cm-codes', place, asFacts(rows))),
  releaseDraft('icd10cm-tabular', 0, [
    {
      table: 'note',
      row: { at: 'B88', level: 'code', kind: 'excludes1', ordinal: 0, text: 'scabies (B86)' },
    },
    {
      table: 'text',
      row: {
        system: 'icd10cm',
        key: 'B880',
        kind: 'plain',
        block: { type: 'text', text: 'Mites.' },
        source: 'icd10cm-tabular:2023-10-01',
        edition: null,
      },
    },
  ]),
  releaseDraft('poa-exempt', 1, [{ table: 'poaExempt', row: { code: 'B880' } }]),
];
const pairs = (place: number): ReleaseDraft =>
  releaseDraft(
    'edit-pairs-practitioner',
    place,
    ['20610', '64450'].map((column1): Fact => ({
      table: 'editPair',
      row: {
        column1,
        column2: '99213',
        before1996: false,
        effective: '2020-01-01',
        deleted: place === 0 ? null : '2024-12-31',
        modifier: 1,
        rationale: 'CPT Manual or CMS manual coding instruction',
      },
    })),
  );

async function write(releases: ReleaseDraft[], onto?: WrittenCodeSet): Promise<WrittenCodeSet> {
  const base = onto && { file: join(folder(), onto.file), key: onto.key };
  return writeCodeSet({ line: 'icd10cm', starter: false, releases }, folder(), base ? { base } : {});
}

/** Every row of every table but the order of pages. */
function content({ file, key }: WrittenCodeSet): unknown {
  const database = openEncrypted(join(folder(), file), key, 'read');
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  const rows = tables.map((name) => [name, database.prepare(`SELECT * FROM "${String(name)}"`).all()]);
  database.close();
  return rows;
}

describe('what a file holds goes on in the next one', () => {
  test('in one step or in several, in whatever order: the same tables and the same index', async () => {
    const atOnce = await write([...all(), pairs(0), pairs(1)]);
    const expected = content(atOnce);
    const inOrder = all();
    const steps = [[4, 0], [2], [1, 3]].map((places) => places.flatMap((place) => inOrder[place] ?? []));
    steps[0]?.push(pairs(1));
    steps[2]?.push(pairs(0));
    let held: WrittenCodeSet | undefined;
    for (const step of steps) held = await write(step, held);
    expect(held && content(held)).toEqual(expected);
  });

  test('an edition that comes again takes the place of the one held', async () => {
    const held = await write(all());
    const anew = await write(
      [releaseDraft('icd10cm-codes', 2, asFacts([row('icd10cm', 'Z00', 'All anew')]))],
      held,
    );
    const set = await CodeSet.open(join(folder(), anew.file), anew.key);
    expect(set.releases.map(({ edition: { name } }) => name)).toEqual([
      'ICD-10-CM FY2024',
      'ICD-10-CM FY2025',
      'ICD-10-CM FY2026',
      'icd10cm-tabular 0',
      'poa-exempt 1',
    ]);
    const [b] = set.codesByKey('B880');
    expect(b && set.spansOf(b).map(({ state }) => state?.billable ?? null)).toEqual([true, true, null]);
    expect(set.facts.rows('note', { at: 'B88' })).toMatchObject([{ text: 'scabies (B86)', release: 3 }]);
    expect(set.texts('icd10cm', 'B880')).toHaveLength(1);
    expect(set.facts.count('poaExempt', { code: 'B880' })).toBe(1);
    set.close();
  });

  test('the same edition given twice at once is refused', async () => {
    const twice = [releaseDraft('icd10cm-codes', 0, []), releaseDraft('icd10cm-codes', 0, [])];
    await expect(write(twice)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('first and last days that editions tell', () => {
  const year = (
    place: number,
    name: string,
    begins: string,
    ends: string,
    rows: CodeRow[],
  ): ReleaseDraft => ({
    ...releaseDraft('icd10cm-codes', place, asFacts(rows)),
    edition: { name, line: 'icd10cm', begins, ends },
  });
  const stays = row('icd10cm', 'A00', 'Stays');
  const releases = (): ReleaseDraft[] => [
    year(0, 'FY2024', '2023-10-01', '2024-03-31', [stays, row('icd10cm', 'B00', 'Goes')]),
    year(1, 'FY2025', '2024-10-01', '2025-03-31', [
      stays,
      row('icd10cm', 'C00', 'Comes'),
      row('icd10cm', 'D00', 'Goes'),
    ]),
    year(2, 'FY2026', '2025-10-01', '2026-03-31', [stays, row('icd10cm', 'E00', 'Comes')]),
    // The year 2024 went on without change; of April 2025 nothing is held.
    {
      ...releaseDraft('icd10cm-addenda', 0, []),
      edition: { name: 'addenda April 2024', line: 'icd10cm', begins: '2024-04-01', ends: '2024-09-30' },
    },
  ];
  const daysIn = async (written: WrittenCodeSet): Promise<Record<string, unknown>> => {
    const set = await CodeSet.open(join(folder(), written.file), written.key);
    const days = ['A00', 'B00', 'C00', 'D00', 'E00'].map((key) => {
      const code = set.codesByKey(key)[0];
      return [key, [code?.added, code?.ended]];
    });
    set.close();
    return Object.fromEntries(days) as Record<string, unknown>;
  };

  test('where no gap lies between editions, and only there', async () => {
    expect(await daysIn(await write(releases()))).toEqual({
      A00: [null, null],
      B00: [null, '2024-09-30'],
      C00: ['2024-10-01', null],
      D00: ['2024-10-01', null],
      E00: [null, null],
    });
  });

  test('the same in one step or in several', async () => {
    const [first, second, third, addenda] = releases();
    const steps = [[first, addenda], [third], [second]].map((step) =>
      step.filter((one) => one !== undefined),
    );
    let held: WrittenCodeSet | undefined;
    for (const step of steps) held = await write(step, held);
    expect(held && content(held)).toEqual(content(await write(releases())));
  });
});

describe('the codes of three years', () => {
  async function open(): Promise<CodeSet> {
    const { file, key } = await write(all());
    return CodeSet.open(join(folder(), file), key);
  }

  test('each once, with what every edition says', async () => {
    const set = await open();
    const at = (key: string) => {
      const [code] = set.codesByKey(key);
      if (!code) throw new Error(`${key} is not held`);
      return { code, spans: set.spansOf(code).map(({ state }) => state && [state.billable, state.title]) };
    };
    expect(at('B880').spans).toEqual([
      [true, b880.title],
      [true, b880.title],
      [false, b880.title],
    ]);
    expect(at('C00').spans).toEqual([
      [true, 'Old words'],
      [true, 'New words'],
      [true, 'New words'],
    ]);
    expect(at('D00')).toMatchObject({
      code: { ended: '2024-09-30' },
      spans: [[true, 'Gone in 2025'], null, null],
    });
    expect(at('B8801')).toMatchObject({
      code: { added: '2025-10-01' },
      spans: [null, null, [true, 'Infestation by Demodex mites']],
    });
    set.close();
  });

  test('what each edition changed', async () => {
    const set = await open();
    const page = { limit: 10, offset: 0 };
    const of = (release: number) =>
      set.changesIn(release, ['new', 'revised', 'deleted', 'became-header'], page);
    expect(of(1)).toMatchObject([
      { key: 'C00', kind: 'revised', before: 'Old words', after: 'New words' },
      { key: 'D00', kind: 'deleted' },
    ]);
    expect(of(2)).toMatchObject([
      { key: 'B880', kind: 'became-header' },
      { key: 'B8801', kind: 'new' },
    ]);
    expect(set.changesIn(2, ['new'], page)).toHaveLength(1);
    expect(set.changesIn(2, ['new', 'became-header'], { limit: 1, offset: 1 })).toMatchObject([
      { key: 'B8801' },
    ]);
    expect(set.changeCounts(2)).toEqual([
      { kind: 'became-header', codes: 1 },
      { kind: 'new', codes: 1 },
    ]);
    expect(set.changesOf('icd10cm', 'C00')).toMatchObject([{ release: 1, kind: 'revised' }]);
    set.close();
  });

  test('each release with its sources, notices and rows', async () => {
    const set = await open();
    expect(set.manifest.editions.map(({ name }) => name)).toEqual([
      'ICD-10-CM FY2026',
      'ICD-10-CM FY2025',
      'ICD-10-CM FY2024',
    ]);
    expect(set.releases.map(({ dataset, rows }) => [dataset, rows])).toEqual([
      ['icd10cm-codes', 3],
      ['icd10cm-codes', 2],
      ['icd10cm-codes', 3],
      ['icd10cm-tabular', 2],
      ['poa-exempt', 1],
    ]);
    expect(set.manifest.sources).toHaveLength(5);
    expect(set.manifest.notices).toHaveLength(5);
    set.close();
  });
});

test('edit pairs are found in both directions, with the quarters that say them', async () => {
  const { file, key } = await write([pairs(0), pairs(1)]);
  const set = await CodeSet.open(join(folder(), file), key);
  const dataset = 'edit-pairs-practitioner';
  expect(set.pairs.between(dataset, '20610', '99213')).toMatchObject(
    [0, 1].map(() => ({ effective: '2020-01-01', modifier: 1 })),
  );
  expect(set.pairs.between(dataset, '99213', '20610')).toEqual([]);
  expect(set.pairs.between(dataset, '20610', 'not a code')).toEqual([]);
  expect(set.pairs.between('edit-pairs-hospital', '20610', '99213')).toEqual([]);
  expect(set.pairs.ofColumn2(dataset, '99213')).toMatchObject([
    { column1: '20610', facts: [{}, {}] },
    { column1: '64450', facts: [{}, {}] },
  ]);
  expect(set.pairs.ofColumn1(dataset, '64450')).toMatchObject([{ column2: '99213', facts: [{}, {}] }]);
  set.close();
});
