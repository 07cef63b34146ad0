import { expect, test } from 'vitest';
import { terms } from '../../test/fixtures/books.ts';
import { codeSets } from '../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../test/fixtures/drafts.ts';

const opened = codeSets();
const held: [string, string] = ['2025-10-01', '2026-09-30'];
const codes = release(
  'icd10cm-codes',
  'ICD-10-CM FY2026',
  held,
  codeFacts([
    header('L50', 'Urticaria'),
    row('icd10cm', 'L509', 'Urticaria, unspecified', { parent: 'L50' }),
  ]),
);
const index = release(
  'icd10cm-index',
  'Index 2026',
  held,
  terms('index', [
    ['Hives', { code: 'L509' }],
    ['Urticaria', { code: 'L509' }],
  ]),
);
const bought = { ...index, sources: [{ ...index.sources[0], id: 'bought', licence: 'INDEX_PLUS' }] as const };

test('without the words of a closed book a file searches as one that never held it', async () => {
  const [whole, never] = [await opened(fileOf(codes, bought)), await opened(fileOf(codes))];
  expect(whole.segment.words).toContain('hives');
  const cut = whole.granted(({ id }) => id !== 'bought').segment;
  expect(cut.words).toEqual(never.segment.words);
  for (const part of ['postingsAt', 'postings', 'titles', 'titleWeights'] as const)
    expect(cut[part]).toEqual(never.segment[part]);
  // Texts keep their numbers: the names are still counted, and say nothing.
  expect([...cut.titlesAt]).toEqual([
    ...never.segment.titlesAt,
    never.segment.titles.length,
    never.segment.titles.length,
  ]);
});

test('a closed book takes nothing from an open one', async () => {
  const drugs = release(
    'icd10cm-drugs',
    'Drugs 2026',
    held,
    terms('drugs', [['Aspirin', { cells: ['L509'] }]]),
  );
  const file = await opened(fileOf(codes, bought, drugs));
  const cut = file.granted(({ id }) => id !== 'bought').segment;
  expect(cut.words).toContain('aspirin');
  expect(cut.words).not.toContain('hives');
});
