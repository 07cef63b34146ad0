import { describe, expect, test } from 'vitest';
import { factsOf, recognised, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { memberOf } from '../fixtures.ts';
import {
  head,
  pcsAxis,
  pcsDefinitionsFile,
  pcsIndexFile,
  pcsXml,
  row,
  rowAxes,
  tableOf,
  tables,
} from './fixtures-pcs.ts';
import { icd10pcsDefinitions } from './icd10pcs-definitions.ts';
import { icd10pcsIndex } from './icd10pcs-index.ts';
import { icd10pcsTables } from './icd10pcs-tables.ts';
import { newReport } from '../report.ts';
import { elementsOf } from '../reading/xml-elements.ts';

test('each XML file is taken by its own importer only', async () => {
  const taken = (content: string): Promise<boolean[]> =>
    Promise.all(
      [icd10pcsTables, icd10pcsIndex, icd10pcsDefinitions].map(async (one) => recognised(one, content)),
    );
  for (const [at, root] of ['tabular', 'index', 'definitions'].entries()) {
    expect(await taken(pcsXml(root))).toEqual([0, 1, 2].map((index) => index === at));
  }
  for (const content of ['', '<ICD10CM.tabular></ICD10CM.tabular>', 'ICD10PCS.index']) {
    expect(await taken(content)).toEqual([false, false, false]);
  }
});

describe('the edition', () => {
  test.each([
    ['icd10pcs_tables_2026.xml', 'PCS Tables FY2026', '2025-10-01'],
    ['fy2026-april/icd10pcs_tables_2026.xml', 'PCS Tables April 2026', '2026-04-01'],
    ['tables.xml', 'PCS Tables FY2023', '2022-10-01'],
    ['april-2023/tables.xml', 'PCS Tables April 2023', '2023-04-01'],
  ])('%s is %s', async (name, edition, begins) => {
    const described = await icd10pcsTables.describe(memberOf(name, tables));
    expect(described.edition).toMatchObject({ name: edition, line: 'icd10pcs', begins });
    expect(described.source.id).toBe(`icd10pcs-tables:${begins}`);
  });

  test('neither name nor version tells', async () => {
    const member = memberOf('tables.xml', tables.replace('2023', 'new'));
    await expect(icd10pcsTables.describe(member)).rejects.toMatchObject({ code: 'source-unrecognised' });
    const none = memberOf('tables.xml', tables.replace('<version>2023</version>', ''));
    await expect(icd10pcsTables.describe(none)).rejects.toMatchObject({ code: 'source-unrecognised' });
  });
});

describe('tables', () => {
  test('the head is row 0, its definition and the labels are tidied', async () => {
    const { facts, report } = await factsOf(icd10pcsTables, memberOf('x.xml', tables, 7));
    expect(report).toMatchObject({ read: 2, kept: 2, rejected: 0 });
    const rows = rowsOf(facts, 'pcsValue');
    expect(rows.map((one) => [one.table, one.row, one.position, one.value, one.axis, one.label])).toEqual([
      ['001', 0, 1, '0', 'Section', 'Medical and Surgical'],
      ['001', 0, 2, '0', 'Body System', 'Central Nervous System'],
      ['001', 0, 3, '1', 'Operation', 'Bypass'],
      ['001', 1, 4, '6', 'Body Part', 'Cerebral Ventricle'],
      ['001', 1, 5, '0', 'Approach', 'Open'],
      ['001', 1, 5, '3', 'Approach', 'Percutaneous'],
      ['001', 1, 6, 'Z', 'Device', 'No Device'],
      ['001', 1, 7, 'B', 'Qualifier', 'Cerebral & Cisterns'],
    ]);
    expect(rows.map(({ definition }) => definition)).toEqual([
      null,
      null,
      'Altering the route',
      ...rows.slice(3).map(() => null),
    ]);
  });

  const axesBut = (at: number, other: string): string[] => rowAxes.with(at, other);
  test.each([
    ['count', row(3), 'table 001, row 2: its values make 2 codes, not 3'],
    ['no axis 7', row(2, rowAxes.slice(0, 3)), 'its axes are not positions 4 to 7 with values'],
    ['order', row(2, rowAxes.toReversed()), 'its axes are not positions 4 to 7 with values'],
    ['letter O', row(2, axesBut(3, pcsAxis(7, 'Q', { O: 'x' }))), 'its axes are not positions 4 to 7'],
    ['no values', row(0, axesBut(3, pcsAxis(7, 'Q', {}))), 'its axes are not positions 4 to 7 with values'],
    ['no label', row(2, axesBut(3, pcsAxis(7, 'Q', { B: ' ' }))), 'its axes are not positions 4 to 7'],
    ['no title', row(2, axesBut(3, pcsAxis(7, ' ', { B: 'x' }))), 'its axes are not positions 4 to 7'],
    [
      'value twice',
      row(4, axesBut(1, pcsAxis(5, 'A', { 0: 'Open' }, '<label code="0">Closed</label>'))),
      'its axes are not positions 4 to 7 with values',
    ],
  ])('a bad row is left out, its neighbours stay: %s', async (_, bad, reason) => {
    const content = pcsXml('tabular', tableOf(row(2), bad, row(2)));
    const { facts, report } = await factsOf(icd10pcsTables, memberOf('x.xml', content));
    expect(report).toMatchObject({ read: 4, kept: 3, rejected: 1 });
    expect(report.rejects[0]?.reason).toContain(reason);
    expect(new Set(rowsOf(facts, 'pcsValue').map((one) => one.row))).toEqual(new Set([0, 1, 3]));
  });

  test.each([
    ['twice', tableOf(row(2)), 'table 001 is in the file twice'],
    [
      'head',
      `<pcsTable>${pcsAxis(1, 'Section', { 0: 'x' })}${row(2)}</pcsTable>`,
      'a table has not one value',
    ],
    [
      'two values',
      `<pcsTable>${head.replace('</label>', '</label><label code="1">y</label>')}${row(2)}</pcsTable>`,
      'a table has not one value',
    ],
  ])('a bad table is left out with its rows: %s', async (_, bad, reason) => {
    const { report } = await factsOf(
      icd10pcsTables,
      memberOf('x.xml', pcsXml('tabular', tableOf(row(2)), bad)),
    );
    expect(report).toMatchObject({ read: 4, kept: 2, rejected: 2 });
    for (const one of report.rejects) expect(one.reason).toContain(reason);
  });
});

test('index: terms, their codes and where they send the reader', async () => {
  const { facts, report } = await factsOf(icd10pcsIndex, memberOf('x.xml', pcsIndexFile, 11));
  expect(report).toMatchObject({ read: 12, kept: 10, rejected: 2 });
  const terms = rowsOf(facts, 'indexTerm');
  expect(terms.map((one) => [one.id, one.parent, one.level, one.title, one.code])).toEqual([
    [0, null, 0, 'Abdominohysterectomy', null],
    [1, null, 0, 'Abdominoplasty', null],
    [2, null, 0, 'Abortion', null],
    [3, 2, 1, 'Products of Conception', '10A0'],
    [4, 3, 2, 'Laminaria', '10A07ZW'],
    [5, null, 0, 'Angioscopy', null],
    [6, 5, 1, '', '02JY4ZZ'],
    [7, null, 0, 'Zyvox', 'BF1'],
  ]);
  expect(terms.every((one) => one.book === 'pcs' && one.manifestation === null)).toBe(true);
  const references = rowsOf(facts, 'indexReference');
  expect(references.map((one) => [one.term, one.ordinal, one.kind, one.text])).toEqual([
    [0, 0, 'see', 'Resection, Uterus'],
    [0, 1, 'codes', '0UT9'],
    [1, 0, 'see', 'Alteration, Abdominal Wall'],
    [1, 1, 'codes', '0W0F'],
    [1, 2, 'see', 'Repair'],
    [1, 3, 'tab', '0WQ'],
    [7, 0, 'use', 'Oxazolidinones'],
    [7, 1, 'code', 'not one'],
  ]);
});

test('definitions: every title is a term, bad ones are left out, device aggregation too', async () => {
  const { facts, report } = await factsOf(icd10pcsDefinitions, memberOf('x.xml', pcsDefinitionsFile));
  const dropped = { 'device aggregation: it defines no value of an axis': 1 };
  expect(report).toMatchObject({ read: 6, kept: 2, rejected: 3, dropped });
  const place = { section: '0', position: 4, axis: 'Body Part', definition: null, explanation: null };
  expect(rowsOf(facts, 'pcsDefinition')).toEqual([
    {
      section: '0',
      position: 3,
      ordinal: 0,
      axis: 'Operation',
      term: 'Alteration',
      definition: 'Modifying',
      explanation: 'Why',
      includes: ['Face lift, more'],
    },
    { ...place, ordinal: 0, term: '1st Toe, Left', includes: ['Hallux', 'Big toe'] },
    { ...place, ordinal: 1, term: '1st Toe, Right', includes: ['Hallux', 'Big toe'] },
  ]);
});

describe('what is no sound file', () => {
  const many = '<label code="0">x</label>'.repeat(60_000);
  test.each([
    ['cut off', tables.slice(0, 400)],
    ['not in UTF-8', tables.replace('Open', '\u00E9')],
    ['a table without end', tables.replace('<pcsRow', `${many}<pcsRow`)],
    [
      'attributes without end',
      tables.replace('<pcsRow', `${`<a b="${'x'.repeat(99_999)}"/>`.repeat(90)}<pcsRow`),
    ],
    ['too deep', tables.replace('<pcsRow', '<a>'.repeat(99))],
  ])('%s: source-damaged', async (_, content) => {
    await expect(factsOf(icd10pcsTables, memberOf('x.xml', content))).rejects.toMatchObject({
      code: 'source-damaged',
    });
  });

  test('one element after the other is held, with its own text only', async () => {
    const content = '<r>a<see>b<x>c</x>d</see>e<see><see>f</see></see></r>';
    const texts: string[] = [];
    for await (const element of elementsOf(memberOf('x.xml', content), newReport(), 'see')) {
      texts.push(`${element.text}/${element.children.map(({ text }) => text).join()}`);
    }
    expect(texts).toEqual(['bd/c', '/f']);
  });
});
