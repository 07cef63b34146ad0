import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import { addOnCodes } from './add-on-codes.ts';
import { contentOf, memberOf, orderFile, workbookOf } from '../fixtures.ts';
import type { AddOnFields } from './fixtures-ncci.ts';
import {
  addOnCopyright,
  addOnFields,
  addOnHeaders,
  addOnLine,
  addOnRecords,
  addOnSheet,
  addOnText,
  cmsShapedAddOns,
  factsOf,
  pairHeader,
  realNcci,
} from './fixtures-ncci.ts';
import type { Importer } from '../importer.ts';

const expected = [
  {
    code: '0076T',
    primary: '0075T',
    kind: 1,
    ordinal: 1,
    effective: '2013-04-01',
    deleted: null,
    codeDeleted: null,
    primaryDeleted: null,
    instruction: null,
  },
  {
    code: '0054T',
    primary: 'CCCCC',
    kind: 2,
    ordinal: 2,
    effective: '2013-04-01',
    deleted: null,
    codeDeleted: null,
    primaryDeleted: null,
    instruction: 'Contractor Defined Primary Codes',
  },
  {
    code: '20701',
    primary: '11010',
    kind: 3,
    ordinal: 3,
    effective: '2020-01-01',
    deleted: '2024-02-29',
    codeDeleted: '2024-12-31',
    primaryDeleted: '2023-12-31',
    instruction: null,
  },
];

const rowsOf = (facts: readonly Fact[]): unknown[] => facts.map(({ row }) => row);
const named = (form: string): Importer => {
  const found = addOnCodes.find((one) => one.format.includes(form));
  if (!found) throw new Error(`No importer reads the ${form}.`);
  return found;
};
const textForm = named('text');
const sheetForm = named('Excel');

async function whichTakes(name: string, content: string | Buffer): Promise<string[]> {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1');
  const probe = { member: memberOf(name, bytes), head: bytes.subarray(0, 1 << 16) };
  const taken: string[] = [];
  for (const one of addOnCodes) if (await one.recognise(probe)) taken.push(one.format);
  return taken;
}

describe('recognising add-on code edits', () => {
  it('goes by the columns of the text and the headers of the sheet', async () => {
    expect(await whichTakes('x', addOnText)).toEqual(['NCCI add-on code edits, text file']);
    expect(await whichTakes('x', addOnRecords.map(addOnLine).join('\n'))).toEqual([
      'NCCI add-on code edits, text file',
    ]);
    expect(await whichTakes('x', await addOnSheet(addOnHeaders))).toEqual([
      'NCCI add-on code edits, Excel file',
    ]);
  });

  it.each<[string, string | Promise<Buffer>]>([
    ['an order file', orderFile],
    ['edit pairs', `${pairHeader}0001A\t0591T\t\t20220101\t*\t1\tx`],
    ['numbers', Array.from({ length: 50 }, (_, at) => String(10_000 + at)).join('\n')],
    ['mappings to ICD-9-CM', '10001  A000    10000\r\n10002  A001    10000'],
    ['another sheet', workbookOf([addOnHeaders.slice(0, 4)])],
  ])('leaves %s alone', async (_, content) => {
    expect(await whichTakes('AOC_V2026Q2-MCR.txt', await content)).toEqual([]);
  });
});

describe('describing add-on code edits', () => {
  it('takes the quarter from the name and the notice from the file', async () => {
    const notice = 'CPT only copyright 2025 American Medical Association. All rights reserved.';
    const edition = { name: 'NCCI 2026 Q2', line: 'ncci', begins: '2026-04-01', ends: '2026-06-30' };
    for (const [one, name, content] of [
      [textForm, 'AOC_V2026Q2-MCR.txt', addOnText],
      [sheetForm, 'AOC_V2026Q2-MCR.xlsx', await addOnSheet(addOnHeaders)],
    ] as const) {
      const described = await one.describe(memberOf(name, content));
      expect(described).toMatchObject({ edition, notices: [notice] });
      expect(described.source).toMatchObject({ id: 'add-on-codes:2026-04-01', document: name, notice });
    }
  });

  it('makes up no copyright line', async () => {
    const { source } = await textForm.describe(
      memberOf('AOC_V2026Q2-MCR.txt', addOnRecords.map(addOnLine).join('\n')),
    );
    expect(source.notice).not.toContain('American Medical Association');
  });

  it('asks for a name with the quarter', async () => {
    await expect(textForm.describe(memberOf('addons.txt', addOnText))).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });
});

