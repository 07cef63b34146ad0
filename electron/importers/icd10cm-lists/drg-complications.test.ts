import { describe, expect, test } from 'vitest';
import { drgComplications } from './drg-complications.ts';
import { appendixG, appendixH, box, manual } from './fixtures-lists.ts';
import { factsOf, realMember, recognised, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, realFiles } from '../fixtures.ts';
import { newReport } from '../report.ts';

describe('Appendices G and H of the MS-DRG Definitions Manual', () => {
  test('give the diagnoses of both lists and of nothing else', async () => {
    expect(await recognised(drgComplications, manual)).toBe(true);
    const { facts, report } = await factsOf(drgComplications, memberOf('msdrg_v40.txt', manual));
    expect(rowsOf(facts, 'complication')).toEqual([
      { code: 'A000', level: 'CC', aliveOnly: 0 },
      { code: 'T8112XA', level: 'CC', aliveOnly: 0 },
      { code: 'A021', level: 'MCC', aliveOnly: 0 },
      { code: 'I462', level: 'MCC', aliveOnly: 1 },
    ]);
    expect(report).toMatchObject({ read: 4, kept: 4, rejected: 0, dropped: {} });
  });

  test('may come as two files', async () => {
    const files = [
      memberOf('appendix_G.txt', appendixG.join('\n')),
      memberOf('appendix_H.txt', appendixH.join('\n')),
    ] as const;
    const report = newReport();
    const facts = [];
    for await (const fact of drgComplications.read(files, report)) facts.push(fact);
    expect(facts).toHaveLength(4);
    expect(await recognised(drgComplications, appendixH.join('\n'))).toBe(true);
  });

  test('one list without the other is no answer', async () => {
    const read = factsOf(drgComplications, memberOf('g.txt', appendixG.join('\n')));
    await expect(read).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('Appendix H'),
    });
  });

  test('more diagnoses than there are are not gathered', async () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `  A${String(at).padStart(5, '0')} x`);
    const read = factsOf(drgComplications, memberOf('x.txt', [...appendixH, ...many].join('\n')));
    await expect(read).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('more diagnoses than there are'),
    });
  });

  test('repeated diagnoses and other lines among them are rejected', async () => {
    const content = [...appendixG, '  A000    Cholera again', 'CC exclusions', ...appendixH].join('\n');
    const { report } = await factsOf(drgComplications, memberOf('x.txt', content));
    expect(report).toMatchObject({
      read: 6,
      kept: 4,
      rejected: 2,
      rejects: [
        { line: 9, reason: 'A000 is in the lists twice; the first one is kept' },
        { line: 10, reason: '"CC exclusions" is not a diagnosis of a complication list' },
      ],
    });
  });

  test.each(['msdrg_v40_appendix_F_J.txt', 'msdrg_v40/appendix_G.txt', 'MSDRG Version 40.0 G.txt'])(
    '%s tells the version',
    async (name) => {
      const { edition } = await drgComplications.describe(memberOf(name, ''));
      expect(edition).toMatchObject({ name: 'MS-DRG v40', begins: '2022-10-01', ends: '2023-03-31' });
    },
  );

  test('an update is told by its decimal; a name without a version by an error', async () => {
    expect((await drgComplications.describe(memberOf('msdrg_v41.1_G.txt', ''))).edition.name).toBe(
      'MS-DRG v41.1',
    );
    await expect(drgComplications.describe(memberOf('appendix.txt', ''))).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });

  test.each([
    ['other appendices', box('Appendix A List of MS-DRGs Version 40.0').join('\n')],
    ['no box', appendixG.slice(3).join('\n')],
    ['nothing', ''],
  ])('%s: not recognised', async (_, content) => {
    expect(await recognised(drgComplications, content)).toBe(false);
  });
});

describe.skipIf(realFiles() === null)('version 40 (skipped without the public files)', () => {
  test('every CC and MCC', async () => {
    const member = await realMember('msdrg.zip', 'msdrg_v40_appendix_F_J.txt');
    const raw = await contentOf(member);
    expect(await recognised(drgComplications, raw)).toBe(true);
    const { facts, report } = await factsOf(drgComplications, member);
    const codesIn = (text = ''): string[] => [...text.matchAll(/^ {2}(\w+) /gm)].map(([, code = '']) => code);
    const [, cc, mcc] = raw.split(/\| +Appendix [GHI] .*\|/);
    const [partOne, partTwo] = (mcc ?? '').split('Appendix H Part 2');
    const rows = rowsOf(facts, 'complication');
    expect(rows.map(({ code }) => code)).toEqual([...codesIn(cc), ...codesIn(partOne)]);
    expect(rows.filter(({ level }) => level === 'CC')).toHaveLength(14_814);
    expect(rows.filter(({ level }) => level === 'MCC')).toHaveLength(3315);
    expect(rows.flatMap(({ code, aliveOnly }) => (aliveOnly === 1 ? [code] : []))).toEqual(codesIn(partTwo));
    expect(report).toMatchObject({ read: 18_129, kept: 18_129, rejected: 0, dropped: {} });
    const other = await realMember('msdrg.zip', 'msdrg_v40_appendix_A.txt');
    expect(await recognised(drgComplications, await contentOf(other))).toBe(false);
  });
});
