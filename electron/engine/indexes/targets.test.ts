import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../../test/fixtures/drafts.ts';
import { targetOn } from './targets.ts';

const opened = codeSets();

/** A code that became a header and one that went, after two real changes of FY2026; texts are shortened. */
const set = () =>
  opened(
    fileOf(
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2025',
        ['2024-10-01', '2025-09-30'],
        codeFacts([
          row('icd10cm', 'G35', 'Multiple sclerosis'),
          header('S301', 'Contusion of abdominal wall'),
          row('icd10cm', 'S301XXA', 'Contusion of abdominal wall, initial encounter', { parent: 'S301' }),
        ]),
      ),
      release(
        'icd10cm-codes',
        'ICD-10-CM FY2026',
        ['2025-10-01', '2026-03-31'],
        codeFacts([
          header('G35', 'Multiple sclerosis'),
          row('icd10cm', 'G35A', 'Relapsing-remitting multiple sclerosis', { parent: 'G35' }),
          header('G35B', 'Primary progressive multiple sclerosis', 'G35'),
          row('icd10cm', 'G35B0', 'Primary progressive multiple sclerosis, unspecified', { parent: 'G35B' }),
          header('S301', 'Contusion of abdominal wall'),
          row('icd10cm', 'S3011XA', 'Contusion of right abdominal wall, initial encounter', {
            parent: 'S301',
          }),
        ]),
      ),
      release(
        'icd10cm-conversion',
        'Conversion table FY2026',
        ['2025-10-01', '2026-03-31'],
        [
          {
            table: 'conversion',
            row: {
              system: 'icd10cm',
              code: 'S3011XA',
              previous: 'S301XXA',
              last: null,
              effective: '2025-10-01',
              change: 'New',
              together: 0,
            },
          },
        ],
      ),
    ),
  );

describe('the code of an index entry on a date', () => {
  test.each([
    ['G35', '2025-01-01', { state: 'valid', code: 'G35', below: 0, candidates: [] }],
    ['G35', '2025-10-01', { state: 'header', below: 2, candidates: [], title: 'Multiple sclerosis' }],
    ['G35A', '2025-10-01', { state: 'valid', code: 'G35.A' }],
    ['G35A', '2025-09-30', { state: 'not-yet' }],
    ['S301', '2025-01-01', { state: 'header', below: 1 }],
    ['S301XXA', '2025-01-01', { state: 'valid', candidates: [] }],
    ['S301XXA', '2025-10-01', { state: 'gone', code: 'S30.1XXA', candidates: ['S30.11XA'] }],
    ['Z999', '2025-10-01', { state: 'gone', title: '', candidates: [], verdict: null }],
    ['G35A', '2026-04-01', { state: 'unknown-date' }],
  ] as const)('%s on %s: %j', async (key, date, expected) => {
    expect(targetOn(await set(), 'icd10cm', key, date)).toMatchObject(expected);
  });
});
