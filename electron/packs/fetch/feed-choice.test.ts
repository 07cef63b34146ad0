import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edition } from '../../contract/codes.ts';
import type { Installation } from './feed-choice.ts';
import { chooseUpdates, isOffered } from './feed-choice.ts';
import type { FeedPack } from './feed-index.ts';
import type { HeldLine } from './holdings.ts';

const content = (year: number): string => String(year).repeat(16);
const edition = (year: number): Edition => ({
  name: `ICD-10-CM FY${year}`,
  line: 'icd10cm',
  begins: `${year - 1}-10-01`,
  ends: `${year}-09-30`,
});
const codesOf = (year: number) => ({ dataset: 'icd10cm-codes' as const, edition: edition(year) });
const full = (year: number, size: number, fields: Partial<FeedPack> = {}): FeedPack => ({
  id: `full-${year}`,
  line: 'icd10cm',
  kind: 'full',
  base: null,
  result: content(year),
  editions: [edition(year)],
  releases: [codesOf(year)],
  serial: year,
  created: `${year - 1}-07-01`,
  contentKeyId: null,
  minimumApp: '1.0.0',
  size,
  sha256: content(year),
  url: `full-${year}.c2cpack`,
  staged: 100,
  ...fields,
});
const delta = (from: number, to: number, size: number, fields: Partial<FeedPack> = {}): FeedPack =>
  full(to, size, { id: `delta-${from}-${to}`, kind: 'delta', base: content(from), ...fields });
const held = (year: number, fields: Partial<HeldLine> = {}): HeldLine => ({
  line: 'icd10cm',
  content: content(year),
  own: [codesOf(year)],
  serial: null,
  ...fields,
});
const here: Installation = { id: 'one', appVersion: '1.2.3', contentKeys: new Set() };
const choose = (packs: FeedPack[], holding: HeldLine | null, installation = here) =>
  chooseUpdates({ serial: 1, created: '2026-09-01', packs }, holding ? [holding] : [], installation)[0];
const ids = (choice: ReturnType<typeof choose>): string[] =>
  choice?.state === 'ready' ? choice.packs.map(({ id }) => id) : [choice?.state ?? 'nothing'];

describe('fewest bytes to the newest edition', () => {
  const feed = [
    full(2025, 1000),
    full(2026, 1000),
    full(2027, 1000),
    delta(2025, 2026, 40),
    delta(2026, 2027, 50),
  ];

  test('the chain of deltas, from where the line stands', () => {
    const choice = choose(feed, held(2025));
    expect(ids(choice)).toEqual(['delta-2025-2026', 'delta-2026-2027']);
    expect(choice).toMatchObject({ bytes: 90, editions: [edition(2027)], drops: ['ICD-10-CM FY2025'] });
  });

  test('the full pack where the deltas are more, or begin elsewhere', () => {
    expect(ids(choose([full(2026, 100), delta(2025, 2026, 101)], held(2025)))).toEqual(['full-2026']);
    expect(ids(choose([full(2026, 100), delta(2025, 2026, 1)], held(2024)))).toEqual(['full-2026']);
  });

  test('an older full pack and a delta, where the newest has no full pack yet', () => {
    expect(ids(choose([full(2026, 900), delta(2026, 2027, 50)], null))).toEqual([
      'full-2026',
      'delta-2026-2027',
    ]);
  });

  test('the next newest, where no way leads to the newest', () => {
    expect(ids(choose([delta(2026, 2027, 50), delta(2024, 2025, 5)], held(2024)))).toEqual([
      'delta-2024-2025',
    ]);
  });

  test('a line that is not held is offered whole, and the starter gives way', () => {
    expect(ids(choose(feed, null))).toEqual(['full-2027']);
    const starter = held(2027, { own: [], content: 'f'.repeat(64) });
    expect(choose(feed, starter)).toMatchObject({ state: 'ready', drops: [] });
  });
});

