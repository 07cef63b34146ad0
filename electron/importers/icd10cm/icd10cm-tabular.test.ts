import { describe, expect, test } from 'vitest';
import type { Fact } from '../../codeset/facts.ts';
import { icd10cmTabular } from './icd10cm-tabular.ts';
import * as xml from './icd10cm-xml-fixtures.ts';
import { expectSoundOnDamage, rowsOf } from './icd10cm-xml-fixtures.ts';

async function read(chapter: string): Promise<xml.ReadFile> {
  return xml.readFacts(icd10cmTabular, xml.memberOfXml('icd10cm_tabular_2021.xml', xml.tabularOf(chapter)));
}

function part(level: string, id: string, ordinal: number, range: string, title: string): Fact {
  const [first = '', last = first] = range.split('-');
  return { table: 'tabularPart', row: { level, id, ordinal, first, last, title } };
}

function note(place: string, kind: string, ordinal: number, text: string): Fact {
  const [level = '', at = ''] = place.split(' ');
  return { table: 'note', row: { at, level, kind, ordinal, text } };
}

describe('the Tabular List', () => {
  test('gives its parts, notes and 7th characters in reading order', async () => {
    const { facts, report } = await xml.readFacts(
      icd10cmTabular,
      xml.memberOfXml('t.xml', xml.smallTabular, 7),
    );
    expect(facts).toEqual([
      part('chapter', '7', 0, 'H00-H59', 'Diseases of the eye'),
      note('chapter 7', 'notes', 0, 'Use an external cause code.'),
      note('chapter 7', 'excludes2', 1, 'injury of eye (S05.-)'),
      note('chapter 7', 'excludes2', 2, 'syphilis & eye'),
      part('section', 'H30-H36', 1, 'H30-H36', 'Disorders of choroid and retina'),
      note('section H30-H36', 'excludes1', 0, 'neoplasm'),
      note('code H34', 'useAdditionalCode', 0, 'code to identify:'),
      note('code H34', 'useAdditionalCode', 1, 'tobacco use (Z72.0)'),
      note('code H34', 'useAdditionalCode', 2, 'hypertension'),
      note('code H348X', 'inclusionTerm', 0, 'Eye stroke'),
      note('code H348X', 'sevenChrNote', 1, 'One of the following 7th characters'),
      { table: 'seventhCharacter', row: { at: 'H348X', character: '0', meaning: 'with macular edema' } },
      {
        table: 'seventhCharacter',
        row: { at: 'H348X', character: 'A', meaning: 'stable; Old occlusion; NOS' },
      },
      part('section', 'H59', 2, 'H59', 'Complications'),
    ]);
    expect(report).toMatchObject({
      read: 17,
      kept: 16,
      rejected: 0,
      dropped: { 'General explanation, not at a code, section or chapter': 1 },
    });
  });

  test('7th characters may be defined at a section or chapter', async () => {
    const definition = '<sevenChrDef><extension char="A">initial</extension></sevenChrDef>';
    const { facts } = await read(
      `<chapter><name>19</name><desc>Injury (S00-T88)</desc>${definition}<section id="S00-S09"><desc>Head (S00-S09)</desc>${definition}</section></chapter>`,
    );
    expect(rowsOf(facts, 'seventhCharacter').map(({ at }) => at)).toEqual(['19', 'S00-S09']);
  });

  test('the table of visual impairment becomes notes', async () => {
    const { facts, report } = await read(
      `<chapter><name>7</name><desc>Eye (H00-H59)</desc><section id="H53-H54"><desc>Visual (H53-H54)</desc>
      <diag><name>H54.8</name><desc>Legal blindness</desc><notes><note>See the table</note></notes>
      <visualImpairment>
        <visCategory><heading>Category</heading><visRange><heading>Visual acuity</heading>
          <visMax><heading>Less than:</heading></visMax><visMin><heading>At least:</heading></visMin></visRange></visCategory>
        <visCategory><value>1</value>
          <visRange><visMax><value>6/18</value></visMax><visMin><value>6/60</value></visMin></visRange>
          <visRange><visMax><value>20/70</value></visMax><visMin><value>20/200</value></visMin></visRange></visCategory>
        <visCategory><value>5</value><visRange><visMax><value>No light</value></visMax></visRange></visCategory>
      </visualImpairment></diag></section></chapter>`,
    );
    expect(facts.filter(({ table }) => table === 'note')).toEqual([
      note('code H548', 'notes', 0, 'See the table'),
      note(
        'code H548',
        'visualImpairment',
        1,
        'Category 1; Visual acuity; Less than: 6/18, 20/70; At least: 6/60, 20/200',
      ),
      note('code H548', 'visualImpairment', 2, 'Category 5; Visual acuity; No light'),
    ]);
    expect(report).toMatchObject({ read: 5, kept: 5 });
  });
});

