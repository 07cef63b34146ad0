import { expect, test } from 'vitest';
import { edition } from '../../test/fixtures/drafts.ts';
import type { Dataset, Release } from '../contract/editions.ts';
import { newestOwn } from './newest.ts';

const held = (name: string, shipped: boolean, dataset: Dataset = 'icd10cm-codes'): Release => ({
  dataset,
  edition: edition('icd10cm', { name }),
  sources: ['s'],
  notices: [],
  files: [],
  sha256: '',
  rows: 1,
  shipped,
});
const of = (...releases: Release[]): string | undefined => {
  const codes = releases.filter(({ dataset }) => dataset === 'icd10cm-codes');
  return newestOwn({ editions: codes.map((one) => one.edition), releases, starter: true })?.name;
};

test('the newest edition of one’s own: of what ships with the program none, whatever lies beside it', () => {
  expect(newestOwn(undefined)).toBeUndefined();
  expect(of(held('Selection', true))).toBeUndefined();
  expect(of(held('Selection', true), held('Exempt', false, 'poa-exempt'))).toBeUndefined();
  expect(of(held('FY2026', false), held('FY2025', false), held('Exempt', true, 'poa-exempt'))).toBe('FY2026');
});
