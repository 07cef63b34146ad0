import { expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../../test/fixtures/drafts.ts';
import { statesOn } from './states.ts';
import { targetOn } from './targets.ts';

const opened = codeSets();

test('the same states as of single codes, on every kind of date', async () => {
  const codes = [header('E11', 'Type 2 diabetes'), row('icd10cm', 'E119', 'x', { parent: 'E11' })];
  const set = await opened(
    fileOf(
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2025',
        ['2024-10-01', '2025-09-30'],
        codeFacts([...codes, row('icd10cm', 'G35', 'x'), row('icd10cm', 'T814XXA', 'x')]),
      ),
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2026',
        ['2025-10-01', '2026-03-31'],
        codeFacts([...codes, header('G35', 'x'), row('icd10cm', 'G35A', 'x', { parent: 'G35' })]),
      ),
    ),
  );
  const keys = ['E11', 'E119', 'G35', 'G35A', 'T814XXA', 'Z999'];
  const found = new Set<string>();
  for (const date of ['2020-01-01', '2025-01-01', '2025-12-01', '2030-01-01']) {
    const states = statesOn(set, 'icd10cm', keys, date);
    for (const key of keys) {
      expect([key, date, states.get(key)]).toEqual([key, date, targetOn(set, 'icd10cm', key, date).state]);
      found.add(states.get(key) ?? '');
    }
  }
  expect([...found].toSorted()).toEqual(['gone', 'header', 'not-yet', 'unknown-date', 'valid']);
});

test('without codes every one of them is gone', async () => {
  const set = await opened(fileOf(release('poa-exempt', 'POA', ['2025-10-01', null], [])));
  expect(statesOn(set, 'icd10cm', ['E119'], '2026-01-01').get('E119')).toBe('gone');
});
