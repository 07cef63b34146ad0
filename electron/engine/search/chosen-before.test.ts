import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draft, hcpcsDraft, header, icdDraft, row } from '../../../test/fixtures/drafts.ts';
import { request, searchIn } from '../../../test/fixtures/search.ts';
import { codeKey } from '../../codeset/code-format.ts';
import type { System } from '../../contract/codes.ts';
import type { SearchRequest, SearchResponse } from '../../contract/search.ts';
import type { Chosen } from '../../userdata/pick-memory.ts';

const both = searchIn(icdDraft(), hcpcsDraft());
const icd = (code: string): Chosen => ({ system: 'icd10cm', code });
const hcpcs = (code: string): Chosen => ({ system: 'hcpcs', code });
const ask = (text: string, chosen: Chosen[] = [], more: Partial<SearchRequest> = {}): SearchResponse =>
  both.search(request(text, more), chosen);
const codes = ({ rows }: SearchResponse) => rows.map(({ code }) => code);

describe('a row that was chosen before', () => {
  test('is first and says why; the others keep their order', () => {
    const before = codes(ask('diabetes'));
    expect(before.indexOf('E11.65')).toBeGreaterThan(0);
    const { rows } = ask('diabetes', [icd('E11.65')]);
    expect(rows[0]).toMatchObject({ code: 'E11.65', why: 'chosen before' });
    expect(rows.slice(1).map(({ code }) => code)).toEqual(before.filter((code) => code !== 'E11.65'));
    expect(rows.slice(1).every(({ why }) => !why.includes('chosen'))).toBe(true);
  });

  test('says it beside what the row says anyway', () => {
    expect(ask('htn', [icd('I10')]).rows[0]?.why).toBe('chosen before · htn: hypertension');
  });

  test('of several the one that counts most stands first', () => {
    const chosen = [icd('E11.65'), icd('E11.9')];
    expect(codes(ask('type 2 diabetes', chosen)).slice(0, 2)).toEqual(['E11.65', 'E11.9']);
    expect(codes(ask('type 2 diabetes', chosen.toReversed())).slice(0, 2)).toEqual(['E11.9', 'E11.65']);
  });

  test('never precedes a code that was typed, nor comes between two systems that both have it', () => {
    expect(codes(ask('E11', [icd('E11.65')]))).toEqual(['E11', 'E11.65', 'E11.6', 'E11.9']);
    const { rows } = ask('G0439', [icd('G04.39')]);
    expect(rows.map(({ system, why }) => [system, why])).toEqual([
      ['hcpcs', ''],
      ['icd10cm', ''],
    ]);
    expect(codes(ask('I10, e11.9 J1100', [hcpcs('J1100')]))).toEqual(['I10', 'E11.9', 'J1100']);
  });

  test('comes up from beyond the last row that is shown', () => {
    const shown = codes(ask('diabetes', [], { limit: 2 }));
    expect(shown).not.toContain('E11.65');
    expect(codes(ask('diabetes', [icd('E11.65')], { limit: 2 }))).toEqual(['E11.65', shown[0]]);
  });

  test('stands for the row that it was folded under', () => {
    const [folded] = ask('fracture femur neck').rows;
    expect(folded).toMatchObject({ code: 'S72.001A', more: 2 });
    const { rows } = ask('fracture femur neck', [icd('S72.001D')]);
    expect(rows).toMatchObject([{ code: 'S72.001D', more: 2, why: 'chosen before' }]);
  });
});

describe('a choice brings no code', () => {
  test('that the words do not find', () => {
    expect(ask('wellness', [icd('I10')]).rows).toEqual(ask('wellness').rows);
  });

  test('that the library does not hold', () => {
    expect(ask('diabetes', [icd('E99.9'), hcpcs('E11.9')]).rows).toEqual(ask('diabetes').rows);
  });

  test('that is not in force on the date of service', () => {
    expect(codes(ask('wheelchair', [hcpcs('K0001')]))).toEqual(['K0002']);
    expect(codes(ask('wheelchair', [hcpcs('Q9999')]))).toEqual(['K0002']);
    // By its number it is found all the same, where it was.
    expect(ask('K000', [hcpcs('K0001')]).rows).toEqual(ask('K000').rows);
    expect(ask('K000', [hcpcs('K0002')]).rows[0]).toMatchObject({ code: 'K0002' });
  });

  test('that is filtered out, or excluded', () => {
    expect(codes(ask('diabetes', [icd('E11.65')], { systems: ['hcpcs'] }))).toEqual([]);
    expect(codes(ask('diabetes', [icd('E11.6')], { billable: true }))).not.toContain('E11.6');
    expect(codes(ask('diabetes sys:hcpcs', [icd('E11.65')]))).toEqual([]);
    expect(codes(ask('diabetes -hyperglycemia', [icd('E11.65')]))).not.toContain('E11.65');
    // Nor does one of a fold: the row is there, and shows the code that it would show without.
    const folded = codes(ask('fracture femur neck -subsequent'));
    expect(codes(ask('fracture femur neck -subsequent', [icd('S72.001D')]))).toEqual(folded);
    expect(codes(ask('fracture femur neck', [icd('S72.001')], { billable: true }))).toEqual(['S72.001A']);
  });
});