describe('never older', () => {
  test('what is held is the newest', () => {
    expect(choose([full(2025, 1), full(2026, 1)], held(2026))).toEqual({ line: 'icd10cm', state: 'current' });
    expect(choose([full(2025, 1)], held(2026))).toMatchObject({ state: 'current' });
    expect(chooseUpdates({ serial: 1, created: '2026-09-01', packs: [] }, [held(2026)], here)).toEqual([
      { line: 'icd10cm', state: 'current' },
    ]);
  });

  test('the user’s own import of the same edition is left alone; the feed’s own correction is not', () => {
    const corrected = full(2026, 10, { id: 'again', result: 'e'.repeat(64), serial: 2028 });
    expect(choose([corrected], held(2026, { content: 'd'.repeat(64) }))).toMatchObject({ state: 'current' });
    // Also where something was imported beside it since, and on the day on which the first one was made.
    for (const now of [content(2026), 'd'.repeat(64)])
      expect(ids(choose([full(2026, 10), corrected], held(2026, { content: now, serial: 2026 })))).toEqual([
        'again',
      ]);
    expect(ids(choose([full(2026, 10)], held(2026, { content: 'd'.repeat(64), serial: 2026 })))).toEqual([
      'current',
    ]);
  });

  const tabular = (year: number) => ({ ...codesOf(year), dataset: 'icd10cm-tabular' as const });

  test('data sets are compared one by one: an import of one hides nothing of the others', () => {
    const mixed = held(2026, { content: 'd'.repeat(64), own: [codesOf(2026), tabular(2027)], serial: 2026 });
    expect(choose([full(2027, 10)], mixed)).toMatchObject({ state: 'ready', drops: ['ICD-10-CM FY2026'] });
    const both = full(2027, 10, { releases: [codesOf(2027), codesOf(2026), tabular(2027)] });
    expect(choose([both], mixed)).toMatchObject({ state: 'ready', drops: [] });
    expect(ids(choose([{ ...both, releases: [codesOf(2027), tabular(2026)] }], mixed))).toEqual(['current']);
  });

  test('an earlier pack is no step and no update, whatever its editions: the installer refuses it', () => {
    const earlier = full(2027, 10, { serial: 5 });
    expect(ids(choose([earlier], held(2026, { serial: 6 })))).toEqual(['current']);
    expect(
      ids(
        choose(
          [full(2026, 1, { serial: 5 }), delta(2026, 2027, 1), full(2027, 99)],
          held(2025, { serial: 6 }),
        ),
      ),
    ).toEqual(['full-2027']);
  });

  test('whatever the feed holds, in whatever order, every step is at least what is held, and the chain fits', () => {
    const year = fc.integer({ min: 2020, max: 2027 });
    const packs = fc.array(
      fc
        .tuple(fc.boolean(), year, year, fc.integer({ min: 1, max: 999 }))
        .map(([isDelta, from, to, size]) => (isDelta ? delta(from, to, size) : full(to, size))),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(packs, year, (offered, has) => {
        const choice = choose(offered, held(has));
        if (choice?.state !== 'ready') return;
        let at = content(has);
        for (const pack of choice.packs) {
          expect(pack.base === null || pack.base === at).toBe(true);
          expect((pack.editions[0]?.begins ?? '') >= edition(has).begins).toBe(true);
          at = pack.result;
        }
        const newest = choice.packs.at(-1)?.editions[0]?.begins ?? '';
        expect(newest > edition(has).begins).toBe(true);
        const whole = offered.filter((pack) => pack.base === null && pack.result === at);
        for (const pack of whole) expect(choice.bytes).toBeLessThanOrEqual(pack.size);
      }),
      { numRuns: 500 },
    );
  });
});

describe('not for everybody', () => {
  test('a newer program is needed: said, unless something else can be had', () => {
    const newer = full(2027, 10, { minimumApp: '1.10.0' });
    expect(choose([newer], held(2026))).toEqual({
      line: 'icd10cm',
      state: 'needs-app',
      minimumApp: '1.10.0',
      editions: [edition(2027)],
    });
    expect(ids(choose([newer, full(2026, 10)], held(2025)))).toEqual(['full-2026']);
    expect(ids(choose([newer], held(2026), { ...here, appVersion: '1.10.0-beta.2' }))).toEqual(['full-2027']);
  });

  test('a licence is needed: said', () => {
    const licensed = full(2027, 10, { contentKeyId: 'cpt-2027' });
    expect(choose([licensed], null)).toMatchObject({ state: 'needs-licence', contentKeyId: 'cpt-2027' });
    expect(ids(choose([licensed], null, { ...here, contentKeys: new Set(['cpt-2027']) }))).toEqual([
      'full-2027',
    ]);
  });

  test('a staged pack reaches its share of installations, and those it reached keep it', () => {
    const reached = (staged: number): Set<number> =>
      new Set(
        Array.from({ length: 2000 }, (_, at) => at).filter((at) =>
          isOffered(full(2027, 1, { staged }), `i${at}`),
        ),
      );
    const [none, tenth, half, all] = [0, 10, 50, 100].map(reached);
    expect([none?.size, all?.size]).toEqual([0, 2000]);
    expect(Math.abs((tenth?.size ?? 0) - 200)).toBeLessThan(60);
    expect([...(tenth ?? [])].every((at) => half?.has(at))).toBe(true);
    expect([...(tenth ?? [])].every((at) => isOffered(delta(2026, 2027, 1, { staged: 10 }), `i${at}`))).toBe(
      true,
    );
  });

  test('what is held back is not used as a step either', () => {
    expect(ids(choose([delta(2025, 2026, 1, { staged: 0 }), delta(2026, 2027, 1)], held(2025)))).toEqual([
      'current',
    ]);
  });
});
