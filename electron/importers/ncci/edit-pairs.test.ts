import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { editPairs } from './edit-pairs.ts';
import { memberOf, orderFile } from '../fixtures.ts';
import { addOnLine, asCsv, asSheet, factsOf, pairHeader, pairRows, pairTable } from './fixtures-ncci.ts';
import type { Importer, Member } from '../importer.ts';

const pairs = [
  {
    column1: '0001A',
    column2: '0591T',
    before1996: false,
    effective: '2022-01-01',
    deleted: '2023-12-31',
    modifier: 1,
    rationale: 'CPT Manual or CMS manual coding instruction',
  },
  {
    column1: '10021',
    column2: '36000',
    before1996: true,
    effective: '1996-01-01',
    deleted: null,
    modifier: 0,
    rationale: 'Standards of medical/surgical practice',
  },
  {
    column1: '99202',
    column2: 'G0102',
    before1996: false,
    effective: null,
    deleted: null,
    modifier: 9,
    rationale: 'Misuse of Column Two code with Column One code',
  },
];

async function whichTakes(member: Member, content: string | Buffer): Promise<string[]> {
  const head = Buffer.from(content).subarray(0, 1 << 16);
  const taken: string[] = [];
  for (const one of editPairs)
    if (await one.recognise({ member, head })) taken.push(`${one.dataset} ${one.format}`);
  return taken;
}

function named(name: string, content: string | Buffer = pairTable): [Member, string | Buffer] {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return [memberOf(name, bytes), bytes];
}

function importerFor(dataset: string, form: string): Importer {
  const found = editPairs.find((one) => one.dataset === dataset && one.format.includes(form));
  if (!found) throw new Error(`No importer of ${dataset} reads the ${form}.`);
  return found;
}
const text = importerFor('edit-pairs-practitioner', 'text');
const rowsOf = (facts: readonly Fact[]): unknown[] => facts.map(({ row }) => row);

describe('recognising NCCI edit pairs', () => {
  it('goes by the captions, and by the name for the setting', async () => {
    expect(await whichTakes(...named('ccipra-v322r0-f1.txt'))).toEqual([
      'edit-pairs-practitioner NCCI practitioner PTP edits, text file',
    ]);
    expect(await whichTakes(...named('ccioph-v322r0-f1.txt'))).toEqual([
      'edit-pairs-hospital NCCI hospital PTP edits, text file',
    ]);
    expect(await whichTakes(...named('ccioph-v322r0-f2.csv', asCsv(pairTable)))).toEqual([
      'edit-pairs-hospital NCCI hospital PTP edits, CSV file',
    ]);
    expect(await whichTakes(...named('ccipra-v322r0-f3.xlsx', await asSheet(pairTable)))).toEqual([
      'edit-pairs-practitioner NCCI practitioner PTP edits, Excel file',
    ]);
  });

  it('takes a table without a setting in its name, and says what is missing', async () => {
    const [member, bytes] = named('edits.txt');
    expect(await whichTakes(member, bytes)).toEqual([
      'edit-pairs-practitioner NCCI practitioner PTP edits, text file',
    ]);
    await expect(text.describe(member)).rejects.toMatchObject({
      code: 'source-unrecognised',
      message: expect.stringContaining('ccioph'),
    });
    await expect(text.describe(named('ccipra-f1.txt')[0])).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });

  it.each<[string, string]>([
    ['an order file', orderFile],
    ['add-on code edits', addOnLine({ kind: '2', code: '0054T', primary: 'CCCCC' })],
    ['captions of another table', 'Column 1\tColumn 2\tEffective Date\r\n0001A\t0591T\t20220101\r\n'],
    ['nothing', 'Column 1'],
  ])('leaves %s alone', async (_, content) => {
    expect(await whichTakes(...named('ccipra-v322r0-f1.txt', content))).toEqual([]);
  });
});

