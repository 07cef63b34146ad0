import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../electron/codeset/facts.ts';
import type { CodeSetDraft } from '../../electron/codeset/rows.ts';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import type { System } from '../../electron/contract/codes.ts';
import { digestsOf } from '../../electron/engine/digest.ts';
import type { LibraryKeeper } from '../../electron/engine/keeper.ts';
import type { FileToOpen } from '../../electron/engine/rpc.ts';
import { codeFacts, fileOf, header, release, row } from '../fixtures/drafts.ts';
import { relativeValueFact } from '../fixtures/fees.ts';
import { everything } from '../fixtures/engine.ts';
import { keepers } from '../fixtures/keeper.ts';

const { folder, keeper, installed } = keepers();

async function written(draft: CodeSetDraft): Promise<FileToOpen> {
  const { line, file, key } = await writeCodeSet(draft, join(folder(), 'elsewhere'));
  return { line, file: join(folder(), 'elsewhere', file), key };
}
const year = (name: string, begins: string, rows: Fact[]): CodeSetDraft =>
  fileOf(release('icd10cm-codes', name, [begins, null], rows));
const icd = (code: string): { system: System; code: string } => ({ system: 'icd10cm', code });

const old = year(
  'FY2025',
  '2024-10-01',
  codeFacts([
    header('A00', 'Cholera'),
    row('icd10cm', 'A000', 'Cholera due to one thing'),
    row('icd10cm', 'A001', 'Cholera due to another'),
    row('icd10cm', 'A009', 'Cholera, not specified'),
    row('icd10cm', 'B99', 'Other infectious disease'),
    row('icd10cm', 'I10', 'Essential hypertension'),
  ]),
);
const next = year(
  'FY2026',
  '2025-10-01',
  codeFacts([
    header('A00', 'Cholera'),
    row('icd10cm', 'A000', 'Cholera due to one thing'),
    row('icd10cm', 'A009', 'Cholera, unspecified'),
    row('icd10cm', 'A01', 'A code that is new'),
    header('B99', 'Other infectious disease'),
    row('icd10cm', 'B990', 'Other infectious disease, given', { parent: 'B99' }),
    row('icd10cm', 'I10', 'Essential hypertension'),
  ]),
);

test('codes: what is new, revised, deleted or a header now; of others only the number', async () => {
  const files = { before: [await written(old)], after: [await written(next)] };
  const codes = ['A00.0', 'A00.1', 'A00.9', 'A01', 'B99', 'I10', 'Z99.9'].map(icd);
  const [digest] = await digestsOf({
    ...files,
    grants: everything,
    codes: [...codes, { system: 'hcpcs', code: 'A0428' }],
  });
  expect(digest).toMatchObject({ line: 'icd10cm', from: 'FY2025', to: 'FY2026', looked: 6 });
  expect(digest?.changed.map(({ code, changes }) => [code, changes])).toEqual([
    ['A00.1', [{ kind: 'deleted', detail: '' }]],
    ['A00.9', [{ kind: 'revised', detail: '' }]],
    ['A01', [{ kind: 'new', detail: '' }]],
    ['B99', [{ kind: 'became-header', detail: '' }]],
  ]);
  // Nothing that a publisher wrote is kept.
  expect(JSON.stringify(digest)).not.toContain('Cholera');
});

test('a last day that is printed now', async () => {
  const of = (name: string, begins: string, ended: string | null): CodeSetDraft =>
    fileOf(
      release(
        'hcpcs-codes',
        name,
        [begins, null],
        codeFacts([row('hcpcs', 'J0001', 'An injection', { ended })]),
      ),
    );
  const [digest] = await digestsOf({
    grants: everything,
    before: [await written(of('Jan', '2026-01-01', null))],
    after: [await written(of('Apr', '2026-04-01', '2026-06-30'))],
    codes: [{ system: 'hcpcs', code: 'J0001' }],
  });
  expect(digest?.changed[0]?.changes).toEqual([{ kind: 'ended', detail: '2026-06-30' }]);
});

