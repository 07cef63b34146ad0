import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../test/fixtures/code-sets.ts';
import { codeFacts, fileOf, header, release, row } from '../../../test/fixtures/drafts.ts';
import { pageOf } from '../../../test/fixtures/pages.ts';
import type { Fact } from '../../codeset/facts.ts';
import type { CodePage, NoteText } from '../../contract/codes.ts';

const opened = codeSets();

let ordinal = 0;
const note = (at: string, kind: string, text: string, level = 'code'): Fact => ({
  table: 'note',
  row: { at, level, kind, ordinal: (ordinal += 1), text },
});
const part = (level: string, id: string, first: string, last: string, title: string): Fact => ({
  table: 'tabularPart',
  row: { level, id, ordinal: 0, first, last, title },
});
const seventh = (at: string, character: string, meaning: string): Fact => ({
  table: 'seventhCharacter',
  row: { at, character, meaning },
});

const codes = {
  older: codeFacts([
    header('E11', 'Type 2 diabetes mellitus'),
    row('icd10cm', 'E119', 'Without complications', { parent: 'E11' }),
    row('icd10cm', 'R05', 'Cough'),
    row('icd10cm', 'N183', 'Stage 3'),
    row('icd10cm', 'E881', 'Lipodystrophy'),
    header('S72', 'Fracture of femur'),
    header('S7200', 'Neck of femur', 'S72'),
    row('icd10cm', 'S72001A', 'Right femur, initial encounter', { parent: 'S7200' }),
    header('S725', 'Torus fracture', 'S72'),
    row('icd10cm', 'S725XXA', 'Torus fracture, initial encounter', { parent: 'S725' }),
  ]),
  newer: codeFacts([
    header('E11', 'Type 2 diabetes mellitus'),
    row('icd10cm', 'E119', 'Without complications', { parent: 'E11' }),
    row('icd10cm', 'E11A', 'In remission', { parent: 'E11' }),
    header('R05', 'Cough'),
    row('icd10cm', 'R059', 'Cough, unspecified', { parent: 'R05' }),
    row('icd10cm', 'N183', 'Stage 3'),
    header('S72', 'Fracture of femur'),
    header('S7200', 'Neck of femur', 'S72'),
    row('icd10cm', 'S72001A', 'Right femur, initial encounter', { parent: 'S7200' }),
    header('S725', 'Torus fracture', 'S72'),
    row('icd10cm', 'S725XXA', 'Torus fracture, initial encounter', { parent: 'S725' }),
  ]),
};

const facts: Fact[] = [
  part('chapter', '4', 'E00', 'E89', 'Endocrine'),
  part('section', 'E08-E13', 'E08', 'E13', 'Diabetes mellitus'),
  part('chapter', '19', 'S00', 'T88', 'Injury'),
  note('4', 'notes', 'All neoplasms are in Chapter 2', 'chapter'),
  note('E08-E13', 'codeFirst', 'the cause', 'section'),
  note('E11', 'includes', 'diabetes NOS'),
  note('E11', 'useAdditionalCode', 'code to identify control using:'),
  note('E11', 'useAdditionalCode', 'cough (R05) and stage (N18.1-N18.6) (N18.-)'),
  note('E11', 'includes', 'insulin resistant diabetes'),
  note('E11', 'excludes1', 'vitamin B12 deficiency (E88.1) (E13.-) (Z79)'),
  note('E119', 'inclusionTerm', 'Plain diabetes'),
  note('S72', 'sevenChrNote', 'The appropriate 7th character is to be added to all codes from category S72'),
  note(
    'S725',
    'sevenChrNote',
    'The appropriate 7th character is to be added to all codes from subcategory S72.5',
  ),
  seventh('S72', 'A', 'initial encounter for closed fracture'),
  seventh('S72', 'B', 'initial encounter for open fracture'),
  seventh('S725', 'A', 'initial encounter'),
];

