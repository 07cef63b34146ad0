import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { icd10cmExternalIndex, icd10cmIndex } from './icd10cm-index.ts';
import { icd10cmTabular } from './icd10cm-tabular.ts';
import * as xml from './icd10cm-xml-fixtures.ts';
import { rowsOf } from './icd10cm-xml-fixtures.ts';

const why = 'skipped when the public files are not beside this checkout';

/** Every term cut out of the raw text: it ends where the next one begins or where it is closed. */
function termsIn(raw: string): { level: number; text: string }[] {
  return raw
    .split(/<(?=(?:mainTerm|term)[\s>])/)
    .slice(1)
    .map((piece) => ({
      level: Number(/^term level="(\d)"/.exec(piece)?.[1] ?? 0),
      text: piece.split(/<\/(?:mainTerm|term)>/)[0] ?? '',
    }));
}

describe.skipIf(!existsSync(xml.publicFiles))(`the real indexes (${why})`, { timeout: 60_000 }, () => {
  test.each([
    [icd10cmIndex, 'icd10cm-xml-2017.zip', 'icd10cm_index_2017.xml', 7973, 69_226],
    [icd10cmExternalIndex, 'icd10cm-xml-2017.zip', 'icd10cm_eindex_2017.xml', 314, 7258],
    [icd10cmExternalIndex, 'icd10cm-tables-april-2026.zip', 'eindex-April-1-2026-XML.xml', 314, 7776],
  ])('$format $2: every term, code and reference', async (importer, zip, name, main, sub) => {
    const { member, raw } = await xml.publicFile(zip, name);
    expect(await xml.takersOf(raw)).toEqual([importer]);

    const { facts, report } = await xml.readFacts(importer, member);
    expect(report).toMatchObject({ read: main + sub, kept: main + sub, rejected: 0, dropped: {} });
    const terms = rowsOf(facts, 'indexTerm');
    const cut = termsIn(raw);
    expect(terms.map(({ level }) => level)).toEqual(cut.map(({ level }) => level));
    expect(terms.filter(({ level }) => level === 0)).toHaveLength(main);
    expect(terms.every(({ id }, at) => id === at)).toBe(true);
    // The term above is the last one before it that is one level higher.
    const last: number[] = [];
    const parents = cut.map(({ level }, at) => {
      last[level] = at;
      return level === 0 ? null : last[level - 1];
    });
    expect(terms.map(({ parent }) => parent)).toEqual(parents);

    const codes = cut.map(({ text }) => /<code>([^<]*)/.exec(text)?.[1]?.replaceAll(/[\s.-]/g, '') ?? null);
    const fromTitles = terms.filter(({ code }, at) => codes[at] === null && code !== null);
    expect(fromTitles.length).toBeLessThan(12);
    expect(terms.map(({ code }, at) => codes[at] && code)).toEqual(codes);
    expect(terms.map(({ manifestation }) => manifestation)).toEqual(
      cut.map(({ text }) => /<manif>([^<]*)/.exec(text)?.[1]?.replaceAll(/[\s.-]/g, '') ?? null),
    );

    // "(see Hemoptysis)" among the modifiers is a reference too.
    const references = cut.flatMap(({ text }, term) =>
      Array.from(text.matchAll(/<(see|seeAlso|subcat|seecat)>([^<]*)/g), ([, kind = '', words = '']) => ({
        term,
        kind,
        text: xml.plain(words),
      })),
    );
    const inModifiers = raw.match(/<nemod>[^<]*\(see\s/g) ?? [];
    const found = rowsOf(facts, 'indexReference');
    expect(found).toHaveLength(references.length + inModifiers.length);
    const keyOf = (row: { term: number; kind: string; text: string }): string =>
      `${row.term} ${row.kind} ${row.text}`;
    const keys = new Set(found.map(keyOf));
    expect(references.filter((row) => !keys.has(keyOf(row)))).toEqual([]);

    // Titles without a modifier are as published.
    const titles = cut.map(({ text }) => xml.plain(/<title>(.*?)<\/title>/s.exec(text)?.[1] ?? ''));
    const different = terms.filter(
      ({ title: words, code }, at) =>
        !titles[at]?.includes('<nemod>') && words !== titles[at]?.replaceAll(' ,', ',') && codes[at] === code,
    );
    expect(different).toEqual([]);
    const modifiers = terms.filter(({ nonessential }) => nonessential.length > 0).length;
    const withModifiers = titles.filter((text) => text.includes('<nemod>')).length;
    expect(withModifiers - modifiers).toBeGreaterThanOrEqual(0);
    expect(withModifiers - modifiers).toBeLessThan(25);
  });
});

describe.skipIf(!existsSync(xml.publicFiles))(`the real Tabular Lists (${why})`, { timeout: 60_000 }, () => {
  const kinds =
    /<(includes|excludes1|excludes2|codeFirst|useAdditionalCode|codeAlso|inclusionTerm|notes|sevenChrNote)>(.*?)<\/\1>/gs;
  /** The notes of a piece of raw XML, by kind. */
  const notesIn = (raw: string): [string, string][] =>
    [...raw.matchAll(kinds)].flatMap(([, kind = '', block = '']) =>
      Array.from(block.matchAll(/<note>(.*?)<\/note>/gs), ([, text = '']): [string, string] => [
        kind,
        xml.plain(text),
      ]),
    );

  test.each([
    ['icd10cm-xml-2017.zip', 'icd10cm_tabular_2017.xml', 43_910, 21, 295, 1781],
    ['icd10cm-tabular-2021.zip', 'icd10cm_tabular_2021.xml', 45_017, 22, 296, 1787],
  ])('%s: every part, note and 7th character', async (zip, name, diags, chapters, sections, extensions) => {
    const { member, raw } = await xml.publicFile(zip, name);
    expect(await xml.takersOf(raw)).toEqual([icd10cmTabular]);
    const { facts, report } = await xml.readFacts(icd10cmTabular, member);
    expect(report).toMatchObject({ rejected: 0, kept: report.read - 8 });

    // A code's own notes stand between its name and the next code, or its end.
    const codes = raw
      .split(/<diag(?=[\s>])/)
      .slice(1)
      .map((piece) => piece.split('</diag>')[0] ?? '')
      .map((text) => ({ at: /<name>([^<]*)/.exec(text)?.[1]?.replace('.', '') ?? '', text }));
    expect(codes).toHaveLength(diags);
    const notes = rowsOf(facts, 'note');
    const atCodes = notes.filter(({ level, kind }) => level === 'code' && kind !== 'visualImpairment');
    expect(atCodes.map(({ at, kind, text }) => [at, kind, text])).toEqual(
      codes.flatMap(({ at, text }) => notesIn(text).map((found) => [at, ...found])),
    );
    expect(notes.filter(({ kind }) => kind !== 'visualImpairment')).toHaveLength(notesIn(raw).length);
    expect(notes.filter(({ kind }) => kind === 'visualImpairment')).toHaveLength(6);
    const keys = notes.map(({ at, level, kind, ordinal }) => `${level} ${at} ${kind} ${ordinal}`);
    expect(new Set(keys).size).toBe(keys.length);

    // A chapter's own notes stand before its first section, but for one block after the section list.
    const chapterNotes = raw
      .split('<chapter>')
      .slice(1)
      .flatMap((text) => {
        const own = text.split('<section id')[0] ?? '';
        const at = /<name>(\d+)/.exec(own)?.[1] ?? '';
        return notesIn(own).map((found) => [at, ...found]);
      });
    expect(
      notes.filter(({ level }) => level === 'chapter').map(({ at, kind, text }) => [at, kind, text]),
    ).toEqual(chapterNotes);

    const parts = rowsOf(facts, 'tabularPart');
    expect(parts.filter(({ level }) => level === 'chapter')).toHaveLength(chapters);
    expect(parts.filter(({ level }) => level === 'section').map(({ id }) => id)).toEqual(
      Array.from(raw.matchAll(/<section id="([^"]*)/g), ([, id]) => id),
    );
    expect(parts).toHaveLength(chapters + sections);
    expect(
      parts.every(({ title, first, last }) => title !== '' && !title.endsWith(')') && first <= last),
    ).toBe(true);

    const characters = rowsOf(facts, 'seventhCharacter');
    expect(characters).toHaveLength(extensions);
    expect(characters.map(({ at, character }) => `${at} ${character}`)).toEqual(
      codes.flatMap(({ at, text }) =>
        Array.from(text.matchAll(/<extension char="(.)"/g), ([, character]) => `${at} ${character}`),
      ),
    );
    // The notes under a 7th character join its meaning.
    expect(report.kept).toBe(notes.length + parts.length + extensions + 7);
  });
});
