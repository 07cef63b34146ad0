import { describe, expect, test } from 'vitest';
import type { Fact } from '../../codeset/facts.ts';
import { icd10cmExternalIndex, icd10cmIndex } from './icd10cm-index.ts';
import * as xml from './icd10cm-xml-fixtures.ts';
import { expectSoundOnDamage, rowsOf } from './icd10cm-xml-fixtures.ts';

async function read(terms: string): Promise<xml.ReadFile> {
  return xml.readFacts(icd10cmIndex, xml.memberOfXml('icd10cm_index_2017.xml', xml.indexOf(terms)));
}

describe('the Alphabetic Index', () => {
  test('gives every term in reading order with its codes and references', async () => {
    const { facts, report } = await xml.readFacts(icd10cmIndex, xml.memberOfXml('i.xml', xml.smallIndex, 7));
    const none = { nonessential: [], code: null, manifestation: null };
    const book = 'index';
    expect(facts).toEqual<Fact[]>([
      {
        table: 'indexTerm',
        row: { book, id: 0, parent: null, level: 0, ...none, title: 'Abdomen, abdominal' },
      },
      {
        table: 'indexReference',
        row: { book, term: 0, ordinal: 0, kind: 'seeAlso', text: 'condition' },
      },
      {
        table: 'indexTerm',
        row: {
          book,
          id: 1,
          parent: 0,
          level: 1,
          ...none,
          title: 'acute',
          nonessential: ['any'],
          code: 'R100',
        },
      },
      {
        table: 'indexTerm',
        row: {
          book,
          id: 2,
          parent: 1,
          level: 2,
          ...none,
          title: 'in disease',
          code: 'E093',
          manifestation: 'H36',
        },
      },
      {
        table: 'indexTerm',
        row: { book, id: 3, parent: 0, level: 1, ...none, title: 'angina', code: 'K551' },
      },
      { table: 'indexReference', row: { book, term: 3, ordinal: 0, kind: 'see', text: 'Angina' } },
      {
        table: 'indexTerm',
        row: { book, id: 4, parent: null, level: 0, ...none, title: 'Abscess & more' },
      },
      { table: 'indexReference', row: { book, term: 4, ordinal: 0, kind: 'subcat', text: 'M80.-' } },
    ]);
    expect(report).toMatchObject({ read: 5, kept: 5, rejected: 0, dropped: {} });
  });

  test.each([
    ['procedureT88.53', 'procedure', 'T8853'],
    ['knee M97.1--', 'knee', 'M971'],
    ['infestation classifiable to B85.0-B85.2  B85.4', 'infestation classifiable to B85.0-B85.2', 'B854'],
    ['classifiable to B85.0-B85.2', 'classifiable to B85.0-B85.2', null],
    ['conditions in I50.9', 'conditions in I50.9', null],
    ['chronic I82.5y--', 'chronic I82.5y--', null],
    ['vitamin B12', 'vitamin B12', null],
  ])('a code at the end of a title, where none stands beside it: %s', async (text, words, code) => {
    const { facts } = await read(`<mainTerm><title>${text}</title></mainTerm>`);
    expect(rowsOf(facts, 'indexTerm')).toMatchObject([{ title: words, code }]);
    const beside = await read(`<mainTerm><title>${text}</title><code>A00</code></mainTerm>`);
    expect(rowsOf(beside.facts, 'indexTerm')).toMatchObject([
      { title: text.replaceAll('  ', ' '), code: 'A00' },
    ]);
  });

  test('what is no plain code, or a second one, stays as a reference', async () => {
    const { facts } = await read(
      '<mainTerm><title>x</title><code>A00-A09</code><code>A01.0</code><code>A02</code><manif>by site</manif></mainTerm>',
    );
    expect(rowsOf(facts, 'indexTerm')).toMatchObject([{ code: 'A010', manifestation: null }]);
    expect(rowsOf(facts, 'indexReference').map(({ kind, text }) => [kind, text])).toEqual([
      ['code', 'A00-A09'],
      ['code', 'A02'],
      ['manif', 'by site'],
    ]);
  });

  test('a term without a title is rejected with the terms under it', async () => {
    const { facts, report } = await read(
      '<mainTerm><title> </title><term level="1"><title>x</title></term></mainTerm><mainTerm><title>y</title></mainTerm>',
    );
    expect(rowsOf(facts, 'indexTerm').map(({ id, title: words }) => [id, words])).toEqual([[0, 'y']]);
    expect(report).toMatchObject({ read: 3, kept: 1, rejected: 2 });
    expect(report.rejects.map(({ reason }) => reason)).toEqual([
      'a term has no title',
      'x: the term above it has no title and was left out',
    ]);
  });

  test.each([
    ['an addendum', '<mainTerm><diff><old>x</old><new>y</new></diff></mainTerm>', 'complete file'],
    ['parts without end', `<mainTerm><title>x</title>${'<see>y</see>'.repeat(30)}</mainTerm>`, 'more parts'],
    ['a text without end', `<mainTerm><title>${'x'.repeat(50_000)}</title></mainTerm>`, 'longer than any'],
    ['a title in pieces', `<mainTerm><title>${'x<!-- -->'.repeat(30)}</title></mainTerm>`, 'more parts'],
    ['a term that is cut off', '<mainTerm><title>x</title>', 'sound XML'],
  ])('%s is refused', async (_, terms, words) => {
    await expect(read(terms)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining(words),
    });
  });

  test('any damage is counted or refused', async () => {
    await expectSoundOnDamage(icd10cmIndex, xml.smallIndex);
  });
});

