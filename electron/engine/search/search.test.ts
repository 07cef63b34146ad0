import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draft, edition, hcpcsDraft, hcpcsRows, icdDraft, row } from '../../../test/fixtures/drafts.ts';
import { request, searchIn } from '../../../test/fixtures/search.ts';
import type { SearchRequest, SearchResponse } from '../../contract/search.ts';
import type { Search } from './search.ts';

const both = searchIn(icdDraft(), hcpcsDraft());
const ask = (text: string, more: Partial<SearchRequest> = {}): SearchResponse =>
  both.search(request(text, more));
const codes = ({ rows }: SearchResponse) => rows.map(({ code }) => code);

describe('codes by their number', () => {
  test.each(['E119', 'E11.9', 'e11.9', ' e119 '])('%j finds E11.9 first', (text) => {
    expect(ask(text).rows[0]).toMatchObject({ system: 'icd10cm', code: 'E11.9', why: '' });
  });

  test('a number that two systems hold gives both; the dot says which comes first', () => {
    expect(ask('G0439').rows.map(({ system }) => system)).toEqual(['hcpcs', 'icd10cm']);
    expect(ask('G04.39').rows.map(({ system }) => system)).toEqual(['icd10cm', 'hcpcs']);
  });

  test('the beginning of a code lists the codes that begin so, and says why', () => {
    const { rows } = ask('E11');
    expect(rows.map(({ code }) => code)).toEqual(['E11', 'E11.6', 'E11.65', 'E11.9']);
    expect(rows.map(({ why }) => why)).toEqual(['', 'begins with E11', 'begins with E11', 'begins with E11']);
    expect(codes(ask('G04.'))).not.toContain('G0439');
  });

  test('a letter typed for a digit is repaired and said so, only where nothing matches as typed', () => {
    expect(ask('Jll00').rows[0]).toMatchObject({ code: 'J1100', why: 'read as J1100' });
    expect(ask('J1100').rows[0]).toMatchObject({ code: 'J1100', why: '' });
  });

  test('a pasted list shows its codes in the order pasted, and nothing else', () => {
    expect(codes(ask('I10, e11.9 J1100'))).toEqual(['I10', 'E11.9', 'J1100']);
  });

  test('two letters are a modifier and a word alike', () => {
    const rows = [...hcpcsRows(), row('hcpcs', 'X1', 'Multiple sclerosis therapy')];
    const found = searchIn(draft('hcpcs', rows)).search(request('ms'));
    expect(found.rows.map(({ code, why }) => [code, why])).toEqual([
      ['MS', ''],
      ['X1', 'ms: multiple sclerosis'],
    ]);
  });

  test('two letters that are the beginning of a word are not taken for a mistyped number', () => {
    const rows = [row('pos', '10', 'Telehealth in the home'), row('hcpcs', 'K0002', 'Low seat wheelchair')];
    const found = searchIn(draft('hcpcs', rows)).search(request('lo'));
    expect(codes(found)).toEqual(['K0002']);
  });
});