test('the same choices give the same order, and none changes what is counted', () => {
  const chosen = [icd('E11.65'), icd('E11')];
  const [one, other] = [ask('diabetes', chosen), ask('diabetes', chosen)];
  expect({ ...one, ms: 0 }).toEqual({ ...other, ms: 0 });
  const without = ask('diabetes');
  expect([one.counts, one.facets]).toEqual([without.counts, without.facets]);
});

describe('whatever was chosen', () => {
  const category = (at: number) => `${'EGJ'[at % 3]}${String(10 + (at % 7))}`;
  const titles = [
    'injection knee',
    'injection hip',
    'pain knee left',
    'pain hip',
    'knee',
    'hip injection left',
  ];
  /** Codes that two systems hold, headers, and titles of few words. */
  const code = fc.record({
    system: fc.constantFrom<System>('icd10cm', 'hcpcs'),
    key: fc.nat(20).chain((at) => fc.nat(9).map((end) => `${category(at)}${end}${at % 4}`)),
    title: fc.constantFrom(...titles),
    isHeader: fc.boolean(),
  });
  const libraries = fc.uniqueArray(code, {
    minLength: 2,
    maxLength: 40,
    selector: ({ system, key }) => `${system} ${key}`,
  });

  test('every code that was typed precedes all other rows, and no row is there that was not before', () => {
    fc.assert(
      fc.property(
        libraries,
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 5 }),
        fc.constantFrom('code', 'dotted', 'beginning', 'words', 'list'),
        fc.constantFrom(...titles),
        (rows, typedAt, chosenAt, kind, words) => {
          const of = (system: System) =>
            rows
              .filter((one) => one.system === system)
              .map(({ key, title, isHeader }) =>
                system === 'icd10cm' && isHeader ? header(key, title) : row(system, key, title),
              );
          const search = searchIn(draft('icd10cm', of('icd10cm')), draft('hcpcs', of('hcpcs')));
          const at = (place: number) => rows[place % rows.length] ?? { system: 'hcpcs' as const, key: '' };
          const { key } = at(typedAt);
          const text = {
            code: key,
            dotted: `${key.slice(0, 3)}.${key.slice(3)}`,
            beginning: key.slice(0, 4),
            list: `${key}, ${at(typedAt + 1).key}`,
            words,
          }[kind];
          const chosen = chosenAt.map(at).map(({ system, key: picked }) => ({ system, code: picked }));
          const without = search.search(request(text)).rows;
          const found = search.search(request(text), chosen).rows;
          const names = (list: typeof found) => list.map((one) => `${one.system} ${one.code}`);
          expect(names(found).toSorted()).toEqual(names(without).toSorted());
          const typed = new Set(kind === 'words' ? [] : text.split(/[, ]+/).map(codeKey));
          const isTyped = (one: (typeof found)[number]) => typed.has(codeKey(one.code));
          const exact = without.filter(isTyped);
          expect(found.slice(0, exact.length)).toEqual(exact);
          // Then what was chosen; the rest as ever.
          const rest = found.slice(exact.length);
          const lifted = rest.filter(({ why }) => why.startsWith('chosen before'));
          expect(rest.slice(0, lifted.length)).toEqual(lifted);
          const liftedNames = new Set(names(lifted));
          expect(names(rest).slice(lifted.length)).toEqual(
            names(without.slice(exact.length)).filter((name) => !liftedNames.has(name)),
          );
          const wanted = new Set(chosen.map((one) => `${one.system} ${codeKey(one.code)}`));
          for (const one of rest) {
            const isChosen = wanted.has(`${one.system} ${codeKey(one.code)}`);
            expect(one.why.startsWith('chosen before')).toBe(isChosen);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
