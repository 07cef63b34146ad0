import { expect, test } from 'vitest';
import type { LineInfo } from '../../../electron/contract/library.ts';
import { libraryStatus, pageOf } from '../../../test/fixtures/fake-library.ts';
import { claimsRights, linesOfPage, linesOfSystems, noticesOf } from './line-notices.ts';

const names = (lines: readonly LineInfo[]): string[] => lines.map(({ line }) => line);

test('a page stands on the line of its edition and on every line that a part of it quotes', () => {
  const page = pageOf({ system: 'cpt', code: '0264T', date: '2026-11-22' });
  const [section] = page?.sections ?? [];
  if (!page?.plain || !section) throw new Error('the fixture has the page');
  const source = (id: string) => ({ id, publisher: 'Somebody', document: 'a file', notice: 'A notice.' });
  const lines = libraryStatus.lines.map((one) => ({ ...one, sources: [source(one.line)] }));
  const shown = {
    ...page,
    notes: [],
    plain: { ...page.plain, source: source('editorial') },
    sections: [{ ...section, source: source('ncci') }],
  };
  expect(names(linesOfPage(shown, lines))).toEqual(['cpt', 'ncci', 'editorial']);
  expect(names(linesOfPage({ ...shown, plain: null, sections: [] }, lines))).toEqual(['cpt']);
});

test('rows stand on the lines that hold their systems', () => {
  expect(names(linesOfSystems(['icd10cm', 'modifier'], libraryStatus.lines))).toEqual(['icd10cm', 'hcpcs']);
  expect(names(linesOfSystems(['cpt'], libraryStatus.lines))).toEqual(['cpt', 'editorial']);
});

test('each notice is said once, those that claim a right first, and the mark where CPT numbers are', () => {
  const [icd] = libraryStatus.lines;
  if (!icd) throw new Error('the fixture has lines');
  const copyright = 'CPT copyright 2026 American Medical Association. All rights reserved.';
  const cpt: LineInfo = {
    ...icd,
    line: 'cpt',
    sources: [{ id: 'ama', publisher: 'AMA', document: 'file', notice: copyright }],
    notices: [copyright],
  };
  expect(noticesOf([icd, icd])).toEqual([
    ...new Set([...icd.sources.map(({ notice }) => notice), ...icd.notices]),
  ]);
  const both = noticesOf([icd, cpt]);
  expect(both[0]).toBe(copyright);
  expect(both).toContain('CPT® is a registered trademark of the American Medical Association.');
  const own = 'CPT is a registered trademark of the American Medical Association, as the file says.';
  expect(noticesOf([{ ...cpt, notices: [own] }]).filter((notice) => /trademark/.test(notice))).toEqual([own]);
});

test.each([
  ['CPT copyright 2026 American Medical Association. All rights reserved.', true],
  ['© 2026 Somebody', true],
  ['ICD-10-CM codes are published by the government and are in the public domain, without copyright.', false],
  ['A work of the United States government; not under copyright in the United States.', false],
  ['Written by this clinic. Not an official text.', false],
])('%s claims rights: %s', (notice, claims) => {
  expect(claimsRights(notice)).toBe(claims);
});
