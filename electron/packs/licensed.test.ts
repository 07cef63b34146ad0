import { expect, test } from 'vitest';
import type { Source } from '../contract/codes.ts';
import { sourceAsSold } from './licensed.ts';

const source: Source = { id: 'a', publisher: 'P', document: 'd', notice: 'n' };

test('a source of a licensed pack never stands in a file without what opens it', () => {
  const lines = ['cpt', 'ncci', 'mpfs', 'coverage', 'editorial', 'icd10cm'] as const;
  expect(lines.map((line) => sourceAsSold(source, line, true).licence)).toEqual([
    'CPT',
    'NCCI',
    'MPFS',
    'COVERAGE',
    'PAGES',
    'PAGES',
  ]);
  expect(sourceAsSold({ ...source, licence: 'CPT_PLUS' }, 'cpt', true).licence).toBe('CPT_PLUS');
});

test('a public pack’s source stays as it is', () => {
  expect(sourceAsSold(source, 'icd10cm', false)).toEqual(source);
});
