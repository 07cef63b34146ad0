import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { contentOf, memberOf } from '../fixtures.ts';
import {
  factsOf,
  limitCaptions,
  limitRows,
  limitsBook,
  limitsCsv,
  pairHeader,
  realNcci,
} from './fixtures-ncci.ts';
import type { Importer, Member } from '../importer.ts';
import { unitLimits } from './unit-limits.ts';

const csv = limitsCsv(limitCaptions.practitioner);
const practitionerCsv = importerFor('unit-limits-practitioner', 'CSV');
const rowsOf = (facts: readonly Fact[]): unknown[] => facts.map(({ row }) => row);

function importerFor(dataset: string, form: string): Importer {
  const found = unitLimits.find((one) => one.dataset === dataset && one.format.includes(form));
  if (!found) throw new Error(`No importer of ${dataset} reads the ${form}.`);
  return found;
}

async function whichTakes(name: string, content: string | Buffer): Promise<string[]> {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1');
  const probe = { member: memberOf(name, bytes), head: bytes.subarray(0, 1 << 16) };
  const taken: string[] = [];
  for (const one of unitLimits) if (await one.recognise(probe)) taken.push(one.format);
  return taken;
}

describe('recognising MUE tables', () => {
  it.each(['practitioner', 'hospital', 'supplier'] as const)(
    'goes by the header of the %s table',
    async (setting) => {
      expect(await whichTakes('x.csv', limitsCsv(limitCaptions[setting]))).toEqual([
        `NCCI ${setting} MUE table, CSV file`,
      ]);
      const sheet = await limitsBook(limitCaptions[setting]);
      expect(await whichTakes('x.xlsx', sheet)).toEqual([`NCCI ${setting} MUE table, Excel file`]);
    },
  );

  it('goes by the name where the header does not say', async () => {
    expect(
      await whichTakes('MCR_MUE_DMESupplierServices_Eff_10-01-2025.csv', limitsCsv('MUE Values')),
    ).toEqual(['NCCI supplier MUE table, CSV file']);
    expect(await whichTakes('x.csv', limitsCsv('MUE Values'))).toEqual([]);
  });

  it.each([
    ['edit pairs', pairHeader],
    ['a quote without end', `"MUE Adjudication Indicator,${'x'.repeat(300_000)}`],
    ['a table of fewer columns', 'HCPCS/CPT Code,MUE Values\r\n0001U,1\r\n'],
  ])('leaves %s alone', async (_, content) => {
    expect(await whichTakes('MCR_MUE_PractitionerServices_Eff_07-01-2026.csv', content)).toEqual([]);
  });
});

describe('describing MUE tables', () => {
  it('quotes the copyright sentence and the whole notice', async () => {
    const member = memberOf('a/MCR_MUE_PractitionerServices_Eff_07-01-2026.csv', csv);
    const { edition, source, notices } = await practitionerCsv.describe(member);
    expect(edition).toEqual({ name: 'NCCI 2026 Q3', line: 'ncci', begins: '2026-07-01', ends: '2026-09-30' });
    expect(source).toEqual({
      id: 'unit-limits-practitioner:2026-07-01',
      publisher: 'Centers for Medicare & Medicaid Services',
      document: 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv',
      notice:
        'Current Procedural Terminology (CPT) codes, descriptions and other data only are copyright 2025 American Medical Association. All rights reserved.',
    });
    expect(notices).toEqual([source.notice, expect.stringMatching(/CPT\u00AE is a registered trademark/)]);
  });

  it('asks for a name with the quarter', async () => {
    await expect(practitionerCsv.describe(memberOf('mue.csv', csv))).rejects.toMatchObject({
      code: 'source-unrecognised',
      message: expect.stringContaining('MCR_MUE_PractitionerServices_Eff_07-01-2026.csv'),
    });
  });
});