describe('which index it is', () => {
  test.each([
    ['the Alphabetic Index', xml.smallIndex, icd10cmIndex],
    ['the External Cause Index', xml.indexOf('', xml.externalTitle), icd10cmExternalIndex],
    [
      'its later title',
      xml.indexOf('', '<title>EXTERNAL CAUSE of INJURIES INDEX</title>'),
      icd10cmExternalIndex,
    ],
    [
      'no title, codes of diseases',
      xml.indexOf('<code>R10.0</code><code>X58</code><code>A00</code>', ''),
      icd10cmIndex,
    ],
    [
      'no title, codes of external causes',
      xml.indexOf('<code>X58</code><code>Y93.E1</code>', ''),
      icd10cmExternalIndex,
    ],
    ['no title, no codes', xml.indexOf('', ''), null],
    ['an addendum', xml.smallIndex.replace('<ICD10CM.index>', '<ICD10CM.index isAddenda="true">'), null],
    ['a table', xml.indexOf('', '<indexHeading><head col="2">Colour</head></indexHeading>'), null],
    ['the PCS index', xml.smallIndex.replaceAll('ICD10CM', 'ICD10PCS'), null],
    ['no XML', 'Abdomen, abdominal', null],
    ['nothing', '', null],
  ])('%s', async (_, content, importer) => {
    expect(await xml.takersOf(content)).toEqual(importer === null ? [] : [importer]);
  });

  test.each([
    ['icd10cm_index_2017.xml', 'Alphabetic Index FY2017', '2016-10-01', '2017-03-31'],
    ['icd10cm-index-April-1-2026.xml', 'Alphabetic Index April 2026', '2026-04-01', '2026-09-30'],
    ['index.xml', 'Alphabetic Index FY2017', '2016-10-01', '2017-03-31'],
  ])('%s is %s', async (name, edition, begins, ends) => {
    const description = await icd10cmIndex.describe(xml.memberOfXml(`a/${name}`, xml.smallIndex));
    expect(description).toMatchObject({
      edition: { name: edition, line: 'icd10cm', begins, ends },
      source: { id: `icd10cm-index:${begins}`, document: name },
    });
  });

  test('neither name nor content tells the year', async () => {
    await expect(
      icd10cmIndex.describe(xml.memberOfXml('index.xml', xml.indexOf('', ''))),
    ).rejects.toMatchObject({
      code: 'source-unrecognised',
    });
  });
});
