import { describe, expect, test } from 'vitest';
import { fieldText } from '../reading/decode.ts';
import { factsOf, realMember, recognised, rowsOf } from '../icd10cm/fixtures-icd.ts';
import { contentOf, memberOf, realFiles } from '../fixtures.ts';
import { guidelines, titlePage } from './fixtures-guidelines.ts';
import { icd10cmGuidelines } from './icd10cm-guidelines.ts';

const name = 'ICD-10-CM-October-2025-Guidelines.txt';
describe('the official guidelines as text', () => {
  test('give sections with their scope; what the contents miss in the text is rejected', async () => {
    const content = guidelines.replace('C. Chapters', 'B. Chapters').split('\n');
    [content[4], content[5]] = [content[5] ?? '', content[4] ?? ''];
    const { facts, report } = await factsOf(icd10cmGuidelines, memberOf(name, content.join('\n')));
    expect(rowsOf(facts, 'guideline')).toEqual([
      { id: 'I', ordinal: 0, parent: null, title: 'Conventions', text: 'The conventions.' },
      { id: 'I.A', ordinal: 1, parent: 'I', title: 'Rules for code Z79.4', text: 'See category E11.' },
    ]);
    expect(rowsOf(facts, 'guidelineScope')).toEqual([
      { id: 'I.A', first: 'Z794', last: 'Z794', how: 'named' },
      { id: 'I.A', first: 'E11', last: 'E11', how: 'named' },
    ]);
    expect(report).toMatchObject({
      read: 3,
      kept: 2,
      rejected: 1,
      rejects: [{ line: 6, reason: 'Section I.B of the table of contents is not in the text' }],
    });
  });

  test('are recognised by their title and Section I', async () => {
    expect(await recognised(icd10cmGuidelines, guidelines)).toBe(true);
    expect(await recognised(icd10cmGuidelines, `\n \n${guidelines}`)).toBe(true);
    for (const other of [
      '',
      '%PDF-1.7',
      titlePage.join('\n'),
      guidelines.replace('ICD-10-CM', 'ICD-10-PCS'),
    ]) {
      expect(await recognised(icd10cmGuidelines, other)).toBe(false);
    }
  });

  test('say on their first page when they are in force', async () => {
    const october = await icd10cmGuidelines.describe(memberOf(name, guidelines));
    expect(october.edition).toEqual({
      name: 'Guidelines FY2026',
      line: 'icd10cm',
      begins: '2025-10-01',
      ends: '2026-09-30',
    });
    expect(october.source).toMatchObject({ id: 'icd10cm-guidelines:2025-10-01', document: name });
    const april = guidelines.replace('UPDATED October 1, 2025', 'UPDATED April 1, 2026');
    expect((await icd10cmGuidelines.describe(memberOf(name, april))).edition).toMatchObject({
      name: 'Guidelines April 2026',
      begins: '2026-04-01',
      ends: '2026-09-30',
    });
    for (const bad of [
      guidelines.replace('(October 1, 2025', '(October'),
      guidelines.replace('FY 2026', ''),
    ]) {
      await expect(icd10cmGuidelines.describe(memberOf(name, bad))).rejects.toMatchObject({
        code: 'source-unrecognised',
      });
    }
  });

  test.each([
    ['no Section I', titlePage.join('\n'), 'holds no Section I'],
    ['far too long', `${guidelines}\n${'word '.repeat(13_000)}\n`.repeat(70), 'is longer than'],
  ])('%s: an error of ours', async (_, content, message) => {
    await expect(factsOf(icd10cmGuidelines, memberOf(name, content))).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining(message),
    });
  });
});

/** The raw text without page headers, from the first line after the contents: a second way to the same lines. */
function bodyLines(raw: string): string[] {
  const pages = raw.split(
    /\f?ICD-10-CM Official Guidelines for Coding and Reporting \nFY 2026 \nPage \d+ of 121 ?\n/,
  );
  const text = pages.slice(6).join('\n');
  return text
    .split('\n')
    .map(fieldText)
    .filter((line) => line !== '');
}

const bare = (text: string): string => text.replaceAll(/\s/g, '');

function markOf(id: string): string {
  const parts = id.split('.');
  const own = parts.at(-1) ?? '';
  if (id.startsWith('Appendix')) return id;
  if (parts.length === 1) return `Section ${own}.`;
  if (parts.length < 5) return `${own}.`;
  return parts.length === 5 ? `${own})` : `(${own})`;
}

