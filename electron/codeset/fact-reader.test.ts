import { expect, test } from 'vitest';
import { codeSets } from '../../test/fixtures/code-sets.ts';
import { fileOf, release } from '../../test/fixtures/drafts.ts';
import type { Fact } from './facts.ts';

const opened = codeSets();

const part = (id: string, first: string, last: string): Fact => ({
  table: 'tabularPart',
  row: { level: 'section', id, ordinal: 0, first, last, title: id },
});

test('finds rows by values and by the bounds of a range', async () => {
  const set = await opened(
    fileOf(
      release(
        'icd10cm-tabular',
        'Tabular List FY2026',
        ['2025-10-01', '2026-03-31'],
        [part('E08-E13', 'E08', 'E13'), part('E15-E16', 'E15', 'E16'), part('C4A', 'C4A', 'C4A')],
      ),
    ),
  );
  const holding = (category: string) =>
    set.facts
      .rows('tabularPart', { first: { atMost: category }, last: { atLeast: category }, release: 0 })
      .map(({ id }) => id);
  expect(holding('E11')).toEqual(['E08-E13']);
  expect(holding('E08')).toEqual(['E08-E13']);
  expect(holding('E14')).toEqual([]);
  expect(holding('C4A')).toEqual(['C4A']);
  expect(set.facts.count('tabularPart', { first: { atLeast: 'E' } })).toBe(2);
  expect(set.facts.rows('tabularPart', { release: 1 })).toEqual([]);
});

test('an empty column keeps no bound, and can be asked for', async () => {
  const conversion = (previous: string, last: string | null): Fact => ({
    table: 'conversion',
    row: {
      system: 'icd10cm',
      code: 'A001',
      previous,
      last,
      effective: '2020-10-01',
      change: 'New',
      together: 0,
    },
  });
  const set = await opened(
    fileOf(
      release(
        'icd10cm-conversion',
        'Table',
        ['2025-10-01', '2026-03-31'],
        [conversion('A00', null), conversion('A01', 'A03')],
      ),
    ),
  );
  expect(set.facts.rows('conversion', { last: null }).map(({ previous }) => previous)).toEqual(['A00']);
  expect(set.facts.rows('conversion', {}, 1, 1).map(({ previous }) => previous)).toEqual(['A01']);
  const found = set.facts.rows('conversion', { last: { atLeast: '' } });
  expect(found.map(({ previous }) => previous)).toEqual(['A01']);
});
