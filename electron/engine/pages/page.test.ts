import { describe, expect, test } from 'vitest';
import type { CodeSet } from '../../codeset/reader.ts';
import type { PageTextRow } from '../../codeset/rows.ts';
import type { System } from '../../contract/codes.ts';
import { codePageSchema } from '../../contract/codes.ts';
import { draft, header, hcpcsDraft, icdDraft, plainText, row } from '../../../test/fixtures/drafts.ts';
import { inMemory } from '../../../test/fixtures/search.ts';
import { Chapters } from './chapters.ts';
import { buildPage } from './page.ts';

const chapters = new Chapters(
  'number\tfirst\tlast\ttitle\n4\tE00\tE89\tEndocrine diseases\r\n9\tI00\tI99\tCirculatory diseases\n22\tU00\tU85\tSpecial purposes\n',
);
const edits: PageTextRow = {
  ...plainText,
  system: 'cpt',
  key: '99213',
  kind: 'edits',
  block: { type: 'notice', text: 'A missing edit means none held.' },
  edition: 'NCCI 2024 Q3',
};
const ours = draft('editorial', [row('cpt', '99213', 'Office visit, established patient')], {
  texts: [edits],
});
const sets: CodeSet[] = [icdDraft(), hcpcsDraft(), ours].map(inMemory);

const page = (system: System, key: string, date = '2025-12-01') => {
  const made = buildPage(sets, chapters, system, key, date);
  return made && codePageSchema.parse(made);
};

describe('the page of a code', () => {
  test('shows its way from the chapter down, its children and its neighbours', () => {
    const found = page('icd10cm', 'E116');
    expect(found?.path).toEqual([
      { code: null, label: 'E00–E89', title: 'Chapter 4: Endocrine diseases' },
      { code: 'E11', label: 'E11', title: 'Type 2 diabetes mellitus' },
    ]);
    expect(found?.children).toEqual([
      {
        system: 'icd10cm',
        code: 'E11.65',
        title: 'Type 2 diabetes mellitus with hyperglycemia',
        billable: true,
        state: 'billable',
      },
    ]);
    expect(found).toMatchObject({ previous: { code: 'E11' }, next: { code: 'E11.65' }, childCount: 1 });
  });

  test('has no neighbour beyond the ends of its system', () => {
    expect(page('icd10cm', 'E11')?.previous).toBeNull();
    expect(page('icd10cm', 'Z0000')?.next).toBeNull();
    expect(page('hcpcs', 'Q9999')?.next).toBeNull();
    expect(page('modifier', 'LT')?.previous).toBeNull();
  });

  test('of a number that two systems hold is the page of the system asked', () => {
    expect(page('hcpcs', 'G0439')?.title).toContain('wellness');
    expect(page('icd10cm', 'G0439')?.code).toBe('G04.39');
    expect(page('cpt', 'G0439')).toBeUndefined();
  });

  test('shows texts from any file, each with its own source and edition', () => {
    expect(page('icd10cm', 'E119')?.plain).toMatchObject({
      paragraphs: ['The body no longer uses insulin well.'],
      source: { notice: 'For tests only.' },
    });
    expect(page('cpt', '99213')?.sections).toEqual([
      expect.objectContaining({
        kind: 'edits',
        title: 'NCCI edits',
        edition: 'NCCI 2024 Q3',
        blocks: [edits.block],
      }),
    ]);
    expect(page('icd10cm', 'I10')).toMatchObject({ plain: null, sections: [] });
  });

  test('of a CPT code without a licence says what is missing instead of a descriptor', () => {
    expect(page('cpt', '99213')?.official).toMatchObject({ state: 'needs-licence' });
    expect(page('icd10cm', 'I10')?.official).toMatchObject({
      state: 'held',
      text: 'Essential (primary) hypertension',
    });
  });

  test('of a code that a full line holds too is answered by it, with our texts beside', () => {
    const full = draft('cpt', [row('cpt', '99213', 'Established patient, low')]);
    const note = { ...edits, kind: 'history' as const, edition: null };
    const beside = draft('editorial', ours.codes, { texts: [edits, note] });
    const both = [full, beside].map(inMemory);
    const made = buildPage(both, chapters, 'cpt', '99213', '2025-12-01');
    expect(made?.official).toMatchObject({ state: 'held', text: 'Established patient, low' });
    expect(made?.sections.map(({ kind, edition }) => [kind, edition])).toEqual([
      ['edits', 'NCCI 2024 Q3'],
      ['history', null],
    ]);
    const withTables = [...both, inMemory(draft('ncci', []))];
    const answered = buildPage(withTables, chapters, 'cpt', '99213', '2025-12-01');
    expect(answered?.sections.map(({ kind }) => kind)).toEqual(['history']);
  });

  test('judges by the date asked', () => {
    expect(page('hcpcs', 'K0001', '2024-12-31')?.verdict.state).toBe('unknown-date');
    expect(page('hcpcs', 'K0001')?.verdict.state).toBe('ended');
    expect(page('icd10cm', 'E11')?.verdict.state).toBe('header');
    expect(page('icd10cm', 'I10', '2030-01-01')?.verdict.state).toBe('unknown-date');
  });

  test('sends the first two hundred children and counts them all', () => {
    const many = [
      header('A00', 'Many'),
      ...Array.from({ length: 300 }, (_, at) => row('icd10cm', `A00${at}`, 'x', { parent: 'A00' })),
    ];
    const found = buildPage([inMemory(draft('icd10cm', many))], chapters, 'icd10cm', 'A00', '2025-12-01');
    expect([found?.children.length, found?.childCount]).toEqual([200, 300]);
  });
});

describe('chapters', () => {
  test.each([
    ['E00', '4'],
    ['E119', '4'],
    ['E89', '4'],
    ['I10', '9'],
    ['J18', undefined],
  ])('%s lies in chapter %s', (key, number) => {
    expect(chapters.of(key)?.number).toBe(number);
  });
});
