import { expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, release, row } from '../../../test/fixtures/drafts.ts';
import { pageOf } from '../../../test/fixtures/pages.ts';
import type { Fact } from '../../codeset/facts.ts';

const opened = codeSets();
let ordinal = 0;

/** A section with the ranges it names: "E08-E13". */
function guideline(id: string, parent: string | null, text: string, ...ranges: string[]): Fact[] {
  return [
    {
      table: 'guideline',
      row: { id, ordinal: (ordinal += 1), parent, title: `About ${id}`, text },
    },
    ...ranges.map((range): Fact => {
      const [first = '', last = first] = range.split('-');
      return { table: 'guidelineScope', row: { id, first, last, how: 'named' } };
    }),
  ];
}

const facts = [
  ...guideline('I.B.3', null, 'Whole range.', 'A000-T889'),
  ...guideline('I.C.4', null, '', 'E00-E89'),
  ...guideline('I.C.4.a', 'I.C.4', 'Diabetes.', 'E08-E13'),
  ...guideline('I.C.4.a.1', 'I.C.4.a', 'Type of diabetes.'),
  ...guideline('I.C.4.a.1.b', 'I.C.4.a.1', 'In remission.', 'E11A'),
  ...guideline('I.C.4.a.2', 'I.C.4.a', 'Type not documented.', 'E11'),
  ...guideline('I.C.4.a.5', 'I.C.4.a', 'Insulin pump.', 'T856'),
  ...guideline('I.C.4.b', 'I.C.4', 'Obesity.', 'E66'),
  ...guideline('I.C.19', null, '', 'S00-T88'),
  ...guideline('I.C.19.a', 'I.C.19', '7th characters.', 'T8450XA'),
];

const titles = async (key: string, date = '2025-12-01') => {
  const set = await opened(
    fileOf(
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2026',
        ['2025-10-01', '2026-03-31'],
        codeFacts(
          ['E1122', 'E11A', 'E669', 'S72001A', 'T8561XA'].map((code) => row('icd10cm', code, 'A code')),
        ),
      ),
      release('icd10cm-guidelines', 'Guidelines FY2026', ['2025-10-01', '2026-09-30'], facts),
    ),
  );
  return pageOf([set], 'icd10cm', key, date).sections.filter(({ kind }) => kind === 'guidelines');
};
const ids = async (key: string): Promise<string[]> =>
  (await titles(key)).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'fold' ? [block.title.split(' ')[0] ?? ''] : [])),
  );

test.each([
  ['E1122', ['I.C.4.a.2', 'I.C.4.a', 'I.C.4.a.1', 'I.C.4.a.5', 'I.B.3']],
  ['E11A', ['I.C.4.a.1.b', 'I.C.4.a.2', 'I.C.4.a', 'I.C.4.a.1', 'I.C.4.a.5', 'I.B.3']],
  ['E669', ['I.C.4.b', 'I.B.3']],
  ['S72001A', ['I.C.19.a', 'I.B.3']],
  ['T8561XA', ['I.C.4.a.5', 'I.C.19.a', 'I.B.3']],
])('%s is governed, the narrowest first, by %j', async (key, expected) => {
  expect(await ids(key)).toEqual(expected);
});

test('each has its title and text under the edition, which is marked past its time', async () => {
  const [section] = await titles('E1122');
  expect(section).toMatchObject({ edition: 'Guidelines FY2026', notKnown: null });
  expect(section?.blocks[0]).toEqual({
    type: 'fold',
    title: 'I.C.4.a.2 About I.C.4.a.2',
    text: 'Type not documented.',
  });
  expect((await titles('E1122', '2026-10-01'))[0]?.notKnown).toBe(
    'Not known for this date: the newest edition held ended 2026-09-30.',
  );
});