describe('words', () => {
  test.each<[string, string]>([
    ['hypertension', 'I10'],
    ['htn', 'I10'],
    ['hypertensive', 'I10'],
    ['dm2 hyperglyc', 'E11.65'],
    ['diab mell without compl', 'E11.9'],
    ['pnuemonia', 'J18.9'],
    ['meniere', 'H81.09'],
    ['MÉNIÈRE’S', 'H81.09'],
    ['heart attack', 'I21.9'],
    ['wellness', 'G0439'],
    ['dexameth inj', 'J1100'],
    ['femur fracture right', 'S72.001A'],
  ])('%s finds %s first', (text, code) => {
    expect(codes(ask(text))[0]).toBe(code);
  });

  test('what was read otherwise is said, in the row and above the rows', () => {
    const misspelt = ask('pnuemonia');
    expect(misspelt.readAs).toEqual([{ typed: 'pnuemonia', read: 'pneumonia' }]);
    expect(misspelt.rows[0]?.why).toBe('spelling: pneumonia');
    expect(ask('htn').rows[0]?.why).toBe('htn: hypertension');
    expect(ask('hypertension')).toMatchObject({ readAs: [], rows: [{ why: '' }] });
  });

  test('what was probably meant is offered: misspelt words put right, else known words that come near', () => {
    expect(ask('pnuemonia organism').didYouMean).toBe('pneumonia organism');
    expect(ask('htn').didYouMean).toBeNull();
    expect(ask('hypertension').closest).toEqual([]);
    const none = ask('influxyzq');
    expect(none.rows).toEqual([]);
    expect(none.closest).toEqual([{ typed: 'influxyzq', read: 'influenza' }]);
  });

  test.each([
    ['sys:cm pnuemonia', 'sys:cm pneumonia'],
    ['pnuemonia w/o organism', 'pneumonia w/o organism'],
    ['"organism" pnuemonia -virus', '"organism" pneumonia -virus'],
    ['E11.9 pnuemonia', 'E11.9 pneumonia'],
    // Nothing is read as a word so far off; it is offered.
    ['dizeaze organism', 'disease organism'],
  ])('what is put right leaves the rest of the text as it was typed: %s', (text, meant) => {
    expect(ask(text).didYouMean).toBe(meant);
  });

  test('a word is not read as one two slips of its few letters away, nor as such a beginning', () => {
    for (const text of ['dizeaze', 'encowmte']) {
      expect([text, ask(text).rows]).toEqual([text, []]);
      expect(ask(text).readAs).toEqual([]);
    }
    expect(ask('dizeaze').closest).toEqual([{ typed: 'dizeaze', read: 'disease' }]);
  });

  test('a word that is known finds no closest ones where filters leave nothing of it', () => {
    expect(ask('sys:pcs pneumonia')).toMatchObject({ rows: [], closest: [], counts: { icd10cm: 1 } });
  });

  test('7th characters fold into one row that can be unfolded', () => {
    const search = both;
    const { rows } = search.search(request('fracture femur neck'));
    expect(rows.map(({ code, more }) => [code, more])).toEqual([['S72.001A', 2]]);
    for (const key of ['S72001A', 'S72001D', 'S72001']) {
      const members = search.family('icd10cm', key, '2025-12-01');
      expect(members.map(({ code }) => code)).toEqual(['S72.001A', 'S72.001B', 'S72.001D']);
    }
    expect(search.family('icd10cm', 'I10', '2025-12-01').map(({ code }) => code)).toEqual(['I10']);
    expect(search.family('hcpcs', 'S72001A', '2025-12-01')).toEqual([]);
  });

  test('the word that was asked for chooses the member', () => {
    expect(codes(ask('fracture femur neck subsequent'))).toEqual(['S72.001D']);
  });
});

describe('what limits an answer', () => {
  test('systems: the others are not shown, but counted', () => {
    const found = ask('of', { systems: ['hcpcs'] });
    expect(new Set(found.rows.map(({ system }) => system))).toEqual(new Set(['hcpcs']));
    expect(found.counts.icd10cm).toBeGreaterThan(0);
    const exact = ask('G0439', { systems: ['icd10cm'] });
    expect(codes(exact)).toEqual(['G04.39']);
    expect(exact.counts).toEqual({ icd10cm: 1, hcpcs: 1 });
  });

  test('date: what had ended or not begun is absent from words, and present with its state by number', () => {
    expect(codes(ask('wheelchair', { date: '2024-12-31' }))).toContain('K0001');
    expect(codes(ask('wheelchair', { date: '2025-01-01' }))).toEqual(['K0002']);
    expect(codes(ask('wheelchair', { date: '2026-04-01' })).toSorted()).toEqual(['K0002', 'Q9999']);
    expect(ask('K0001').rows[0]).toMatchObject({ state: 'ended', ended: '2024-12-31' });
    expect(ask('Q9999').rows[0]).toMatchObject({ state: 'not-yet' });
  });

  test('date: beyond the edition held every state is unknown', () => {
    expect(ask('I10', { date: '2027-01-01' }).rows[0]?.state).toBe('unknown-date');
    expect(ask('I10').rows[0]?.state).toBe('billable');
    expect(ask('E11').rows[0]?.state).toBe('header');
  });

  test('filters: each is counted before itself and after the others', () => {
    const found = ask('type 2 diabetes');
    expect(found.facets).toEqual({ billable: 2, header: 2, chapters: { '4': 4 } });
    const headers = ask('type 2 diabetes', { billable: false });
    expect(codes(headers).toSorted()).toEqual(['E11', 'E11.6']);
    expect(headers.facets).toEqual({ billable: 2, header: 2, chapters: { '4': 2 } });
    expect(headers.counts).toEqual({ icd10cm: 2 });
    expect(codes(ask('unspecified', { chapters: ['9'] }))).toEqual(['I21.9']);
    expect(ask('unspecified', { chapters: ['9'] }).facets).toEqual({
      billable: 1,
      header: 0,
      chapters: { '9': 1 },
    });
    expect(codes(ask('E11', { billable: true }))).toEqual(['E11.65', 'E11.9']);
  });

  test('limit', () => {
    expect(ask('E11', { limit: 2 }).rows).toHaveLength(2);
    expect(ask('encounter', { limit: 1 }).rows).toHaveLength(1);
  });

  test('a code that two lines hold is one row, of the line that comes first', () => {
    const same = [
      draft('cpt', [row('cpt', '99213', 'Licensed office words')]),
      draft('editorial', [row('cpt', '99213', 'Our office words')]),
    ];
    for (const text of ['99213', 'office']) {
      const { rows } = searchIn(...same).search(request(text));
      expect(rows.map(({ title }) => title)).toEqual(['Licensed office words']);
    }
  });

  test('nothing typed, or nothing known, is an empty answer', () => {
    for (const text of ['', '   ', '?!', 'xyzzyx qqqq', 'Z9999']) {
      expect(ask(text)).toMatchObject({ rows: [], counts: {}, readAs: [] });
    }
  });
});