describe('bad records are reported and left out, the others are read', () => {
  const inSection = (content: string): string =>
    `<chapter><name>1</name><desc>One (A00-B99)</desc><section id="A00-A09"><desc>Some (A00-A09)</desc>${content}</section></chapter>`;
  const noteIn = (name: string): string =>
    inSection(`<diag><name>${name}</name><desc>x</desc><includes><note>y</note></includes></diag>`);
  const characters = (content: string): string =>
    inSection(`<diag><name>A00</name><desc>x</desc><sevenChrDef>${content}</sevenChrDef></diag>`);
  test.each([
    ['a code that is none', noteIn('A0'), 2, '"A0" is no code of the Tabular List'],
    [
      'a code twice',
      noteIn('A00').replace(/<diag>.*<\/diag>/, '$&$&'),
      2,
      'code A00 is in the file twice; the first one is kept',
    ],
    [
      'a chapter twice',
      noteIn('A00') + '<chapter><name>1</name><desc>One (A00-B99)</desc></chapter>',
      1,
      'chapter 1 is in the file twice; the first one is kept',
    ],
    ['an empty note', noteIn('A00').replace('y', ' '), 1, 'A00: an empty note (includes)'],
    [
      'a 7th character',
      characters('<extension char="AB">x</extension>'),
      1,
      'A00: "AB" is no 7th character, or has no meaning',
    ],
    ['no meaning', characters('<extension char="A"/>'), 1, 'A00: "A" is no 7th character, or has no meaning'],
    [
      'a 7th character twice',
      characters('<extension char="A">x</extension><extension char="A">y</extension>'),
      1,
      'A00: the 7th character A is defined twice',
    ],
    ['a note under none', characters('<note>x</note>'), 1, 'A00: a note under no 7th character'],
    [
      'a 7th character outside',
      inSection('<extension char="A">x</extension>'),
      1,
      'A00-A09: a 7th character outside its list',
    ],
    [
      'a chapter without a range',
      '<chapter><name>1</name><desc>One</desc></chapter>',
      1,
      'chapter 1: its title has no range of categories',
    ],
    [
      'a section without an id',
      '<chapter><name>1</name><desc>One (A00-B99)</desc><section><desc>x</desc></section></chapter>',
      1,
      '"" is no section of the Tabular List',
    ],
  ])('%s', async (_, chapter, rejected, reason) => {
    const { report } = await read(chapter);
    expect(report.rejects[0]?.reason).toBe(reason);
    expect(report).toMatchObject({ rejected, read: report.kept + rejected });
  });

  test.each([
    ['an addendum', noteIn('A00').replace('y', '<old>y</old>'), 'complete file'],
    ['a note without end', noteIn('A00').replace('y', 'y'.repeat(50_000)), 'longer than any'],
    [
      'a note in pieces without end',
      noteIn('A00').replace('y', 'yyyyyyyy<b/>'.repeat(9000)),
      'longer than any',
    ],
    ['a file that is cut off', noteIn('A00').slice(0, -9), 'sound XML'],
  ])('%s is refused', async (_, chapter, words) => {
    await expect(read(chapter)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining(words),
    });
  });

  test('any damage is counted or refused', async () => {
    await expectSoundOnDamage(icd10cmTabular, xml.smallTabular);
  });
});

describe('which file it is', () => {
  test.each([
    ['the list', xml.smallTabular, true],
    ['an addendum', xml.smallTabular.replace('tabular>', "tabular isAddenda = 'true'>"), false],
    ['no addendum', xml.smallTabular.replace('tabular>', 'tabular isAddenda="false">'), true],
    ['the PCS tables', xml.smallTabular.replaceAll('ICD10CM', 'ICD10PCS'), false],
    ['an index', xml.smallTabular.replaceAll('tabular', 'index'), false],
    ['no XML', 'H34 Retinal vascular occlusions', false],
    ['nothing', '', false],
  ])('%s', async (_, content, yes) => {
    expect((await xml.takersOf(content)).includes(icd10cmTabular)).toBe(yes);
  });

  test.each([
    ['icd10cm_tabular_2021.xml', 'Tabular List FY2021', '2020-10-01', '2021-03-31'],
    ['icd10cm-tabular_-2027.xml', 'Tabular List FY2027', '2026-10-01', '2027-03-31'],
    ['icd10c-tabular-April-1-2026.xml', 'Tabular List April 2026', '2026-04-01', '2026-09-30'],
    ['Tabular.xml', 'Tabular List FY2021', '2020-10-01', '2021-03-31'],
  ])('%s is %s', async (name, edition, begins, ends) => {
    const { edition: told, source } = await icd10cmTabular.describe(
      xml.memberOfXml(`x/${name}`, xml.smallTabular),
    );
    expect(told).toEqual({ name: edition, line: 'icd10cm', begins, ends });
    expect(source).toMatchObject({ id: `icd10cm-tabular:${begins}`, document: name });
    expect(source.notice).toContain('public domain');
  });

  test('neither name nor content tells the year', async () => {
    const member = xml.memberOfXml('Tabular.xml', xml.tabularOf('', ''));
    await expect(icd10cmTabular.describe(member)).rejects.toMatchObject({ code: 'source-unrecognised' });
  });
});
