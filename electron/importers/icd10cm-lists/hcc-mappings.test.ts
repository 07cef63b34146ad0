import { describe, expect, test } from 'vitest';
import { factsOf, realMember, recognised, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, realFiles } from '../fixtures.ts';
import { hccFile } from './fixtures-lists.ts';
import { hccMappings } from './hcc-mappings.ts';

const name = '2026 Initial ICD-10-CM Mappings.csv';

describe('mappings of ICD-10-CM to condition categories', () => {
  test('give a fact for each model with a category', async () => {
    const content = hccFile(
      'A0104,"Typhoid, arthritis",39,92,,Yes',
      'B377,Candidal sepsis,6,,--,No',
      ',,,,,',
      'Notes:,,,,,',
      '"1. A note, with a comma.",,,,,',
    );
    expect(await recognised(hccMappings, content)).toBe(true);
    const { facts, report } = await factsOf(hccMappings, memberOf(name, content));
    expect(rowsOf(facts, 'hierarchicalCondition')).toEqual([
      { code: 'A0104', model: 'CMS-HCC ESRD V24', category: '39' },
      { code: 'A0104', model: 'CMS-HCC V28', category: '92' },
      { code: 'B377', model: 'CMS-HCC ESRD V24', category: '6' },
    ]);
    expect(report).toMatchObject({ read: 4, kept: 2, rejected: 0, dropped: { 'note below the table': 2 } });
  });

  test('rows that give nothing are counted', async () => {
    const content = hccFile('A0104,x,39,,,No', 'A0104,x,39,,,No', 'E11.2x,x,1,,,No', 'E119,x,,--,,No');
    const { report } = await factsOf(hccMappings, memberOf(name, content));
    expect(report).toMatchObject({
      read: 4,
      kept: 1,
      rejected: 2,
      rejects: [
        { reason: 'A0104: the same categories twice' },
        { reason: '"E11.2x" is not an ICD-10-CM code' },
      ],
      dropped: { 'no category in any model': 1 },
    });
  });

  test('are named by payment year and answer for the year before', async () => {
    const named = await hccMappings.describe(memberOf(name, hccFile()));
    expect(named.edition).toEqual({
      name: 'HCC Mappings 2026 Initial',
      line: 'icd10cm',
      begins: '2025-01-01',
      ends: '2025-12-31',
    });
    expect(named.notices).toEqual([]);
    const unnamed = await hccMappings.describe(memberOf('mappings.csv', hccFile()));
    expect(unnamed.edition.name).toBe('HCC Mappings 2026');
    const other = await hccMappings.describe(memberOf('2027 Midyear_Final ICD-10 Mappings.csv', hccFile()));
    expect(other.edition.name).toBe('HCC Mappings 2027 Midyear Final');
    expect(other.notices[0]).toContain('payment year 2026');
    const silent = hccFile().replace('2026', '');
    await expect(hccMappings.describe(memberOf('mappings.csv', silent))).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });

  test.each([
    ['a model named without end', `Diagnosis Code,RxHCC ${'x'.repeat(100)} Model Category V08\nA0104,39\n`],
    ['models without end', hccFile().replace('Description,', '"RxHCC Model Category V08",'.repeat(50))],
    ['another table', 'Diagnosis Code,Description,Category\nA0104,x,39\n'],
    ['a broken table', '"Diagnosis\nCode,Description'],
    ['nothing', ''],
  ])('%s: not recognised', async (_, content) => {
    expect(await recognised(hccMappings, content)).toBe(false);
  });
});

describe.skipIf(realFiles() === null)('the real mappings (skipped without the public files)', () => {
  test('every category of every model', async () => {
    const member = await realMember('hcc-2026.zip', name);
    const raw = await contentOf(member);
    expect(await recognised(hccMappings, raw)).toBe(true);
    expect((await hccMappings.describe(member)).notices).toEqual([
      'The file is named for payment year 2026; its header speaks of payment year 2025.',
    ]);
    const { facts, report } = await factsOf(hccMappings, member);
    const models = [
      'CMS-HCC ESRD V21',
      'CMS-HCC ESRD V24',
      'CMS-HCC V22',
      'CMS-HCC V24',
      'CMS-HCC V28',
      'RxHCC V08',
    ];
    const rows = raw.split('\n').filter((line) => /^[A-Z]\w{2,6},/.test(line));
    const cells = rows.map((line) => [line.split(',')[0] ?? '', line.split(',').slice(-12, -6)] as const);
    const expected = cells.flatMap(([code, values]) =>
      values.flatMap((value, at) => (/^\d/.test(value) ? [`${code} ${models[at]} ${value}`] : [])),
    );
    const found = rowsOf(facts, 'hierarchicalCondition');
    expect(found.map(({ code, model, category }) => `${code} ${model} ${category}`)).toEqual(expected);
    expect(expected).toHaveLength(54_440);
    expect(new Set(expected).size).toBe(54_440);
    expect(rows).toHaveLength(11_725);
    expect(report).toMatchObject({
      read: 11_730,
      kept: 11_725,
      rejected: 0,
      dropped: { 'note below the table': 5 },
    });
  });
});