test('edits and unit limits of a procedure', async () => {
  const quarter = (
    name: string,
    begins: string,
    pairs: [string, string, 0 | 1 | 9, string | null][],
    units: number,
  ) =>
    fileOf(
      release(
        'edit-pairs-practitioner',
        name,
        [begins, null],
        pairs.map(([column1, column2, modifier, deleted]) => ({
          table: 'editPair' as const,
          row: {
            column1,
            column2,
            before1996: false,
            effective: '2020-01-01',
            deleted,
            modifier,
            rationale: '',
          },
        })),
      ),
      release(
        'unit-limits-practitioner',
        name,
        [begins, null],
        [
          {
            table: 'unitLimit',
            row: { setting: 'practitioner', code: '99213', units, adjudication: 2, rationale: '' },
          },
        ],
      ),
    );
  const [digest] = await digestsOf({
    grants: everything,
    before: [
      await written(
        quarter(
          'Q2',
          '2026-04-01',
          [
            ['99213', '36415', 1, null],
            ['99213', '94760', 1, null],
            ['20610', '99213', 1, null],
          ],
          1,
        ),
      ),
    ],
    after: [
      await written(
        quarter(
          'Q3',
          '2026-07-01',
          [
            ['99213', '36415', 0, null],
            ['99213', '94760', 1, null],
            ['20610', '99213', 1, '2026-06-30'],
            ['99213', '99999', 9, null],
          ],
          2,
        ),
      ),
    ],
    codes: [{ system: 'cpt', code: '99213' }, { system: 'cpt', code: '94760' }, icd('I10')],
  });
  expect(digest).toMatchObject({ line: 'ncci', looked: 2 });
  expect(digest?.changed).toEqual([
    {
      system: 'cpt',
      code: '99213',
      changes: [
        { kind: 'edits', detail: '1 new (36415), 2 ended (36415, 20610)' },
        { kind: 'unit-limit', detail: '1 units, MAI 2 → 2 units, MAI 2' },
      ],
    },
  ]);
});

test('relative values of a procedure, not the factor that all share', async () => {
  const values = (name: string, begins: string, facility: string, conversionFactor: string): CodeSetDraft =>
    fileOf(
      release(
        'relative-values',
        name,
        [begins, null],
        [
          relativeValueFact('99213', { facilityTotal: facility, conversionFactor }),
          relativeValueFact('99214', { conversionFactor }),
        ],
      ),
    );
  const [digest] = await digestsOf({
    grants: everything,
    before: [await written(values('2025', '2025-01-01', '1.92', '32.3465'))],
    after: [await written(values('2026', '2026-01-01', '1.99', '33.4009'))],
    codes: ['99213', '99214'].map((code) => ({ system: 'cpt', code })),
  });
  expect(digest?.changed).toEqual([
    { system: 'cpt', code: '99213', changes: [{ kind: 'fee', detail: '1.92 → 1.99 RVU facility' }] },
  ]);
});

describe('after an update', () => {
  const remember = (running: LibraryKeeper, code: string, at: number) =>
    running.host.request('remember', { what: 'opened', system: 'icd10cm', code, at });

  test('the digest waits, after a start too, until it is dismissed', async () => {
    await installed();
    const running = keeper();
    await running.start();
    await running.add([await written(old)], () => {});
    for (const [at, code] of ['A00.1', 'A00.9', 'I10'].entries()) await remember(running, code, at);
    await running.add([await written(next)], () => {});
    const [digest] = await running.host.request('digests', null);
    expect(digest).toMatchObject({ from: 'FY2025', to: 'FY2026', looked: 3 });
    expect(digest?.changed.map(({ code, title }) => [code, title])).toEqual([
      ['A00.9', 'Cholera, unspecified'],
      ['A00.1', ''],
    ]);
    // What is gone from the library has no page, and is no recent code to open.
    expect((await running.host.request('recent', { limit: 9 })).map(({ code }) => code)).toEqual([
      'I10',
      'A00.9',
    ]);
    await running.close();
    const again = keeper();
    await again.start();
    expect(await again.host.request('digests', null)).toHaveLength(1);
    await again.host.request('dismissDigest', { line: 'icd10cm' });
    expect(await again.host.request('digests', null)).toEqual([]);
    await again.close();
  });

  test('user data that does not open is set aside, and the library answers all the same', async () => {
    await installed();
    const first = keeper();
    await first.start();
    await remember(first, 'I10', 1);
    await first.close();
    for (const name of readdirSync(folder()).filter((one) => one.startsWith('user-data.db'))) {
      rmSync(join(folder(), name));
    }
    writeFileSync(join(folder(), 'user-data.db'), 'no database, but long enough to be taken for one');
    const begun = keeper();
    expect((await begun.start()).state).toBe('ready');
    expect(await begun.host.request('recent', { limit: 5 })).toEqual([]);
    await remember(begun, 'I10', 2);
    expect(await begun.host.request('recent', { limit: 5 })).toHaveLength(1);
    expect(readdirSync(folder()).filter((name) => name.includes('.lost-'))).toHaveLength(1);
    await begun.close();
  });
});
