import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../codeset/facts.ts';
import { icd10cmDrugs, icd10cmNeoplasms } from './icd10cm-table.ts';
import * as xml from './icd10cm-xml-fixtures.ts';
import { expectSoundOnDamage, rowsOf } from './icd10cm-xml-fixtures.ts';

type Codes = [string | null, string | null, string | null, string | null, string | null, string | null];

/** A row of the small table, in which each lies under the one before. */
function tableTerm(
  id: number,
  parent: number | null,
  title: string,
  codes: Codes,
  nonessential: string[] = [],
): Fact {
  const [column2, column3, column4, column5, column6, column7] = codes;
  const found = { column2, column3, column4, column5, column6, column7 };
  return {
    table: 'tableTerm',
    row: { book: 'neoplasms', id, parent, level: id, title, nonessential, ...found },
  };
}

async function rows(terms: string): Promise<xml.ReadFile> {
  return xml.readFacts(icd10cmNeoplasms, xml.memberOfXml('t.xml', xml.tableOf(terms)));
}

describe('the Neoplasm Table and the Table of Drugs', () => {
  test('give every row with the codes of its cells', async () => {
    const { facts, report } = await xml.readFacts(
      icd10cmNeoplasms,
      xml.memberOfXml('n.xml', xml.smallTable, 7),
    );
    expect(facts).toEqual<Fact[]>([
      tableTerm(0, null, 'Neoplasm, neoplastic', ['C801', 'C799', 'D099', 'D369', 'D489', 'D499']),
      tableTerm(1, 0, 'bone', ['C419', 'C798', null, null, 'D480', null], ['periosteum']),
      tableTerm(2, 1, 'ankle', [null, null, null, null, null, null]),
      {
        table: 'indexReference',
        row: { book: 'neoplasms', term: 2, ordinal: 0, kind: 'see', text: 'Neoplasm, tarsus' },
      },
    ]);
    expect(report).toMatchObject({ read: 3, kept: 3, rejected: 0, dropped: {} });
  });

  test('a cell that is no code, a second one and one of no column stay as references', async () => {
    const { facts } = await rows(
      `<mainTerm><title>x</title>${xml.cells('C44.-, C43.-', 'C79.2')}<cell col="3">C79.9</cell><cell col="9">A00</cell><cell>A01</cell><manif>by site</manif></mainTerm>`,
    );
    expect(rowsOf(facts, 'tableTerm')).toMatchObject([{ column2: null, column3: 'C792' }]);
    expect(rowsOf(facts, 'indexReference').map(({ ordinal, kind, text }) => [ordinal, kind, text])).toEqual([
      [0, 'column2', 'C44.-, C43.-'],
      [1, 'column3', 'C79.9'],
      [2, 'cell', 'A00'],
      [3, 'cell', 'A01'],
      [4, 'manif', 'by site'],
    ]);
  });

  test.each([
    ['the Neoplasm Table', xml.smallTable, icd10cmNeoplasms],
    ['the Table of Drugs', xml.tableOf('', xml.drugHeads), icd10cmDrugs],
    ['the root of the older XSD', xml.tableOf('', xml.drugHeads, 'ICD10CM.table'), icd10cmDrugs],
    ['a table of something else', xml.tableOf('', '<head col="1">Colour</head>'), null],
    ['an addendum', xml.smallTable.replace('<ICD10CM.index', '<ICD10CM.index isAddenda="true"'), null],
  ])('%s is recognised by its column headings', async (_, content, importer) => {
    expect(await xml.takersOf(content)).toEqual(importer === null ? [] : [importer]);
  });

  test.each([
    [icd10cmNeoplasms, 'icd10cm-neoplasm-April-1-2026-XML.xml', 'Neoplasm Table April 2026', '2026-04-01'],
    [icd10cmNeoplasms, 'icd10cm_neoplasm_2027.xml', 'Neoplasm Table FY2027', '2026-10-01'],
    [icd10cmDrugs, 'drug.xml', 'Table of Drugs and Chemicals FY2026', '2025-10-01'],
  ])('$format: %s is %s', async (importer, name, edition, begins) => {
    const description = await importer.describe(xml.memberOfXml(name, xml.smallTable));
    expect(description).toMatchObject({
      edition: { name: edition, begins },
      source: { id: `${importer.dataset}:${begins}`, document: name },
      notices: [],
    });
  });

  test('any damage is counted or refused', async () => {
    await expectSoundOnDamage(icd10cmNeoplasms, xml.smallTable);
  });
});

const why = 'skipped when the public files are not beside this checkout';
describe.skipIf(!existsSync(xml.publicFiles))(`real files (${why})`, { timeout: 60_000 }, () => {
  const [old, newer] = ['icd10cm-xml-2017.zip', 'icd10cm-tables-april-2026.zip'];
  test.each([
    [icd10cmNeoplasms, old, 'icd10cm_neoplasm_2017.xml', 1930],
    [icd10cmNeoplasms, newer, 'neoplasm-April-1-2026-XML.xml', 1940],
    [icd10cmDrugs, old, 'icd10cm_drug_2017.xml', 7416],
    [icd10cmDrugs, newer, 'drug-April-1-2026-XML.xml', 7430],
  ])('$format $2: every row and cell', async (importer, zip, name, count) => {
    const { member, raw } = await xml.publicFile(zip, name);
    expect(await xml.takersOf(raw)).toEqual([importer]);

    const { facts, report } = await xml.readFacts(importer, member);
    expect(report).toMatchObject({ read: count, kept: count, rejected: 0, dropped: {} });
    // A row ends where the next one begins or where it is closed.
    const cut = raw
      .split(/<(?=(?:mainTerm|term)[\s>])/)
      .slice(1)
      .map((piece) => piece.split(/<\/(?:mainTerm|term)>/)[0] ?? '');
    const terms = rowsOf(facts, 'tableTerm');
    expect(terms).toHaveLength(count);
    expect(terms.map(({ level }) => level)).toEqual(
      cut.map((text) => Number(/^term level="(\d)"/.exec(text)?.[1] ?? 0)),
    );
    const codeIn = (text: string, column: number): string | null => {
      const cell = new RegExp(`<cell col="${column}">([^<]*)`).exec(text)?.[1] ?? '';
      return cell.replaceAll(/[\s.-]/g, '') || null;
    };
    expect(terms.map((row) => [row.column2, row.column3, row.column4])).toEqual(
      cut.map((text) => [codeIn(text, 2), codeIn(text, 3), codeIn(text, 4)]),
    );
    expect(terms.map((row) => [row.column5, row.column6, row.column7])).toEqual(
      cut.map((text) => [codeIn(text, 5), codeIn(text, 6), codeIn(text, 7)]),
    );
    const references = raw.match(/<(?:see|seeAlso|manif)>|<nemod>\(see\s/g) ?? [];
    expect(rowsOf(facts, 'indexReference')).toHaveLength(references.length);
  });
});