describe('reading add-on code edits', () => {
  it('makes a row of every line of the text', async () => {
    const { facts, report } = await factsOf(textForm, memberOf('x', `\r\n${addOnText}\r\n`));
    expect(rowsOf(facts)).toEqual(expected);
    expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0, done: 1 });
  });

  it('makes the same rows of the sheet, wherever its columns stand', async () => {
    const older = addOnHeaders.map((title) =>
      title.endsWith('DT') ? `${title} (Julian)` : title.replaceAll('_', ' '),
    );
    for (const titles of [addOnHeaders, older]) {
      const { facts, report } = await factsOf(sheetForm, memberOf('x', await addOnSheet(titles)));
      expect(rowsOf(facts)).toEqual(expected);
      expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0 });
    }
    const turned = await workbookOf([
      addOnHeaders.toReversed(),
      ...addOnRecords.map((one) => addOnFields(one).toReversed()),
    ]);
    expect(rowsOf((await factsOf(sheetForm, memberOf('x', turned))).facts)).toEqual(expected);
  });

  it.each<[Partial<AddOnFields>, string]>([
    [{ kind: '4' }, 'edit type'],
    [{ code: '0076t' }, 'not a code'],
    [{ primary: '' }, 'not a primary code'],
    [{ effective: '2023366' }, 'day of the year'],
    [{ effective: '2023000' }, 'day of the year'],
    [{ deleted: '202306' }, 'day of the year'],
  ])('rejects %o', async (change, reason) => {
    const bad = { kind: '1', code: '0076T', primary: '0075T', ...change };
    const { facts, report } = await factsOf(textForm, memberOf('x', addOnText + addOnLine(bad)));
    expect(facts.length).toBe(3);
    expect(report).toMatchObject({ read: 4, kept: 3, rejected: 1 });
    expect(report.rejects).toEqual([{ line: 5, reason: expect.stringContaining(reason) }]);
  });

  it('refuses a file without records', async () => {
    await expect(factsOf(textForm, memberOf('x', addOnCopyright))).rejects.toMatchObject({
      code: 'source-damaged',
    });
    const empty = memberOf('x', await workbookOf([[addOnCopyright], addOnHeaders]));
    await expect(factsOf(sheetForm, empty)).rejects.toMatchObject({ code: 'source-damaged' });
  });

  it('counts every record once, whatever is in the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ at: fc.nat(addOnText.length), cut: fc.nat(20), put: fc.string({ maxLength: 6 }) }),
          {
            maxLength: 4,
          },
        ),
        async (changes) => {
          const content = changes.reduce(
            (all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut),
            addOnText,
          );
          const outcome = await factsOf(textForm, memberOf('x', content)).catch((error: unknown) => error);
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

const rebuilt = await realNcci('aoc_2024-06-03');

describe.skipIf(rebuilt === null)(
  'the real add-on codes of 2024 in the shape of CMS (../shared/data)',
  () => {
    it('are read whole', async () => {
      if (!rebuilt) return;
      const lines = (await contentOf(rebuilt)).split(/\r?\n/).filter((line) => line.includes('\tAdd-On\t'));
      const member = cmsShapedAddOns(rebuilt, 'AOC_V2024Q2-MCR.txt');
      expect(await whichTakes(member.name, await contentOf(member))).toEqual([
        'NCCI add-on code edits, text file',
      ]);
      const { facts, report } = await factsOf(textForm, member);
      expect(report).toMatchObject({ read: lines.length, kept: 7465, rejected: 0 });
      const said = facts.map(({ table, row }) =>
        table === 'addOn' ? [row.code, 'Add-On', row.primary, row.kind].join('\t') : table,
      );
      expect(said).toEqual(lines);
    });
  },
);