describe('describing NCCI edit pairs', () => {
  it.each(['text', 'CSV', 'Excel'])('quotes the notice of the %s file', async (form) => {
    const content =
      form === 'text' ? pairTable : form === 'CSV' ? asCsv(pairTable) : await asSheet(pairTable);
    const one = importerFor('edit-pairs-hospital', form);
    expect(await one.describe(named('x/ccioph-v303r0-f1', content)[0])).toEqual({
      edition: { name: 'NCCI 2024 Q4', line: 'ncci', begins: '2024-10-01', ends: '2024-12-31' },
      source: {
        id: 'edit-pairs-hospital:2024-10-01',
        publisher: 'Centers for Medicare & Medicaid Services',
        document: 'ccioph-v303r0-f1',
        notice: 'CPT only copyright 2025 American Medical Association. All rights reserved.',
      },
      notices: ['CPT only copyright 2025 American Medical Association. All rights reserved.'],
    });
  });

  it('makes up no copyright line', async () => {
    const { source } = await text.describe(
      named('ccipra-v322r0-f1.txt', pairTable.slice(pairTable.indexOf('\n') + 1))[0],
    );
    expect(source.notice).not.toMatch(/American Medical Association|\d{4}/);
  });
});

describe('reading NCCI edit pairs', () => {
  it.each(['text', 'CSV', 'Excel'])('makes a pair of every row of the %s file', async (form) => {
    const content =
      form === 'text' ? pairTable : form === 'CSV' ? asCsv(pairTable) : await asSheet(pairTable);
    const { facts, report } = await factsOf(
      importerFor('edit-pairs-practitioner', form),
      named('t', content)[0],
    );
    expect(rowsOf(facts)).toEqual(pairs);
    expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0, done: 1 });
  });

  it('reads all parts, each with its own header', async () => {
    const second = `${pairHeader}${pairRows[0]}\r\nbad\r\n`;
    const { facts, report } = await factsOf(text, named('f1.txt')[0], named('f2.txt', second)[0]);
    expect(rowsOf(facts)).toEqual([...pairs, pairs[0]]);
    expect(report).toMatchObject({ read: 5, kept: 4, rejected: 1, done: 1 });
    expect(report.rejects).toEqual([{ line: 8, reason: 'f2.txt: it has 1 columns, not 7' }]);
  });

  it('shares dates and rationales between rows and trims padded cells', async () => {
    const padded = `${pairHeader}0001A \t 0591T\t\t20220101 \t* \t1 \t Laboratory  panel\u0092s \r\n`;
    const { facts } = await factsOf(text, named('t', padded)[0]);
    expect(rowsOf(facts)).toEqual([{ ...pairs[0], deleted: null, rationale: 'Laboratory panel\u2019s' }]);
  });

  it.each([
    ['0001\t0591T\t\t20220101\t*\t1\tx', 'not a pair of codes'],
    ['0001a\t0591T\t\t20220101\t*\t1\tx', 'not a pair of codes'],
    ['0001A\t0591T\tx\t20220101\t*\t1\tx', 'is no "*"'],
    ['0001A\t0591T\t\t20220230\t*\t1\tx', 'effective date "20220230" is no date'],
    ['0001A\t0591T\t\t*\t*\t1\tx', 'effective date "*" is no date'],
    ['0001A\t0591T\t\t20220101\t\t1\tx', 'deletion date "" is no date'],
    ['0001A\t0591T\t\t20220101\t2023123\t1\tx', 'deletion date'],
    ['0001A\t0591T\t\t20220101\t*\t2\tx', 'indicator is "2"'],
    ['0001A\t0591T\t\t20220101\t*', '5 columns'],
    [`0001A\t0591T\t\t20220101\t*\t1\t${'x'.repeat(251)}`, 'too long'],
  ])('rejects %s', async (row, reason) => {
    const { facts, report } = await factsOf(
      text,
      named('t', `${pairTable}\r\n\t\t\t\t\t\t\r\n${row}\r\n`)[0],
    );
    expect(facts.length).toBe(3);
    expect(report).toMatchObject({ read: 4, kept: 3, rejected: 1 });
    expect(report.rejects).toEqual([{ line: 12, reason: expect.stringContaining(reason) }]);
  });

  it('refuses a part without captions', async () => {
    await expect(factsOf(text, named('t', pairRows.join('\r\n'))[0])).rejects.toMatchObject({
      code: 'source-damaged',
    });
  });

  it('counts every record once, whatever is in the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ at: fc.nat(pairTable.length), cut: fc.nat(30), put: fc.string({ maxLength: 8 }) }),
          {
            maxLength: 5,
          },
        ),
        fc.constantFrom('text', 'CSV'),
        async (changes, form) => {
          const changed = changes.reduce(
            (all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut),
            pairTable,
          );
          const content = form === 'CSV' ? asCsv(changed) : changed;
          const outcome = await factsOf(
            importerFor('edit-pairs-hospital', form),
            named('t', content)[0],
          ).catch((error: unknown) => error);
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