describe('two files are one library', () => {
  const words = [
    'femur',
    'fracture',
    'fractures',
    'left',
    'right',
    'of',
    'with',
    'without',
    'unspecified',
    'other',
    'hypertension',
    'old',
    '2',
  ];
  const title = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 })
    .map((made) => made.join(' '));
  const titles = fc.array(title, { minLength: 1, maxLength: 15 });
  const query = fc
    .array(fc.constantFrom(...words, 'fem', 'htn', 'rihgt', 'fx', 'unheard'), { minLength: 1, maxLength: 4 })
    .map((made) => made.join(' '));

  test('rows split over two files rank exactly like one file that holds both', () => {
    const rowsOf = (made: string[], letter: string) =>
      made.map((text, at) => row('hcpcs', `${letter}${at}`, text));
    const same = { edition: edition('hcpcs') };
    fc.assert(
      fc.property(titles, titles, fc.array(query, { minLength: 1, maxLength: 8 }), (one, other, queries) => {
        const [a, b] = [rowsOf(one, 'A'), rowsOf(other, 'B')];
        const answers = (search: Search) =>
          queries.map((text) => ({ ...search.search(request(text)), ms: 0 }));
        const split = answers(searchIn(draft('hcpcs', a, same), draft('cpt', b, same)));
        expect(split).toEqual(answers(searchIn(draft('hcpcs', [...a, ...b], same))));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a code that a full line and the editorial one hold', () => {
  const full = draft('cpt', [
    row('cpt', '99213', 'Established patient visit, low'),
    row('cpt', '99214', 'Established patient visit, moderate'),
  ]);
  const ours = draft('editorial', [
    row('cpt', '99213', 'Clinic visit of a known patient'),
    row('cpt', '0264T', 'Marrow injection for a known patient'),
  ]);
  const search = searchIn(full, ours);
  const found = (text: string) => {
    const { rows, counts } = search.search(request(text));
    return { rows: rows.map(({ code, title }) => `${code} ${title}`), cpt: counts.cpt };
  };

  test('is answered by the full line, once', () => {
    expect(found('99213')).toEqual({ rows: ['99213 Established patient visit, low'], cpt: 1 });
    expect(found('992')).toEqual({
      rows: ['99213 Established patient visit, low', '99214 Established patient visit, moderate'],
      cpt: 2,
    });
    expect(found('visit').rows.toSorted()).toEqual([
      '99213 Established patient visit, low',
      '99214 Established patient visit, moderate',
    ]);
    expect(found('visit').cpt).toBe(2);
  });

  test('is not found by the other words for it, which still find the codes that only they name', () => {
    expect(found('known')).toEqual({ rows: ['0264T Marrow injection for a known patient'], cpt: 1 });
  });

  test('ranks as if the full line alone held it', () => {
    const alone = searchIn(full, draft('editorial', ours.codes.slice(1)));
    for (const text of ['patient', 'visit known', 'established']) {
      expect(search.search(request(text)).rows).toEqual(alone.search(request(text)).rows);
    }
  });
});
