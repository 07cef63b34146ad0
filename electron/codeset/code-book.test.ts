import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { header, row } from '../../test/fixtures/drafts.ts';
import { CodeBook, mostReleases } from './code-book.ts';
import { changesOf } from './code-changes.ts';
import type { CodeRow } from './rows.ts';

function bookOf(...releases: CodeRow[][]): CodeBook {
  const book = new CodeBook(releases.length);
  for (const [place, rows] of releases.entries()) for (const one of rows) book.add(1 << place, one);
  return book;
}

const keysOf = (book: CodeBook): string[] => [...book.merged()].map((code) => code.row.key);

describe('order', () => {
  const codes = (...keys: string[]): CodeRow[] => keys.map((key) => row('hcpcs', key, key));

  test('is the newest release’s; a code that it lacks stands behind the one it used to follow', () => {
    const book = bookOf(codes('A', 'B', 'B1', 'C'), codes('0', 'A', 'C', 'D', 'B'));
    expect(keysOf(book)).toEqual(['0', 'A', 'C', 'D', 'B', 'B1']);
  });

  test('codes gone from the beginning and in a row keep their order', () => {
    expect(keysOf(bookOf(codes('A', 'B', 'C', 'D'), codes('D')))).toEqual(['A', 'B', 'C', 'D']);
  });
});

describe('states', () => {
  test('a code that releases agree on has one, with all their bits', () => {
    const [code] = [...bookOf([row('hcpcs', 'J1', 'One')], [row('hcpcs', 'J1', 'One')]).merged()];
    expect(code).toMatchObject({ releases: 0b11, states: [{ releases: 0b11 }] });
  });

  test('a text that came back is one state with a hole', () => {
    const [code] = [
      ...bookOf(
        [row('hcpcs', 'J1', 'One')],
        [row('hcpcs', 'J1', 'Two')],
        [row('hcpcs', 'J1', 'One')],
      ).merged(),
    ];
    expect(code?.row.title).toBe('One');
    expect(code?.states.map(({ releases }) => releases)).toEqual([0b101, 0b010]);
  });

  test('dates and official fields count, the code above does not', () => {
    const same = { added: '2024-01-01', detail: { coverage: 'D' } };
    const states = (a: Partial<CodeRow>, b: Partial<CodeRow>): number =>
      [...bookOf([row('hcpcs', 'J1', 'One', a)], [row('hcpcs', 'J1', 'One', b)]).merged()][0]?.states
        .length ?? 0;
    expect(states(same, same)).toBe(1);
    expect(states(same, { ...same, ended: '2025-01-01' })).toBe(2);
    expect(states(same, { ...same, detail: { coverage: 'C' } })).toBe(2);
    expect(states(same, { ...same, detail: { coverage: 'D', action: 'N' } })).toBe(2);
    expect(states(same, { ...same, parent: 'J' })).toBe(1);
  });

  test('the newest release says which code is above, in whatever order they come', () => {
    for (const order of [
      [1, 0],
      [0, 1],
    ]) {
      const book = new CodeBook(2);
      for (const place of order) book.add(1 << place, row('icd10cm', 'A00', 'One', { parent: `P${place}` }));
      expect([...book.merged()][0]?.row.parent).toBe('P1');
    }
  });

  test('one key in two systems is two codes', () => {
    const book = bookOf([row('hcpcs', '11', 'A'), row('pos', '11', 'Office')]);
    expect([...book.merged()].map((code) => code.row.system)).toEqual(['hcpcs', 'pos']);
  });
});

test('a code twice in one release is refused, and so are more releases than a mask has bits', () => {
  const book = bookOf([row('hcpcs', 'J1', 'One')]);
  expect(() => book.add(1, row('hcpcs', 'J1', 'Other'))).toThrow('names the code J1 twice');
  expect(() => new CodeBook(mostReleases + 1)).toThrow('at most 30 editions');
});

describe('what changed', () => {
  const changes = (...releases: (CodeRow | null)[]) => {
    const book = bookOf(...releases.map((one) => (one ? [one] : [])));
    const [code] = [...book.merged()];
    return code ? changesOf(code, releases.length) : [];
  };
  const code = (title: string, short = '') => row('icd10cm', 'B880', title, { short });

  test('new, revised with both texts, deleted', () => {
    expect(changes(null, code('Old'), code('New'), null)).toEqual([
      { release: 1, kind: 'new', before: null, after: 'Old' },
      { release: 2, kind: 'revised', before: 'Old', after: 'New' },
      { release: 3, kind: 'deleted', before: 'New', after: null },
    ]);
  });

  test('a code that became a header was not deleted', () => {
    expect(changes(code('Acariasis'), header('B880', 'Acariasis'), code('Acariasis'))).toEqual([
      { release: 1, kind: 'became-header', before: 'Acariasis', after: 'Acariasis' },
      { release: 2, kind: 'became-billable', before: 'Acariasis', after: 'Acariasis' },
    ]);
  });

  test('a short text alone; official fields are no change', () => {
    expect(changes(code('Same', 'a'), code('Same', 'b'))).toEqual([
      { release: 1, kind: 'revised', before: 'a', after: 'b' },
    ]);
    expect(
      changes(row('hcpcs', 'J1', 'One'), row('hcpcs', 'J1', 'One', { detail: { action: 'N' } })),
    ).toEqual([]);
  });
});

test('releases merge to the same book in whatever order and number of steps they come', () => {
  const release = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(release, fc.constantFrom('x', 'y')), { minLength: 1, maxLength: 4 }),
      fc.nat(),
      (made, turn) => {
        // Publishers keep one order over the years, so that is what releases have here.
        const releases = made.map(([keys, title]) => keys.toSorted().map((key) => row('hcpcs', key, title)));
        const atOnce = bookOf(...releases);
        const steps = new CodeBook(releases.length);
        const first = releases.map((_, place) => place).filter((place) => place % 2 === turn % 2);
        const base = new CodeBook(releases.length);
        for (const place of first) for (const one of releases[place] ?? []) base.add(1 << place, one);
        for (const [place, rows] of releases.entries()) {
          if (!first.includes(place)) for (const one of rows) steps.add(1 << place, one);
        }
        // As a code set gives back what it holds: by code, each state with its mask.
        for (const code of base.merged())
          for (const state of code.states) steps.add(state.releases, state.row);
        expect([...steps.merged()]).toEqual([...atOnce.merged()]);
      },
    ),
    { numRuns: 300 },
  );
});