const fy2025 = ['2024-10-01', '2025-09-30'] as const;
const fy2026 = ['2025-10-01', '2026-03-31'] as const;

const pageOn = async (key: string, date = '2025-12-01'): Promise<CodePage> => {
  const file = fileOf(
    release('icd10cm-codes', 'ICD-10-CM FY2025', fy2025, codes.older),
    release('icd10cm-codes', 'ICD-10-CM FY2026', fy2026, codes.newer),
    release('icd10cm-tabular', 'Tabular List FY2025', fy2025, facts),
  );
  return pageOf([await opened(file)], 'icd10cm', key, date);
};

const said = (parts: NoteText): string =>
  parts
    .map(({ text, code }) =>
      code === null ? text : `[${text}${code.held ? '' : '?'}${code.mark === '' ? '' : ` ${code.mark}`}]`,
    )
    .join('');
const printed = ({ notes }: CodePage) =>
  notes.map(({ from, notes: own }) => [
    `${from.level} ${from.label}`,
    ...own.map(({ kind, items }) => `${kind}: ${items.map(said).join('; ')}`),
  ]);

describe('the notes that apply', () => {
  test('come from the code itself and from everything above it, each saying from where', async () => {
    expect(printed(await pageOn('E119'))).toEqual([
      ['own E11.9', 'inclusionTerm: Plain diabetes'],
      [
        'code E11',
        'includes: diabetes NOS; insulin resistant diabetes',
        'useAdditionalCode: code to identify control using:; cough ([R05 header]) and stage ([N18.1? not in ICD-10-CM FY2026]-[N18.6? not in ICD-10-CM FY2026]) ([N18.-? not in ICD-10-CM FY2026])',
        'excludes1: vitamin B12 deficiency ([E88.1 ended 2025-09-30]) ([E13.-? not in ICD-10-CM FY2026]) ([Z79? not in ICD-10-CM FY2026])',
      ],
      ['section E08–E13', 'codeFirst: the cause'],
      ['chapter Chapter 4', 'notes: All neoplasms are in Chapter 2'],
    ]);
  });

  test('are marked where their edition was not in force, and name it and their source', async () => {
    const [group] = (await pageOn('E119')).notes;
    expect(group).toMatchObject({
      edition: 'Tabular List FY2025',
      notKnown: 'Not known for this date: the newest edition held ended 2025-09-30.',
      source: { document: 'icd10cm-tabular of Tabular List FY2025' },
    });
    expect((await pageOn('E119', '2025-09-30')).notes[0]?.notKnown).toBeNull();
  });

  test('mark codes as of the date of service', async () => {
    const [, category] = printed(await pageOn('E119', '2025-09-30'));
    expect(category?.at(-1)).toContain('([E88.1])');
    expect(category?.at(-2)).toContain('cough ([R05])');
  });

  test('of a code that came after them say that its own are not held', async () => {
    const { notes } = await pageOn('E11A');
    expect(notes[0]).toMatchObject({
      from: { level: 'own' },
      notes: [],
      remark: 'E11.A came after Tabular List FY2025: notes of its own are not held.',
    });
    expect(notes[1]?.remark).toBe('');
  });

  test('7th characters are those of the nearest place that defines some, with the note beside them', async () => {
    const wide = (await pageOn('S72001A')).notes;
    expect(wide.map(({ from, characters }) => [from.label, characters.length])).toEqual([['S72', 2]]);
    expect(wide[0]?.characters[1]).toEqual({
      character: 'B',
      meaning: 'initial encounter for open fracture',
    });
    const near = printed(await pageOn('S725XXA'));
    expect(near).toEqual([
      [
        'code S72.5',
        'sevenChrNote: The appropriate 7th character is to be added to all codes from subcategory [S72.5]',
      ],
    ]);
  });

  test('the path names the section', async () => {
    expect((await pageOn('E119')).path.map(({ label }) => label)).toEqual(['E00–E89', 'E08–E13', 'E11']);
  });
});