describe('reading MUE tables', () => {
  it('makes a limit of every row, in both forms', async () => {
    const expected = [
      { setting: 'supplier', code: '0001U', units: 1, adjudication: 2, rationale: limitRows[0]?.[3] },
      { setting: 'supplier', code: '0017U', units: 0, adjudication: 3, rationale: 'Nature of Analyte' },
      { setting: 'supplier', code: 'J1234', units: 90_000, adjudication: 1, rationale: limitRows[2]?.[3] },
    ];
    const sheet = await limitsBook(limitCaptions.supplier);
    for (const [form, content] of [
      ['CSV', limitsCsv(limitCaptions.supplier)],
      ['Excel', sheet],
    ] as const) {
      const one = importerFor('unit-limits-supplier', form);
      const { facts, report } = await factsOf(one, memberOf('x', content));
      expect(rowsOf(facts)).toEqual(expected);
      expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0, done: 1 });
    }
  });

  it.each([
    [['001U', '1', '1 Line Edit', 'x'], '"001U" is not a code'],
    [['0001U', '-1', '1 Line Edit', 'x'], 'no number of units'],
    [['0001U', '1.5', '1 Line Edit', 'x'], 'no number of units'],
    [['0001U', '', '1 Line Edit', 'x'], 'no number of units'],
    [['0001U', '1', '4 Line Edit', 'x'], 'not 1, 2 or 3'],
    [['0001U', '1', '12', 'x'], 'not 1, 2 or 3'],
    [['J1234', '2', '1 Line Edit', 'x'], 'in the file twice'],
  ])('rejects %s', async (row, reason) => {
    const { facts, report } = await factsOf(
      practitionerCsv,
      memberOf('x', limitsCsv(limitCaptions.practitioner, [limitRows[2] ?? [], row])),
    );
    expect(facts.length).toBe(1);
    expect(report).toMatchObject({ read: 2, kept: 1, rejected: 1 });
    expect(report.rejects[0]?.reason).toContain(reason);
  });

  it('refuses a file without a header row', async () => {
    await expect(factsOf(practitionerCsv, memberOf('x', '0001U,1,2,x'))).rejects.toMatchObject({
      code: 'source-damaged',
    });
  });

  it('counts every record once, whatever is in the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(csv.length), cut: fc.nat(20), put: fc.string({ maxLength: 6 }) }), {
          maxLength: 4,
        }),
        async (changes) => {
          const content = changes.reduce(
            (all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut),
            csv,
          );
          const outcome = await factsOf(practitionerCsv, memberOf('x', content)).catch(
            (error: unknown) => error,
          );
          if (outcome instanceof AppError) return;
          const { facts, report } = outcome as Awaited<ReturnType<typeof factsOf>>;
          expect(report.kept).toBe(facts.length);
          expect(report.read).toBe(report.kept + report.rejected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const whole = await realNcci('MCR_MUE_PractitionerServices_2024Q3');
const excerpt = await realNcci('MCR_MUE_PractitionerServices_Eff_07-01-2026');
const rebuilt = await realNcci('mue_practitioner_2024-07-01');

describe.skipIf(whole === null || excerpt === null || rebuilt === null)(
  'real MUE tables (../shared/data)',
  () => {
    it.each<[Member | null, string, number]>([
      [whole, 'NCCI 2024 Q3', 14_677],
      [excerpt, 'NCCI 2026 Q3', 44],
    ])('reads $name whole', async (member, quarter, count) => {
      if (!member) return;
      const content = await contentOf(member);
      expect(await whichTakes(member.name, content)).toEqual(['NCCI practitioner MUE table, CSV file']);
      expect((await practitionerCsv.describe(member)).edition.name).toBe(quarter);
      const { facts, report } = await factsOf(practitionerCsv, member);
      expect(content.match(/^\w{5},\d+,[123] /gm)?.length).toBe(count);
      expect(report).toMatchObject({ read: count, kept: count, rejected: 0 });
      expect(facts.length).toBe(count);
    });

    it('says what the rebuilt table says', async () => {
      if (!whole || !rebuilt) return;
      const { facts } = await factsOf(practitionerCsv, whole);
      const said = facts.map(({ table, row }) =>
        table === 'unitLimit' ? [row.code, row.units, row.adjudication, row.rationale].join('\t') : table,
      );
      const expected = (await contentOf(rebuilt)).trimEnd().split(/\r?\n/).slice(1);
      expect(said.toSorted()).toEqual(
        expected.map((line) => line.split('\t').slice(0, 4).join('\t')).toSorted(),
      );
    });
  },
);