describe.skipIf(realFiles() === null)(
  'the guidelines of FY2026 (skipped without the public files)',
  async () => {
    const member = await realMember('guidelines-2026.zip', name);
    const raw = await contentOf(member);
    const { facts, report } = await factsOf(icd10cmGuidelines, member);
    const sections = rowsOf(facts, 'guideline');
    const scope = rowsOf(facts, 'guidelineScope');
    const body = bodyLines(raw);

    test('every line of the text is in exactly one section, in order', () => {
      const read = sections.map(({ id, title, text }) => markOf(id) + title + text).join('');
      expect(body.at(0)).toBe('Section I. Conventions, general coding guidelines and chapter');
      expect(bare(read)).toBe(bare(body.join('')));
      expect(bare(read).length).toBeGreaterThan(220_000);
    });

    test('every entry of the table of contents is there once, in order, under its title', () => {
      const contents = raw.slice(raw.indexOf('Section I. Conv'), raw.indexOf('Page 7 of 121'));
      const joined = contents
        .replaceAll(/\f?ICD-10-CM Official Guidelines.* \nFY 2026 \nPage \d+ of 121 ?\n/g, '')
        .replaceAll(/[ .]*\.[ .]*\d{1,3} ?$/gm, '')
        .replaceAll(/^ \d+ $/gm, '')
        .split(/\n(?=(?:Section [IVX]+|[A-Z]|\d{1,2}|[a-z])\. |Appendix)/)
        .map(fieldText);
      const entries = joined.map((entry) => bare(/^(?:Section )?\w+\. ?(.*)$/.exec(entry)?.[1] ?? entry));
      const upper = sections.filter(({ id }) => id.split('.').length < 5 && !id.startsWith('Appendix'));
      // Multiple Sites Coding and Dementia are in no contents; those repeat "Reserved for future guideline expansion".
      const unlisted = new Set(['I.B.20', 'I.C.5.d']);
      const listed = entries.filter((entry) => !entry.startsWith('AppendixI'));
      const titles = upper.filter(({ id }) => !unlisted.has(id)).map(({ title }) => bare(title));
      expect(listed).toHaveLength(titles.length);
      const plain = (text: string): string =>
        text.replaceAll(/Reservedforfuture.*|[.:]?\d*$/g, '').toLowerCase();
      const different = titles.flatMap((title, at) =>
        plain(title) === plain(listed[at] ?? '') ? [] : [title],
      );
      expect(different).toEqual([
        bare(
          'Admissions/Encounters involving antineoplastic chemotherapy, immunotherapy and radiation therapy',
        ),
      ]);
      expect(report).toMatchObject({ read: 492, kept: 492, rejected: 0, dropped: {} });
    });

    test('numbers are unique and every section stands under its own', () => {
      const ids = new Set<string>();
      for (const { id, parent, ordinal, title } of sections) {
        expect(ids.size).toBe(ordinal);
        expect(parent === null ? !id.includes('.') : ids.has(parent) && id.startsWith(`${parent}.`)).toBe(
          true,
        );
        expect(title).not.toBe('');
        expect(title.length).toBeLessThan(130);
        ids.add(id);
      }
      expect(ids.size).toBe(492);
      expect(sections.filter(({ parent }) => parent === 'I.C')).toHaveLength(22);
    });

    test.each([
      ['I.A.12.a', 'Excludes1', 'It means “NOT CODED HERE!”'],
      [
        'I.C.4.a.2',
        'Type of diabetes mellitus not documented',
        'the default is E11.-, Type 2 diabetes mellitus.',
      ],
      [
        'I.C.9.a.3',
        'Hypertensive Heart and Chronic Kidney Disease',
        '\nThe appropriate code from category N18',
      ],
      ['I.C.1.g.1.m', 'Post COVID-19 Condition', 'U09.9'],
      [
        'I.C.19.d.1',
        'Sequencing of burn and related condition codes',
        '\nb. When a patient has both internal and external',
      ],
      [
        'II.B',
        'Two or more interrelated conditions, each potentially meeting the definition for principal diagnosis.',
        'either',
      ],
      ['IV', 'Diagnostic Coding and Reporting Guidelines for Outpatient Services', 'first-listed'],
      ['Appendix I', 'Present on Admission Reporting Guidelines', 'Assign “U” when'],
    ])('%s: %s', (id, title, words) => {
      const section = sections.find((one) => one.id === id);
      expect(section?.title).toBe(title);
      if (id !== 'IV') expect(section?.text).toContain(words);
    });

    test('the chapters govern the ranges in their headings', () => {
      const chapters = scope.filter(({ how }) => how === 'chapter');
      const printed = body.join(' ').matchAll(/\d+\. Chapter (\d+): [^(]*\((\w+) ?[-–] ?(\w+) ?\)/g);
      const ranges = Array.from(printed, ([, chapter, first, last]) => [`I.C.${chapter}`, first, last]);
      expect(ranges).toHaveLength(22);
      expect(
        chapters.filter(({ first, last }) => first !== last).map(({ id, first, last }) => [id, first, last]),
      ).toEqual(ranges);
      expect(
        chapters.filter(({ first, last }) => first === last).map(({ id, first }) => `${id} ${first}`),
      ).toEqual(['I.C.1 U071', 'I.C.1 U099', 'I.C.10 U070']);
    });

    test('the codes named are codes of FY2026, and all of them are found', async () => {
      const order = await contentOf(await realMember('icd10cm-2026.zip', 'icd10cm_order_2026.txt'));
      const codes = new Set(order.split('\r\n').map((line) => line.slice(6, 13).trimEnd()));
      const ends = new Set(scope.flatMap(({ first, last }) => [first, last]));
      // Ends of ranges that reach beyond the categories in use.
      expect([...ends].filter((code) => !codes.has(code)).toSorted()).toEqual(['QA1', 'U00', 'U85']);
      const tokens = body.join(' ').match(/\b[A-Z](?:\d|A)[0-9AB](?:\.[0-9A-Z]{1,4})?(?![0-9A-Za-z])/g) ?? [];
      const printed = new Set(tokens.map((token) => token.replace('.', '')));
      expect([...printed].filter((code) => !ends.has(code))).toEqual([]);
      expect(scope.length).toBeGreaterThan(700);
      expect(scope.every(({ first, last }) => first <= last)).toBe(true);
    });
  },
);
